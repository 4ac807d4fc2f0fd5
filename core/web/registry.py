"""How rooms meet without knowing each other: the search box, what waits, and the custody line (DESIGN §2).

`app.py` fills the three lists; nobody else writes to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.errors import NotFound
from core.work import Work


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    hint: str
    href: str
    tag: str = ""


@dataclass(frozen=True)
class Waiting:
    """One piece of work that waits for this person: a sentence, a verb, and where it is done."""

    title: str
    hint: str
    href: str
    verb: str
    due_on: date | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Moment:
    """One station on a donor's timeline. `words` is a sentence already in the reader's language."""

    at: datetime
    words: str
    who: str
    code: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Road:
    """Something under way, drawn on "Hôm nay" as stations on a thread (`custody_line`)."""

    title: str
    hint: str
    href: str
    stations: Sequence[object]


finders: list[Callable[[Work, str], list[Hit]]] = []
waiting: list[Callable[[Work], list[Waiting]]] = []
timeline: list[Callable[[Work, UUID], list[Moment]]] = []
scopes: list[Callable[[Work, UUID], bool]] = []
roads: list[Callable[[Work], list[Road]]] = []


def must_see(work: Work, donor_id: UUID) -> None:
    """Raise NotFound unless the room that knows where the donor lives says the person may see the record (law 8)."""
    if not all(ask(work, donor_id) for ask in scopes):
        raise NotFound()


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """Everything the rooms know about this donor's road, oldest first."""
    return sorted((moment for ask in timeline for moment in ask(work, donor_id)), key=lambda moment: moment.at)


def install(find: list[Callable[[Work, str], list[Hit]]], wait: list[Callable[[Work], list[Waiting]]],
            draw: list[Callable[[Work, UUID], list[Moment]]], scope: list[Callable[[Work, UUID], bool]],
            under_way: Sequence[Callable[[Work], list[Road]]] = ()) -> None:
    """Called once by `app.py`."""
    finders[:], waiting[:], timeline[:], scopes[:], roads[:] = find, wait, draw, scope, under_way
