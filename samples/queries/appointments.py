"""Which day one donor is expected on, and on which the donor could be."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from samples.models import CollectionDay, Expected
from samples.rules import ACTIVE


@dataclass(frozen=True)
class Appointment:
    day_code: str
    held_on: date
    place: str
    slot: str


def days_without(session: Session, donor_id: UUID, communes: frozenset[str] | None) -> list[CollectionDay]:
    """Planned and open days of these communes that do not have this donor on their list, the soonest first."""
    there = select(Expected.day_id).where(Expected.donor_id == donor_id)
    query = select(CollectionDay).where(col(CollectionDay.status).in_(ACTIVE), col(CollectionDay.id).not_in(there))
    rows = session.exec(query.order_by(col(CollectionDay.held_on), col(CollectionDay.id)))
    return [row for row in rows if communes is None or row.commune_code in communes]


def appointment(session: Session, donor_id: UUID, on: date) -> Appointment | None:
    """The next day, from `on`, on whose list this donor still stands; None when there is none or the donor asked for another time."""
    query = select(Expected, CollectionDay).join(CollectionDay, col(CollectionDay.id) == Expected.day_id)
    query = query.where(Expected.donor_id == donor_id, CollectionDay.held_on >= on, col(CollectionDay.status).in_(ACTIVE))
    newest: dict[str, tuple[Expected, CollectionDay]] = {}
    slots: dict[str, str] = {}
    for line, held in session.exec(query.order_by(col(Expected.id))):
        newest[held.code] = (line, held)
        slots[held.code] = line.slot or slots.get(held.code, "")
    standing = [held for line, held in newest.values() if line.outcome == "expected"]
    first = min(standing, key=lambda held: held.held_on, default=None)
    return Appointment(first.code, first.held_on, first.place, slots[first.code]) if first else None
