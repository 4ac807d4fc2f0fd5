"""Which tie is the martyr's maternal line, and which lead from the martyr to a donor. Pure.

The thread follows mothers only: everybody whose root through mothers is the martyr's stands on it. A tie on a way to a donor that leaves
the thread is *paternal*; one that hangs on a fullness nobody asked is *unknown*.
"""

from collections.abc import Mapping
from heapq import heappop, heappush

from families.rules.drawing.nests import drawn_parents
from families.rules.pedigree import Individual, Pedigree

Edge = tuple[str, str]
"""A child and one of its parents."""


def carriers(pedigree: Pedigree, martyr: str | None) -> dict[str, str]:
    """Whether everybody shares the martyr's maternal line: yes, no or unknown; a person without a known mother is a root of their own."""
    known, roots = pedigree.by_key, dict[str, frozenset[str]]()
    for person in pedigree.people:
        _roots(person, known, roots)
    wanted = roots.get(martyr or "", frozenset())
    return {
        key: "no" if not found & wanted else "yes" if len(found) == len(wanted) == 1 else "yes" if key == martyr else "unknown"
        for key, found in roots.items()
    }


def _roots(person: Individual, known: Mapping[str, Individual], roots: dict[str, frozenset[str]]) -> frozenset[str]:
    if person.key not in roots:
        roots[person.key] = frozenset({person.key})
        mothers = {mother for _, mother in person.readings} if person.readings else {person.mother}
        found: set[str] = set()
        for mother in mothers:
            found |= _roots(known[mother], known, roots) if mother and mother in known and mother != person.key else {person.key}
        roots[person.key] = frozenset(found)
    return roots[person.key]


def ways(pedigree: Pedigree, martyr: str | None) -> set[Edge]:
    """Every tie on the shortest way of blood between the martyr and a donor; of two equal ways the one through women."""
    if martyr not in pedigree.by_key:
        return set()
    up = _upward(pedigree, martyr)
    edges: set[Edge] = set()
    for person in pedigree.people:
        if person.donor and person.key != martyr:
            down = _upward(pedigree, person.key)
            shared = [key for key in up if key in down]
            if shared:
                top = min(shared, key=lambda key: (up[key][0] + down[key][0], key))
                edges |= _edges(up, top) | _edges(down, top)
    return edges


def _upward(pedigree: Pedigree, start: str) -> dict[str, tuple[float, str | None]]:
    """Every ancestor with the cost of the way there and the child it was reached from; a father costs a grain more than a mother."""
    known, found = pedigree.by_key, dict[str, tuple[float, str | None]]()
    waiting: list[tuple[float, str, str | None]] = [(0.0, start, None)]
    while waiting:
        cost, now, below = heappop(waiting)
        if now in found:
            continue
        found[now] = (cost, below)
        for parent in drawn_parents(known[now]):
            if parent in known:
                heappush(waiting, (cost + (1 if known[parent].sex == "female" else 1.01), parent, now))
    return found


def _edges(found: Mapping[str, tuple[float, str | None]], top: str) -> set[Edge]:
    edges, now = set[Edge](), top
    while (below := found[now][1]) is not None:
        edges.add((below, now))
        now = below
    return edges
