"""Kinship, kappa and lines of families at random, inbred ones too, against two other ways of computing them that were written for this test."""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.errors import Malformed
from families.rules.pedigree import Individual, Pedigree
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.kinship import Rows, kinship, kinship_range, pair, pairs
from families.rules.pedigree.lineage import line, lines, paternal, paternals, roots
from families.rules.treefile.plink import read_fam


@st.composite
def families(draw, most=25, meioses=None):
    """People in the order of birth; each has founders or anybody older for parents, so that half siblings and inbred children come often."""
    people, sexes, used = [], {}, 0
    for number in range(draw(st.integers(2, most))):
        key, sex = f"p{number}", draw(st.sampled_from(["male", "female"]))
        men, women = ([other for other in sexes if sexes[other] == which] for which in ("male", "female"))
        father = draw(st.sampled_from([None, *men]))
        mother = draw(st.sampled_from([None, *women]))
        if meioses is not None and used + bool(father) + bool(mother) > meioses:
            father = mother = None
        used += bool(father) + bool(mother)
        people.append(Individual(key, sex, father, mother))
        sexes[key] = sex
    order = draw(st.permutations(people))
    return Pedigree(tuple(order))


def two_of(pedigree):
    keys = sorted(pedigree.by_key)
    return [(a, b) for a in keys for b in keys if a <= b]


def by_gene_dropping(pedigree, one, other):
    """Every way in which genes can be handed down, each equally likely: kinship, (F, F) and the chances of 0, 1, 2 genes in common."""
    people = pedigree.by_key
    meioses = [(key, role) for key in sorted(people, key=lambda k: int(k[1:])) for role in (0, 1) if (people[key].father, people[key].mother)[role]]
    total, kin, inbred, shared = 0, Fraction(0), [Fraction(0), Fraction(0)], Counter()
    for choice in product((0, 1), repeat=len(meioses)):
        coin, genes = dict(zip(meioses, choice, strict=True)), {}
        for key in sorted(people, key=lambda k: int(k[1:])):
            parents = (people[key].father, people[key].mother)
            genes[key] = tuple(genes[parents[r]][coin[key, r]] if parents[r] else (key, r) for r in (0, 1))
        a, b = genes[one], genes[other]
        kin += Fraction(sum(x == y for x in a for y in b), 4)
        inbred = [inbred[0] + (a[0] == a[1]), inbred[1] + (b[0] == b[1])]
        shared[sum((Counter(a) & Counter(b)).values())] += 1
        total += 1
    return kin / total, tuple(f / total for f in inbred), tuple(Fraction(shared[n], total) for n in (0, 1, 2))


def by_path_counting(pedigree, one, other):
    """Wright: over each common ancestor and each pair of ways that meet only there, (1/2)^(people on the ways) · (1 + F of the ancestor)."""
    people = pedigree.by_key

    def ways(key):
        found, todo = [], [(key,)]
        while todo:
            way = todo.pop()
            found.append(way)
            todo += [(*way, p) for p in (people[way[-1]].father, people[way[-1]].mother) if p]
        return found

    def inbreeding(key):
        parents = (people[key].father, people[key].mother)
        return by_path_counting(pedigree, *parents) if all(parents) else Fraction(0)

    def met(up, down):
        return up[-1] == down[-1] and not set(up[:-1]) & set(down[:-1])

    return sum(
        (Fraction(1, 2) ** (len(up) + len(down) - 1) * (1 + inbreeding(up[-1])) for up in ways(one) for down in ways(other) if met(up, down)),
        Fraction(0),
    )


def mothers_end(pedigree, key):
    return key if not pedigree.by_key[key].mother else mothers_end(pedigree, pedigree.by_key[key].mother)


@given(families(most=9, meioses=10))
def test_small_families_agree_with_every_way_in_which_genes_can_fall(pedigree):
    for one, other in two_of(pedigree)[:12]:
        found = pair(pedigree, one, other)
        kin, inbred, shared = by_gene_dropping(pedigree, one, other)
        assert found.kinship == pytest.approx(float(kin), abs=1e-12)
        assert found.inbreeding == pytest.approx([float(f) for f in inbred], abs=1e-12)
        if any(inbred):
            assert found.kappa is None
        else:
            assert found.kappa == pytest.approx([float(k) for k in shared], abs=1e-12)


@given(families(most=14))
def test_kinship_agrees_with_counting_paths(pedigree):
    everybody = kinship(pedigree)
    for one, other in two_of(pedigree):
        expected = float(by_path_counting(pedigree, one, other))
        assert pair(pedigree, one, other).kinship == pytest.approx(expected, abs=1e-12)
        assert everybody.pair(one, other).kinship == pytest.approx(expected, abs=1e-12)


@given(families())
def test_by_rows_and_one_by_one_are_the_same_to_the_last_bit(pedigree):
    asked = two_of(pedigree)
    rows = Rows({person.key: (person.father, person.mother) for person in pedigree.people})
    for (one, other), found in zip(asked, pairs(pedigree, asked), strict=True):
        again = rows.kin(one, other)
        assert (again.kinship, again.inbreeding, again.kappa) == (found.kinship, found.inbreeding, found.kappa)
        assert found.kinship == pair(pedigree, other, one).kinship
        if found.kappa:
            assert min(found.kappa) >= 0 and sum(found.kappa) == pytest.approx(1, abs=1e-12)


@given(families())
def test_lines_one_by_one_and_of_a_whole_bank_agree(pedigree):
    asked = two_of(pedigree)
    bulk = lines(pedigree, [a for a, _ in asked], [b for _, b in asked])
    y = paternals(pedigree, [a for a, _ in asked], [b for _, b in asked])
    assert list(y) == [paternal(pedigree, one, other) for one, other in asked]
    for (one, other), many in zip(asked, bulk, strict=True):
        same = mothers_end(pedigree, one) == mothers_end(pedigree, other)
        assert line(pedigree, one, other) == many == ("yes" if same else "no" if pedigree.clan[one] == pedigree.clan[other] else "unknown")
        if paternal(pedigree, one, other) == "yes":
            assert {pedigree.by_key[one].sex, pedigree.by_key[other].sex} == {"male"}


@given(families())
def test_every_line_ends_in_a_founder_and_nobody_shares_it_by_chance(pedigree):
    fathers, mothers = pedigree.parents()
    for parents in (fathers, mothers):
        ends = roots(parents)
        assert ends.dtype == np.int32 and (parents[ends] < 0).all()
        here = np.arange(len(parents))
        assert (ends[here] == ends[np.where(parents < 0, here, parents)]).all()


@given(families(most=12))
def test_two_are_kin_by_some_way_exactly_where_they_share_something(pedigree):
    for one, other in two_of(pedigree):
        ways = [way for way in paths_between(pedigree, one, other) if not way.endswith("spouse")]
        assume(all(way.count(".") < 8 for way in ways))
        if one != other:
            assert bool(ways) == (pair(pedigree, one, other).kinship > 0)


@given(families(most=10), st.data())
def test_an_open_question_gives_an_interval_around_each_of_its_answers(pedigree, data):
    keys = sorted(pedigree.by_key, key=lambda key: int(key[1:]))
    asked = data.draw(st.sampled_from(keys))
    person, older = pedigree.by_key[asked], keys[: keys.index(asked)]
    men = [k for k in older if pedigree.by_key[k].sex == "male"]
    women = [k for k in older if pedigree.by_key[k].sex == "female"]
    assume(men and women)
    both = (data.draw(st.sampled_from(men)), data.draw(st.sampled_from(women)))
    readings = (both, (None, both[1]), (both[0], None))

    def world(father, mother, left=()):
        return Pedigree(tuple(Individual(p.key, p.sex, father, mother, readings=left) if p is person else p for p in pedigree.people))

    for one, other in two_of(pedigree)[:20]:
        found = kinship_range(world(None, None, readings), one, other)
        answers = [pair(world(*reading), one, other) for reading in readings]
        assert found.low.kinship == min(each.kinship for each in answers)
        assert found.high.kinship == max(each.kinship for each in answers)


@given(st.lists(st.lists(st.sampled_from(["F", "G", "0", "1", "2", "a", "b", "c", "x:y", "\u00e2n", "#"]), min_size=4, max_size=7), max_size=8))
def test_whatever_stands_in_a_fam_file_is_a_family_or_a_sentence(lines_of_file):
    try:
        pedigree = read_fam("\n".join(" ".join(fields) for fields in lines_of_file))
    except Malformed as refused:
        assert refused.sentence()
        return
    keys = [person.key for person in pedigree.people]
    assert len(set(keys)) == len(keys)
    assert {parent for person in pedigree.people for parent in (person.father, person.mother) if parent} <= set(keys)
    for key in keys:
        assert pair(pedigree, keys[0], key).kinship >= 0


@given(families())
def test_a_family_written_as_fam_reads_as_the_same_family(pedigree):
    text = "".join(f"F {p.key} {p.father or 0} {p.mother or 0} {1 if p.sex == 'male' else 2} -9\n" for p in pedigree.people)
    assert read_fam(text).people == pedigree.people
