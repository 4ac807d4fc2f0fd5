"""What a donor agreed to, asked at the moment of use."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_, select

from consent.models import ConsentAnswer, ConsentInvalidation, ConsentRecord, ConsentWithdrawal, DataRequest, Donor, FormText
from consent.queries.restrictions import all_restricted
from consent.rules import Purpose, RecordFact, Standing, State, WithdrawalFact, latest
from core import clock
from core.auth import staff_name
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Hit, Moment, sees
from core.work import Work


def donor(session: Session, id_or_code: UUID | str) -> Donor:
    """The donor. Raises NotFound."""
    wanted = Donor.id == id_or_code if isinstance(id_or_code, UUID) else Donor.code == id_or_code.replace("-", "").replace(" ", "").upper()
    found = session.exec(select(Donor).where(wanted)).first()
    if found is None:
        raise NotFound()
    return found


def donor_codes(session: Session, donor_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The codes of many donors, for a list."""
    ids, found = list(donor_ids), {}
    for start in range(0, len(ids), 500):
        found |= dict(session.exec(select(Donor.id, Donor.code).where(col(Donor.id).in_(ids[start : start + 500]))).all())
    return found


def donor_ids(session: Session, codes: Iterable[str]) -> dict[str, UUID]:
    """The donors behind many codes."""
    wanted, found = list(codes), dict[str, UUID]()
    for start in range(0, len(wanted), 500):
        found |= dict(session.exec(select(Donor.code, Donor.id).where(col(Donor.code).in_(wanted[start : start + 500]))).all())
    return found


def current_form(session: Session, on: date | None = None, language: str = "vi") -> FormText:
    """The text in force on a day. Raises NotFound when an office has none."""
    on = on or clock.today()
    query = select(FormText).where(FormText.language == language, FormText.valid_from <= on)
    query = query.where(or_(col(FormText.valid_to).is_(None), col(FormText.valid_to) >= on)).order_by(col(FormText.version).desc())
    found = session.exec(query).first()
    if found is None:
        raise NotFound()
    return found


def standings(session: Session, donor_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """How things stand, for many donors in six reads for every 500."""
    ids = list(donor_ids)
    records: dict[UUID, list[ConsentRecord]] = defaultdict(list)
    withdrawals: dict[UUID, list[ConsentWithdrawal]] = defaultdict(list)
    answers: dict[UUID, dict[Purpose, bool]] = defaultdict(dict)
    invalid: set[UUID] = set()
    days: dict[UUID, date] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        days |= dict(session.exec(select(DataRequest.id, DataRequest.due_on).where(col(DataRequest.donor_id).in_(part))).all())
        for record in session.exec(select(ConsentRecord).where(col(ConsentRecord.donor_id).in_(part))):
            records[record.donor_id].append(record)
        for withdrawal in session.exec(select(ConsentWithdrawal).where(col(ConsentWithdrawal.donor_id).in_(part))):
            withdrawals[withdrawal.donor_id].append(withdrawal)
        rows = select(ConsentAnswer).join(ConsentRecord, col(ConsentRecord.id) == ConsentAnswer.record_id)
        for answer in session.exec(rows.where(col(ConsentRecord.donor_id).in_(part))):
            answers[answer.record_id][Purpose(answer.purpose)] = answer.given
        bad = select(ConsentInvalidation.record_id).join(ConsentRecord, col(ConsentRecord.id) == ConsentInvalidation.record_id)
        invalid |= set(session.exec(bad.where(col(ConsentRecord.donor_id).in_(part))))
    kept_back = all_restricted(session, ids)
    return {
        donor_id: replace(_standing(records[donor_id], withdrawals[donor_id], answers, invalid, days), restricted=donor_id in kept_back) for donor_id in ids
    }


def _standing(
    records: list[ConsentRecord], withdrawals: list[ConsentWithdrawal], answers: dict[UUID, dict[Purpose, bool]], invalid: set[UUID],
    days: dict[UUID, date],
) -> Standing:
    facts = [
        RecordFact(r.id, r.given, r.occurred_at, frozenset(map(UUID, r.martyr_ids)), answers[r.id], r.id in invalid) for r in records
    ]
    state, fact, withdrawn_at = latest(facts, [WithdrawalFact(w.id, w.occurred_at) for w in withdrawals])
    day = clock.local(fact.occurred_at).date() if fact else None
    done = next((days.get(w.request_id, w.done_before_on) if w.request_id else w.done_before_on for w in withdrawals if w.occurred_at == withdrawn_at), None)
    return Standing(
        state=state,
        record_id=fact.record_id if fact else None,
        given_on=day if fact and fact.given else None,
        refused_on=day if state is State.refused else None,
        withdrawn_on=clock.local(withdrawn_at).date() if withdrawn_at else None,
        done_before_on=done,
        martyr_ids=fact.martyr_ids if fact else frozenset(),
        answers=fact.answers if fact else {},
    )


def standing(session: Session, donor_id: UUID) -> Standing:
    return standings(session, [donor_id])[donor_id]


def permits(session: Session, donor_id: UUID, purpose: Purpose, martyr_id: UUID | None = None) -> bool:
    """Whether this donor said yes to this purpose, for this martyr, and has not taken it back (law 7: ask at the moment of use)."""
    return standing(session, donor_id).permits(purpose, martyr_id)


def permitted(session: Session, donor_ids: Iterable[UUID], purpose: Purpose) -> set[UUID]:
    return {donor_id for donor_id, now in standings(session, donor_ids).items() if now.permits(purpose)}


def declined(session: Session, codes: Iterable[str] | None = None) -> set[str]:
    """Codes of the donors, of these or of all, who refused, withdrew, or said no to testing. That is final: nobody presses them."""
    refused = select(ConsentRecord.donor_id).where(col(ConsentRecord.given).is_(False))
    unwilling = select(ConsentRecord.donor_id).join(ConsentAnswer, col(ConsentAnswer.record_id) == ConsentRecord.id)
    unwilling = unwilling.where(ConsentAnswer.purpose == Purpose.testing, col(ConsentAnswer.given).is_(False))
    said_no = col(Donor.id).in_(refused) | col(Donor.id).in_(unwilling) | col(Donor.id).in_(select(ConsentWithdrawal.donor_id))
    wanted, names = [None] if codes is None else _portions(codes), {}
    for portion in wanted:
        query = select(Donor.id, Donor.code).where(said_no)
        names |= dict(session.exec(query if portion is None else query.where(col(Donor.code).in_(portion))).all())
    now = standings(session, names)
    return {code for donor_id, code in names.items() if _says_no(now[donor_id])}


def _portions(codes: Iterable[str]) -> list[list[str] | None]:
    listed = list(dict.fromkeys(codes))
    return [listed[start : start + 500] for start in range(0, len(listed), 500)]


def _says_no(now: Standing) -> bool:
    return now.state in (State.refused, State.withdrawn) or now.answers.get(Purpose.testing) is False


def found(work: Work, text: str) -> list[Hit]:
    """A scanned or typed donor code, inside the viewer's units."""
    code = text.replace("-", "").replace(" ", "").upper()
    hit = work.session.exec(select(Donor).where(Donor.code == code)).first() if work.actor.may("families.see") else None
    return [Hit(code, "", f"/ho-so/{code}", gettext(N_("Donor")), exact=True)] if hit and sees(work, hit.id) else []


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """The consents of a donor's road."""
    rows = [
        Moment(r.occurred_at, gettext(N_("Consent was given.") if r.given else N_("Consent was not given.")), staff_name(work.session, r.actor_id), "",
               f"/dong-thuan/{r.id}/ban-giay" if r.pdf_file_id else None)
        for r in work.session.exec(select(ConsentRecord).where(ConsentRecord.donor_id == donor_id))
    ]
    rows += [
        Moment(w.occurred_at, gettext(N_("Consent was withdrawn.")), staff_name(work.session, w.actor_id), kind="stop")
        for w in work.session.exec(select(ConsentWithdrawal).where(ConsentWithdrawal.donor_id == donor_id))
    ]
    wrong = select(ConsentInvalidation).join(ConsentRecord, col(ConsentRecord.id) == ConsentInvalidation.record_id)
    rows += [
        Moment(i.recorded_at, gettext(N_("A consent was marked as entered wrongly.")), staff_name(work.session, i.actor_id), kind="wait")
        for i in work.session.exec(wrong.where(ConsentRecord.donor_id == donor_id))
    ]
    return rows
