"""Sets of donors: genes dropped through the family when the remains are the martyr's, and the LR of every case.

LR = P(the martyr's genotype | the donors', the family) / P(it | an unrelated person, Hardy and Weinberg), locus by locus.
"""

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from families.rules.pedigree.kinship import oldest_first
from families.rules.power.elimination import Codes, Locus, chance_of, likelihood, plan
from families.rules.power.pairs import Floats
from families.rules.power.shapes import Shape

Loci = tuple[tuple[float, ...], ...]
SEED = 27_07_1947
"""Recorded with every figure."""


def dropped(shape: Shape, frequencies: tuple[float, ...], cases: int, chance: np.random.Generator) -> dict[int, Codes]:
    """Both alleles of the sampled, (2, cases): founders' drawn from the table, the others' from one of a parent's two."""
    bounds, genes = np.cumsum(frequencies)[:-1], dict[int, Codes]()
    for person in map(int, oldest_first(shape.ends)):
        both = []
        for parent in shape.parents[person]:
            luck = chance.random(cases)
            both.append(np.searchsorted(bounds, luck, side="right") if parent < 0 else np.where(luck < 0.5, *genes[parent]))
        genes[person] = np.stack(both).astype(np.int64)
    return {person: genes[person] for person in (shape.martyr, *shape.donors)}


def log10_lr(shape: Shape, genotypes: dict[int, Codes], frequencies: Floats) -> Floats:
    """Of each case. `genotypes`: (2, cases) alleles of the martyr and of each donor; `frequencies`: (alleles, cases) or (alleles, 1)."""
    people = list(genotypes)
    codes, seen, distinct = _recoded(np.concatenate([genotypes[person] for person in people]), frequencies)
    answer = np.empty(codes.shape[1])
    for count in np.unique(distinct):
        here = distinct == count
        known = np.vstack((seen[:count, here], np.maximum(0, 1 - seen[:count, here].sum(0))))
        them = {person: codes[2 * place:2 * place + 2, here] for place, person in enumerate(people)}
        answer[here] = _log10_lr(shape, Locus(them, known))
    return answer


def _log10_lr(shape: Shape, locus: Locus) -> Floats:
    martyr = locus.codes[shape.martyr]
    donors = Locus({person: both for person, both in locus.codes.items() if person != shape.martyr}, locus.frequencies)
    first, second = (chance_of(each, locus.frequencies) for each in martyr)
    unrelated = first * second * np.where(martyr[0] == martyr[1], 1, 2)
    with np.errstate(divide="ignore"):
        answer: Floats = np.log10(likelihood(shape, locus) / (likelihood(shape, donors) * unrelated))
    return answer


def _recoded(alleles: Codes, frequencies: Floats) -> tuple[Codes, Floats, NDArray[np.int64]]:
    """Alleles of each case numbered by what is seen in it, the frequency of each number, and how many numbers there are."""
    order = np.argsort(alleles, axis=0)
    ranked = np.take_along_axis(alleles, order, 0)
    number = np.vstack((np.zeros((1, alleles.shape[1]), np.int64), np.cumsum(ranked[1:] != ranked[:-1], axis=0)))
    codes = np.empty_like(alleles)
    np.put_along_axis(codes, order, number, 0)
    seen = np.zeros(alleles.shape)
    column = np.broadcast_to(np.arange(alleles.shape[1]), alleles.shape)
    seen[number, column] = np.broadcast_to(frequencies, (len(frequencies), alleles.shape[1]))[ranked, column]
    return codes, seen, number[-1] + 1


def per_locus(shape: Shape, loci: Loci, cases: int, seed: int = SEED) -> Floats:
    """log10 LR of simulated cases, (loci, cases)."""
    chance = np.random.default_rng(seed)
    most = max(map(len, loci))
    drawn = [dropped(shape, frequencies, cases, chance) for frequencies in loci]
    genotypes = {person: np.concatenate([each[person] for each in drawn], axis=1) for person in drawn[0]}
    table = np.repeat(np.array([[*frequencies, *[0.0] * (most - len(frequencies))] for frequencies in loci]).T, cases, axis=1)
    return log10_lr(shape, genotypes, table).reshape(len(loci), cases)


def every_genotype(shape: Shape, frequencies: tuple[float, ...]) -> tuple[Floats, Floats]:
    """Where alleles are few (SNPs): log10 LR of every combination of genotypes that may be, and how probable it is if related."""
    both = np.array(list(combinations_with_replacement(range(len(frequencies)), 2)))
    people = (shape.martyr, *shape.donors)
    which = np.indices((len(both),) * len(people)).reshape(len(people), -1)
    genotypes = {person: both[each].T for person, each in zip(people, which, strict=True)}
    known = np.repeat(np.array(frequencies)[:, None], which.shape[1], axis=1)
    chances = likelihood(shape, Locus(genotypes, known))
    possible = chances > 0
    values = log10_lr(shape, {person: each[:, possible] for person, each in genotypes.items()}, known[:, possible])
    return values, chances[possible]


def effort(shape: Shape, alleles: int) -> int:
    """Numbers to be worked through for one locus of one case."""
    people = frozenset((shape.martyr, *shape.donors))
    return plan(shape, people, alleles)[2] + plan(shape, people - {shape.martyr}, alleles)[2]
