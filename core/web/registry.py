"""How rooms meet without knowing each other: the search box, what waits, what stands beside it, and the custody line (DESIGN §2).

`app.py` fills the lists; nobody else writes to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from core.errors import NotFound
from core.looks import Tie
from core.work import Work


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    hint: str
    href: str
    tag: str = ""
    exact: bool = False
    """The code itself was scanned or typed: what only resembles it need not be shown."""


@dataclass(frozen=True)
class Waiting:
    """One piece of work that waits for this person: a sentence, a verb, and where it is done."""

    title: str
    hint: str
    href: str
    verb: str
    due_on: date | None = None
    since: datetime | None = None
    count: int = 1
    """How many things this one sentence stands for, for the number on the rail."""


@dataclass(frozen=True)
class Moment:
    """One station on a donor's timeline. `words` is a sentence already in the reader's language; `room` says who told it."""

    at: datetime
    words: str
    who: str
    code: str = ""
    href: str | None = None
    kind: str = ""
    room: str = ""


@dataclass(frozen=True)
class Station:
    word: str
    state: str
    when: str = ""


@dataclass(frozen=True)
class Road:
    """Something under way, drawn as stations on a thread beside "Hôm nay"."""

    title: str
    hint: str
    href: str
    stations: Sequence[object]
    kind: str = ""


@dataclass(frozen=True)
class Ahead:
    """A day that comes: when, where, how many."""

    on: date
    title: str
    hint: str
    href: str


@dataclass(frozen=True)
class Stock:
    """What there is enough of, or not: a word, a number, and the verdict where there is one."""

    title: str
    number: int
    kind: str = ""
    word: str = ""


@dataclass(frozen=True)
class Kept:
    """One titled part of the data copy of one person: what a room keeps about them, in words, why, and until when.

    rows: (key for machines, word, value in words). Only what is about this person; never another relative's, never what a test showed.
    """

    key: str
    title: str
    rows: tuple[tuple[str, str, str], ...]
    why: str
    until: str
    note: str = ""


finders: list[Callable[[Work, str], list[Hit]]] = []
waiting: list[Callable[[Work], list[Waiting]]] = []
timeline: list[Callable[[Work, UUID], list[Moment]]] = []
scopes: list[Callable[[Work, UUID], bool]] = []
beside: list[Callable[[Work], Sequence[Road | Ahead | Stock]]] = []
kinship: list[Callable[[str], str]] = []
copies: list[Callable[[Work, UUID], list[Kept]]] = []
own: list[Callable[[Work, UUID], Sequence[Tie]]] = []
log_words: dict[str, Callable[[str], str]] = {}
"""How the log's own words are said: `look` (why a record was opened), `export` (what kind of file left)."""


def must_see(work: Work, donor_id: UUID) -> None:
    """Raise NotFound unless the room that knows where the donor lives says the person may see the record (law 8)."""
    if not sees(work, donor_id):
        raise NotFound()


def sees(work: Work, donor_id: UUID) -> bool:
    return all(ask(work, donor_id) for ask in scopes)


def ties(work: Work, donor_id: UUID) -> set[Tie]:
    """What makes this donor's record the viewer's own case, in every room."""
    return {tie for ask in own for tie in ask(work, donor_id)}


def kinship_words(path: str | None) -> str:
    """A stored way of kinship as people say it, for rooms that keep it and do not know the words."""
    return "".join(speak(path) for speak in kinship) if path else ""


def said(what: str, word: str) -> str:
    """A word of the log as people read it, for rooms that count what another room puts into words."""
    return log_words[what](word) if what in log_words else word


def all_waiting(work: Work) -> list[Waiting]:
    """Whatever waits for this person, in every room."""
    return [task for ask in waiting for task in ask(work)]


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """Everything the rooms know about this donor's road, oldest first."""
    told = [replace(moment, room=ask.__module__.split(".")[0]) for ask in timeline for moment in ask(work, donor_id)]
    return sorted(told, key=lambda moment: moment.at)


def data_copy(work: Work, donor_id: UUID) -> list[Kept]:
    """Everything the rooms keep about this person, part by part."""
    return [part for ask in copies for part in ask(work, donor_id)]


def install(find: list[Callable[[Work, str], list[Hit]]], wait: list[Callable[[Work], list[Waiting]]],
            draw: list[Callable[[Work, UUID], list[Moment]]], scope: list[Callable[[Work, UUID], bool]],
            side: Sequence[Callable[[Work], Sequence[Road | Ahead | Stock]]] = (), speak: Sequence[Callable[[str], str]] = (),
            copy: Sequence[Callable[[Work, UUID], list[Kept]]] = (), mine: Sequence[Callable[[Work, UUID], Sequence[Tie]]] = ()) -> None:
    """Called once by `app.py`."""
    finders[:], waiting[:], timeline[:], scopes[:], beside[:], kinship[:], copies[:], own[:] = find, wait, draw, scope, side, speak, copy, mine
