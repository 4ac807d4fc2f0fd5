"""Tubes whose consent is gone and that are still somewhere: what has to become of them, where each is, and by which day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from core import clock, office
from samples.models import CustodyEvent, Disposal, Sample
from samples.queries.boxes import place_of
from samples.queries.manifests import sent_with
from samples.rules import AT_LABORATORY, SampleStatus


@dataclass(frozen=True)
class Apart:
    """`shipment` is where a laboratory was sent it with; else it is with us, in `box` and `cell` or in no box."""

    code: str
    donor_code: str
    commune_code: str | None
    since: date
    due_on: date
    erased: bool
    box: str
    cell: str
    shipment: str

    @property
    def at_laboratory(self) -> bool:
        return bool(self.shipment)


def waiting_apart(session: Session, communes: frozenset[str] | None = None) -> list[Apart]:
    """Everything that waits to be destroyed or given back inside these communes, the soonest due first."""
    query = select(Sample).where(Sample.status == SampleStatus.quarantined)
    rows = list(session.exec(query if communes is None else query.where(col(Sample.commune_code).in_(communes))))
    now = consent.standings(session, {row.donor_id for row in rows})
    found = []
    for row in rows:
        since = apart_on(session, row.id)
        due = now[row.donor_id].done_before_on or since + timedelta(days=office.number(session, "withdrawal_days"))
        sent, place = was_sent(session, row.id), place_of(session, row.id)
        shipment = next((each.code for each in sent_with(session, [row.id])), "") if sent else ""
        box, cell = place or ("", "")
        found.append(Apart(row.code, row.donor_code, row.commune_code, since, due, consent.erased(session, row.donor_id) is not None, box, cell, shipment))
    return sorted(found, key=lambda each: (each.due_on, each.code))


def apart_on(session: Session, sample_id: UUID) -> date:
    """The day on which the tube was set apart."""
    query = select(CustodyEvent.occurred_at).where(CustodyEvent.sample_id == sample_id, CustodyEvent.status == SampleStatus.quarantined)
    return clock.local(session.exec(query.order_by(col(CustodyEvent.id).desc())).one()).date()


def was_sent(session: Session, sample_id: UUID) -> bool:
    """Whether a laboratory has the tube or may have it: the last place before it was set apart or lost was its road or its door."""
    query = select(CustodyEvent.status).where(CustodyEvent.sample_id == sample_id).order_by(col(CustodyEvent.id).desc())
    return any(SampleStatus(status) in AT_LABORATORY for status in session.exec(query)) and bool(sent_with(session, [sample_id]))


def parting_of(session: Session, sample_id: UUID) -> Disposal | None:
    """How a tube whose consent was gone left us."""
    return session.exec(select(Disposal).where(Disposal.sample_id == sample_id)).first()
