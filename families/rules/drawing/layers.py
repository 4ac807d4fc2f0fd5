"""One family as layers: every tie leads from a row to the next one. Pure.

A tie over several rows passes through a *way mark* in each row between, so that it has a column of its own there and nobody stands on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from families.rules.drawing.nests import Nest
from families.rules.drawing.rows import Couples

_Marks = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Link:
    """Parents of one row, children of the next; `of` is the nest it belongs to. A way mark may stand for either."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    of: int


@dataclass(frozen=True)
class Layers:
    """`blocks` are the rows from above: couples that stand side by side, each a tuple of keys; `marks` say for whom a way mark stands."""

    blocks: list[list[tuple[str, ...]]]
    links: list[Link]
    marks: dict[str, str]


def layers_of(family: Sequence[str], row: Mapping[str, int], nests: Sequence[Nest], couples: Couples) -> Layers:
    members, marks = set(family), _Marks()
    links: list[Link] = []
    for number, nest in enumerate(nests):
        if nest.parents[0] not in members:
            continue
        at = max(row[parent] for parent in nest.parents)
        parents = tuple(_down_to(at, parent, row, number, marks, links) for parent in nest.parents)
        near = [child for child in nest.children if row[child] == at + 1]
        far = {child: _mark(number, child, at + 1, marks) for child in nest.children if row[child] > at + 1}
        if near or far:
            links.append(Link(parents, (*near, *far.values()), number))
        for child in far:
            links += [Link((_mark(number, child, r, marks),), (_mark(number, child, r + 1, marks),), number) for r in range(at + 1, row[child] - 1)]
            links.append(Link((_mark(number, child, row[child] - 1, marks),), (child,), number))
    rows = max(row[key] for key in family) + 1
    blocks: list[list[tuple[str, ...]]] = [[] for _ in range(rows)]
    standing = [pair for pair in couples if pair[0] in members and row[pair[0]] == row[pair[1]]]
    for chain in _chains(family, standing):
        blocks[row[chain[0]]].append(chain)
    for mark, (at, _) in marks.items():
        blocks[at].append((mark,))
    return Layers(blocks, links, {mark: key for mark, (_, key) in marks.items()})


def _mark(nest: int, key: str, at: int, marks: _Marks) -> str:
    mark = f"\0{nest} {key} {at}"
    marks[mark] = (at, key)
    return mark


def _down_to(at: int, parent: str, row: Mapping[str, int], nest: int, marks: _Marks, links: list[Link]) -> str:
    """A parent who stands above the row of the other one reaches it by way marks."""
    now = parent
    for below in range(row[parent] + 1, at + 1):
        mark = _mark(nest, parent, below, marks)
        links.append(Link((now,), (mark,), nest))
        now = mark
    return now


def _chains(family: Sequence[str], couples: Couples) -> list[tuple[str, ...]]:
    """Couples in one row, the first of a pair on the left; whoever has several partners stands between the first two, and further ones follow."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in couples:
        near[one].append(other)
        near[other].append(one)
    men = {one for one, _ in couples}
    done: set[str] = set()
    chains = []
    for start in family:
        if start in done:
            continue
        house = _house(start, near)
        ends = [key for key in house if len(near[key]) < 2] or house
        chain: list[str] = []
        _walk(min(ends, key=lambda key: (key not in men, family.index(key))), near, chain)
        done |= set(house)
        chains.append(tuple(chain))
    return chains


def _house(start: str, near: Mapping[str, list[str]]) -> list[str]:
    found = [start]
    for key in found:
        found += [other for other in near.get(key, ()) if other not in found]
    return found


def _walk(now: str, near: Mapping[str, list[str]], chain: list[str]) -> None:
    chain.append(now)
    for other in near.get(now, ()):
        if other not in chain:
            _walk(other, near, chain)
