"""Where each kit is: who holds it, which day used it, what is still there. Kits are known by their printed code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

import labels
from samples.models import CollectionDay, KitEvent
from samples.rules import ACTIVE, KitFate

HOLDING = (KitFate.given, KitFate.returned)
ENDED = (KitFate.used, KitFate.spoiled)


def in_portions(codes: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """A database takes only so many values in one question."""
    listed = list(codes)
    return (listed[start : start + size] for start in range(0, len(listed), size))


def events_of(session: Session, codes: Iterable[str]) -> dict[str, list[KitEvent]]:
    """Everything that became of these kits, oldest first."""
    found: dict[str, list[KitEvent]] = {}
    for portion in in_portions(codes):
        for event in session.exec(select(KitEvent).where(col(KitEvent.code).in_(portion)).order_by(col(KitEvent.id))):
            found.setdefault(event.code, []).append(event)
    return found


def holder_of(events: Iterable[KitEvent]) -> UUID | None:
    """The day that holds the kit: the newest one it was given to, unless it was taken back."""
    holding = [event for event in events if event.what in HOLDING]
    return holding[-1].day_id if holding and holding[-1].what == KitFate.given else None


def active_holder(session: Session, events: Iterable[KitEvent]) -> CollectionDay | None:
    """The planned or open day that holds the kit; what a closed day left over may go to another."""
    day_id = holder_of(events)
    day = session.get(CollectionDay, day_id) if day_id else None
    return day if day and day.status in ACTIVE else None


@dataclass(frozen=True)
class KitView:
    """One kit of a day: `fate` is given (still there), used, spoiled, or returned (moved on)."""

    code: str
    fate: KitFate
    at: datetime
    reason: str


def kits_of(session: Session, day_id: UUID) -> list[KitView]:
    """Every kit that was ever given to this day, in the order of its code."""
    given = set(session.exec(select(KitEvent.code).where(KitEvent.day_id == day_id, KitEvent.what == KitFate.given)))
    return [_view(day_id, code, events) for code, events in sorted(events_of(session, given).items())]


def _view(day_id: UUID, code: str, events: list[KitEvent]) -> KitView:
    ended = [event for event in events if event.what in ENDED and event.day_id == day_id]
    last = ended[-1] if ended else [event for event in events if event.what in HOLDING][-1]
    fate = KitFate(last.what) if ended else KitFate.given if holder_of(events) == day_id else KitFate.returned
    return KitView(code, fate, last.recorded_at, last.reason or "")


@dataclass(frozen=True)
class Stock:
    """Where all kits of this installation are: free in the store, out at planned and open days, used, spoiled, void."""

    store: int
    out: int
    used: int
    spoiled: int
    void: int


def stock(session: Session) -> Stock:
    """Every good code is in exactly one place; what a closed day left over is in the store again."""
    counted = labels.code_counts(session)
    active = set(session.exec(select(CollectionDay.id).where(col(CollectionDay.status).in_(ACTIVE))))
    fate: dict[str, KitFate | None] = {}
    for code, what, day_id in session.exec(select(KitEvent.code, KitEvent.what, KitEvent.day_id).order_by(col(KitEvent.id))):
        if fate.get(code) not in ENDED:
            fate[code] = KitFate(what) if what in ENDED or (what == KitFate.given and day_id in active) else None
    void = set(labels.void_codes(session))
    good = [what for code, what in fate.items() if code not in void]
    used, spoiled, out = (good.count(what) for what in (KitFate.used, KitFate.spoiled, KitFate.given))
    return Stock(counted[labels.LabelStatus.issued] - used - spoiled - out, out, used, spoiled, counted[labels.LabelStatus.void])
