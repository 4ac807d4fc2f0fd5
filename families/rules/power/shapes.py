"""The part of a family that decides what a set of donors is worth, without a name: the same shape, the same power (theta 0).

Kept is who lies between the martyr and the donors. A sampled person's genotype is known, so nothing is learned through it: the way ends there.
Sex does not matter to autosomal loci, so father and mother are two parents without order.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from families.rules.pedigree import Parents
from families.rules.pedigree.kinship import Coefficients, Kappa

Ends = Mapping[str, Parents]

MARTYR, DONOR, OTHER = "m", "d", "o"


@dataclass(frozen=True)
class Shape:
    """Person by person: role, and the places of the parents (-1 unknown). Written as a signature: `m1.2 d1.2 o o` is a full sibling."""

    roles: tuple[str, ...]
    parents: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return " ".join(role + ".".join(str(p) for p in sorted(both) if p >= 0) for role, both in zip(self.roles, self.parents, strict=True))

    @cached_property
    def ends(self) -> dict[str, Parents]:
        return {str(place): (_name(both[0]), _name(both[1])) for place, both in enumerate(self.parents)}

    @property
    def kappa(self) -> Kappa | None:
        """k0, k1, k2 where there is one donor and nobody is inbred."""
        return Coefficients(self.ends).kin(str(self.martyr), str(self.donors[0])).kappa if len(self.donors) == 1 else None

    @property
    def martyr(self) -> int:
        return self.roles.index(MARTYR)

    @property
    def donors(self) -> tuple[int, ...]:
        return tuple(place for place, role in enumerate(self.roles) if role == DONOR)


@lru_cache(maxsize=4096)
def read_shape(signature: str) -> Shape:
    words = signature.split()
    places = [[int(each) for each in word[1:].split(".") if each] + [-1, -1] for word in words]
    return Shape(tuple(word[0] for word in words), tuple((both[0], both[1]) for both in places))


def shape_of(ends: Ends, martyr: str, donors: Collection[str]) -> str:
    """The signature: the same for any names of the people and any order of the donors. Without a useful donor it is `m`."""
    kept, roles = _between(ends, martyr, {donor for donor in donors if donor in ends and donor != martyr})
    _drop_single_founders(kept, roles)
    if DONOR not in roles.values():
        return MARTYR
    order = _canonical(kept, roles)
    place = {key: number for number, key in enumerate(order)}
    return str(Shape(tuple(roles[key] for key in order), tuple(_two([place[p] for p in kept[key]]) for key in order)))


def without(shape: Shape, left_out: Collection[int]) -> str:
    """The signature when some of the donors give no sample."""
    return shape_of(shape.ends, str(shape.martyr), [str(donor) for donor in shape.donors if donor not in left_out])


def _name(place: int) -> str | None:
    return None if place < 0 else str(place)


def _two(places: list[int]) -> tuple[int, int]:
    first, second = (*sorted(places), -1, -1)[:2]
    return first, second


def _between(ends: Ends, martyr: str, donors: set[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Walk from the martyr through everybody unsampled who begot, or was begotten by, somebody on the way; a donor is where a way ends.

    Where ways meet again beyond such a donor (parents who are cousins, a widow who is inbred), his ancestors stay in: genotypes go together.
    """
    above, children = {person: _ancestors(ends, person) for person in (martyr, *donors)}, defaultdict[str, list[str]](list)
    for person in set[str]().union(*above.values()):
        for parent in _known(ends, person):
            children[parent].append(person)
    closed = set(donors)
    while True:
        seen = _walk(ends, children, martyr, closed)
        kept = {person: _known(ends, person) if (person, True) in seen or person not in closed else [] for person, _ in seen}
        tops = {person: _lines(ends, person) for person, parents in kept.items() if not parents}
        met = Counter(each for lines in tops.values() for each in lines)
        tied = {person for person in closed & tops.keys() if any(met[each] > 1 for each in tops[person])}
        if not tied:
            return kept, {person: MARTYR if person == martyr else DONOR if person in donors else OTHER for person in kept}
        closed -= tied


def _lines(ends: Ends, person: str) -> list[str]:
    """Everybody above, once for each parent through whom he is an ancestor."""
    return [person, *(each for parent in _known(ends, person) for each in _ancestors(ends, parent))]


def _ancestors(ends: Ends, person: str) -> set[str]:
    """The person included."""
    found, todo = set[str](), [person]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += _known(ends, one)
    return found


def _walk(ends: Ends, children: Mapping[str, list[str]], martyr: str, closed: set[str]) -> set[tuple[str, bool]]:
    """Who is met, and whether as somebody's child (True) or parent. The parents of a closed person are behind him when he is met as a parent."""
    seen, steps = set[tuple[str, bool]](), [(martyr, True), (martyr, False)]
    while steps:
        person, as_child = step = steps.pop()
        if step in seen:
            continue
        seen.add(step)
        if as_child or person not in closed:
            steps += [(parent, False) for parent in _known(ends, person)]
        if person not in closed:
            steps += [(child, True) for child in children.get(person, ())]
    return seen


def _known(ends: Ends, person: str) -> list[str]:
    return [parent for parent in ends.get(person, ()) if parent is not None and parent in ends]


def _drop_single_founders(kept: dict[str, list[str]], roles: dict[str, str]) -> None:
    """A parent nobody sampled, of one child and without parents, is the same as an unknown parent."""
    while True:
        count: dict[str, int] = defaultdict(int)
        for parents in kept.values():
            for parent in parents:
                count[parent] += 1
        useless = [key for key, parents in kept.items() if roles[key] == OTHER and count[key] + len(parents) <= 1]
        if not useless:
            return
        for key in useless:
            del kept[key], roles[key]
        for child, parents in kept.items():
            kept[child] = [parent for parent in parents if parent in kept]


def _canonical(kept: dict[str, list[str]], roles: dict[str, str]) -> list[str]:
    """Colours refined by parents, children and co-parents; where several stay alike, one of them is set apart and the refining goes on."""
    children: dict[str, list[str]] = defaultdict(list)
    for child, parents in kept.items():
        for parent in parents:
            children[parent].append(child)
    colour = _ranked({key: (MARTYR + DONOR + OTHER).index(role) for key, role in roles.items()})
    while True:
        finer = _ranked({
            key: (
                colour[key], tuple(sorted(colour[p] for p in kept[key])),
                tuple(sorted((colour[c], tuple(colour[p] for p in kept[c] if p != key)) for c in children[key])),
            )
            for key in kept
        })
        if finer != colour:
            colour = finer
            continue
        size = Counter(colour.values())
        alike = [key for key in kept if size[colour[key]] > 1]
        if not alike:
            return sorted(kept, key=colour.__getitem__)
        apart = min(alike, key=lambda key: colour[key])
        colour = _ranked({key: (value, key != apart) for key, value in colour.items()})


def _ranked(keys: Mapping[str, Any]) -> dict[str, int]:
    """Each key's place among the different keys."""
    rank = {each: number for number, each in enumerate(sorted(set(keys.values())))}
    return {key: rank[each] for key, each in keys.items()}
