"""Planning who tells a family, when and where, and writing down how it went."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

import consent
from core import clock
from core.errors import NotFound
from core.web import must_see
from core.work import Work
from matching import queries
from matching.commands import calls
from matching.events import VisitHeld, VisitPlanned
from matching.models import CallRequest, Visit, VisitReport
from matching.rules import CallEnd, CallReason, VisitOutcome
from matching.rules import visits as rules


@dataclass(frozen=True)
class VisitFacts:
    """Who tells the family, when, where and with whom. Place and companion are sealed: they may hold a name."""

    donor_id: UUID
    identification_id: UUID
    officer_id: UUID
    planned_on: date
    hour: str
    place: str
    companion: str = ""


def plan_visit(work: Work, facts: VisitFacts) -> Visit:
    """A visit to one family by a named officer. Raises NotFound, NotAnOfficer and the refusals of `rules.check_plan`."""
    must_see(work, facts.donor_id)
    known = queries.decision(work.session, facts.identification_id)
    family = next((each for each in queries.families_to_tell(work.session, facts.identification_id) if each.donor_id == facts.donor_id), None)
    rules.check_plan(
        known.row.number, stands=known.stands, told_before=family is not None and family.retract,
        kin=facts.donor_id in queries.kin_of(work.session, [part.martyr_code for part in known.scope]),
        withdrawn=consent.standing(work.session, facts.donor_id).state is consent.State.withdrawn,
        planned=queries.open_visit(work.session, facts.donor_id) is not None, planned_on=facts.planned_on, today=clock.today(),
    )
    officer = next((account for account in queries.officers(work.session) if account.id == facts.officer_id), None)
    if officer is None:
        raise rules.NotAnOfficer()
    row = Visit(
        donor_id=facts.donor_id, identification_id=facts.identification_id, officer_id=officer.id, officer=officer.name, planned_on=facts.planned_on,
        hour=facts.hour, place=facts.place, companion=facts.companion or None, actor_id=work.account_id, occurred_at=clock.now(),
    )
    work.save(row)
    work.audit("matching.visit_planned", f"donor:{consent.donor(work.session, row.donor_id).code}", on=row.planned_on)
    work.publish(VisitPlanned(row.id, row.donor_id))
    return row


def reveal_for_visit(work: Work, visit_id: UUID) -> None:
    """Telephone and address in clear, to go there: an act of its own. Raises NotFound, also outside the viewer's units."""
    row = queries.visit(work.session, visit_id).visit
    must_see(work, row.donor_id)
    work.audit("matching.revealed", f"donor:{consent.donor(work.session, row.donor_id).code}", reason="letter")


def report_visit(work: Work, visit_id: UUID, outcome: VisitOutcome, held_on: date, note: str = "") -> None:
    """How the visit went. Once the family was told, nobody waits for its call about news any more. Raises NotFound, VisitOver or VisitAhead."""
    row = work.session.get(Visit, visit_id, with_for_update=True)
    if row is None:
        raise NotFound()
    must_see(work, row.donor_id)
    rules.check_report(closed=row.closed_at is not None, held_on=held_on, today=clock.today())
    _close(work, row, outcome, held_on, note)


def call_off_for(work: Work, identification_id: UUID) -> None:
    """Nobody goes, and nobody waits for a call, on a decision that does not stand."""
    rows = work.session.exec(select(Visit).where(Visit.identification_id == identification_id, col(Visit.closed_at).is_(None)))
    for row in list(rows):
        _close(work, row, VisitOutcome.called_off, clock.today(), "")


def call_off(work: Work, donor_id: UUID) -> None:
    """Nobody goes to this family."""
    row = queries.open_visit(work.session, donor_id)
    if row:
        _close(work, row, VisitOutcome.called_off, clock.today(), "")


def _close(work: Work, row: Visit, outcome: VisitOutcome, held_on: date, note: str) -> None:
    row.closed_at = clock.now()
    report = VisitReport(
        visit_id=row.id, outcome=outcome, held_on=held_on, note=note or None, actor_id=work.actor.account_id, actor=work.actor.name
    )
    work.save(row, report)
    work.audit("matching.visit_reported", f"donor:{consent.donor(work.session, row.donor_id).code}", outcome=outcome.value)
    work.publish(VisitHeld(row.id, row.donor_id, outcome.value))
    if outcome in (*rules.TOLD, VisitOutcome.called_off):
        _settle_news(work, row.donor_id, CallEnd.visited if outcome in rules.TOLD else CallEnd.cancelled)


def _settle_news(work: Work, donor_id: UUID, end: CallEnd) -> None:
    asked: CallRequest | None = queries.open_request(work.session, donor_id)
    if asked and asked.reason == CallReason.news:
        calls.close(work, asked, end)

