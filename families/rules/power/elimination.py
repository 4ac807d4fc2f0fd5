"""How probable the genotypes of the sampled are, one locus in many cases at once: variable elimination over single alleles, theta 0.

A variable is one allele of an unsampled person (or, where both parents of a sampled person are unsampled, which of the two alleles came from
whom). What nobody sampled carries is one allele, "another". Arrays hold cases in their last axis.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from math import prod
from operator import ne
from string import ascii_letters

import numpy as np
from numpy.typing import NDArray

from families.rules.power.pairs import Floats
from families.rules.power.shapes import Shape

Codes = NDArray[np.int64]
Variable = tuple[int, int]
"""A person and 0 or 1 (the allele), or 2 (the phase of a sampled child)."""
PHASE = 2
WORTH_A_STEP = 400_000
"""Numbers of an array that still stay near the processor: cases are taken in portions of this size."""


@dataclass(frozen=True)
class Factor:
    variables: tuple[Variable, ...]
    table: Floats


class Locus:
    """Genotypes of the sampled as codes, (person, 2, cases), with the frequency of each code, (codes, cases); the last code is "another"."""

    def __init__(self, codes: dict[int, Codes], frequencies: Floats) -> None:
        self.codes, self.frequencies, self.alleles = codes, frequencies, len(frequencies)
        meiosis = np.zeros((self.alleles,) * 3 + (1,))
        each = np.arange(self.alleles)
        meiosis[each, each, :] += 0.5
        meiosis[each, :, each] += 0.5
        self.meiosis: Floats = meiosis

    def is_allele(self, allele: Codes) -> Floats:
        same: Floats = (np.arange(self.alleles)[:, None] == allele).astype(np.float64)
        return same

    def gives(self, parent: int) -> Floats:
        """The allele a sampled or unknown parent gives, as a distribution."""
        if parent < 0:
            return self.frequencies
        return (self.is_allele(self.codes[parent][0]) + self.is_allele(self.codes[parent][1])) / 2

    def gave(self, parent: int, allele: Codes) -> Floats:
        """How probable it is that this allele came from this parent: a number a case, or a table over an unsampled parent's two alleles."""
        if parent < 0 or parent in self.codes:
            return chance_of(allele, self.gives(parent))
        same = self.is_allele(allele)
        return (same[:, None] + same[None, :]) / 2


def chance_of(allele: Codes, chances: Floats) -> Floats:
    """Of each case's allele, from a column of chances a case."""
    found: Floats = np.take_along_axis(chances, allele[None], 0)[0]
    return found


def likelihood(shape: Shape, locus: Locus) -> Floats:
    """One number a case. Everybody in `locus.codes` counts as sampled, everybody else as not."""
    steps, widest, _ = plan(shape, frozenset(locus.codes), locus.alleles)
    cases, portion = locus.frequencies.shape[1], max(16, WORTH_A_STEP // widest)
    parts = []
    for start in range(0, cases, portion):
        part = slice(start, start + portion)
        codes = {person: both[:, part] for person, both in locus.codes.items()}
        parts.append(_eliminate(list(_factors(shape, Locus(codes, locus.frequencies[:, part]))), steps))
    return np.concatenate(parts)


@lru_cache(maxsize=4096)
def plan(shape: Shape, sampled: frozenset[int], alleles: int) -> tuple[tuple[Variable, ...], int, int]:
    """The order in which variables leave, the one whose joint table is smallest first; the largest table on the way, and all of them."""
    tables = [set(variables) for variables in _scopes(shape, sampled)]
    left, order, widest, work = set().union(*tables), [], 1, 1
    while left:
        joint = {variable: set().union(*(table for table in tables if variable in table)) for variable in left}
        size = {variable: prod(2 if part == PHASE else alleles for _, part in joint[variable]) for variable in left}
        chosen = min(sorted(left), key=size.__getitem__)
        tables = [table for table in tables if chosen not in table] + [joint[chosen] - {chosen}]
        left.remove(chosen)
        order.append(chosen)
        widest, work = max(widest, size[chosen]), work + size[chosen]
    return tuple(order), widest, work


def _scopes(shape: Shape, sampled: frozenset[int]) -> Iterator[tuple[Variable, ...]]:
    for person, parents in enumerate(shape.parents):
        open_ones = [parent for parent in parents if parent >= 0 and parent not in sampled]
        if person in sampled:
            phase = [(person, PHASE)] if len(open_ones) == 2 else []
            yield from ((*phase, (parent, 0), (parent, 1)) for parent in open_ones)
        else:
            yield from (((person, side), *([(parent, 0), (parent, 1)] if parent in open_ones else [])) for side, parent in enumerate(parents))


def _factors(shape: Shape, locus: Locus) -> Iterator[Factor]:
    for person, parents in enumerate(shape.parents):
        if person in locus.codes:
            yield from _of_sampled(person, parents, locus)
            continue
        for side, parent in enumerate(parents):
            if parent < 0 or parent in locus.codes:
                yield Factor(((person, side),), locus.gives(parent))
            else:
                yield Factor(((person, side), (parent, 0), (parent, 1)), locus.meiosis)


def _of_sampled(person: int, parents: tuple[int, int], locus: Locus) -> Iterator[Factor]:
    """A genotype is one allele from each parent, either way round."""
    first, second = locus.codes[person]
    twice = (first != second).astype(np.float64)
    ways = [[locus.gave(parent, allele) for allele in both] for parent, both in zip(parents, ((first, second), (second, first)), strict=True)]
    open_ones = [parent for parent in parents if parent >= 0 and parent not in locus.codes]
    if len(open_ones) == 2:
        yield from (
            Factor(((person, PHASE), (parent, 0), (parent, 1)), np.stack([way, other * twice if side else other]))
            for side, (parent, (way, other)) in enumerate(zip(parents, ways, strict=True))
        )
    else:
        yield Factor(tuple((parent, side) for parent in open_ones for side in (0, 1)), ways[0][0] * ways[1][0] + twice * ways[0][1] * ways[1][1])


def _eliminate(factors: list[Factor], order: tuple[Variable, ...]) -> Floats:
    for variable in order:
        bucket = sorted((factor for factor in factors if variable in factor.variables), key=lambda factor: factor.table.size)
        factors = [factor for factor in factors if variable not in factor.variables]
        while len(bucket) > 2:
            bucket[:2] = [_joined(bucket[:2], lambda _: True)]
        factors.append(_joined(bucket, partial(ne, variable)))
    return _joined(factors, lambda _: True).table


def _joined(factors: list[Factor], keep: Callable[[Variable], bool]) -> Factor:
    """The product of a few tables, summed over the variables that are not kept."""
    names = dict(zip(dict.fromkeys(variable for factor in factors for variable in factor.variables), ascii_letters, strict=False))
    kept = tuple(variable for variable in names if keep(variable))

    def axes(variables: Iterable[Variable]) -> str:
        return "".join(names[variable] for variable in variables) + "..."

    product = f"{','.join(axes(factor.variables) for factor in factors)}->{axes(kept)}"
    return Factor(kept, np.einsum(product, *(factor.table for factor in factors)))
