"""Whatever family there is, a tree file brings it back: who bore and begot whom, who only raised whom, and nobody's sex changed."""

import io

import fastgedcom.parser
import gedcom7
import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.rules.pedigree import Individual, Life, Pedigree, SocialTie, TieKind
from families.rules.treefile import (
    FORMS,
    Head,
    as_pedigree,
    as_tree,
    decoded,
    doubts,
    first_columns,
    impossible,
    near,
    read_gedcom,
    read_plink,
    write_tree,
)
from families.rules.treefile.plink import read_fam

HEAD = Head("LS-00001", "24 NOV 2026", "Trần Văn @ Bình", ("Chỉ dùng cho hồ sơ liệt sĩ.", "@nhà in lúc 08:00"))
NAMES = st.sampled_from(["", "Nguyễn Văn An", "Trần Thị Lài", "@F1@", "O", "Lê/Văn/Tám", "Nguyễn", "ỵ ỵ", "đ" * 180])


@st.composite
def pedigrees(draw):
    """Children come after their parents; cousins may marry, parents may be unknown, of no known sex, or open in two readings."""
    people: list[Individual] = []
    for number in range(draw(st.integers(1, 14))):
        sex = draw(st.sampled_from(["male", "female", None]))
        older = [person for person in people if person.sex]
        father = draw(st.sampled_from([None, *(person.key for person in older if person.sex == "male")]))
        mother = draw(st.sampled_from([None, *(person.key for person in older if person.sex == "female")]))
        readings = ((father, mother), (None, mother)) if draw(st.integers(0, 9)) == 0 else ()
        years = (draw(st.one_of(st.none(), st.integers(1850, 2020))), draw(st.one_of(st.none(), st.integers(1900, 2026))))
        parents = (None, None) if readings else (father, mother)
        life = draw(st.sampled_from([Life.dead, Life.unknown]))
        people.append(Individual(f"i-{number}", sex, *parents, *years, Life.dead if years[1] else life, martyr=number == 0, readings=readings))
    keys = [person.key for person in people]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] != pair[1])
    social = draw(st.lists(pairs, max_size=4, unique=True)) if len(keys) > 1 else []
    couples = draw(st.lists(pairs, max_size=4)) if len(keys) > 1 else []
    kinds = st.sampled_from([TieKind.adoptive, TieKind.step, TieKind.social])
    ties = tuple(SocialTie(child, parent, draw(kinds)) for child, parent in social)
    return Pedigree(tuple(people), tuple(sorted({(min(pair), max(pair)) for pair in couples})), ties)


def told(pedigree, names):
    return as_tree(pedigree, {person.key: person.key for person in pedigree.people}, names)


def blood(pedigree):
    return {person.key: (person.sex, person.father, person.mother) for person in pedigree.people}


@given(pedigrees(), st.lists(NAMES, min_size=14, max_size=14), st.sampled_from(["gedcom5", "gedcom7"]))
def test_gedcom_brings_back_blood_years_and_social_ties_each_apart(pedigree, names, form):
    tree = told(pedigree, {person.key: name for person, name in zip(pedigree.people, names, strict=False)})
    text = write_tree(tree, form, HEAD)
    back = read_gedcom(decoded(text.encode()), latest_year=2026)
    code = {person.ref: person.code for person in back.people}
    again = as_pedigree(back)
    assert {code[key]: (sex, code.get(father), code.get(mother)) for key, (sex, father, mother) in blood(again).items()} == blood(pedigree)
    assert {(code[tie.child], code[tie.parent], tie.kind) for tie in again.social} == {(tie.child, tie.parent, tie.kind) for tie in pedigree.social}
    together = {(min(pair), max(pair)) for person in pedigree.people if all(pair := (person.father, person.mother))}
    assert {tuple(sorted((code[one], code[other]))) for one, other in again.unions} == {*pedigree.unions, *together}
    assert [(person.birth_year, person.death_year, person.life) for person in again.people] == [
        (person.birth_year, person.death_year, person.life) for person in pedigree.people]
    assert [person.name for person in back.people] == [" ".join(person.name.replace("/", " ").split()) for person in tree.people]


@given(pedigrees(), st.sampled_from([" ", "\t"]))
def test_fam_brings_back_parents_and_sex_and_knows_blood_only(pedigree, between):
    text = write_tree(told(pedigree, None), "fam" if between == " " else "ped", HEAD)
    assert {(len(row), row[0], row[5]) for line in text.splitlines() for row in [line.split(between)]} == {(6, "LS-00001", "-9")}
    assert blood(read_fam(text)) == blood(as_pedigree(read_plink(text))) == blood(pedigree)
    with_genotypes = "\n".join(f"{line} A A G T" for line in text.splitlines())
    assert read_plink(first_columns(with_genotypes)) == read_plink(text)


@given(pedigrees(), st.lists(NAMES, min_size=14, max_size=14))
def test_strangers_open_what_we_write(pedigree, names):
    tree = told(pedigree, {person.key: name for person, name in zip(pedigree.people, names, strict=False)})
    seven = gedcom7.load(io.BytesIO(write_tree(tree, "gedcom7", HEAD).encode()))
    assert [(error.category, error.message) for error in gedcom7.validate(seven)] == []
    assert sum(record.tag == "INDI" for record in seven) == len(pedigree.people)
    document, warnings = fastgedcom.parser.parse(write_tree(tree, "gedcom5", HEAD).splitlines())
    assert warnings == []
    assert sum(record.payload == "INDI" for record in document.records.values()) == len(pedigree.people)


@pytest.mark.parametrize("form", FORMS)
@given(pedigree=pedigrees())
def test_without_leave_to_see_names_a_file_carries_no_name_no_year_and_no_death(form, pedigree):
    text = write_tree(as_tree(pedigree, {person.key: f"U{place}" for place, person in enumerate(pedigree.people)}), form, HEAD)
    body = text.split("@ INDI", 1)[-1]
    assert "NAME" not in body and "DATE" not in body and "DEAT" not in body and "i-" not in body


@given(pedigrees())
def test_what_no_file_can_say_is_counted(pedigree):
    assert doubts(pedigree) == sum(bool(person.readings) for person in pedigree.people)


@given(pedigrees())
def test_a_martyrs_part_of_a_tree_keeps_near_kin_and_the_whole_maternal_line(pedigree):
    tree = told(pedigree, {})
    part, wrong = near(tree, "i-0"), impossible(tree)
    blood_ties = [tie for tie in part.ties if tie.kind is TieKind.biological]
    assert part.refs[0] == "i-0" and part.left == len(pedigree.people) - len(part.refs)
    assert {tie for tie in tree.ties if tie.kind is TieKind.biological and tie.child not in wrong and {tie.child, tie.parent} <= {*part.refs}} == {
        tie for tie in blood_ties if tie.child not in wrong}
    person = pedigree.by_key["i-0"]
    while person.mother and person.key not in wrong:
        person = pedigree.by_key[person.mother]
        assert person.key in part.refs
    near_by = {"i-0"}
    for _ in range(6):
        sound = [tie for tie in tree.ties if tie.kind is TieKind.biological and tie.child not in wrong]
        near_by |= {end for tie in sound for end in (tie.child, tie.parent) if {tie.child, tie.parent} & near_by}
    assert near_by <= {*part.refs}


@given(st.binary(max_size=300), st.integers(0, 40))
def test_whatever_bytes_are_sent_the_answer_is_a_tree_or_a_sentence(noise, place):
    from core.errors import Malformed

    good = b"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME A /B/\n1 FAMC @F1@\n0 @F1@ FAM\n1 CHIL @I1@\n0 TRLR\n"
    for content in (noise, good[:place] + noise + good[place:], good[: place * 2]):
        try:
            read_gedcom(decoded(content), latest_year=2026)
        except Malformed as refusal:
            assert refusal.sentence()
