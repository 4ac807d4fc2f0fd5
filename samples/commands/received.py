"""When a shipment is received: no tube of it is under way any more, whatever became of each."""

from datetime import datetime

from sqlmodel import col, select

from core import clock
from core.work import Work
from samples.models import Box, BoxPlace, CustodyEvent, Sample, Shipment
from samples.rules import SampleStatus, ShipmentStatus

RECEIPT = frozenset({SampleStatus.accepted, SampleStatus.rejected, SampleStatus.missing})


def close_received(work: Work, at: datetime | None = None) -> None:
    """Every sent shipment that has no tube under way any more is received."""
    under_way = (
        select(Box.shipment_id).join(BoxPlace, col(BoxPlace.box_id) == Box.id).join(Sample, col(Sample.id) == BoxPlace.sample_id)
        .where(Sample.status == SampleStatus.dispatched, col(Box.shipment_id).is_not(None))
    )
    open_ones = select(Shipment).where(Shipment.status == ShipmentStatus.dispatched, col(Shipment.id).not_in(under_way))
    for shipment in work.session.exec(open_ones):
        arrived = _arrived(work, shipment)
        shipment.status, shipment.received_at = ShipmentStatus.received, (at or clock.now()) if arrived else None
        work.save(shipment)
        work.audit("samples.shipment_received" if arrived else "samples.shipment_recalled", f"shipment:{shipment.code}")


def _arrived(work: Work, shipment: Shipment) -> bool:
    """Whether the laboratory said a word about any tube of it; of a shipment that was recalled on the road it never did."""
    said = (
        select(CustodyEvent.id).join(BoxPlace, col(BoxPlace.sample_id) == CustodyEvent.sample_id).join(Box, col(Box.id) == BoxPlace.box_id)
        .where(Box.shipment_id == shipment.id, col(CustodyEvent.status).in_(RECEIPT))
    )
    return work.session.exec(said).first() is not None
