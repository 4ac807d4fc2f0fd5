"""Boxes, shipments and frozen lists."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from samples.models import Box, BoxPlace, Manifest, Sample, Shipment
from samples.queries.tubes import one
from samples.rules import CELLS


@dataclass(frozen=True)
class BoxView:
    code: str
    status: str
    seal_no: str
    cells: dict[str, str]
    count: int
    next_cell: str | None
    withdrawn: tuple[str, ...]


def box(session: Session, code: str) -> BoxView:
    """One box: which tube stands in which cell, and which must come out because its consent is not in force."""
    row = one(session, Box, code)
    query = select(BoxPlace.cell, Sample).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    inside = dict(session.exec(query.where(BoxPlace.box_id == row.id, col(BoxPlace.taken_out_at).is_(None))).all())
    allowed = consent.permitted(session, {tube.donor_id for tube in inside.values()}, consent.Purpose.testing)
    gone = tuple(cell for cell, tube in inside.items() if tube.donor_id not in allowed)
    following = next((cell for cell in CELLS if cell not in inside), None)
    return BoxView(row.code, row.status, row.seal_no, {cell: tube.code for cell, tube in inside.items()}, len(inside), following, gone)


def boxes(session: Session) -> list[Box]:
    return list(session.exec(select(Box).order_by(col(Box.number).desc())))


def shipments(session: Session) -> list[Shipment]:
    return list(session.exec(select(Shipment).order_by(col(Shipment.number).desc())))


def manifests(session: Session, shipment_id: UUID) -> list[Manifest]:
    return list(session.exec(select(Manifest).where(Manifest.shipment_id == shipment_id).order_by(col(Manifest.version))))
