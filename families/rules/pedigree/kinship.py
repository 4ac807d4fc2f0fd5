"""How much two people of a pedigree share: the kinship coefficient, inbreeding, and k0, k1, k2. Exact, and pure (science.md §7).

The kinship of two is the chance that a gene drawn from one and a gene drawn from the other are copies of one ancestral gene. For the younger
of the two it is the mean over his or her parents; of somebody with himself it is (1 + F) / 2, where F, the inbreeding, is the kinship of the
parents. An unknown parent is an unrelated founder. A pair of whom neither is inbred shares no, one or two genes at a place with chances
k0, k1, k2: k2 is the sum of the two products of parental kinships, k1 is 4 · kinship − 2 · k2. Inbred pairs have no kappa.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from families.rules.pedigree import Parents, Pedigree
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, expand
from families.rules.pedigree.lineage import line, lines, open_words, paternal, paternals
from families.rules.pedigree.refusals import NotInThisFamily, OwnAncestor
from families.rules.pedigree.worlds import World, worlds

Kappa = tuple[float, float, float]


@dataclass(frozen=True)
class Kin:
    """`kappa` is None where either is inbred; `maternal` and `paternal` are yes, no or unknown."""

    one: str
    other: str
    kinship: float
    inbreeding: tuple[float, float]
    kappa: Kappa | None
    maternal: str
    paternal: str


@dataclass(frozen=True)
class KinRange:
    """The least and the most that two can share in all readings that remain; equal where nothing is open."""

    low: Kin
    high: Kin

    @property
    def exact(self) -> bool:
        return (self.low.kinship, self.low.kappa) == (self.high.kinship, self.high.kappa)


class Coefficients:
    """Kinship of any two of some people with their ancestors: each value is computed once, when it is first asked for."""

    def __init__(self, parents: Mapping[str, Parents]):
        self.place = {key: number for number, key in enumerate(oldest_first(parents))}
        self.parents = [(self.place.get(pair[0] or "", -1), self.place.get(pair[1] or "", -1)) for pair in (parents[key] for key in self.place)]
        self._known: dict[tuple[int, int], float] = {}

    def of(self, one: int, other: int) -> float:
        if one < 0 or other < 0:
            return 0.0
        if one < other:
            one, other = other, one
        known = self._known.get((one, other))
        if known is None:
            father, mother = self.parents[one]
            known = 0.5 + self.of(father, mother) / 2 if one == other else (self.of(father, other) + self.of(mother, other)) / 2
            self._known[one, other] = known
        return known

    def kin(self, one: str, other: str, maternal: str = "unknown", paternal: str = "unknown") -> Kin:
        a, b = self.place[one], self.place[other]
        inbreeding = (self.of(*self.parents[a]), self.of(*self.parents[b]))
        kinship = self.of(a, b)
        kappa = None if any(inbreeding) else (0.0, 0.0, 1.0) if a == b else self._kappa(a, b, kinship)
        return Kin(one, other, kinship, inbreeding, kappa, maternal, paternal)

    def _kappa(self, one: int, other: int, kinship: float) -> Kappa:
        (f1, m1), (f2, m2) = self.parents[one], self.parents[other]
        two = self.of(f1, f2) * self.of(m1, m2) + self.of(f1, m2) * self.of(m1, f2)
        single = 4 * kinship - 2 * two
        return 1 - single - two, single, two


class Rows(Coefficients):
    """The same, all at once, a numpy row for each person from the oldest down: for many pairs, or ancestors by the hundred."""

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        size = len(self.parents)
        found = np.zeros((size + 1, size + 1))
        for one, (father, mother) in enumerate(self.parents):
            row = (found[father, :one] + found[mother, :one]) / 2
            found[one, :one] = found[:one, one] = row
            found[one, one] = 0.5 + found[father, mother] / 2
        return found[:size, :size]

    def of(self, one: int, other: int) -> float:
        return 0.0 if one < 0 or other < 0 else float(self.matrix[one, other])


ONE_BY_ONE = 60
"""People up to whom a pair is quicker alone than by rows; also keeps the recursion shallow."""


def oldest_first(parents: Mapping[str, Parents]) -> list[str]:
    """Everybody after his or her parents. Raises OwnAncestor where that cannot be."""
    children: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for key, pair in parents.items():
        above = [parent for parent in pair if parent is not None and parent in parents]
        waiting[key] = len(above)
        for parent in above:
            children.setdefault(parent, []).append(key)
    order = [key for key, count in waiting.items() if not count]
    for key in order:
        for child in children.get(key, ()):
            waiting[child] -= 1
            if not waiting[child]:
                order.append(child)
    if len(order) < len(parents):
        raise OwnAncestor()
    return order


def _coefficients(parents: Mapping[str, Parents]) -> Coefficients:
    return (Coefficients if len(parents) <= ONE_BY_ONE else Rows)(parents)


def kinship_range(pedigree: Pedigree, one: str, other: str) -> KinRange:
    """The least and the most that two share. A donor whose word is open is read by every path that remains."""
    one, other = _both(pedigree, one, other)
    return _range(pedigree, one, other, (line(pedigree, one, other), paternal(pedigree, one, other)))


def _range(pedigree: Pedigree, one: str, other: str, told: tuple[str, str]) -> KinRange:
    words = open_words(pedigree, one, other)
    found = [kin for path, martyr in words.items() for kin in _by_path(pedigree, one, other, martyr, path, told)]
    found = found or [_in_world(world, one, other, told) for world in worlds(pedigree, (one, other))]
    found.sort(key=lambda kin: (kin.kinship, kin.kappa[2] if kin.kappa else 0.0))
    return KinRange(found[0], found[-1])


def _both(pedigree: Pedigree, one: str, other: str) -> tuple[str, str]:
    found = pedigree.aliases.get(one, one), pedigree.aliases.get(other, other)
    if not {*found} <= pedigree.by_key.keys():
        raise NotInThisFamily()
    return found


def _in_world(world: World, one: str, other: str, told: tuple[str, str]) -> Kin:
    found = _coefficients(world.parents).kin(world.now.get(one, one), world.now.get(other, other), *told)
    return replace(found, one=one, other=other)


def _by_path(pedigree: Pedigree, one: str, other: str, martyr: str, path: str, told: tuple[str, str]) -> Iterator[Kin]:
    """All that an open word would mean by one of its paths."""
    alone = expand([MartyrNode(martyr, pedigree.by_key[martyr].sex)], [ClaimFact(other if martyr == one else one, martyr, path)])
    return (_in_world(world, one, other, told) for world in worlds(alone, (one, other)))


def pair(pedigree: Pedigree, one: str, other: str) -> Kin:
    """What two people share; where a question is open, what they share at the least."""
    return kinship_range(pedigree, one, other).low


class Kinships:
    """All of a pedigree. An open question counts as an unknown parent: see `kinship_range` for what it may be worth."""

    def __init__(self, pedigree: Pedigree):
        self.pedigree = pedigree
        self._clans: dict[str, Coefficients] = {}

    def pair(self, one: str, other: str) -> Kin:
        one, other = _both(self.pedigree, one, other)
        return self.with_lines(one, other, (line(self.pedigree, one, other), paternal(self.pedigree, one, other)))

    def with_lines(self, one: str, other: str, told: tuple[str, str]) -> Kin:
        """The same for lines that are known already."""
        pedigree = self.pedigree
        if pedigree.clan[one] == pedigree.clan[other]:
            return self._of(pedigree.clan[one]).kin(one, other, *told)
        f1, f2 = (self._of(pedigree.clan[key]).kin(key, key).inbreeding[0] for key in (one, other))
        return Kin(one, other, 0.0, (f1, f2), None if f1 or f2 else (1.0, 0.0, 0.0), *told)

    def _of(self, clan: str) -> Coefficients:
        if clan not in self._clans:
            members = self.members[clan]
            people = {key: (self.pedigree.by_key[key].father, self.pedigree.by_key[key].mother) for key in members}
            self._clans[clan] = _coefficients(people)
        return self._clans[clan]

    @cached_property
    def members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, clan in self.pedigree.clan.items():
            found.setdefault(clan, []).append(key)
        return found


def kinship(pedigree: Pedigree) -> Kinships:
    return Kinships(pedigree)


def pairs(pedigree: Pedigree, asked: Sequence[tuple[str, str]]) -> list[Kin]:
    """Many pairs of one pedigree, the lines of all at once: by its families where these are small, each by its own ancestors where they are not."""
    both = [_both(pedigree, *each) for each in asked]
    ones, others = [one for one, _ in both], [other for _, other in both]
    told = zip(lines(pedigree, ones, others), paternals(pedigree, ones, others), strict=True)
    everybody = kinship(pedigree)
    small = max(map(len, everybody.members.values()), default=0) <= MATRIX_UP_TO
    return [
        everybody.with_lines(*each, found) if small else _range(pedigree, *each, found).low for each, found in zip(both, told, strict=True)
    ]


MATRIX_UP_TO = 4000
"""People of one family whose kinships are kept together: 128 MB."""
