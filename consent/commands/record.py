"""Writing down what a donor said: each time a new row, its audit row, and the fact for whoever listens."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import select

from consent import papers, rules
from consent.commands.requests import Asked, move, open_new
from consent.events import ConsentGiven, ConsentInvalidated, ConsentRefused, ConsentWithdrawn
from consent.models import ConsentAnswer, ConsentInvalidation, ConsentRecord, ConsentWithdrawal, DataRequest, Donor, FormText
from consent.queries import donor, open_request, request, standing
from consent.rules import Method, Purpose, State
from consent.rules.rights import Channel, RequestKind, RequestState, Step
from core import auth, clock, files, office
from core.errors import NotFound
from core.ids import random_code
from core.work import Work

HOW = {"in person": Channel.in_person, "letter": Channel.letter, "telephone": Channel.phone}


@dataclass(frozen=True)
class PaperNames:
    """The names that stand on the paper: handed in, drawn once, kept only inside the sealed PDF."""

    donor_name: str
    birth_text: str
    commune: str
    martyr_names: tuple[str, ...]


@dataclass(frozen=True)
class ConsentFacts:
    donor_id: UUID
    martyr_ids: tuple[UUID, ...]
    form_id: UUID
    answers: dict[Purpose, bool]
    told_sensitive: bool
    read_aloud: bool
    can_read: bool
    method: Method
    names: PaperNames
    occurred_at: datetime
    place: str = ""
    language: str = "vi"
    witness: str = ""
    proxy_name: str = ""
    proxy_basis: str = ""
    copy_given: bool = False
    signature_png: bytes | None = field(default=None, repr=False)


def new_donor(work: Work) -> Donor:
    """A donor who is so far nothing but a code: `TN` and eight random characters."""
    made = Donor(code="TN" + random_code(8))
    work.save(made)
    return made


def ensure_form(work: Work) -> None:
    """The first form text, on an installation that has none."""
    if work.session.exec(select(FormText)).first() is None:
        work.save(FormText(version=1, language="vi", valid_from=date(2026, 1, 1), body=papers.first_form()))


def record(work: Work, facts: ConsentFacts) -> ConsentRecord:
    """Write down what was answered. A refusal is a record too, and ends there. Raises TrainingMissing and what `rules` refuse."""
    auth.must_be_qualified(work.session, work.actor, auth.Skill.consent, clock.today())
    person, form = donor(work.session, facts.donor_id), _form(work, facts.form_id)
    rules.check_form(form.version, form.valid_from, form.valid_to, clock.local(facts.occurred_at).date())
    given = rules.check_record(
        facts.answers, martyrs=len(facts.martyr_ids), told_sensitive=facts.told_sensitive, read_aloud=facts.read_aloud, can_read=facts.can_read,
        method=facts.method, signed=bool(facts.signature_png), witness=facts.witness, taker=work.actor.name, proxy_name=facts.proxy_name,
        proxy_basis=facts.proxy_basis,
    )
    before = standing(work.session, facts.donor_id).state
    row = _row(work, facts, given, _paper(work, facts, form, person.code) if given else None)
    work.save(row)
    work.save(*(ConsentAnswer(record_id=row.id, purpose=purpose, given=said) for purpose, said in facts.answers.items()))
    work.audit("consent.recorded", f"donor:{person.code}", given=given, record=str(row.id))
    work.publish(ConsentGiven(person.id, person.code, row.id) if given else ConsentRefused(person.id, person.code))
    if before is State.given and not given:
        work.publish(ConsentWithdrawn(person.id, person.code))
    return row


def _row(work: Work, facts: ConsentFacts, given: bool, pdf_file_id: UUID | None) -> ConsentRecord:
    signature = files.keep(work, "signature", facts.signature_png, "image/png", of=facts.donor_id).id if given and facts.signature_png else None
    return ConsentRecord(
        donor_id=facts.donor_id, form_id=facts.form_id, actor_id=work.actor.account_id, occurred_at=facts.occurred_at, place=facts.place,
        martyr_ids=[str(martyr_id) for martyr_id in facts.martyr_ids], given=given, language=facts.language, read_aloud=facts.read_aloud,
        can_read=facts.can_read, told_sensitive=facts.told_sensitive, method=facts.method, copy_given=facts.copy_given,
        witness=facts.witness or None, proxy_name=facts.proxy_name or None, proxy_basis=facts.proxy_basis or None, signature_file_id=signature,
        pdf_file_id=pdf_file_id,
    )


def _form(work: Work, form_id: UUID) -> FormText:
    form = work.session.get(FormText, form_id)
    if form is None:
        raise NotFound()
    return form


def _paper(work: Work, facts: ConsentFacts, form: FormText, donor_code: str) -> UUID:
    settings = papers.Office(
        name=office.get(work.session, "office_name"), form_code=office.get(work.session, "form_code_consent"),
        callback=office.get(work.session, "callback_number"), taker=work.actor.name,
    )
    paper = papers.signed_consent(facts, form.body, form.version, donor_code, settings)
    return files.keep(work, "consent-paper", paper, "application/pdf", of=facts.donor_id).id


def withdraw(
    work: Work, donor_id: UUID, *, how: str, note: str = "", occurred_at: datetime | None = None, request_id: UUID | None = None, check: str = ""
) -> ConsentWithdrawal:
    """Take every purpose back, without asking why. One clock counts: that of the request it belongs to, which is opened where there is none.

    `check` says how the person was made sure of, where that was done already. Raises NothingToWithdraw.
    """
    person = donor(work.session, donor_id)
    if standing(work.session, donor_id).state is not State.given:
        raise rules.NothingToWithdraw()
    at = occurred_at or clock.now()
    asked = request(work.session, request_id) if request_id else _request_to_withdraw(work, donor_id, how, note, at, check)
    row = ConsentWithdrawal(
        donor_id=donor_id, actor_id=work.actor.account_id, occurred_at=at, done_before_on=asked.due_on, how=how, note=note or None, request_id=asked.id
    )
    work.save(row)
    work.audit("consent.withdrawn", f"donor:{person.code}", done_before=asked.due_on)
    work.publish(ConsentWithdrawn(person.id, person.code))
    return row


def _request_to_withdraw(work: Work, donor_id: UUID, how: str, note: str, at: datetime, check: str) -> DataRequest:
    """The one that is open, or a new one: accepted on the spot, so that nothing goes on."""
    on, channel = clock.local(at).date(), HOW.get(how, Channel.in_person)
    asked = open_request(work.session, donor_id, RequestKind.withdraw)
    asked = asked or open_new(work, Asked(donor_id, RequestKind.withdraw, channel, on, note))
    if check:
        move(work, asked, Step.identify, word=check)
    if asked.status == RequestState.received:
        move(work, asked, Step.accept)
    return asked


def invalidate(work: Work, record_id: UUID, reason: str) -> None:
    """Mark a record as entered wrongly; it then counts as never made. Raises AlreadyInvalid."""
    row = work.session.get(ConsentRecord, record_id)
    if row is None:
        raise NotFound()
    if work.session.exec(select(ConsentInvalidation).where(ConsentInvalidation.record_id == record_id)).first():
        raise rules.AlreadyInvalid()
    person = donor(work.session, row.donor_id)
    work.save(ConsentInvalidation(record_id=record_id, actor_id=work.actor.account_id, reason=reason))
    work.audit("consent.invalidated", f"donor:{person.code}", record=str(record_id))
    work.publish(ConsentInvalidated(person.id, person.code, record_id))
