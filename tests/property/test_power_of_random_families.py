"""The ratio of a set of donors in random, often inbred families, against a count over every founder's allele that knows nothing of elimination."""

from itertools import product
from math import log10

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from families.rules.power.shapes import Shape, read_shape, shape_of
from families.rules.power.simulation import dropped, every_genotype, log10_lr

FREQUENCIES = (0.5, 0.3, 0.2)


@st.composite
def families(draw, most):
    """Founders, and children of any two before them; a martyr and one to three donors."""
    ends: dict[str, tuple[str | None, str | None]] = dict.fromkeys("abcd"[:draw(st.integers(2, 4))], (None, None))
    for number in range(draw(st.integers(1, most))):
        father, mother = draw(st.permutations(sorted(ends)))[:2]
        ends[f"x{number}"] = (father if draw(st.integers(0, 9)) else None, mother)
    martyr, *donors = draw(st.permutations(sorted(ends)))[: draw(st.integers(2, 4))]
    return ends, martyr, donors


def whole(ends, martyr, donors) -> Shape:
    place = {key: number for number, key in enumerate(ends)}
    roles = tuple("m" if key == martyr else "d" if key in donors else "o" for key in ends)
    return Shape(roles, tuple((place.get(f, -1), place.get(m, -1)) for f, m in ends.values()))


def counted(shape: Shape, genotypes: dict[int, tuple[int, int]]) -> float:
    """Every way founders' alleles and meioses may fall, one after another."""
    order: list[int] = []
    while len(order) < len(shape.roles):
        order += [person for person, above in enumerate(shape.parents) if person not in order and {*above} <= {-1, *order}]

    def from_here(place: int, genes: dict[int, tuple[int, int]]) -> float:
        if place == len(order):
            return 1.0
        person, total = order[place], 0.0
        sides = [list(enumerate(FREQUENCIES)) if parent < 0 else [(gene, 0.5) for gene in genes[parent]] for parent in shape.parents[person]]
        for (a, p), (b, q) in product(*sides):
            if person not in genotypes or sorted((a, b)) == sorted(genotypes[person]):
                total += p * q * from_here(place + 1, genes | {person: (a, b)})
        return total

    return from_here(0, {})


@given(families(most=3), st.integers(0, 99))
def test_the_ratio_of_a_case_agrees_with_a_count_over_founders(family, seed):
    shape = whole(*family)
    genotypes = dropped(shape, FREQUENCIES, 2, np.random.default_rng(seed))
    ours = log10_lr(shape, genotypes, np.array(FREQUENCIES)[:, None])
    for case in range(2):
        seen = {person: tuple(int(each) for each in both[:, case]) for person, both in genotypes.items()}
        a, b = seen[shape.martyr]
        unrelated = FREQUENCIES[a] * FREQUENCIES[b] * (1 if a == b else 2)
        others = {person: both for person, both in seen.items() if person != shape.martyr}
        assert ours[case] == pytest.approx(log10(counted(shape, seen) / counted(shape, others) / unrelated), abs=1e-9)


def expected(shape: Shape) -> float:
    values, chances = every_genotype(shape, (0.7, 0.3))
    assert chances.sum() == pytest.approx(1, abs=1e-12)
    return float(values @ chances)


@given(families(most=6))
def test_what_is_cut_away_changes_nothing(family):
    """Where no donor is kin, what is left over is only that the martyr may be inbred."""
    kept = shape_of(*family)
    left = read_shape(kept) if kept != "m" else whole(*family[:2], [])
    assert expected(left) == pytest.approx(expected(whole(*family)), abs=1e-12)


@given(families(most=6), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(family, chance):
    ends, martyr, donors = family
    new = dict(zip(ends, chance.sample([f"p{number}" for number in range(20)], len(ends)), strict=True))
    again = [(new[key], tuple(new.get(each) for each in chance.sample(both, 2))) for key, both in ends.items()]
    chance.shuffle(again)
    assert shape_of(dict(again), new[martyr], [new[donor] for donor in reversed(donors)]) == shape_of(ends, martyr, donors)


@given(families(most=5))
def test_one_more_donor_never_says_less(family):
    ends, martyr, donors = family
    assume(len(donors) > 1)
    assert expected(whole(ends, martyr, donors)) >= expected(whole(ends, martyr, donors[1:])) - 1e-12
