"""What was said of a family, read as a pedigree: who is whose mother, who is one person with whom, and what cannot be."""

import itertools

import pytest

from families.rules.pedigree import Individual, Life, OpenKind, ParentRole, TieKind, Trouble
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, TieFact, expand
from families.rules.pedigree.refusals import (
    NotHalfSiblings,
    NotSiblings,
    OwnAncestor,
    SecondFather,
    SecondMother,
    WrongSexParent,
    YearsImpossible,
    check_growth,
)

MOTHER, FATHER = ParentRole.mother, ParentRole.father


def family(*paths, sex="male", **more):
    """One martyr L, and donors D0, D1 … at the ends of these paths."""
    return expand([MartyrNode("L", sex)], [ClaimFact(f"D{number}", "L", path) for number, path in enumerate(paths)], **more)


def parents(pedigree, key):
    person = pedigree.by_key[key]
    return person.father, person.mother


def test_an_aunts_son_hangs_under_an_inferred_aunt_and_the_martyrs_own_grandparents():
    tree = family("mother.sister.son")
    assert parents(tree, "D0") == (None, "~L:D0:mother.sister")
    assert parents(tree, "~L:D0:mother.sister") == parents(tree, "~L:mother") == ("~L:mother.father", "~L:mother.mother")
    assert parents(tree, "L") == (None, "~L:mother")
    assert {person.key for person in tree.people if not person.inferred} == {"L", "D0"}
    assert tree.by_key["D0"].sex == "male"


def test_a_mother_who_gives_a_sample_is_the_placeholder_that_others_needed():
    tree = family("mother.sister.son", "mother")
    assert parents(tree, "L")[1] == "D1"
    assert parents(tree, "D1") == parents(tree, "~L:D0:mother.sister")
    assert tree.aliases["~L:mother"] == "D1"


def test_a_sibling_has_both_parents_unless_the_family_says_one():
    tree = family("sister", "half-m.brother", "half-p.brother")
    assert parents(tree, "D0") == parents(tree, "L") == ("~L:father", "~L:mother")
    assert parents(tree, "D1") == (None, "~L:mother")
    assert parents(tree, "D2") == ("~L:father", None)


def test_a_sibling_of_whom_nobody_asked_keeps_three_readings():
    tree = family("sister?")
    assert parents(tree, "D0") == (None, None)
    assert tree.by_key["D0"].readings == (("~L:father", "~L:mother"), (None, "~L:mother"), ("~L:father", None))
    assert [(o.kind, o.person, o.of) for o in tree.opens] == [(OpenKind.sibling, "D0", "L")]


def test_what_is_known_of_a_sibling_leaves_fewer_readings():
    mother = Individual("i-1", "female")
    both = [TieFact("L", "i-1", MOTHER), TieFact("D0", "i-1", MOTHER)]
    tree = family("sister?", known=[mother], ties=both)
    assert parents(tree, "D0") == (None, "i-1")
    assert tree.by_key["D0"].readings == (("~L:father", "i-1"), (None, "i-1"))
    assert tree.opens[0].answers == ("full", "half-m")
    settled = family("sister?", known=[mother, Individual("i-2"), Individual("i-3")], ties=[*both, TieFact("L", "i-2", FATHER), TieFact("D0", "i-3", FATHER)])
    assert parents(settled, "D0") == ("i-3", "i-1")
    assert not settled.by_key["D0"].readings and not settled.opens


def test_siblings_with_other_parents_on_record_are_a_contradiction():
    people = [Individual(f"i-{n}") for n in range(4)]
    ties = [TieFact("L", "i-0", MOTHER), TieFact("L", "i-1", FATHER), TieFact("D0", "i-2", MOTHER), TieFact("D0", "i-3", FATHER)]
    assert [c.kind for c in family("sister?", known=people, ties=ties).contradictions] == [Trouble.not_siblings]
    assert [c.kind for c in family("sister", known=people, ties=ties).contradictions] == [Trouble.two_parents] * 2


def test_a_child_of_a_martyr_of_unknown_sex_may_have_the_martyr_as_father_or_mother():
    assert parents(family("son"), "D0") == ("L", None)
    assert parents(family("son", sex="female"), "D0") == (None, "L")
    assert family("son", sex=None).by_key["D0"].readings == (("L", None), (None, "L"))
    assert family("son", sex=None).by_key["L"].sex is None


def test_a_spouse_is_a_union_and_an_adopted_child_a_social_tie():
    tree = family("spouse", "adopted", "father.spouse")
    assert tree.unions == (("D0", "L"), ("D2", "~L:father"))
    assert [(tie.child, tie.parent, tie.kind) for tie in tree.social] == [("D1", "L", TieKind.adoptive)]
    assert tree.by_key["D0"].sex == "female"
    assert parents(tree, "D1") == parents(tree, "D0") == (None, None)


def test_a_donor_of_two_martyrs_joins_their_families():
    martyrs = [MartyrNode("L1", "male"), MartyrNode("L2", "male")]
    tree = expand(martyrs, [ClaimFact("D", "L1", "sister"), ClaimFact("D", "L2", "sister")])
    assert parents(tree, "L1") == parents(tree, "L2") == parents(tree, "D")
    cousins = expand(martyrs, [ClaimFact("D", "L1", "mother.sister.son"), ClaimFact("D", "L2", "brother")])
    assert parents(cousins, "L2")[1] == parents(cousins, "D")[1] == "~L2:mother"


def test_naming_the_sister_of_two_nephews_makes_their_two_sisters_one():
    tree = family("sister.son", "sister.son", known=[Individual("i-7", "female")], ties=[TieFact("D0", "i-7", MOTHER), TieFact("D1", "i-7", MOTHER)])
    assert parents(tree, "D0") == parents(tree, "D1") == (None, "i-7")
    assert parents(tree, "i-7") == parents(tree, "L")
    assert not [person.key for person in tree.people if "sister" in person.key]
    apart = family("sister.son", "sister.son")
    assert parents(apart, "D0") != parents(apart, "D1")


def test_a_sister_of_somebody_on_record_is_neither_donor_nor_martyr():
    known = [Individual("i-1", "female"), Individual("i-2", "female")]
    told = [ClaimFact("D0", "L", "mother.sister.son"), ClaimFact("i-2", "i-1", "sister?")]
    tree = expand([MartyrNode("L", "male")], told, known, [TieFact("L", "i-1", MOTHER)])
    assert tree.martyrs == ("L",)
    assert [person.key for person in tree.people if person.donor] == ["D0"]
    assert [(o.person, o.of) for o in tree.opens] == [("i-2", "i-1")]
    assert parents(tree, "i-1") == parents(tree, "~L:D0:mother.sister")


def test_two_records_of_one_person_are_read_as_one():
    known = [Individual("i-1", "female", birth_year=1921), Individual("i-2", life=Life.dead)]
    tree = family("sister", known=known, ties=[TieFact("L", "i-1", MOTHER), TieFact("D0", "i-2", MOTHER)], merges=[("i-2", "i-1")])
    assert parents(tree, "L")[1] == parents(tree, "D0")[1] == "i-1"
    assert (tree.by_key["i-1"].birth_year, tree.by_key["i-1"].life) == (1921, Life.dead)
    assert not tree.contradictions and tree.aliases["i-2"] == "i-1"


def test_an_open_word_leaves_the_donor_unplaced():
    tree = expand([MartyrNode("L")], [ClaimFact("D", "L", None, ("mother.brother", "father.brother"))])
    assert tree.unplaced == {"D": ("mother.brother", "father.brother")}
    assert parents(tree, "D") == (None, None) and tree.by_key["D"].donor
    assert parents(expand([MartyrNode("L")], [ClaimFact("D", "L", None, ("mother",))]), "L") == (None, "D")


@pytest.mark.parametrize(
    ("paths", "known", "ties", "trouble"),
    [
        (("mother", "mother"), [], [], (Trouble.two_parents, ("L", "D0", "D1"), MOTHER)),
        (("mother",), [Individual("D0", "male")], [], (Trouble.wrong_sex, ("L", "D0"), MOTHER)),
        (("brother",), [Individual("D0", "female")], [], (Trouble.wrong_sex, ("D0",), None)),
        (("mother", "mother.mother"), [], [TieFact("D1", "D0", MOTHER)], (Trouble.own_ancestor, ("D0", "D1"), None)),
        (("half-m.sister",), [], [TieFact("L", "i-1", FATHER), TieFact("D0", "i-1", FATHER)], (Trouble.not_half, ("L", "D0"), None)),
        (("mother",), [Individual("L", birth_year=1950), Individual("D0", birth_year=1948)], [], (Trouble.years, ("L", "D0"), MOTHER)),
    ],
)
def test_what_cannot_be_is_told_and_never_stops_the_reading(paths, known, ties, trouble):
    tree = family(*paths, known=known, ties=ties)
    assert [(c.kind, c.people, c.role) for c in tree.contradictions] == [trouble]


def test_nobody_stays_an_ancestor_of_himself():
    tree = family("mother", "mother.mother", ties=[TieFact("D1", "D0", MOTHER)])
    assert parents(tree, "L") == (None, "D0")
    assert parents(tree, "D0") == parents(tree, "D1") == (None, None)


def test_when_two_mothers_are_one_so_are_their_parents():
    told = [ClaimFact("Z", "L1", "sister"), ClaimFact("Z", "L2", "sister"), ClaimFact("E", "L1", "mother.sister"), ClaimFact("G", "L2", "mother.brother")]
    tree = expand([MartyrNode("L1", "male"), MartyrNode("L2", "male")], told)
    assert parents(tree, "E") == parents(tree, "G") == parents(tree, parents(tree, "Z")[1])


def test_a_sister_of_one_martyr_cannot_be_the_daughter_of_his_brother():
    martyrs = [MartyrNode("L1", "male"), MartyrNode("L2", "male")]
    told = [ClaimFact("D", "L1", "sister"), ClaimFact("D", "L2", "brother.daughter"), ClaimFact("E", "L1", "brother"), ClaimFact("E", "L2", "brother")]
    tree = expand(martyrs, told)
    assert Trouble.own_ancestor in {c.kind for c in tree.contradictions}
    for order in itertools.permutations(told):
        assert expand(martyrs[::-1], order) == tree


PEOPLE = [
    Individual("i-1", "female", birth_year=1920), Individual("i-2", "male", birth_year=1945), Individual("i-3", birth_year=1970),
    Individual("i-9", "male", birth_year=1915),
]
TIES = [TieFact("L", "i-1", MOTHER), TieFact("i-2", "i-1", MOTHER)]


def grows(*new, paths=("sister.son",), known=PEOPLE, ties=TIES):
    """The family is read again with what somebody is about to write."""
    check_growth(family(*paths, known=known, ties=ties), family(*paths, known=known, ties=[*ties, *new]))


@pytest.mark.parametrize(
    ("child", "parent", "role", "refusal"),
    [
        ("i-1", "i-1", MOTHER, OwnAncestor),
        ("i-1", "i-2", FATHER, OwnAncestor),
        ("i-1", "D0", FATHER, OwnAncestor),
        ("L", "i-2", MOTHER, WrongSexParent),
        ("L", "i-3", MOTHER, SecondMother),
        ("i-2", "i-3", FATHER, YearsImpossible),
    ],
)
def test_an_impossible_parent_entered_by_hand_is_refused(child, parent, role, refusal):
    with pytest.raises(refusal):
        grows(TieFact(child, parent, role))


@pytest.mark.parametrize("child", ["i-2", "L", "D0"])
def test_a_possible_parent_is_not_refused(child):
    grows(TieFact(child, "i-9", FATHER))


def test_an_old_contradiction_does_not_stand_in_the_way_of_a_new_parent():
    known, ties = [Individual("i-1", "female", birth_year=1980), *PEOPLE[1:]], [TieFact("i-2", "i-1", MOTHER)]
    assert [found.kind for found in family("sister", known=known, ties=ties).contradictions] == [Trouble.years]
    grows(TieFact("i-2", "i-9", FATHER), known=known, ties=ties)


def test_a_second_father_is_refused_also_where_it_only_follows():
    with pytest.raises(SecondFather):
        grows(TieFact("L", "i-2", FATHER), paths=("sister",), ties=[TieFact("D0", "i-9", FATHER)])


def test_a_half_sibling_cannot_be_given_the_other_parent_as_well():
    with pytest.raises(NotHalfSiblings):
        grows(TieFact("D0", "i-9", FATHER), paths=("half-m.sister",), ties=[TieFact("L", "i-9", FATHER)])


def test_a_sibling_of_whom_nobody_asked_keeps_one_parent_in_common():
    ties = [TieFact("L", "i-9", FATHER), TieFact("L", "i-1", MOTHER), TieFact("D0", "i-2", FATHER)]
    known = [*PEOPLE, Individual("i-4", "female")]
    with pytest.raises(NotSiblings):
        grows(TieFact("D0", "i-4", MOTHER), paths=("sister?",), known=known, ties=ties)


@pytest.mark.parametrize(("born", "died", "child", "role", "right"), [
    (1920, None, 1945, MOTHER, True), (1920, 1944, 1945, MOTHER, False), (1920, 1944, 1945, FATHER, True), (1920, None, 1990, MOTHER, False),
    (1920, None, 1990, FATHER, True), (1940, None, 1945, FATHER, False), (None, 1943, 1945, FATHER, False), (1920, None, None, MOTHER, True),
])
def test_the_years_of_a_parent(born, died, child, role, right):
    parent = Individual("i-1", "female" if role is MOTHER else "male", birth_year=born, death_year=died)
    known = [parent, Individual("i-2", birth_year=child)]
    if right:
        grows(TieFact("i-2", "i-1", role), known=known, ties=[])
    else:
        with pytest.raises(YearsImpossible):
            grows(TieFact("i-2", "i-1", role), known=known, ties=[])
