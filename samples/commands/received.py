"""When a shipment is received: no tube of it is under way any more, whatever became of each."""

from datetime import datetime

from sqlmodel import col, select

from core import clock
from core.work import Work
from samples.models import Box, BoxPlace, Sample, Shipment
from samples.rules import SampleStatus, ShipmentStatus


def close_received(work: Work, at: datetime | None = None) -> None:
    """Every sent shipment that has no tube under way any more is received."""
    under_way = (
        select(Box.shipment_id).join(BoxPlace, col(BoxPlace.box_id) == Box.id).join(Sample, col(Sample.id) == BoxPlace.sample_id)
        .where(Sample.status == SampleStatus.dispatched, col(Box.shipment_id).is_not(None))
    )
    open_ones = select(Shipment).where(Shipment.status == ShipmentStatus.dispatched, col(Shipment.id).not_in(under_way))
    for shipment in work.session.exec(open_ones):
        shipment.status, shipment.received_at = ShipmentStatus.received, at or clock.now()
        work.save(shipment)
        work.audit("samples.shipment_received", f"shipment:{shipment.code}")
