"""Every relation in the tables of science.md §5 and domain.md §2.2: what is shared, whose line, whose Y."""

import numpy as np
import pytest

from families.rules.pedigree import Individual, ParentRole, Pedigree
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, TieFact, expand
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.kinship import kinship_range, oldest_first, pair, pairs
from families.rules.pedigree.lineage import line, lines, paternal, roots
from families.rules.pedigree.refusals import NotInThisFamily, OwnAncestor
from families.rules.pedigree.worlds import worlds
from families.rules.relation.lineage import maternal_line, paternal_line


def kin(*paths, sex="male", **more):
    return expand([MartyrNode("L", sex)], [ClaimFact("D", "L", path) for path in paths], **more)


@pytest.mark.parametrize(
    ("paths", "kinship", "kappa"),
    [
        (["mother"], 1 / 4, (0, 1, 0)),
        (["son"], 1 / 4, (0, 1, 0)),
        (["sister"], 1 / 4, (1 / 4, 1 / 2, 1 / 4)),
        (["half-m.brother"], 1 / 8, (1 / 2, 1 / 2, 0)),
        (["mother.brother"], 1 / 8, (1 / 2, 1 / 2, 0)),
        (["mother.mother"], 1 / 8, (1 / 2, 1 / 2, 0)),
        (["sister.son"], 1 / 8, (1 / 2, 1 / 2, 0)),
        (["mother.sister.daughter", "father.brother.daughter"], 1 / 8, (9 / 16, 6 / 16, 1 / 16)),
        (["mother.brother.daughter", "father.sister.daughter"], 1 / 8, (9 / 16, 6 / 16, 1 / 16)),
        (["mother.sister.son"], 1 / 16, (3 / 4, 1 / 4, 0)),
        (["mother.half-m.sister.son"], 1 / 32, (7 / 8, 1 / 8, 0)),
        (["mother.mother.sister.son"], 1 / 32, (7 / 8, 1 / 8, 0)),
        (["mother.mother.sister.daughter.son"], 1 / 64, (15 / 16, 1 / 16, 0)),
        (["spouse"], 0, (1, 0, 0)),
        (["adopted"], 0, (1, 0, 0)),
    ],
)
def test_what_two_kin_share(paths, kinship, kappa):
    found = pair(kin(*paths), "L", "D")
    assert (found.kinship, found.kappa, found.inbreeding) == (kinship, pytest.approx(kappa, abs=1e-12), (0, 0))


def test_three_quarter_siblings_have_one_mother_and_two_brothers_for_fathers():
    people = [Individual("L", "male", "i-1", "m"), Individual("D", "female", "i-2", "m"), Individual("m", "female"),
              Individual("i-1", "male", "g", "h"), Individual("i-2", "male", "g", "h"), Individual("g", "male"), Individual("h", "female")]
    tree = Pedigree(tuple(people))
    found = pair(tree, "L", "D")
    assert (found.kinship, found.kappa) == (3 / 16, (3 / 8, 1 / 2, 1 / 8))
    assert paths_between(tree, "L", "D") == ("half-m.sister", "father.brother.daughter")


def test_a_child_of_brother_and_sister_is_inbred_and_has_no_kappa():
    people = [Individual("f", "male"), Individual("m", "female"), Individual("a", "male", "f", "m"), Individual("b", "female", "f", "m"),
              Individual("c", "male", "a", "b")]
    found = pair(Pedigree(tuple(people)), "c", "a")
    assert (found.kinship, found.inbreeding, found.kappa) == (3 / 8, (1 / 4, 0), None)
    assert pair(Pedigree(tuple(people)), "c", "c").kinship == 5 / 8


def test_somebody_shares_everything_with_himself():
    found = pair(kin("sister"), "L", "L")
    assert (found.kinship, found.kappa, found.maternal) == (1 / 2, (0, 0, 1), "yes")


@pytest.mark.parametrize(
    ("path", "maternal", "y"),
    [
        ("mother", "yes", "no"), ("mother.mother", "yes", "no"), ("brother", "yes", "yes"), ("sister", "yes", "no"), ("half-m.brother", "yes", "no"),
        ("half-m.sister", "yes", "no"), ("brother?", "unknown", "unknown"), ("sister?", "unknown", "no"), ("mother.sister", "yes", "no"),
        ("mother.brother", "yes", "no"), ("mother.brother?", "unknown", "no"), ("sister.son", "yes", "no"), ("sister.daughter", "yes", "no"),
        ("sister?.son", "unknown", "no"), ("mother.sister.son", "yes", "no"), ("sister.daughter.son", "yes", "no"), ("sister.son.son", "no", "no"),
        ("mother.mother.sister.daughter.son", "yes", "no"), ("father", "no", "yes"), ("son", "no", "yes"), ("daughter", "no", "no"),
        ("half-p.brother", "no", "yes"), ("half-p.sister", "no", "no"), ("father.brother", "no", "yes"), ("father.sister", "no", "no"),
        ("father.father", "no", "yes"), ("brother.son", "no", "yes"), ("brother.daughter", "no", "no"), ("mother.brother.son", "no", "no"),
        ("father.brother?.son", "no", "unknown"), ("spouse", "no", "no"), ("adopted", "no", "no"), ("brother.spouse", "no", "no"),
    ],
)
def test_whose_line_and_whose_y(path, maternal, y):
    tree = kin(path)
    assert (maternal_line(path, "male"), paternal_line(path, "male")) == (maternal, y)
    assert (line(tree, "L", "D"), paternal(tree, "L", "D")) == (maternal, y)


def test_a_woman_martyrs_children_carry_her_line_and_an_unasked_sex_leaves_it_open():
    assert line(kin("son", sex="female"), "L", "D") == "yes"
    assert line(kin("son", sex=None), "L", "D") == paternal(kin("son", sex=None), "L", "D") == "unknown"
    assert paternal(kin("brother", sex="female"), "L", "D") == "no"
    assert paternal(kin("brother", sex=None), "L", "D") == "unknown"


def test_an_unasked_sibling_shares_between_an_eighth_and_a_quarter():
    found = kinship_range(kin("sister?"), "L", "D")
    assert (found.low.kinship, found.high.kinship, found.exact) == (1 / 8, 1 / 4, False)
    assert kinship_range(kin("sister"), "L", "D").exact


def test_the_sister_of_two_martyrs_of_whom_nobody_asked():
    tree = expand([MartyrNode("L1", "male"), MartyrNode("L2", "male")], [ClaimFact("D", "L1", "sister?"), ClaimFact("D", "L2", "sister?")])
    assert [kinship_range(tree, martyr, "D").low.kinship for martyr in ("L1", "L2")] == [1 / 8, 1 / 8]
    assert [kinship_range(tree, martyr, "D").high.kinship for martyr in ("L1", "L2")] == [1 / 4, 1 / 4]
    assert kinship_range(tree, "L1", "L2").low.kinship == 0
    assert line(tree, "L1", "D") == line(tree, "L1", "L2") == "unknown"


def three(*more):
    """L1 and L2, and D, of whom both families say "em gái" and nobody asked."""
    told = [ClaimFact("D", "L1", "sister?"), ClaimFact("D", "L2", "sister?"), *more]
    return expand([MartyrNode("L1", "male"), MartyrNode("L2", "male")], told)


@pytest.mark.parametrize(("more", "count"), [
    ([], 9),
    ([ClaimFact("E", "L1", "brother"), ClaimFact("E", "L2", "brother")], 3),
    ([ClaimFact("F", "L1", "father"), ClaimFact("F", "L2", "father")], 6),
], ids=["two families", "two brothers", "two sons of one father"])
def test_answers_that_cannot_hold_together_make_no_world(more, count):
    assert len(list(worlds(three(*more), ["L1", "D"]))) == count


def test_a_whole_bank_at_once_leaves_open_what_is_open():
    tree = kin("sister?")
    assert lines(tree, ["L", "D", "L", "~L:mother"], ["D", "L", "L", "L"]) == ("unknown", "unknown", "yes", "yes")
    assert lines(kin("father"), ["L"], ["D"]) == ("no",)
    assert lines(kin("mother", known=[Individual("i-1")]), ["L"], ["i-1"]) == ("unknown",)


def test_an_open_word_is_as_wide_as_all_that_it_may_mean():
    tree = expand([MartyrNode("L", "male")], [ClaimFact("D", "L", None, ("mother.sister.son", "sister.son"))])
    found = kinship_range(tree, "L", "D")
    assert (found.low.kinship, found.high.kinship) == (1 / 16, 1 / 8)
    assert line(tree, "L", "D") == "yes"
    assert paths_between(tree, "L", "D") == ("mother.sister.son", "sister.son")
    unasked = expand([MartyrNode("L", "male")], [ClaimFact("D", "L", None, ("mother.sister?.son", "sister?.son"))])
    found = kinship_range(unasked, "D", "L")
    assert (found.low.kinship, found.high.kinship) == (1 / 32, 1 / 8)
    assert (found.low.one, found.low.other) == ("D", "L")
    vague = expand([MartyrNode("L", "male")], [ClaimFact("D", "L", None, ("mother.sister", "father.sister"))])
    assert line(vague, "L", "D") == "unknown"


def test_an_open_word_stays_open_where_a_marriage_alone_ties_the_donor():
    told = [ClaimFact("D", "L", None, ("mother.sister.daughter", "father.sister.daughter")), ClaimFact("E", "L", "brother")]
    married = expand([MartyrNode("L", "male")], told, unions=[("D", "E")])
    assert line(married, "L", "D") == "unknown"
    child = expand([MartyrNode("L", "male")], told, [Individual("i-1")], [TieFact("i-1", "D", ParentRole.mother), TieFact("i-1", "E", ParentRole.father)])
    assert line(child, "L", "i-1") == "unknown"
    assert line(child, "E", "i-1") == "unknown"
    known = [Individual("i-2", "female")]
    settled = expand([MartyrNode("L", "male")], [*told, ClaimFact("i-2", "L", "mother.sister")], known, [TieFact("D", "i-2", ParentRole.mother)])
    assert line(settled, "L", "D") == "yes"


def test_somebody_on_record_whom_nothing_ties_is_asked_about():
    tree = kin("sister", known=[Individual("i-1", "female"), Individual("i-2")], ties=[TieFact("i-2", "i-1", ParentRole.mother)])
    assert line(tree, "L", "i-2") == "unknown"
    assert line(tree, "i-1", "i-2") == "yes"
    with pytest.raises(NotInThisFamily):
        pair(tree, "L", "i-3")


def test_many_open_questions_are_answered_within_a_moment_and_never_too_narrowly():
    tree = kin("brother?.son.daughter", "mother.brother?.son", *(f"{'mother.' * n}sister?" for n in range(1, 8)))
    found = kinship_range(tree, "L", "D")
    assert 0 < found.low.kinship < found.high.kinship


def test_a_line_that_bites_its_own_tail_is_refused():
    for circle in ([1, 0], [1, 2, 0], [0], [-1, 2, 3, 1]):
        with pytest.raises(OwnAncestor):
            roots(np.array(circle, np.int32))
    with pytest.raises(OwnAncestor):
        oldest_first({"a": (None, "b"), "b": (None, "a")})


def test_a_line_of_a_thousand_generations_has_one_end():
    long = np.arange(-1, 999, dtype=np.int32)
    assert set(roots(long).tolist()) == {0}
    chain = Pedigree(tuple(Individual(f"p{n}", "female", None, f"p{n - 1}" if n else None) for n in range(1000)))
    assert pair(chain, "p0", "p999").kinship == 0.5 ** 1000
    assert pairs(chain, [("p1", "p0")])[0].kinship == 0.25
