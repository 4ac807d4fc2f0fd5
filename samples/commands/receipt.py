"""What comes back from the laboratory's door: each tube accepted, rejected with a reason, missing, or not on the list."""

from datetime import datetime

from sqlmodel import col, select

import labels
from core import clock
from core.staging import Staged
from core.work import Work
from samples import queries
from samples.commands.tubes import step
from samples.events import SampleRejected
from samples.models import Box, BoxPlace, Remains, Sample, Shipment
from samples.rules import SampleStatus, ShipmentStatus

ACTIONS = {"accepted": "accept", "rejected": "reject", "missing": "miss"}


def receive(work: Work, text: str, verdict: str, reason: str = "", at: datetime | None = None) -> None:
    """The laboratory's word about one tube. Raises WrongMove when the tube is not under way."""
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    step(work, sample, ACTIONS[verdict], at=at, reason=reason)
    if verdict == "rejected":
        work.publish(SampleRejected(sample.code, sample.donor_id))


def load_receipt(work: Work, staged: Staged, at: datetime | None = None) -> None:
    """Every judged row, then every shipment that has no tube under way any more is received."""
    for row in staged.loadable:
        receive(work, row.values["sample_code"], row.values["verdict"], row.values["reason"], at)
    under_way = (
        select(Box.shipment_id).join(BoxPlace, col(BoxPlace.box_id) == Box.id).join(Sample, col(Sample.id) == BoxPlace.sample_id)
        .where(Sample.status == SampleStatus.dispatched)
    )
    open_ones = select(Shipment).where(Shipment.status == ShipmentStatus.dispatched, col(Shipment.id).not_in(under_way))
    for shipment in work.session.exec(open_ones):
        shipment.status, shipment.received_at = ShipmentStatus.received, at or clock.now()
        work.save(shipment)
        work.audit("samples.shipment_received", f"shipment:{shipment.code}")


def load_remains(work: Work, staged: Staged) -> None:
    work.save(*(Remains(**row.values) for row in staged.loadable))
    work.audit("samples.remains_loaded", "register:remains", rows=len(staged.loadable))
