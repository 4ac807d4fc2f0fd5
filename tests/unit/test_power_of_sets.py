"""Several donors: the table of science.md §5 within its error, who adds to whom, and what the frozen table holds."""

from itertools import combinations

import numpy as np
import pytest

from families.rules.pedigree import Individual, Pedigree
from families.rules.power import PANELS, ceiling, ceiling_of, power, signature
from families.rules.power.pairs import mean
from families.rules.power.sets import CASES, of_cases, of_set, simulated
from families.rules.power.shapes import Shape, read_shape
from families.rules.power.simulation import SEED, dropped, every_genotype, log10_lr
from families.rules.power.table import rows
from tests import power_table

FAMILY = Pedigree(tuple(Individual(key, father=f, mother=m, martyr=key == "martyr") for key, (f, m) in power_table.ends().items()))
FREQUENCIES = (0.5, 0.3, 0.2)


@pytest.mark.parametrize(
    ("donors", "expected", "fours", "sixes"),
    [
        (["mother"], 7.7, 1.00, 0.88), (["sister1"], 6.4, 0.83, 0.55), (["sister1", "sister2"], 11.0, 0.98, 0.96), (["mother", "sister1"], 11.6, 1.00, 1.00),
        (["child1"], 7.5, 0.99, 0.86), (["child1", "wife"], 11.1, 1.00, 1.00), (["nephew1"], 1.7, 0.04, 0.00), (["nephew1", "nephew2"], 2.7, 0.21, 0.03),
        (["nephew1", "nephew3"], 3.3, 0.31, 0.06), (["aunt1"], 1.7, 0.07, 0.01), (["aunt1", "uncle"], 3.8, 0.42, 0.16),
    ],
)
def test_the_donor_sets_of_the_science_page(donors, expected, fours, sixes):
    """Its figures come from 300 cases: sd of a mean 0.1–0.2, of a chance at most 0.029 (three of them allowed)."""
    found = power(FAMILY, "martyr", donors, "str-21")
    assert found.mean == pytest.approx(expected, abs=0.4)
    assert found.p4 == pytest.approx(fours, abs=0.05)
    assert found.p6 == pytest.approx(sixes, abs=0.09)
    assert found.error < 0.07
    assert (found.method, found.seed) == (("table", SEED) if len(donors) > 1 else ("exact", None))


@pytest.mark.parametrize("donor", ["mother", "child1", "sister1", "half-m", "nephew1", "aunt1", "cousin1", "gf", "grandchild", "grand-nephew"])
def test_one_donor_by_elimination_agrees_with_the_closed_form(donor):
    shape = read_shape(signature(FAMILY, "martyr", [donor]))
    values, chances = every_genotype(shape, FREQUENCIES)
    locus = type(PANELS["str-21"])("three alleles", (FREQUENCIES,))
    assert values @ chances == pytest.approx(mean(shape.kappa, locus), abs=1e-7)


def test_snps_of_a_set_are_exact_and_a_simulation_agrees():
    exact = power(FAMILY, "martyr", ["nephew1", "aunt1"], "snp-500")
    shape, panel = read_shape(signature(FAMILY, "martyr", ["nephew1", "aunt1"])), PANELS["snp-500"]
    drawn = log10_lr(shape, dropped(shape, (0.5, 0.5), 500 * 400, np.random.default_rng(1)), np.full((2, 1), 0.5)).reshape(500, 400).sum(0)
    assert exact.method == "exact"
    assert drawn.mean() == pytest.approx(exact.mean, abs=4 * drawn.std() / 20)
    assert (drawn > 6).mean() == pytest.approx(exact.p6, abs=0.06)
    assert power(FAMILY, "martyr", ["nephew1"], panel).mean < exact.mean


def test_every_donor_adds_or_takes_nothing_away():
    people = ["mother", "sister1", "child1", "wife", "aunt1", "nephew1"]
    for some in combinations(people, 2):
        more = power(FAMILY, "martyr", some, "snp-100").mean
        assert all(power(FAMILY, "martyr", [one], "snp-100").mean <= more + 1e-9 for one in some)


def test_the_widow_counts_beside_a_child_only():
    alone, child, both = (power(FAMILY, "martyr", donors, "str-21").mean for donors in (["wife"], ["child1"], ["child1", "wife"]))
    assert (alone, round(child, 1)) == (0, 7.5)
    assert both == pytest.approx(11.1, abs=0.1)


def test_two_nephews_by_two_siblings_say_more_than_two_by_one():
    by_two, by_one = (power(FAMILY, "martyr", donors, "str-21").mean for donors in (["nephew1", "nephew3"], ["nephew1", "nephew2"]))
    assert by_two > by_one + 0.4


def test_a_donor_who_is_inbred_is_simulated():
    ends = power_table.ends() | {"late": ("child1", "sister1")}
    family = Pedigree(tuple(Individual(key, father=f, mother=m) for key, (f, m) in ends.items()))
    found = power(family, "martyr", ["late"], "str-13")
    assert (found.method, found.seed) == ("simulated", SEED)
    assert found.mean > power(FAMILY, "martyr", ["grandchild"], "str-13").mean


def test_the_ceiling_of_a_donor_is_read_off_the_family():
    ends = power_table.ends() | {"late": ("child1", "sister1")}
    family = Pedigree(tuple(Individual(key, father=f, mother=m) for key, (f, m) in ends.items()))
    assert ceiling_of(family, "martyr", "wife", "str-13") == 0
    assert ceiling_of(family, "martyr", "cousin1", "str-13") == ceiling((0.75, 0.25, 0.0), "str-13")
    assert ceiling_of(family, "martyr", "cousin1", "str-13") < ceiling_of(family, "martyr", "late", "str-13") < ceiling((0.25, 0.5, 0.25), "str-13")


def test_what_cannot_be_counted_is_answered_by_fewer_donors():
    shape = read_shape("m1.2 o o d1.2 d1.2")
    huge = Shape(("m", *["o"] * 26, *["d"] * 26), ((-1, -1),) * 53)
    assert of_set(huge, PANELS["snp-100"], 1.0, lambda _: simulated(shape, PANELS["str-13"], 1.0, 200)).method == "bound"


def test_half_the_loci_are_half_the_mean_with_an_honest_chance():
    whole_set, half = (power(FAMILY, "martyr", ["sister1", "sister2"], "str-21", typed=typed) for typed in (1.0, 0.5))
    assert half.mean == pytest.approx(whole_set.mean / 2)
    assert 0.5 < half.p4 < whole_set.p4


def test_the_frozen_table_is_what_the_recorded_seed_gives():
    common = [signature(FAMILY, "martyr", donors) for donors in (["mother", "sister1"], ["child1", "wife"], ["sister1", "sister2"])]
    for each in common:
        kept, made = rows()["str-21", each], power_table.row(each)
        assert (kept.seed, kept.cases) == (SEED, power_table.CASES)
        assert kept.cases >= CASES
        assert [kept.mean, kept.error, kept.fours[-1], kept.sixes[-1]] == pytest.approx(
            [float(made[4]), float(made[5]), float(made[6].split()[-1]), float(made[7].split()[-1])], abs=2e-4,
        )


def test_a_simulation_of_its_own_agrees_with_the_exact_sum_for_one_donor():
    shape = read_shape(signature(FAMILY, "martyr", ["sister1"]))
    found, exact = simulated(shape, PANELS["str-21"], 1.0, 4_000), power(FAMILY, "martyr", ["sister1"], "str-21")
    assert abs(found.mean - exact.mean) < 4 * found.error
    assert (found.p4, found.p6) == pytest.approx((exact.p4, exact.p6), abs=0.03)
    assert of_cases(np.zeros((3, 10)), 1.0).mean == 0
