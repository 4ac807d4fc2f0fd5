"""The lines of a drawing: couples, the bars over brothers and sisters, and the thread on top of them. Pure.

Under every row lies a gap. A nest comes down there from the middle of its couple (or from each parent where they do not stand side by
side), turns into a bar at a height of its own, and drops to the children. Where the thread and another way use the same nest, they run
beside each other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from families.rules.drawing.layers import Link
from families.rules.drawing.nests import Nest
from families.rules.drawing.thread import Edge

Point = tuple[float, float]
Stroke = tuple[Point, ...]
INTO = 16
"""Lines end inside the sign, which is drawn over them."""
LANE = 3


@dataclass(frozen=True)
class Tie:
    """`kind`: maternal, paternal, unknown, line (none of them), couple, social, open. `on`: it leads from the martyr to a donor."""

    kind: str
    strokes: tuple[Stroke, ...]
    on: bool = False


@dataclass(frozen=True)
class Sheet:
    """Where everybody stands, in units of the picture, and which kind of tie every child has to each of its parents."""

    at: Mapping[str, Point]
    marks: Mapping[str, str]
    kinds: Mapping[Edge, tuple[str, bool]]


def tracks(links: Sequence[Link], x: Mapping[str, float]) -> list[int]:
    """At which height of their gap the bars lie, so that no two lie on each other; from the left, each as high as it can."""
    spans = []
    for number, link in enumerate(links):
        ends = [x[key] for key in (*link.parents, *link.children)] if not _beside(link, x) else [_middle(link, x), *(x[key] for key in link.children)]
        spans.append((min(ends), max(ends), number))
    ends_of: list[float] = []
    given = [0] * len(spans)
    for low, high, number in sorted(spans):
        free = next((track for track, end in enumerate(ends_of) if end < low - 0.1), len(ends_of))
        ends_of[free : free + 1] = [high]
        given[number] = free
    return given


def _beside(link: Link, x: Mapping[str, float]) -> bool:
    return len(link.parents) == 2 and abs(abs(x[link.parents[0]] - x[link.parents[1]]) - 1) < 1e-6


def _middle(link: Link, x: Mapping[str, float]) -> float:
    return sum(x[parent] for parent in link.parents) / len(link.parents)


def ties_of(link: Link, nest: Nest, bar: float, beside: bool, sheet: Sheet) -> list[Tie]:
    """What is drawn of one link: every kind of tie once, from its parent to all children that have it."""
    groups: dict[tuple[str, bool, int], list[str]] = defaultdict(list)
    for key in link.children:
        for group in sorted(_groups(key, link, nest, sheet)):
            groups[group].append(key)
    kinds = {kind for kind, _, _ in groups}
    apart = "maternal" in kinds and len(kinds - {"line"}) > 1
    ties = [
        Tie(kind, _strokes(link, keys, leg, bar, beside, (-LANE if kind == "maternal" else LANE) if apart and kind != "line" else 0, sheet), on)
        for (kind, on, leg), keys in sorted(groups.items(), key=lambda item: item[0][:2])
    ]
    if len(link.parents) == 2 and not beside:
        legs = [((x, y), (x, bar)) for x, y in (sheet.at[parent] for parent in link.parents)]
        ties.insert(0, Tie("line", (*legs, tuple(sorted(leg[-1] for leg in legs)))))
    return ties


def _groups(key: str, link: Link, nest: Nest, sheet: Sheet) -> set[tuple[str, bool, int]]:
    """(kind, on, which parent of the link) for everything that reaches `key`, a child or a way mark."""
    of = sheet.marks.get(key, key)
    real = [sheet.marks.get(parent, parent) for parent in link.parents]
    edges = [(child, of) for child in nest.children] if of in nest.parents else [(of, parent) for parent in nest.parents]
    found = set()
    for child, parent in edges:
        if (child, parent) in sheet.kinds and not nest.social:
            kind, on = sheet.kinds[child, parent]
            found.add((kind, on, real.index(parent) if parent in real else 0))
    return found or {("social" if nest.social else "line", False, -1)}


def _strokes(link: Link, keys: Sequence[str], leg: int, bar: float, beside: bool, lane: float, sheet: Sheet) -> tuple[Stroke, ...]:
    """From the parent `leg` (-1: from the couple) down to the bar, along it, and down to every child."""
    parent = link.parents[max(leg, 0)]
    x, y = sheet.at[parent]
    start: Stroke = ((x, y),) if parent in sheet.marks else ()
    if beside:
        middle = sum(sheet.at[each][0] for each in link.parents) / 2
        inner = x if start else x + (INTO if middle > x else -INTO)
        down: Stroke = ((middle, y), (middle, bar)) if leg < 0 else (*start, (inner, y + lane), (middle + lane, y + lane), (middle + lane, bar + lane))
    else:
        down = (*start, (x + lane, y if start else y + INTO), (x + lane, bar + lane))
    ends = [down[-1][0], *(sheet.at[key][0] + lane for key in keys)]
    along: list[Stroke] = [((min(ends), bar + lane), (max(ends), bar + lane))] if max(ends) - min(ends) > 0.01 else []
    return (down, *along, *(_drop(sheet.at[key], bar + lane, lane, key in sheet.marks) for key in keys))


def _drop(end: Point, bar: float, lane: float, mark: bool) -> Stroke:
    """Into the sign of a child, or to the middle of a way mark, where the next line begins."""
    x, y = end
    return ((x + lane, bar), (x + lane, y), (x, y)) if mark else ((x + lane, bar), (x + lane, y - INTO))


def couple_tie(one: Point, other: Point, beside: bool) -> Tie:
    """A line between two who stand side by side, an arch over whoever stands between them, a slant between rows."""
    (a, top), (b, bottom) = sorted((one, other))
    if beside:
        return Tie("couple", (((a + INTO, top), (b - INTO, top)),))
    if top == bottom:
        arch = top - INTO - 14
        return Tie("couple", (((a, top - INTO), (a, arch), (b, arch), (b, top - INTO)),))
    return Tie("couple", (((a, top), (b, bottom)),))
