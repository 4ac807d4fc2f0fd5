"""Boxes: which tube stands where, what must come out, and what was scanned just now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from samples.models import Box, BoxPlace, BoxScan, Laboratory, Sample
from samples.queries.tubes import agreed_claims, one
from samples.rules import CELLS, SampleStatus


@dataclass(frozen=True)
class BoxView:
    id: UUID
    code: str
    status: str
    seal_no: str
    laboratory_code: str
    laboratory: str
    shipment_id: UUID | None
    cells: dict[str, str]
    count: int
    next_cell: str | None
    withdrawn: tuple[str, ...]


@dataclass(frozen=True)
class ScanView:
    """One of the last scans; `undo` when the tube still stands where this scan put it."""

    at: datetime
    sample_code: str
    answer: str
    cell: str
    undo: bool


def box(session: Session, code: str) -> BoxView:
    """One box: which tube stands in which cell, and which must come out because its consent is not in force."""
    row: Box = one(session, Box, code)
    inside = dict(tubes_in(session, row.id))
    allowed = agreed_claims(session, inside.values())
    gone = tuple(cell for cell, tube in inside.items() if tube.id not in allowed or tube.status == SampleStatus.quarantined)
    following = next((cell for cell in CELLS if cell not in inside), None)
    laboratory = session.get_one(Laboratory, row.laboratory_id)
    return BoxView(
        row.id, row.code, row.status, row.seal_no, laboratory.code, laboratory.name, row.shipment_id,
        {cell: tube.code for cell, tube in inside.items()}, len(inside), following, gone,
    )


def tubes_in(session: Session, box_id: UUID) -> list[tuple[str, Sample]]:
    """Cell and tube, in the order of the cells."""
    query = select(BoxPlace.cell, Sample).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    return list(session.exec(query.where(BoxPlace.box_id == box_id, col(BoxPlace.taken_out_at).is_(None)).order_by(BoxPlace.cell)))


def scans(session: Session, view: BoxView, limit: int = 5) -> list[ScanView]:
    """The last scans at a box, the newest first."""
    rows = session.exec(select(BoxScan).where(BoxScan.box_id == view.id).order_by(col(BoxScan.id).desc()).limit(limit))
    return [
        ScanView(row.recorded_at, row.sample_code, row.answer, row.cell, row.answer == "placed" and view.cells.get(row.cell) == row.sample_code)
        for row in rows
    ]


def boxes(session: Session) -> list[Box]:
    return list(session.exec(select(Box).order_by(col(Box.number).desc())))


def boxes_of(session: Session, shipment_id: UUID) -> list[Box]:
    """The boxes of a shipment, in the order of their numbers."""
    return list(session.exec(select(Box).where(Box.shipment_id == shipment_id).order_by(col(Box.number))))


def seals(session: Session, shipment_id: UUID) -> list[tuple[str, str]]:
    return [(box.code, box.seal_no) for box in boxes_of(session, shipment_id)]


def filled(session: Session) -> dict[UUID, int]:
    """How many tubes stand in each box."""
    query = select(BoxPlace.box_id, func.count()).where(col(BoxPlace.taken_out_at).is_(None)).group_by(col(BoxPlace.box_id))
    return dict(session.exec(query).all())


def place_of(session: Session, sample_id: UUID) -> tuple[str, str] | None:
    """The box and cell a tube stands in now."""
    query = select(Box.code, BoxPlace.cell).join(BoxPlace, col(BoxPlace.box_id) == Box.id)
    return session.exec(query.where(BoxPlace.sample_id == sample_id, col(BoxPlace.taken_out_at).is_(None))).first()


def laboratories(session: Session) -> list[Laboratory]:
    return list(session.exec(select(Laboratory).order_by(col(Laboratory.code))))
