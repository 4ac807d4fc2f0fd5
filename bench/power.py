"""What donors are worth, against bare numpy doing the same sum by hand for one family.

One donor: the sum over 21 loci on the grid, against 21 transforms and one back. A set: two nephews by two dead siblings, against a formula
written for exactly this family, every locus with one fixed number of alleles. A family's page: thirty sets of donors, against one such formula
at the hundred cases with which a page could make do without a table.
"""

from functools import partial
from itertools import combinations

import numpy as np

from bench.table import Row, best_seconds
from families.rules.pedigree import Individual, Pedigree
from families.rules.power import PANELS, power, shapes
from families.rules.power.pairs import add_up, distribution, outcomes
from families.rules.power.shapes import read_shape
from families.rules.power.simulation import dropped, per_locus
from tests import power_table

FULL, NEPHEWS, CASES, FEW, ALLELES = (0.25, 0.5, 0.25), "m3.4 d5 d6 o o o3.4 o3.4", 500, 100, 7
PANEL = PANELS["str-21"]


def run() -> list[Row]:
    length, loci = len(distribution(FULL, PANEL).points), [outcomes(FULL, locus) for locus in PANEL.loci]
    one, transforms = best_seconds(lambda: add_up(loci), partial(_transforms, length))
    shape = read_shape(NEPHEWS)
    many, by_hand = best_seconds(lambda: per_locus(shape, PANEL.loci, CASES), lambda: _by_hand(shape, CASES))
    family, sets = _family()
    page, few = best_seconds(lambda: _page(family, sets), lambda: _by_hand(shape, FEW))
    return [
        Row("one donor summed over 21 loci against bare transforms", f"{1000 * one:.0f} ms", f"{1000 * transforms:.0f} ms", one / transforms, 4, at_most=True),
        Row(f"{CASES} cases of two nephews against a formula for them", f"{many:.2f} s", f"{by_hand:.2f} s", many / by_hand, 2, at_most=True),
        Row(f"{len(sets)} sets on a page against {FEW} cases by formula", f"{1000 * page:.0f} ms", f"{1000 * few:.0f} ms", page / few, 1, at_most=True),
    ]


def _family() -> tuple[Pedigree, list[tuple[str, ...]]]:
    people = tuple(Individual(key, father=f, mother=m, martyr=key == "martyr") for key, (f, m) in power_table.ends().items())
    donors = ("mother", "sister1", "sister2", "aunt1", "nephew1", "nephew3", "child1", "wife")
    return Pedigree(people), [chosen for size in (1, 2, 3) for chosen in combinations(donors, size)][:30]


def _page(family: Pedigree, sets: list[tuple[str, ...]]) -> None:
    shapes.read_shape.cache_clear()
    for chosen in sets:
        power(family, "martyr", chosen, PANEL)


def _transforms(length: int) -> None:
    product = np.ones(length // 2 + 1, dtype=complex)
    for _ in PANEL.loci:
        product *= np.fft.rfft(np.full(length, 1 / length))
    np.fft.irfft(product, length)


def _by_hand(shape, cases: int) -> None:
    chance = np.random.default_rng(1)
    for frequencies in PANEL.loci:
        genes = np.concatenate(list(dropped(shape, frequencies, cases, chance).values()))
        codes = np.argsort(np.argsort(genes, axis=0), axis=0)
        known = np.full((ALLELES, cases), 1 / ALLELES)
        _ratio(codes, known)


def _ratio(codes, known):
    """Grandparents i, j and k, l: the martyr is their child, each nephew has one allele of a child of theirs."""
    same = (np.arange(ALLELES)[:, None] == codes[:, None, :]).astype(float)
    martyr = same[0][:, None] * same[1][None] + same[1][:, None] * same[0][None]
    sides = []
    for first, second in ((2, 3), (4, 5)):
        gives = same[first] * (same[second] * known).sum(0) + same[second] * (same[first] * known).sum(0)
        sides.append((gives[:, None] + gives[None]) / 2)
    founders = known[:, None, None, None] * known[None, :, None, None] * known[None, None, :, None] * known[None, None, None, :]
    donors = founders * _pushed(sides[0]) * _pushed(sides[1])
    return (donors * _pushed(martyr)).sum((0, 1, 2, 3)) / donors.sum((0, 1, 2, 3))


def _pushed(pair):
    """What a table over a child's two alleles says of the parents' four."""
    return (pair[:, None, :, None] + pair[:, None, None, :] + pair[None, :, :, None] + pair[None, :, None, :]) / 4
