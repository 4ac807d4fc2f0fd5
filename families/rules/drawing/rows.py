"""In which row everybody stands: elders above, couples side by side where the family allows it. Pure.

Rows are counted from the first martyr along the ties; whoever would stand beside or above a parent is pushed down. An uncle who
married his niece therefore keeps his wife's row, and his brothers theirs.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from families.rules.drawing.nests import Nest

Couples = Sequence[tuple[str, str]]


def rows_of(keys: Sequence[str], nests: Sequence[Nest], couples: Couples) -> tuple[dict[str, int], list[list[str]]]:
    """Everybody's row from 0, and the families that no tie joins: the first of `keys` stand in the first one."""
    row, families = _along_the_ties(keys, nests, couples)
    _push_down(row, nests, couples)
    for family in families:
        top = min(row[key] for key in family)
        for key in family:
            row[key] -= top
    return row, families


def _along_the_ties(keys: Sequence[str], nests: Iterable[Nest], couples: Couples) -> tuple[dict[str, int], list[list[str]]]:
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for nest in nests:
        for parent in nest.parents:
            for child in nest.children:
                near[parent].append((child, 1))
                near[child].append((parent, -1))
    for one, other in couples:
        near[one].append((other, 0))
        near[other].append((one, 0))
    row: dict[str, int] = {}
    families = []
    for start in keys:
        if start in row:
            continue
        row[start], family, waiting = 0, [start], deque([start])
        while waiting:
            now = waiting.popleft()
            for other, step in near[now]:
                if other not in row:
                    row[other] = row[now] + step
                    family.append(other)
                    waiting.append(other)
        families.append(family)
    return row, families


def _push_down(row: dict[str, int], nests: Sequence[Nest], couples: Couples) -> None:
    """Bounded by the number of people, so that a family on record with a circle in it is drawn somehow rather than never."""
    lifted: set[tuple[str, str]] = set()
    for _ in range(2 * len(row) + len(couples)):
        moved = False
        for nest in nests:
            least = 1 + max(row[parent] for parent in nest.parents)
            for child in nest.children:
                if row[child] < least:
                    row[child], moved = least, True
        for pair in couples:
            upper, lower = sorted(pair, key=lambda key: row[key])
            if row[upper] < row[lower] and pair not in lifted and not _above(upper, lower, nests):
                lifted.add(pair)
                row[upper], moved = row[lower], True
        if not moved:
            return


def _above(elder: str, younger: str, nests: Sequence[Nest]) -> bool:
    found, waiting = {elder}, [elder]
    while waiting:
        now = waiting.pop()
        for nest in nests:
            if now in nest.parents:
                waiting += [child for child in nest.children if child not in found]
                found |= set(nest.children)
    return younger in found
