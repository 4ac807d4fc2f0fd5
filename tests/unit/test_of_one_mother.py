"""A father on record and no mother: she may be the mother of his other children, so the line is unknown until the family is asked "cùng mẹ?"."""

import itertools

import pytest

from families.rules.pedigree import Individual, OpenKind, ParentRole
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, TieFact, expand
from families.rules.pedigree.kin_paths import paths_between, unsaid_fathers
from families.rules.pedigree.kinship import kinship_range
from families.rules.pedigree.lineage import line
from families.rules.power import power
from families.rules.relation.names import names_for, relation_names
from families.rules.treefile.plink import read_fam

MOTHER, FATHER = ParentRole.mother, ParentRole.father
HIS = [TieFact("L", "i-f", FATHER), TieFact("i-s", "i-f", FATHER), TieFact("i-n", "i-s", MOTHER)]
BORN_OF = TieFact("L", "i-m", MOTHER)


def tree(*ties, told=(), martyrs=("L",), merges=()):
    """The martyr, his father, the father's daughter and her daughter, with whatever else is on record."""
    keys = {key for tie in ties for key in (tie.child, tie.parent)} - {*martyrs}
    people = [Individual(key, {"i-f": "male", "i-g": "male", "i-s": "female", "i-n": "female"}.get(key)) for key in sorted(keys)]
    return expand([MartyrNode(key, "male") for key in martyrs], [ClaimFact(*each) for each in told], people, ties, merges=merges)


def asked(pedigree):
    return [(each.person, each.of, each.answers) for each in pedigree.opens if each.kind is OpenKind.mother]


def lines_of(pedigree, *keys):
    return [line(pedigree, "L", key) for key in keys]


def names(pedigree, key):
    paths = paths_between(pedigree, "L", key)
    return names_for(paths, unsaid=unsaid_fathers(pedigree, "L", key, paths))


@pytest.mark.parametrize("more", [[BORN_OF], [], [TieFact("i-s", "i-m", MOTHER)]], ids=["hers is not recorded", "neither is", "his is not recorded"])
def test_a_sister_by_the_father_is_asked_about_where_a_mother_is_not_recorded(more):
    found = tree(*HIS, *more)
    assert lines_of(found, "i-s", "i-n") == ["unknown", "unknown"]
    assert paths_between(found, "L", "i-s") == ("sister?",)
    assert paths_between(found, "L", "i-n") == ("sister?.daughter",)
    assert "khác mẹ" not in names(found, "i-s")[0] + names(found, "i-n")[0]
    assert asked(found) == [("i-s", "L", ("full", "half-p"))]
    assert not found.contradictions


def test_what_she_may_share_reaches_from_a_half_sister_to_a_full_one():
    found = tree(*HIS, BORN_OF)
    shared = kinship_range(found, "L", "i-s")
    assert (shared.low.kinship, shared.high.kinship) == (1 / 8, 1 / 4)
    worth, known = power(found, "L", ["i-s"], "str-21"), power(tree(*HIS, BORN_OF, told=[("i-s", "L", "half-p.sister")]), "L", ["i-s"], "str-21")
    assert worth.range and worth.range[0] == worth.mean == known.mean < worth.range[1]


@pytest.mark.parametrize(("said", "answer"), [("half-p.sister", "no"), ("sister", "yes")])
def test_what_the_family_said_is_not_asked_again(said, answer):
    for told in ((("i-s", "L", said),), (("L", "i-s", said.replace("sister", "brother")),)):
        found = tree(*HIS, BORN_OF, told=told)
        assert lines_of(found, "i-s", "i-n") == [answer, answer]
        assert asked(found) == []
        assert not found.contradictions


def test_who_was_asked_with_the_word_is_asked_once():
    found = tree(*HIS, told=[("i-s", "L", "sister?")])
    assert [(each.kind, each.answers) for each in found.opens] == [(OpenKind.sibling, ("full", "half-p"))]


def test_a_full_sister_of_a_half_sister_is_of_the_other_mother_too():
    found = tree(*HIS, BORN_OF, told=[("i-s", "L", "half-p.sister"), ("i-t", "i-s", "sister")])
    assert lines_of(found, "i-s", "i-t") == ["no", "no"]
    assert asked(found) == []


def test_two_mothers_on_record_are_two():
    found = tree(*HIS, BORN_OF, TieFact("i-s", "i-o", MOTHER))
    assert lines_of(found, "i-s") == ["no"]
    assert names(found, "i-s") == ("chị/em gái cùng cha khác mẹ",)
    assert asked(found) == []


def test_the_mothers_sister_by_the_grandfather_is_asked_about_as_well():
    above = [TieFact("L", "i-s", MOTHER), TieFact("i-s", "i-g", FATHER), TieFact("i-n", "i-g", FATHER)]
    found = tree(*above)
    assert lines_of(found, "i-n") == ["unknown"]
    assert asked(found) == [("i-n", "i-s", ("full", "half-p"))]


def test_children_of_a_brother_and_of_the_martyr_are_not_asked_about_among_themselves():
    below = [TieFact("i-n", "L", FATHER), TieFact("i-b", "L", FATHER), TieFact("i-x", "i-s", FATHER), TieFact("i-y", "i-s", FATHER)]
    assert tree(*below, told=[("i-s", "L", "brother")]).opens == ()


def test_two_martyrs_and_a_sister_by_one_father_in_whatever_order_they_were_written_down():
    ties = [TieFact(key, "i-f", FATHER) for key in ("L", "M", "i-s")]
    found = tree(*ties, martyrs=("L", "M"))
    assert [(person, of) for person, of, _ in asked(found)] == [("M", "L"), ("i-s", "L"), ("i-s", "M")]
    assert [line(found, "L", "M"), *lines_of(found, "i-s"), line(found, "M", "i-s")] == ["unknown"] * 3
    for order in itertools.permutations(ties):
        assert tree(*order, martyrs=("M", "L")) == found
    half = tree(*ties, martyrs=("L", "M"), told=[("i-s", "L", "half-p.sister")])
    assert lines_of(half, "i-s") == ["no"]
    assert paths_between(half, "L", "i-s") == ("half-p.sister",)
    assert line(half, "M", "i-s") == "unknown"


def test_one_mother_and_no_father_on_record_is_a_line_that_is_known_and_no_word_about_fathers():
    hers = [BORN_OF, TieFact("i-s", "i-m", MOTHER), TieFact("i-n", "i-s", MOTHER)]
    found = tree(*hers)
    assert lines_of(found, "i-s", "i-n") == ["yes", "yes"]
    assert found.opens == ()
    assert names(found, "i-s") == ("chị/em gái cùng mẹ",)
    paths = paths_between(found, "L", "i-s")
    assert relation_names(paths, unsaid=unsaid_fathers(found, "L", "i-s", paths))[0] == "maternal half or full sister"
    assert names(tree(*hers, HIS[0]), "i-s") == ("chị/em gái cùng mẹ",)
    assert names(tree(*hers, HIS[0], TieFact("i-s", "i-g", FATHER)), "i-s") == ("chị/em gái cùng mẹ khác cha",)
    assert names(tree(*hers, told=[("i-s", "L", "half-m.sister")]), "i-s") == ("chị/em gái cùng mẹ khác cha",)


def test_in_a_fam_file_on_the_command_line_an_unknown_parent_is_an_unrelated_founder():
    found = read_fam("F dad 0 0 1 -9\nF son dad mum 1 -9\nF mum 0 0 2 -9\nF girl dad 0 2 -9\n")
    assert line(found, "son", "girl") == "no"
    assert paths_between(found, "son", "girl") == ("half-p.sister",)
