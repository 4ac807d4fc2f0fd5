"""Where everybody of a family stands in its picture, and which lines join them. Pure: places and words, no ink.

Generations go down, the elder above. Couples stand side by side, brothers and sisters hang from one bar, and nobody stands on somebody
else. The thread is the martyr's maternal line: solid, on the way to a donor thicker; a way to a donor off the line is dashed, one that
hangs on something nobody asked is dotted. Donors whose kinship cannot be placed stand apart. One engine draws a whole family and the one
way that the desk builds: the same pedigree gives the same picture every time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import shorten, wrap

from families.rules.drawing.layers import Layers, Link, layers_of
from families.rules.drawing.lines import Point, Sheet, Tie, couple_tie, ties_of, tracks
from families.rules.drawing.nests import Nest, by_birth, couples_of, nests_of
from families.rules.drawing.places import Places
from families.rules.drawing.rows import rows_of
from families.rules.drawing.thread import Edge, carriers, ways
from families.rules.pedigree import Individual, Pedigree

WIDE, LINE, BAR = 124, 17, 15
"""Units of the picture: a column, a line of words, the height of one bar."""
LETTERS, WORD_LINES = 15, 3
HEAD, FOOT = 42, 44
"""Room over a sign for its rings and arches, and under it before its words begin."""
APART = 0.6
"""Columns between families that no tie joins."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Marks:
    """What a page knows of somebody and the pedigree does not: `words` and `note` stand under the sign, `kin` is the relation to the martyr.

    `here` is today's donor, `next` the one to ask next, `chosen` the one whose card is open.
    """

    words: str = ""
    note: str = ""
    kin: str = ""
    sampled: bool = False
    willing: bool = False
    next: bool = False
    here: bool = False
    chosen: bool = False
    href: str = ""


@dataclass(frozen=True)
class Person:
    """`x`, `y` is the middle of the sign; `number` as geneticists count: II.3 is the third of the second generation; ? stands apart."""

    key: str
    number: str
    x: float
    y: float
    generation: int
    of: Individual
    line: str
    apart: bool
    marks: Marks
    words: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    people: tuple[Person, ...]
    ties: tuple[Tie, ...]
    width: float
    height: float
    rows: tuple[tuple[Person, ...], ...] = field(repr=False, default=())
    """By generation, whoever stands apart in a row of their own at the end."""

    @cached_property
    def by_key(self) -> dict[str, Person]:
        return {person.key: person for person in self.people}

    @property
    def martyr(self) -> Person | None:
        return next((person for person in self.people if person.of.martyr), None)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of tie that stand in it, for its legend."""
        return frozenset(tie.kind for tie in self.ties)


def draw(pedigree: Pedigree, marks: Mapping[str, Marks] | None = None, martyr: str | None = None) -> Drawing:
    """The picture of a family; the thread is that of `martyr`, else of the first one."""
    marks = marks or {}
    of = martyr or next(iter(pedigree.martyrs), None)
    layout = _layout(pedigree, of)
    lines = {key: _words(marks.get(key, Marks())) for key in layout.column}
    sheet = _Rows(layout, {key: len(words) + len(note) for key, (words, note) in lines.items()})
    line, people = carriers(pedigree, of), []
    for row in layout.standing:
        for place, key in enumerate(row, 1):
            x, y = sheet.at[key]
            number = "?" if key in layout.apart else f"{ROMAN[min(layout.row[key], len(ROMAN) - 1)]}.{place}"
            people.append(Person(key, number, x, y, layout.row[key], pedigree.by_key[key], line.get(key, "unknown") if key not in layout.apart else "unknown",
                                 key in layout.apart, marks.get(key, Marks()), *lines[key]))
    ties = sheet.ties(_kinds(pedigree, of, line))
    rows = [tuple(p for p in people if p.generation == number and not p.apart) for number in range(len(layout.standing))]
    rows.append(tuple(p for p in people if p.apart))
    width = WIDE * (1 + max(layout.column.values(), default=0))
    return Drawing(tuple(people), tuple(ties), width, sheet.height, tuple(row for row in rows if row))


def _words(marks: Marks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = wrap(marks.words, LETTERS)
    if len(words) > WORD_LINES:
        words = [*words[: WORD_LINES - 1], shorten(" ".join(words[WORD_LINES - 1 :]), LETTERS, placeholder="…")]
    return tuple(words), tuple(wrap(marks.note, LETTERS + 2)[:2])


@dataclass
class _Layout:
    nests: tuple[Nest, ...]
    couples: Sequence[tuple[str, str]]
    row: dict[str, int]
    column: dict[str, float]
    links: list[Link]
    marks: dict[str, str]
    apart: frozenset[str]

    @property
    def rows(self) -> dict[str, int]:
        """The row of everybody and of every way mark."""
        rows = {**self.row}
        for link in self.links:
            for child in link.children:
                rows.setdefault(child, rows[link.parents[0]] + 1)
        return rows

    @cached_property
    def standing(self) -> list[list[str]]:
        """People of every row from the left; way marks are nobody."""
        rows: list[list[str]] = [[] for _ in range(1 + max(self.row.values(), default=-1))]
        for key in sorted(self.row, key=lambda key: self.column[key]):
            rows[self.row[key]].append(key)
        return rows


def _layout(pedigree: Pedigree, martyr: str | None) -> _Layout:
    apart = frozenset(key for key in pedigree.unplaced if key in pedigree.by_key)
    nests = nests_of(pedigree)
    couples = couples_of(pedigree, nests)
    people = sorted((p for p in pedigree.people if p.key not in apart or _tied(p.key, nests, couples)), key=lambda p: (p.key != martyr, not p.martyr))
    row, families = rows_of([p.key for p in people], nests, couples)
    nests = tuple(_downward(nest, row) for nest in nests)
    layout = _Layout(nests, couples, row, {}, [], {}, frozenset())
    left, order = 0.0, {p.key: n for n, p in enumerate(sorted(pedigree.people, key=by_birth))}
    for family in families:
        layers = layers_of(sorted(family, key=order.__getitem__), row, nests, couples)
        _beside_the_others(layout, layers, left)
        left = max(layout.column.values()) + 1 + APART
    layout.apart = frozenset(key for key in apart if key not in row)
    for key in sorted(layout.apart):
        _put_apart(layout, key)
    return layout


def _put_apart(layout: _Layout, key: str) -> None:
    """At the end of the shortest row, under nobody, with a gap that nobody takes for a family tie; the lower of two."""
    ends: dict[int, float] = dict.fromkeys(layout.row.values(), -1.0)
    for other, row in layout.rows.items():
        for near in (row, row + 1):
            if near in ends:
                ends[near] = max(ends[near], layout.column[other])
    shortest = min(ends, key=lambda row: (ends[row], -row), default=0)
    layout.row[key], layout.column[key] = shortest, ends.get(shortest, -1.0) + 1 + (APART if ends else 0)


def _tied(key: str, nests: Iterable[Nest], couples: Iterable[tuple[str, str]]) -> bool:
    return any(key in nest.parents or key in nest.children for nest in nests) or any(key in pair for pair in couples)


def _downward(nest: Nest, row: Mapping[str, int]) -> Nest:
    """Without the ties that a circle on record would send upwards."""
    least = max(row[parent] for parent in nest.parents)
    return Nest(nest.parents, tuple(child for child in nest.children if row[child] > least), nest.unsure, nest.social)


def _beside_the_others(layout: _Layout, layers: Layers, left: float) -> None:
    layout.column.update({key: left + place for key, place in Places(layers).columns().items()})
    layout.links += layers.links
    layout.marks |= layers.marks


class _Rows:
    """The heights of rows and gaps, from how many lines of words and how many bars they hold."""

    def __init__(self, layout: _Layout, lines: Mapping[str, int]):
        self.layout = layout
        rows = layout.rows
        self.gaps: dict[int, list[Link]] = defaultdict(list)
        for link in layout.links:
            self.gaps[rows[link.parents[0]]].append(link)
        self.track = {number: tracks(links, layout.column) for number, links in self.gaps.items()}
        self.at: dict[str, Point] = {}
        self.bar: dict[int, float] = {}
        top = 0.0
        for number in range(1 + max(rows.values(), default=-1)):
            here = [key for key, row in rows.items() if row == number]
            middle = top + HEAD
            self.at |= {key: ((layout.column[key] + 0.5) * WIDE, middle) for key in here}
            self.bar[number] = middle + FOOT + LINE * max((lines.get(key, 0) for key in here), default=0)
            top = self.bar[number] + BAR * (max(self.track.get(number, [0])) if number in self.track else 0)
        self.height = top + 6

    def ties(self, kinds: Mapping[Edge, tuple[str, bool]]) -> list[Tie]:
        """Couples and plain lines first, the thread over them."""
        sheet = Sheet(self.at, self.layout.marks, kinds)
        column = self.layout.column
        ties = [couple_tie(self.at[a], self.at[b], self._beside(a, b)) for a, b in self.layout.couples]
        for number, links in self.gaps.items():
            for link, track in zip(links, self.track[number], strict=True):
                beside = len(link.parents) == 2 and abs(abs(column[link.parents[0]] - column[link.parents[1]]) - 1) < 1e-6
                ties += ties_of(link, self.layout.nests[link.of], self.bar[number] + BAR * track, beside, sheet)
        ties += [Tie("open", (((x - 16, y), (x - 42, y)),)) for x, y in (self.at[key] for key in sorted(self.layout.apart))]
        order = ("couple", "social", "line", "open", "unknown", "paternal", "maternal")
        return sorted(ties, key=lambda tie: (tie.on, order.index(tie.kind)))

    def _beside(self, one: str, other: str) -> bool:
        return self.at[one][1] == self.at[other][1] and abs(abs(self.layout.column[one] - self.layout.column[other]) - 1) < 1e-6


def _kinds(pedigree: Pedigree, martyr: str | None, line: Mapping[str, str]) -> dict[Edge, tuple[str, bool]]:
    """The ties that are more than a plain line."""
    on, known = ways(pedigree, martyr), pedigree.by_key
    kinds: dict[Edge, tuple[str, bool]] = {}
    for nest in nests_of(pedigree):
        for child in nest.children:
            for parent in nest.parents:
                mother = known[child].mother == parent
                if mother and line[parent] == line[child] == "yes":
                    kinds[child, parent] = ("maternal", (child, parent) in on)
                elif child in nest.unsure:
                    kinds[child, parent] = ("unknown", (child, parent) in on)
                elif (child, parent) in on:
                    unsure = mother and "unknown" in (line[parent], line[child])
                    kinds[child, parent] = ("unknown" if unsure else "paternal", True)
    return _once(kinds, nests_of(pedigree))


def _once(kinds: dict[Edge, tuple[str, bool]], nests: Iterable[Nest]) -> dict[Edge, tuple[str, bool]]:
    """A child nobody asked about hangs by one dotted tie, not by one from each parent."""
    for nest in nests:
        for child in nest.children:
            edges = [(child, parent) for parent in nest.parents if kinds.get((child, parent), ("",))[0] == "unknown"]
            for edge in sorted(edges, key=lambda edge: not kinds[edge][1])[1:]:
                del kinds[edge]
    return kinds
