"""Whom to ask next: science.md §1.3 and domain.md §2.1 as sentences, on families drawn by hand."""

from dataclasses import replace

import pytest

import families
from families import Individual, Life, Pedigree, Reachable, kin_words, maternal_line
from matching.rules.advice import Action, Family, Profile, Tie, check_profile, loss, official, ranked, still_lives
from matching.rules.advice.loss import believable, births
from matching.rules.advice.profile import NothingRead, ShareOfLoci, TooLarge

LS, YEAR, MT = "LS-00001", 2026, 1.83
ALONE = {"mother": 7.51, "father": 7.51, "son": 7.51, "daughter": 7.51, "sister": 6.27, "brother": 6.27, "half-p.brother": 1.74}


def person(key, sex="female", father=None, mother=None, **more):
    return Individual(key, sex, father, mother, **{"donor": not key.startswith("~"), "inferred": key.startswith("~"), **more})


MARTYR = person(LS, "male", "~father", "~mother", martyr=True, donor=False, birth_year=1945, death_year=1968)
PARENTS = person("~father", "male", life=Life.dead), person("~mother", life=Life.dead)


def family(*people, paths, sampled=(), unions=(), martyr=MARTYR, **more):
    """`paths` lead from the martyr to each key; whoever is sampled on the line counts for sufficiency."""
    def tie(key):
        if key not in paths:
            return None
        line = maternal_line(paths[key], martyr.sex)
        return Tie(paths[key], kin_words(paths[key]), line, "cùng mẹ?" if line == "unknown" else "")

    count = sum(maternal_line(paths[key], martyr.sex) == "yes" for key in sampled)
    return Family(Pedigree((martyr, *PARENTS, *people), unions), LS, tie, YEAR, frozenset(sampled), count, **more)


def evidence_of(paths):
    """A stand-in that adds what each tie gives alone."""
    return lambda _, donors: sum(ALONE.get(paths.get(key, ""), 0.5) for key in donors)


def advice(*people, paths, mt=MT, evidence=None, **more):
    return ranked(family(*people, paths=paths, **more), evidence or evidence_of(paths), mt)


def sister(key="BBBB", **more):
    return person(key, father="~father", mother="~mother", **{"birth_year": 1950, **more})


def son(key="CCCC", **more):
    return person(key, "male", LS, "WWWW", **{"birth_year": 1967, **more})


def test_a_line_without_a_sample_lifts_who_carries_it_above_who_does_not():
    paths = {"BBBB": "sister", "CCCC": "son"}
    lines = advice(sister(), son(), paths=paths)
    assert [(line.key, line.action, line.line) for line in lines] == [("BBBB", Action.sample, "yes"), ("CCCC", Action.sample, "no")]
    assert lines[0].lineage == MT
    assert lines[1].lineage == 0


def test_the_second_donor_of_the_line_counts_half_and_the_third_nothing():
    paths = {"BBBB": "sister", "DDDD": "sister", "EEEE": "sister"}
    people = sister(), sister("DDDD"), sister("EEEE")
    assert {line.lineage for line in advice(*people, paths=paths, sampled=["DDDD"])} == {MT / 2}
    assert {line.lineage for line in advice(*people, paths=paths, sampled=["DDDD", "EEEE"])} == {0}


def test_whoever_gave_a_usable_sample_is_not_asked_again_but_whose_tube_came_to_nothing_is():
    paths = {"BBBB": "sister", "DDDD": "sister"}
    lines = advice(sister(), sister("DDDD"), paths=paths, sampled=["DDDD"], again=frozenset({"BBBB"}))
    assert [(line.key, line.again) for line in lines] == [("BBBB", True)]


def test_who_refused_or_withdrew_is_never_listed():
    paths = {"BBBB": "sister", "DDDD": "sister"}
    assert [line.key for line in advice(sister(), sister("DDDD"), paths=paths, declined=frozenset({"BBBB"}))] == ["DDDD"]


def test_the_dead_are_not_asked_nor_anybody_older_than_people_get():
    paths = {"BBBB": "sister", "DDDD": "sister", "~gm": "mother.mother", "EEEE": "sister"}
    people = sister(life=Life.dead), sister("DDDD", death_year=2001), sister("EEEE", birth_year=1910)
    mother = person("~mother", mother="~gm")
    lines = advice(*people, person("~gm"), paths=paths | {"~mother": "mother"})
    assert mother.key not in {line.key for line in lines}
    assert lines == ()


def test_an_unknown_line_is_a_question_and_not_a_sample():
    paths = {"BBBB": "sister?"}
    line, = advice(person("BBBB", birth_year=1950, readings=(("~father", "~mother"), (None, "~mother"), ("~father", None))), paths=paths)
    assert (line.action, line.question) == (Action.ask, "cùng mẹ?")


def test_a_sample_that_is_here_already_waits_only_for_the_answer():
    paths = {"BBBB": "sister?"}
    open_sister = person("BBBB", birth_year=1950, readings=(("~father", "~mother"), (None, "~mother"), ("~father", None)))
    line, = advice(open_sister, paths=paths, sampled=["BBBB"])
    assert (line.action, line.given, line.gain, line.lineage) == (Action.ask, True, 0, MT)


def test_a_word_that_no_pedigree_can_place_is_a_question():
    paths = {"BBBB": "mother.sister?"}
    built = family(paths=paths)
    line, = ranked(replace(built, pedigree=replace(built.pedigree, unplaced={"BBBB": ("mother.sister?", "father.sister?")})), evidence_of(paths), MT)
    assert (line.key, line.action, line.donor_code) == ("BBBB", Action.ask, "BBBB")


def test_whether_an_unnamed_sister_still_lives_is_asked_first():
    paths = {"~sister": "sister", "NNNN": "sister.son"}
    lines = advice(sister("~sister", birth_year=None), person("NNNN", "male", mother="~sister", birth_year=1975), paths=paths)
    assert {line.key: line.action for line in lines} == {"~sister": Action.confirm, "NNNN": Action.sample}


def test_kin_of_the_fathers_side_are_ranked_lower_under_mtdna_and_never_blocked():
    paths = {"BBBB": "sister", "FFFF": "half-p.brother"}
    lines = advice(sister(), person("FFFF", "male", "~father", birth_year=1950), paths=paths, evidence=lambda *_: 0.0)
    assert [(line.key, line.action, line.ask_laboratory, line.tier) for line in lines] == [
        ("BBBB", Action.sample, False, 1), ("FFFF", Action.consult, True, 3)]
    assert lines[1].our_place == 2
    assert lines[1].reason == "Không bổ sung được gì theo phương pháp của cấu hình này; phương pháp khác có thể dùng đến."


def test_a_third_donor_of_the_line_is_still_invited_where_only_mtdna_is_read():
    paths = {"BBBB": "sister", "DDDD": "sister", "EEEE": "sister"}
    lines = advice(sister(), sister("DDDD"), sister("EEEE"), paths=paths, sampled=["DDDD", "EEEE"], evidence=lambda *_: 0.0)
    assert [(line.key, line.action, line.value) for line in lines] == [("BBBB", Action.sample, 0.0)]


def test_a_wife_beside_a_child_is_not_invited_where_only_mtdna_is_read():
    people = son(), person("WWWW", birth_year=1946)
    lines = advice(*people, paths={"CCCC": "son", "WWWW": "spouse"}, unions=((LS, "WWWW"),), sampled=["CCCC"], evidence=lambda *_: 0.0)
    assert [(line.key, line.action) for line in lines] == [("WWWW", Action.consult)]


def test_kin_by_marriage_or_by_law_may_tell_and_are_asked_for_nothing_else():
    paths = {"WWWW": "spouse", "KKKK": "adopted"}
    lines = advice(person("WWWW", birth_year=1946), person("KKKK", birth_year=1965), paths=paths, unions=((LS, "WWWW"),))
    assert {(line.action, line.our_place, line.gain, line.tier) for line in lines} == {(Action.inform, None, 0.0, None)}


def test_a_widow_is_asked_where_the_martyrs_child_gave_or_can_give():
    paths = {"WWWW": "spouse", "CCCC": "son"}
    widow = person("WWWW", birth_year=1946)
    by_size = {0: 0.0, 1: 7.5, 2: 11.1}
    for sampled in ((), ("CCCC",)):
        lines = advice(widow, son(), paths=paths, unions=((LS, "WWWW"),), sampled=sampled, evidence=lambda _, donors: by_size[len(donors)])
        found = next(line for line in lines if line.key == "WWWW")
        assert (found.action, found.with_child, round(found.gain, 1), found.ask_laboratory) == (Action.sample, "CCCC", 3.6, True)
    gone = advice(widow, son(life=Life.dead), paths=paths, unions=((LS, "WWWW"),))
    assert [(line.key, line.action) for line in gone] == [("WWWW", Action.inform)]


def test_the_second_wife_of_a_man_with_a_child_by_the_first_is_not_asked_for_that_child():
    paths = {"WWWW": "spouse", "VVVV": "spouse", "CCCC": "son"}
    lines = advice(person("WWWW", birth_year=1946), person("VVVV", birth_year=1946), son(), paths=paths, unions=((LS, "VVVV"), (LS, "WWWW")))
    assert {line.key: line.action for line in lines} == {"CCCC": Action.sample, "WWWW": Action.sample, "VVVV": Action.inform}


def test_of_two_alike_the_older_and_the_weak_come_first():
    paths = {"BBBB": "sister", "DDDD": "sister", "EEEE": "sister"}
    people = sister(birth_year=1950), sister("DDDD", birth_year=1936), sister("EEEE", birth_year=1950, reach=Reachable.weak)
    assert [line.key for line in advice(*people, paths=paths)] == ["DDDD", "EEEE", "BBBB"]


def test_the_chance_of_loss_follows_the_table_it_was_read_from():
    assert loss(80, Reachable.near) == pytest.approx(1 - (1 - 0.0945) ** 2)
    assert loss(60, Reachable.near) < loss(60, Reachable.far) < loss(60, Reachable.weak) < loss(85, Reachable.near) < loss(85, Reachable.weak) <= 0.64
    assert still_lives(60) > 0.8 > 0.2 > still_lives(95) == pytest.approx(0.05, abs=0.05)


OFFICIAL = [
    ("mother", "yes", 1), ("mother.mother", "yes", 1), ("sister", "yes", 1), ("half-m.brother", "yes", 1), ("mother.sister", "yes", 1),
    ("mother.brother", "yes", 1), ("sister.son", "yes", 2), ("mother.sister.daughter", "yes", 2), ("sister.daughter.son", "yes", 2),
    ("mother.mother.sister.daughter", "yes", 2), ("father", "no", 3), ("half-p.sister", "no", 3), ("father.brother", "no", 3),
    ("brother.son", "no", 3), ("mother.brother.son", "no", 3), ("spouse", "no", 9), ("adopted", "no", 9), ("brother.spouse", "no", 9),
]


def test_the_official_order_is_that_of_the_letter_of_2012():
    placed = [official(path, line) for path, line, _ in OFFICIAL]
    assert [each.tier for each in placed] == [tier for _, _, tier in OFFICIAL]
    assert placed == sorted(placed)


def test_a_daughter_of_a_woman_martyr_carries_the_line_and_a_mans_does_not():
    assert official("daughter", maternal_line("daughter", "female")).tier == 2
    assert official("daughter", maternal_line("daughter", "male")).tier == 3


def test_where_the_program_differs_from_the_official_order_one_sentence_says_why():
    """An aunt of 93 before a sister of 60: the letter names the sister first."""
    paths = {"BBBB": "sister", "MMMM": "mother.sister"}
    aunt = person("MMMM", mother="~gm", birth_year=1933)
    mother = replace(PARENTS[1], mother="~gm")
    built = family(sister(birth_year=1966), aunt, person("~gm", life=Life.dead), paths=paths)
    people = tuple(mother if each.key == "~mother" else each for each in built.pedigree.people)
    lines = ranked(replace(built, pedigree=replace(built.pedigree, people=people)), lambda _, donors: 1.0 * len(donors), MT)
    assert [(line.key, line.official_place, line.our_place) for line in lines] == [("MMMM", 2, 1), ("BBBB", 1, 2)]
    assert all(line.difference and "MMMM" not in line.difference and "BBBB" not in line.difference for line in lines)
    assert len({line.difference for line in lines}) == 1


def test_nothing_is_explained_where_the_two_orders_agree():
    paths = {"BBBB": "sister", "CCCC": "half-p.brother"}
    lines = advice(sister(), person("CCCC", "male", "~father", birth_year=1955), paths=paths)
    assert [(line.official_place, line.our_place, line.difference) for line in lines] == [(1, 1, ""), (2, 2, "")]


def test_a_profile_reads_something_and_its_numbers_can_be():
    assert check_profile(Profile("x", 200)).methods == "mtDNA"
    assert Profile("x", 200, "str-21", 500).methods == "mtDNA + STR + SNP"
    for wrong, refusal in ((Profile("x"), NothingRead), (Profile("x", 200, typed=0), ShareOfLoci), (Profile("x", 10**9), TooLarge)):
        with pytest.raises(refusal):
            check_profile(wrong)


def real(panel="str-21"):
    """Evidence of the product's own panel, as the queries hand it in."""
    return lambda pedigree, donors: families.power(pedigree, LS, donors, panel).mean if donors else 0.0


def test_a_brother_and_a_mother_have_one_kinship_but_not_one_power():
    """science.md §1.3: both 0.25; the mother tells more of STR, and both carry the line."""
    mother = replace(PARENTS[1], life=Life.alive, birth_year=1930)
    built = family(person("BBBB", "male", "~father", "~mother", birth_year=1930), paths={"BBBB": "brother", "~mother": "mother"})
    people = tuple(mother if each.key == "~mother" else each for each in built.pedigree.people)
    lines = {line.key: line for line in ranked(replace(built, pedigree=replace(built.pedigree, people=people)), real(), MT)}
    assert round(lines["~mother"].gain, 2) == 7.51
    assert round(lines["BBBB"].gain, 2) == 6.27


def test_a_widow_beside_the_child_lifts_the_evidence_although_she_is_no_kin():
    """science.md §5: child 7.5, child and widow 11.1."""
    paths = {"WWWW": "spouse", "CCCC": "son"}
    lines = advice(person("WWWW", birth_year=1946), son(), paths=paths, unions=((LS, "WWWW"),), sampled=["CCCC"], evidence=real())
    assert [(line.key, line.action, round(line.gain)) for line in lines] == [("WWWW", Action.sample, 4)]


def test_two_nephews_by_two_dead_siblings_tell_more_than_two_by_one():
    """science.md §5: 2.7 by one dead sister, 3.3 by two dead siblings."""
    sisters = sister("~s1", life=Life.dead), sister("~s2", life=Life.dead)
    nephews = [person(key, "male", mother=mother, birth_year=1975) for key, mother in (("N111", "~s1"), ("N222", "~s1"), ("N333", "~s2"))]
    paths = {"N111": "sister.son", "N222": "sister.son", "N333": "sister.son"}
    lines = advice(*sisters, *nephews, paths=paths, sampled=["N111"], evidence=real())
    assert [line.key for line in lines] == ["N333", "N222"]
    assert lines[0].gain > lines[1].gain + 0.15


@pytest.mark.parametrize(("profile", "first"), [("mt", "BBBB"), ("str-21", "CCCC")])
def test_the_rank_depends_on_what_the_laboratory_reads(profile, first):
    """A son of a man carries no line: nothing by mtDNA alone, most by STR alone."""
    paths = {"BBBB": "sister", "CCCC": "son"}
    evidence, mt = ((lambda *_: 0.0), MT) if profile == "mt" else (real(), 0.0)
    lines = advice(sister(), son(birth_year=1950), paths=paths, evidence=evidence, mt=mt)
    assert (lines[0].key, lines[0].action) == (first, Action.sample)
    assert lines[1].action is (Action.consult if profile == "mt" else Action.sample)


@pytest.mark.parametrize(("eldest", "asked"), [({"birth_year": 1925}, False), ({"death_year": 1930}, False), ({"birth_year": 1941}, True)])
def test_parents_are_as_old_as_the_eldest_of_all_their_children_makes_them(eldest, asked):
    """A martyr born 1945 makes his mother 108 at the most; a sister born 1925 makes her more than anybody gets."""
    mother = person("MMMM", donor=False)
    martyr = replace(MARTYR, mother="MMMM")
    elder = person("AAAA", father="~father", mother="MMMM", life=Life.dead, **eldest)
    for order in (elder, mother), (mother, elder):
        found = ranked(family(*order, paths={"MMMM": "mother", "AAAA": "sister"}, martyr=martyr), evidence_of({}), MT)
        assert ("MMMM" in [each.key for each in found]) is asked


def test_a_martyr_of_whom_only_the_year_of_death_is_known_has_parents_of_an_age_too():
    born = births(Pedigree((replace(MARTYR, birth_year=None, death_year=1946), *PARENTS)))
    assert born["~mother"] == 1946 - 22 - 27
    assert not believable(replace(PARENTS[1], life=Life.unknown), born["~mother"], YEAR)
