"""Visits: which are due, which families were told, which still wait to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from core import auth
from core.errors import NotFound
from matching.models import Identification, IdentificationScope, IdentificationStep, Visit, VisitReport
from matching.queries.decisions import kin_of
from matching.rules import IdentificationStatus
from matching.rules.visits import TOLD


@dataclass(frozen=True)
class VisitView:
    visit: Visit
    number: str
    report: VisitReport | None


def _views(session: Session, *conditions: object) -> list[VisitView]:
    query = select(Visit, Identification.number).join(Identification, col(Identification.id) == Visit.identification_id)
    rows = list(session.exec(query.where(*conditions).order_by(Visit.planned_on, Visit.hour, col(Visit.id))))
    reports = {r.visit_id: r for r in session.exec(select(VisitReport).where(col(VisitReport.visit_id).in_([visit.id for visit, _ in rows])))}
    return [VisitView(visit, number, reports.get(visit.id)) for visit, number in rows]


def open_visit(session: Session, donor_id: UUID) -> Visit | None:
    """The visit that is planned for this family and whose outcome is not written yet."""
    return open_visits(session, [donor_id]).get(donor_id)


def open_visits(session: Session, donor_ids: Iterable[UUID]) -> dict[UUID, Visit]:
    """The same for many families; the database holds that each has one at most."""
    rows = session.exec(select(Visit).where(col(Visit.donor_id).in_(list(donor_ids)), col(Visit.closed_at).is_(None)))
    return {row.donor_id: row for row in rows}


def visits_due(session: Session) -> list[VisitView]:
    """Planned visits, the soonest first."""
    return _views(session, col(Visit.closed_at).is_(None))


def visits_held(session: Session) -> list[VisitView]:
    return _views(session, col(Visit.closed_at).is_not(None))[::-1]


def visits_of(session: Session, donor_id: UUID) -> list[VisitView]:
    return _views(session, Visit.donor_id == donor_id)


def visit(session: Session, visit_id: UUID) -> VisitView:
    """One visit. Raises NotFound."""
    found = _views(session, Visit.id == visit_id)
    if not found:
        raise NotFound()
    return found[0]


def officers(session: Session) -> list[auth.Account]:
    """Who may be named as the one who tells a family."""
    return [account for account in auth.accounts(session) if account.active and auth.actor_of(account).may("disclosure.hold")]


@dataclass(frozen=True)
class FamilyToTell:
    """A family that a decision concerns: planned, told, or neither yet. `retract` says that it was told what does not hold any more."""

    donor_id: UUID
    donor_code: str
    commune: str | None
    identification_id: UUID
    number: str
    since: datetime
    planned: Visit | None
    told: bool
    retract: bool

    @property
    def waits(self) -> bool:
        return self.planned is None and not self.told


def families_to_tell(session: Session, identification_id: UUID | None = None) -> list[FamilyToTell]:
    """Of every decision that stands, the families of its martyrs; of a revoked one, those who had been told. Withdrawn families are left in peace."""
    wanted = Identification.id == identification_id if identification_id else Identification.status != IdentificationStatus.suspended
    found = []
    for row in session.exec(select(Identification).where(wanted).order_by(col(Identification.occurred_at))):
        found += _families(session, row)
    return found


def _families(session: Session, row: Identification) -> list[FamilyToTell]:
    martyrs = session.exec(select(IdentificationScope.martyr_code).where(IdentificationScope.identification_id == row.id))
    ended = session.exec(select(IdentificationStep.occurred_at).where(
        IdentificationStep.identification_id == row.id, IdentificationStep.status == IdentificationStatus.revoked)).first()
    told: dict[UUID, datetime] = {}
    for view in _views(session, Visit.identification_id == row.id):
        if view.report and view.report.outcome in TOLD:
            told[view.visit.donor_id] = view.report.recorded_at
    kin = kin_of(session, martyrs)
    standings, planned = consent.standings(session, kin), open_visits(session, kin)
    found = []
    for donor_id, tube in sorted(kin.items(), key=lambda pair: pair[1].donor_code):
        if standings[donor_id].state is consent.State.withdrawn or (ended and donor_id not in told):
            continue
        done = donor_id in told and (ended is None or told[donor_id] > ended)
        found.append(FamilyToTell(
            donor_id, tube.donor_code, tube.commune_code, row.id, row.number, ended or row.occurred_at, planned.get(donor_id), done, retract=bool(ended)))
    return found
