"""What the laboratory said about a shipment, and what is not settled yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from samples.models import Box, BoxPlace, CustodyEvent, Discrepancy, DiscrepancySettled, Sample, Shipment
from samples.queries.manifests import tubes_of
from samples.rules import ON_THE_ROAD, SampleStatus


@dataclass(frozen=True)
class ReceiptLine:
    """One tube of a shipment and what was said of it; `asked` while the laboratory's word is awaited."""

    box_code: str
    cell: str
    sample_code: str
    status: str
    reason: str
    asked: bool


@dataclass(frozen=True)
class DiscrepancyView:
    id: UUID
    at: datetime
    sample_code: str
    note: str
    shipment_code: str
    known: bool
    how: str = ""
    settled_note: str = ""


def receipt_lines(session: Session, shipment_id: UUID) -> list[ReceiptLine]:
    tubes = tubes_of(session, shipment_id)
    events = session.exec(select(CustodyEvent).where(col(CustodyEvent.sample_id).in_([tube.id for _, _, tube in tubes])).order_by(col(CustodyEvent.id)))
    why = {event.sample_id: event.reason or "" for event in events}
    return [ReceiptLine(box, cell, tube.code, tube.status, why.get(tube.id, ""), SampleStatus(tube.status) in ON_THE_ROAD) for box, cell, tube in tubes]


def discrepancies(session: Session, shipment_id: UUID | None = None, *, open_only: bool = False) -> list[DiscrepancyView]:
    """Tubes the laboratory has and no list of ours names; of one shipment or of all, the oldest first."""
    query = select(Discrepancy).order_by(col(Discrepancy.id))
    rows = list(session.exec(query.where(Discrepancy.shipment_id == shipment_id) if shipment_id else query))
    settled = {row.discrepancy_id: row for row in session.exec(select(DiscrepancySettled))}
    ours = set(session.exec(select(Sample.code).where(col(Sample.code).in_([row.sample_code for row in rows]))))
    codes = dict(session.exec(select(Shipment.id, Shipment.code)).all())
    views = [
        DiscrepancyView(
            row.id, row.recorded_at, row.sample_code, row.note, codes.get(row.shipment_id, "") if row.shipment_id else "", row.sample_code in ours,
            settled[row.id].how if row.id in settled else "", settled[row.id].note if row.id in settled else "",
        )
        for row in rows
    ]
    return [view for view in views if not (open_only and view.how)]


def missing_tubes(session: Session) -> dict[str, int]:
    """By shipment, how many of its tubes the laboratory did not find."""
    query = (
        select(Shipment.code).join(Box, col(Box.shipment_id) == Shipment.id).join(BoxPlace, col(BoxPlace.box_id) == Box.id)
        .join(Sample, col(Sample.id) == BoxPlace.sample_id).where(Sample.status == SampleStatus.missing, col(BoxPlace.taken_out_at).is_(None))
    )
    counted: dict[str, int] = {}
    for code in session.exec(query):
        counted[code] = counted.get(code, 0) + 1
    return counted
