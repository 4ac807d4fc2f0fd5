"""Which day one donor is expected on, and on which the donor could be."""

from collections.abc import Iterable
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
    return appointments(session, on, [donor_id]).get(donor_id)


def appointments(session: Session, on: date, donor_ids: Iterable[UUID]) -> dict[UUID, Appointment]:
    """The same of many donors at once; who is expected nowhere is not in the answer."""
    ids, found = list(dict.fromkeys(donor_ids)), {}
    for start in range(0, len(ids), 500):
        query = select(Expected, CollectionDay).join(CollectionDay, col(CollectionDay.id) == Expected.day_id)
        query = query.where(col(Expected.donor_id).in_(ids[start : start + 500]), CollectionDay.held_on >= on, col(CollectionDay.status).in_(ACTIVE))
        newest: dict[tuple[UUID, str], tuple[Expected, CollectionDay]] = {}
        slots: dict[tuple[UUID, str], str] = {}
        for line, held in session.exec(query.order_by(col(Expected.id))):
            newest[line.donor_id, held.code] = (line, held)
            slots[line.donor_id, held.code] = line.slot or slots.get((line.donor_id, held.code), "")
        standing = [(donor_id, held) for (donor_id, _), (line, held) in newest.items() if line.outcome == "expected"]
        for donor_id, held in sorted(standing, key=lambda pair: pair[1].held_on, reverse=True):
            found[donor_id] = Appointment(held.code, held.held_on, held.place, slots[donor_id, held.code])
    return found
