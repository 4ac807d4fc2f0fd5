"""The rights desk: which requests are open and which is due next, and one request with what can be done about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

import consent
import families
import samples
from core import clock
from core.audit import ViewRow
from core.auth import ROLE_WORDS, Account, Role
from core.i18n import N_, gettext
from core.web import Kept, Waiting, registry
from core.work import Work

rights = consent.rights
TAGS = {
    consent.RequestState.received: "wait", consent.RequestState.accepted: "thread", consent.RequestState.done: "wait",
    consent.RequestState.answered: "good", consent.RequestState.refused: "plain", consent.RequestState.dropped: "plain", consent.RequestState.lifted: "good",
}


GOES = {
    "person": N_("Name, papers, telephone, address"), "kinship": N_("Kinship as it was told"),
    "consent": N_("Answers, signature and signed paper of the consent"),
    "requests": N_("The words of requests, and the letters"), "messages": N_("What was written to the family"),
}
"""What an erasure takes, by the part of the data copy it stands in; the roads of the tubes stay as numbers and days."""


@dataclass(frozen=True)
class DeskLine:
    request: consent.RequestView
    name: str
    kind: str
    state: tuple[str, str]
    overdue: bool
    due_words: str


@dataclass(frozen=True)
class DeskPage:
    lines: list[DeskLine]
    overdue: int
    everything: bool


def desk_page(work: Work, *, everything: bool = False) -> DeskPage:
    """Requests of the viewer's units, the next due first; each name shown is a look."""
    found = consent.requests(work.session, consent.RequestFilter(only_open=not everything))
    known, today = families.named(work, [each.donor_id for each in found]), clock.today()
    lines = []
    for each in found:
        hit = known.get(each.donor_id)
        if work.actor.sees(hit.commune_code if hit else None):
            work.saw(f"donor:{each.donor_code}", "rights desk")
            lines.append(_line(each, (hit.name if hit else "") or "", today))
    return DeskPage(lines, sum(line.overdue for line in lines), everything)


def _line(each: consent.RequestView, name: str, today: date) -> DeskLine:
    words = (TAGS[each.state], gettext(rights.STATE_WORDS[each.state]))
    waits = gettext(N_("first answer") if each.first_answered_on is None else N_("carry out")) if each.next_due_on else ""
    return DeskLine(each, name, gettext(rights.KIND_WORDS[each.kind]), words, each.overdue(today), waits)


@dataclass(frozen=True)
class StepLine:
    at: Any
    words: str
    who: str
    word: str
    note: str
    due_on: date | None
    paper: str


@dataclass(frozen=True)
class ToErase:
    """Shown before anything is destroyed: what goes, what stays as a tombstone, and who must act too."""

    destroyed: list[tuple[str, int]]
    stays: list[str]
    others: list[samples.HandedOver]
    consent_stands: bool


@dataclass(frozen=True)
class RequestPage:
    request: consent.RequestView
    person: families.RelativeView | None
    kind: str
    state: tuple[str, str]
    channel: str
    asked: str
    representative: str
    basis: str
    receipt: bool
    overdue: bool
    steps: list[StepLine]
    offered: list[consent.Step]
    others: list[samples.HandedOver]
    to_erase: ToErase | None
    copy: list[Kept] | None
    prepared_by_me: bool
    erased: Any


def request_page(work: Work, code: str) -> RequestPage:
    """Scoped to the viewer's units; the look is written down. Raises NotFound."""
    row = consent.request(work.session, code)
    view = next(each for each in consent.requests_of(work.session, row.donor_id) if each.id == row.id)
    gone, taken = consent.erased(work.session, row.donor_id), consent.steps_of(work.session, row.id)
    registry.must_see(work, row.donor_id)
    person = None if gone else families.relative(work, row.donor_id, "rights request")
    offered = rights.offered(view.kind, view.state, frozenset(step.step for step in taken), represented=row.representative is not None)
    prepared = next((step for step in taken if step.step is consent.Step.propose), None)
    prepared_by_me = prepared is not None and prepared.actor_id == work.actor.account_id
    waits_for_second = prepared is not None and not prepared_by_me
    others = samples.handed_over(work.session, row.donor_id)
    erasing = view.kind is consent.RequestKind.erase and view.state is consent.RequestState.accepted and work.actor.may("rights.erase")
    return RequestPage(
        view, person, gettext(rights.KIND_WORDS[view.kind]), (TAGS[view.state], gettext(rights.STATE_WORDS[view.state])),
        gettext(rights.CHANNEL_WORDS[view.channel]), row.asked or "", row.representative or "", row.basis or "", row.receipt_file_id is not None,
        view.overdue(clock.today()), [_step(view, step) for step in taken], _for_reader(work, view.kind, offered, confirm_first=waits_for_second), others,
        _to_erase(work, row.donor_id, others) if erasing else None, copy_of(work, view) if may_copy(work, view) else None,
        prepared_by_me, gone,
    )


def _for_reader(work: Work, kind: consent.RequestKind, offered: list[consent.Step], *, confirm_first: bool) -> list[consent.Step]:
    """What this reader may do, the next step first: for the second person at an erasure that is confirming it."""
    mine = [step for step in offered if work.actor.may(needed(kind, step))]
    return sorted(mine, key=lambda step: not (confirm_first and step is consent.Step.do))


def needed(kind: consent.RequestKind, step: consent.Step) -> str:
    """Whoever takes requests may also write down who asks, and that it is no longer wanted; the rest is the data-protection officer's."""
    if step in (consent.Step.identify, consent.Step.drop):
        return "rights.take"
    return "rights.erase" if kind is consent.RequestKind.erase and step in (consent.Step.propose, consent.Step.do) else "rights.handle"


def may_copy(work: Work, view: consent.RequestView) -> bool:
    """The copy is drawn once it was made sure who asks: while a request to see or to have a copy is accepted and not yet answered."""
    return (view.kind in (consent.RequestKind.see, consent.RequestKind.copy) and view.state in (consent.RequestState.accepted, consent.RequestState.done)
            and work.actor.may("rights.handle"))


def who_asks(work: Work, donor_code: str) -> families.RelativeView:
    """The person a request is about. Raises NotFound outside the viewer's units."""
    return families.relative(work, donor_code, "rights request")


def receiver(work: Work, person: families.RelativeView) -> consent.Receiver:
    """To whom a letter goes: the name and the address, drawn once."""
    address = families.reveal(work, person.donor_code, "rights letter").address
    return consent.Receiver(person.name, ", ".join(part for part in (address, person.commune) if part))


def copy_of(work: Work, view: consent.RequestView) -> list[Kept]:
    return registry.data_copy(work, view.donor_id)


def _step(view: consent.RequestView, step: consent.StepView) -> StepLine:
    words = {consent.Step.identify: rights.CHECK_WORDS, consent.Step.refuse: rights.REFUSAL_WORDS, consent.Step.extend: rights.EXTENSION_WORDS}
    chosen = words.get(step.step, {}).get(step.word, "")
    href = f"/quyen/{view.code}/giay/{step.id}" if step.paper else ""
    return StepLine(step.at, gettext(rights.STEP_WORDS[step.step]), step.who, gettext(chosen) if chosen else "", step.note, step.due_on, href)


def _to_erase(work: Work, donor_id: UUID, others: list[samples.HandedOver]) -> ToErase:
    parts = [(gettext(GOES[part.key]), len(part.rows)) for part in registry.data_copy(work, donor_id) if part.key in GOES]
    stays = [tube.code for tube in samples.of_donor(work.session, donor_id)]
    return ToErase(parts, stays, others, consent.standing(work.session, donor_id).state is consent.State.given)


def waiting(work: Work) -> list[Waiting]:
    """Every open request for whoever handles them: the next due first; what was carried out waits for its written answer."""
    if not work.actor.may("rights.handle"):
        return []
    tasks = []
    for each in consent.requests(work.session):
        kind = gettext(rights.KIND_WORDS[each.kind])
        if each.next_due_on:
            first = each.first_answered_on is None
            title = gettext(N_("First answer to request %(code)s") if first else N_("Carry out request %(code)s"), code=each.code)
            tasks.append(Waiting(title, kind, f"/quyen/{each.code}", gettext(N_("Open it")), due_on=each.next_due_on))
        else:
            title = gettext(N_("Write the answer to request %(code)s"), code=each.code)
            tasks.append(Waiting(title, kind, f"/quyen/{each.code}", gettext(N_("Open it")), due_on=each.due_on))
    return tasks


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """For a data copy: how often the record was looked at, by which roles, never by whom."""
    code = consent.donor(work.session, donor_id).code
    query = select(ViewRow.recorded_at, Account.roles).join(Account, col(Account.id) == ViewRow.actor_id, isouter=True)
    counted: dict[str, tuple[int, date]] = {}
    for at, roles in work.session.exec(query.where(ViewRow.subject == f"donor:{code}").order_by(col(ViewRow.recorded_at))):
        role = next((role for role in Role if roles and role.value in roles), None)
        words = gettext(ROLE_WORDS[role]) if role else gettext(N_("the program itself"))
        counted[words] = (counted.get(words, (0, at))[0] + 1, clock.local(at).date())
    rows = tuple(
        ("role", words, gettext(N_("%(count)s times, last on %(day)s"), count=count, day=f"{last:%d/%m/%Y}")) for words, (count, last) in counted.items()
    )
    return [Kept("looks", gettext(N_("Who looked at your record")), rows, gettext(N_("To see that nobody looks without need.")),
                 gettext(N_("As long as the log is kept.")))] if rows else []
