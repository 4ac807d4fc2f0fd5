"""A family's tree as a file: what a laboratory is handed, what a family is handed, and what comes in."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the registries
import consent
import families
import labels
from cases import commands, rules
from core import clock
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.errors import NotAllowed, NotFound
from core.work import Work
from families.rules.treefile import decoded, read_gedcom
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def martyr(work):
    return a_martyr(work)


@pytest.fixture
def family(work, martyr):
    """A niece by the mother's sister who gave a sample, and a brother's daughter about whom nobody asked."""
    niece, claim = a_donor(work, martyr)
    consents(work, niece, martyr)
    tube = takes(work, niece, claim, labels.issue(work, 1, "a4-65")[0])
    other, _ = a_donor(work, martyr, "Nguyễn Thị Tám", "brother?.daughter")
    return consent.donor(work.session, niece.donor_id).code, tube.code, consent.donor(work.session, other.donor_id).code


def taken(work, martyr, form, names=False):
    with clock.stopped_at(NOON):
        made = commands.take_tree(work, martyr.code, form, names=names, receiver="family")
    assert bool(made.taken.password) == names and (names or made.taken.content.endswith(made.paper.content))
    return made.paper


@pytest.mark.parametrize("form", families.TREE_FORMS)
def test_a_laboratory_reads_tube_codes_and_never_a_donor_a_name_or_a_year(work, martyr, family, form):
    donor, tube, other = family
    text = taken(work, martyr, form).content.decode()
    assert tube in text and martyr.code in text
    assert [word for word in (donor, other, "Lài", "Tám", "Nguyễn", "1958", "i-", "~") if word in text] == []
    assert [row.subject for row in work.session.exec(select(ViewRow)) if row.reason == "family tree"] == []


def test_a_fam_file_says_how_much_it_cannot_say(work, martyr, family):
    paper = taken(work, martyr, "fam")
    rows = [line.split(" ") for line in paper.content.decode().splitlines()]
    assert (paper.name, paper.people, len(rows)) == (f"pha-he-{martyr.code}.fam", len(rows), len(rows))
    assert {(len(row), row[0], row[5]) for row in rows} == {(6, martyr.code, "-9")}
    assert paper.doubts >= 1
    known = {row[1] for row in rows} | {"0"}
    assert {parent for row in rows for parent in row[2:4]} <= known


def test_after_a_withdrawal_the_tube_is_on_no_tree(work, martyr, family):
    donor, tube, _ = family
    consent.withdraw(work, consent.donor(work.session, donor).id, how="paper")
    assert tube not in taken(work, martyr, "fam").content.decode()


def test_with_names_everyone_named_is_written_down_and_the_file_says_who_took_it(work, martyr, family):
    donor, tube, _ = family
    text = taken(work, martyr, "gedcom7", names=True).content.decode()
    tree = read_gedcom(decoded(text.encode()), latest_year=2026)
    assert {(person.name, person.birth_year) for person in tree.people if person.name} == {
        (martyr.name, martyr.birth_year), ("Trần Thị Lài", 1958), ("Nguyễn Thị Tám", 1958)}
    assert "24/11/2026" in text and "12:00" in text and work.actor.login in text and tube not in text
    assert {row.subject for row in work.session.exec(select(ViewRow)) if row.reason == "family tree"} == {f"donor:{donor}", f"donor:{family[2]}"}
    acts = [(row.subject, row.facts["what"]) for row in work.session.exec(select(AuditRow)) if row.action == "cases.tree_exported"]
    assert acts == [(f"martyr:{martyr.code}", "gedcom7+")]


def test_names_are_for_those_who_work_with_families_and_only_inside_their_communes(work, martyr, family):
    liaison = Work(work.session, actor(Role.lab_liaison))
    assert family[1] in taken(liaison, martyr, "fam").content.decode()
    with pytest.raises(NotAllowed):
        taken(liaison, martyr, "gedcom5", names=True)
    elsewhere = Work(work.session, actor(Role.commune_officer, communes={"18073"}))
    text = taken(elsewhere, martyr, "gedcom5", names=True).content.decode()
    assert [word for word in (*family, "Lài", "Tám", "1958") if word in text] == []
    assert family[1] not in taken(elsewhere, martyr, "fam").content.decode()


def test_what_has_no_place_for_names_says_so_and_an_unknown_martyr_is_unknown(work, martyr):
    with pytest.raises(rules.NamesInCodesOnly):
        taken(work, martyr, "ped", names=True)
    with pytest.raises(NotFound):
        commands.take_tree(work, "LS-99999", "fam")


def gedcom(*people, families=()):
    """`I1 M 1945 Nguyễn Văn An` and `F1 husband wife child …` (- for nobody) as a family's program writes them."""
    lines = ["0 HEAD", "1 GEDC", "2 VERS 5.5.1", "1 CHAR UTF-8"]
    for each in people:
        ref, sex, born, name = each.split(" ", 3)
        lines += [f"0 @{ref}@ INDI", f"1 NAME {name}", f"1 SEX {sex}", *(["1 BIRT", f"2 DATE {born}"] if born != "-" else [])]
    for each in families:
        ref, father, mother, *children = each.split(" ")
        lines += [f"0 @{ref}@ FAM", *([f"1 HUSB @{father}@"] if father != "-" else []), *([f"1 WIFE @{mother}@"] if mother != "-" else [])]
        lines += [f"1 CHIL @{child}@" for child in children]
    return "\n".join([*lines, "0 TRLR", ""]).encode()


TREE = gedcom(
    "I1 M - Văn An /Nguyễn/", "I2 F 1922 Trần Thị Lan", "I3 M 1918 Nguyễn Văn Cả", "I4 F 1900 Lê Thị Mười", "I5 F 1930 Trần Thị Nụ", "I6 F 1958 Trần Thị Lài",
    "I7 M 1960 Hồ Văn Bốn", "I8 M 1890 Người Dưng",
    families=("F1 I3 I2 I1", "F2 - I4 I2 I5", "F3 - I5 I6 I7"),
)
"""The martyr, his parents, his mother's mother and sister, her children (one is the donor on record), and a stranger."""


def staged(work, martyr, content=TREE, ref="I1", **choices):
    return families.tree_staged(work, martyr.code, "gia-pha.ged", families.read_tree(content), ref, choices)


def verdicts(found):
    return {row.values["ref"]: (row.verdict, [why.code for why in row.reasons]) for row in found.staged.rows}


def test_who_may_be_on_record_waits_for_a_person_and_everybody_else_is_new(work, martyr, family):
    found = staged(work, martyr)
    assert verdicts(found) == {
        "I1": ("skipped", ["the-martyr"]), "I2": ("accepted", []), "I3": ("accepted", []), "I4": ("accepted", []), "I5": ("accepted", []),
        "I6": ("refused", ["may-be-known"]), "I7": ("accepted", [])}
    assert (found.left, [kin.key for kin in found.offers["I6"]]) == (1, [family[0]])


def test_a_file_is_loaded_once_whole_and_again_it_adds_nobody(work, martyr, family):
    donor = family[0]
    loaded = families.load_tree(work, martyr.code, staged(work, martyr, I6=donor))
    assert (loaded.people, loaded.ties) == (5, 7)
    pedigree = families.pedigree_of(work.session, martyr.code)
    seen = families.family_tree(work, martyr.code)
    key = {name: key for key, name in seen.names.items()}
    an, lai = pedigree.by_key[martyr.code], pedigree.by_key[donor]
    assert (an.father, an.mother) == (key["Nguyễn Văn Cả"], key["Trần Thị Lan"])
    assert pedigree.by_key[an.mother].mother == pedigree.by_key[lai.mother].mother == key["Lê Thị Mười"]
    assert pedigree.contradictions == ()
    again = staged(work, martyr)
    assert {why for _, whys in verdicts(again).values() for why in whys} == {"the-martyr", "already-there"}
    before = len(families.pedigree_of(work.session, martyr.code).people)
    assert families.load_tree(work, martyr.code, again) == families.load_tree(work, martyr.code, staged(work, martyr)) == type(loaded)(0, 0)
    assert len(families.pedigree_of(work.session, martyr.code).people) == before
    acts = [(row.subject, row.facts["people"], row.facts["ties"]) for row in work.session.exec(select(AuditRow)) if row.action == "families.tree_loaded"]
    assert acts == [(f"martyr:{martyr.code}", 5, 7)]


def test_somebody_else_of_the_same_name_is_added_when_the_clerk_says_so(work, martyr, family):
    assert families.load_tree(work, martyr.code, staged(work, martyr, I6="new")).people == 6
    names = sorted(families.family_tree(work, martyr.code).names.values())
    assert names.count("Trần Thị Lài") == 2


def test_whoever_hangs_on_a_left_out_person_is_left_out_too(work, martyr, family):
    content = gedcom("I1 M - Nguyễn Văn An", "I2 F 1958 Trần Thị Lài", "I3 F - Lê Thị Mười", families=("F1 - I2 I1", "F2 - I3 I2"))
    found = staged(work, martyr, content)
    assert verdicts(found)["I2"] == ("refused", ["may-be-known"]) and verdicts(found)["I3"] == ("refused", ["hangs"])
    assert families.load_tree(work, martyr.code, found).people == 0


def test_what_contradicts_the_record_is_left_out_and_named(work, martyr, family):
    families.load_tree(work, martyr.code, staged(work, martyr, I6=family[0]))
    other = gedcom("I1 M - Nguyễn Văn An", "I2 F 1899 Phan Thị Khác", "I3 M 1915 Nguyễn Văn Cả", "I4 M - Nguyễn Văn Út", families=("F1 I3 I2 I1 I4",))
    found = staged(work, martyr, other)
    assert verdicts(found)["I2"] == ("refused", ["may-be-known"]), "the record has another mother at this place: offered"
    found = staged(work, martyr, other, I2="new", I3="new")
    assert verdicts(found)["I1"] == ("skipped", ["the-martyr", "does-not-fit"])
    families.load_tree(work, martyr.code, found)
    assert families.pedigree_of(work.session, martyr.code).contradictions == ()


def test_adopted_and_step_children_are_ties_of_care_and_no_blood(work, martyr):
    content = TREE.replace(b"0 @F1@ FAM", b"0 @I9@ INDI\n1 NAME Nguy\xe1\xbb\x85n N\n1 FAMC @F1@\n2 PEDI adopted\n0 @F1@ FAM")
    families.load_tree(work, martyr.code, staged(work, martyr, content))
    pedigree = families.pedigree_of(work.session, martyr.code)
    child = next(key for key, name in families.family_tree(work, martyr.code).names.items() if name == "Nguyễn N")
    assert (pedigree.by_key[child].father, pedigree.by_key[child].mother) == (None, None)
    assert {tie.kind for tie in pedigree.social if tie.child == child} == {families.TieKind.adoptive}


def test_a_tie_that_somebody_ended_is_not_brought_back_by_the_file(work, martyr):
    families.load_tree(work, martyr.code, staged(work, martyr))
    mother = families.pedigree_of(work.session, martyr.code).by_key[martyr.code].mother
    families.end_tie(work, martyr.code, martyr.code, mother)
    families.load_tree(work, martyr.code, staged(work, martyr))
    assert families.pedigree_of(work.session, martyr.code).by_key[martyr.code].mother != mother


def test_outside_ones_communes_nobody_loads_a_tree(work, martyr, family):
    stranger = Work(work.session, actor(Role.commune_officer, communes={"18073"}))
    with pytest.raises(NotFound):
        families.load_tree(stranger, martyr.code, staged(stranger, martyr))


def test_our_own_file_comes_back_as_the_same_people(work, martyr, family):
    families.load_tree(work, martyr.code, staged(work, martyr, I6=family[0]))
    own = taken(work, martyr, "gedcom5", names=True).content
    tree = families.read_tree(own)
    me = families.who_may_be(work.session, martyr.code, tree)
    assert [(person.code, len(me)) for person in me] == [(martyr.code, 1)]
    found = families.tree_staged(work, martyr.code, "x.ged", tree, me[0].ref)
    asked = {tree.by_ref[ref].code: [kin.key for kin in offers] for ref, offers in found.offers.items()}
    assert all(code in keys for code, keys in asked.items() if not code.startswith("U"))
    assert [row for row in found.staged.rows if row.loadable and row.raw["name"]] == []


def test_a_laboratorys_ped_is_read_without_its_genotypes(work, martyr):
    ped = b"F1 M1 P1 Q1 1 -9 A A G T\nF1 P1 0 0 1 -9 A A G G\nF1 Q1 0 0 2 -9 A C T T\n"
    kept = families.without_genotypes(ped)
    assert b"A" not in kept
    found = staged(work, martyr, kept, "M1")
    loaded = families.load_tree(work, martyr.code, found)
    assert (loaded.people, loaded.ties) == (2, 2)
    pedigree = families.pedigree_of(work.session, martyr.code)
    assert None not in (pedigree.by_key[martyr.code].father, pedigree.by_key[martyr.code].mother)


def test_who_lives_in_another_commune_is_never_offered_and_counted(work, martyr, family):
    here = Work(work.session, actor(Role.commune_officer, communes={"18580"}))
    found = staged(here, martyr)
    assert (found.offers, found.hidden) == ({}, 2)
