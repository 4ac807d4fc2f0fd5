"""One donor: the printed figures of science.md §5, and a second way of computing each of them."""

from itertools import combinations_with_replacement
from math import log10

import numpy as np
import pytest

from families.rules.pedigree import Individual, Pedigree
from families.rules.power import PANELS, ceiling, mt_log10_lr, panel_named, power, power_of_relation, signature, snp_panel
from families.rules.power.pairs import GRID, distribution, mean, outcomes

PARENT, FULL, THREE_QUARTER, HALF = (0.0, 1.0, 0.0), (0.25, 0.5, 0.25), (0.375, 0.5, 0.125), (0.5, 0.5, 0.0)
DOUBLE_COUSIN, COUSIN, SECOND = (9 / 16, 6 / 16, 1 / 16), (0.75, 0.25, 0.0), (15 / 16, 1 / 16, 0.0)
UNRELATED = (1.0, 0.0, 0.0)


def family() -> Pedigree:
    """Three generations: the martyr, his mother's side, a sister with two children, his wife and child."""
    parents = {
        "gf": "", "gm": "", "gm2": "", "fa": "", "mo": "gf gm", "aunt": "gf gm", "half-uncle": "gf gm2", "cousin": "- aunt", "uncle": "", "second": "- cousin",
        "LS-1": "fa mo", "sister": "fa mo", "half": "- mo", "nephew": "- sister", "wife": "", "child": "LS-1 wife", "friend": "",
    }
    ends = {key: [each if each not in {"-", ""} else None for each in (both.split() or ["", ""])] for key, both in parents.items()}
    return Pedigree(tuple(Individual(key, father=f, mother=m, martyr=key == "LS-1") for key, (f, m) in ends.items()))


@pytest.mark.parametrize(
    ("relation", "expected"),
    [(PARENT, "7.51"), (FULL, "6.27"), (THREE_QUARTER, "3.60"), (HALF, "1.74"), (DOUBLE_COUSIN, "1.72"), (COUSIN, "0.49"), (SECOND, "0.04")],
)
def test_the_21_loci_give_the_printed_means(relation, expected):
    assert f"{power_of_relation(relation, 'str-21').mean:.2f}" == expected


@pytest.mark.parametrize(
    ("relation", "each", "needed"),
    [(PARENT, 0.0753, 80), (FULL, 0.0637, 94), (HALF, 0.0142, 422), (COUSIN, 0.00343, 1750), (SECOND, 0.00021, 28_000)],
)
def test_a_snp_gives_the_printed_mean_and_number_needed(relation, each, needed):
    one = mean(relation, snp_panel(1))
    assert one == pytest.approx(each, abs=0.6 * 10 ** -len(str(each).split(".")[1]))
    assert 6 / one == pytest.approx(needed, rel=0.011)


@pytest.mark.parametrize(("database", "ratio"), [(200, 67), (46_963, 15_677)])
def test_a_maternal_line_never_seen_gives_the_printed_ratio(database, ratio):
    assert round(10 ** mt_log10_lr(database)) == ratio
    assert mt_log10_lr(0) == 0


@pytest.mark.parametrize(
    ("donor", "relation"),
    [("mo", PARENT), ("fa", PARENT), ("child", PARENT), ("sister", FULL), ("half", HALF), ("nephew", HALF), ("aunt", HALF), ("gm", HALF),
     ("half-uncle", (0.75, 0.25, 0.0)), ("cousin", COUSIN), ("second", (0.875, 0.125, 0.0))],
)
def test_the_kinship_is_read_off_the_family(donor, relation):
    assert power(family(), "LS-1", [donor], "str-21") == power_of_relation(relation, "str-21")


@pytest.mark.parametrize("donors", [[], ["friend"], ["wife"], ["nobody"], ["LS-1"]])
def test_who_is_no_kin_tells_nothing(donors):
    nothing = power(family(), "LS-1", donors, "str-21")
    assert (nothing.mean, nothing.p4, nothing.method) == (0, 0, "none")


def by_genotypes(relation, frequencies, theta):
    """Genotype by genotype, alleles drawn one after the other: every pair of two people, and its LR."""
    k0, k1, k2 = relation

    def draw(allele, seen):
        return (seen.count(allele) * theta + (1 - theta) * frequencies[allele]) / (1 + (len(seen) - 1) * theta) if seen else frequencies[allele]

    def joint(alleles):
        return np.prod([draw(each, alleles[:place]) for place, each in enumerate(alleles)])

    found = []
    for g in combinations_with_replacement(range(len(frequencies)), 2):
        for h in combinations_with_replacement(range(len(frequencies)), 2):
            orders = [(x, y) for x in {g, g[::-1]} for y in {h, h[::-1]}]
            none = sum(joint([*x, *y]) for x, y in orders)
            one = sum(joint([*x, y[1 - place]]) for x, y in orders for mine in (0, 1) for place in (0, 1) if x[mine] == y[place]) / 4
            two = sum(joint(list(x)) for x in {g, g[::-1]}) if g == h else 0.0
            found.append((k0 * none + k1 * one + k2 * two, none))
    return found


@pytest.mark.parametrize("theta", [0.0, 0.02])
@pytest.mark.parametrize("relation", [PARENT, FULL, COUSIN, (0.0, 0.0, 1.0)])
def test_outcomes_agree_with_every_pair_of_genotypes(relation, theta):
    frequencies = [0.5, 0.3, 0.15, 0.05]
    pairs = by_genotypes(relation, frequencies, theta)
    values, chances = outcomes(relation, frequencies, theta)
    for power_of in (1, 2, 3):
        assert chances @ values**power_of == pytest.approx(sum(p * log10(p / q) ** power_of for p, q in pairs if p > 0), rel=1e-11)
    assert sum(p for p, _ in pairs) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("relation", [PARENT, FULL, HALF, COUSIN])
def test_the_grid_keeps_the_mean_and_a_draw_of_profiles_agrees(relation):
    panel, chance = PANELS["str-21"], np.random.default_rng(7)
    total = distribution(relation, panel)
    drawn = sum(chance.choice(values, 20_000, p=chances) for values, chances in (outcomes(relation, locus) for locus in panel.loci))
    assert total.points @ total.chances == pytest.approx(mean(relation, panel), abs=1e-9)
    for limit in (1, 4, 6):
        low, high = total.above(limit + panel.size * GRID), total.above(limit - panel.size * GRID)
        assert low <= total.above(limit) <= high
        assert total.above(limit) == pytest.approx((drawn > limit).mean(), abs=0.02)


def test_a_share_of_loci_scales_the_mean():
    whole, half = power_of_relation(FULL, "str-21"), power_of_relation(FULL, "str-21", typed=0.5)
    assert half.mean == pytest.approx(whole.mean / 2)
    assert half.p4 < whole.p4
    assert power_of_relation(FULL, "str-21", typed=0).p4 == pytest.approx(0, abs=1e-9)


def test_the_ceiling_rises_with_nearness_and_panel_and_is_nothing_for_strangers():
    nearness = [UNRELATED, SECOND, COUSIN, HALF, FULL]
    ceilings = [ceiling(relation, PANELS["str-21"]) for relation in nearness]
    assert ceilings[0] == 0
    assert ceilings == sorted(ceilings)
    assert ceiling(COUSIN, PANELS["str-13"]) < ceiling(COUSIN, PANELS["str-21"]) < 9  # science.md §4: a cousin of 10⁹ is a swap
    assert distribution(HALF, PANELS["str-21"]).above(ceiling(HALF, PANELS["str-21"])) == pytest.approx(1e-4, rel=0.05)


def test_a_mother_and_her_own_mother_say_what_the_mother_says():
    assert signature(family(), "LS-1", ["mo", "gm"]) == signature(family(), "LS-1", ["mo"]) == signature(family(), "LS-1", ["fa"])


def test_an_open_reading_states_the_weakest():
    people = [person for person in family().people if person.key != "half"]
    half = Individual("half", readings=(("fa", "mo"), (None, "mo"), ("fa", None)))
    found = power(Pedigree((*people, half)), "LS-1", ["half"], "str-21")
    assert (round(found.mean, 2), [round(each, 2) for each in found.range]) == (1.74, [1.74, 6.27])


def test_a_panel_has_a_name():
    assert panel_named("snp-250").size == 250
    assert {name: PANELS[name].size for name in ("str-21", "str-20", "str-15", "str-13")} == {"str-21": 21, "str-20": 20, "str-15": 15, "str-13": 13}
    for name in ("str-99", "snp-0", "snp-x"):
        with pytest.raises((KeyError, ValueError)):
            panel_named(name)
