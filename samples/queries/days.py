"""Collection days and their numbers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from samples.models import CollectionDay, Expected, KitEvent, Sample
from samples.queries.tubes import one
from samples.rules import SampleStatus


@dataclass(frozen=True)
class DayView:
    id: UUID
    code: str
    kind: str
    held_on: Any
    place: str
    commune_code: str
    lead_unit: str
    partners: str
    status: str
    kits: int
    expected: int
    came: int
    refused: int
    deferred: int
    sampled: int
    used: int
    spoiled: int


def day(session: Session, code: str) -> DayView:
    """One day with its numbers. Raises NotFound."""
    row = one(session, CollectionDay, code)
    outcomes: dict[UUID, str] = {}
    for expected in session.exec(select(Expected).where(Expected.day_id == row.id).order_by(col(Expected.id))):
        outcomes[expected.donor_id] = expected.outcome
    counts = {word: list(outcomes.values()).count(word) for word in ("came", "refused", "deferred")}
    kit_counts = dict(session.exec(select(KitEvent.what, func.count()).where(KitEvent.day_id == row.id).group_by(KitEvent.what)).all())
    sampled = session.exec(select(func.count()).where(Sample.day_id == row.id, Sample.status != SampleStatus.voided)).one()
    return DayView(
        row.id, row.code, row.kind, row.held_on, row.place, row.commune_code, row.lead_unit, row.partners, row.status, row.kits, len(outcomes),
        **counts, sampled=sampled, used=kit_counts.get("used", 0), spoiled=kit_counts.get("spoiled", 0),
    )


@dataclass(frozen=True)
class ExpectedView:
    """Somebody on a day's list, by code; `outcome` is expected, came, refused or deferred."""

    donor_id: UUID
    slot: str
    outcome: str


def expected(session: Session, day_code: str) -> list[ExpectedView]:
    """Who is on a day's list, in the order they were put there; the newest outcome of each."""
    row = one(session, CollectionDay, day_code)
    newest: dict[UUID, ExpectedView] = {}
    for line in session.exec(select(Expected).where(Expected.day_id == row.id).order_by(col(Expected.id))):
        slot = line.slot or (newest[line.donor_id].slot if line.donor_id in newest else "")
        newest[line.donor_id] = ExpectedView(line.donor_id, slot, line.outcome)
    return list(newest.values())


def days(session: Session, communes: frozenset[str] | None = None) -> list[CollectionDay]:
    query = select(CollectionDay).order_by(col(CollectionDay.held_on).desc())
    return [row for row in session.exec(query) if communes is None or row.commune_code in communes]
