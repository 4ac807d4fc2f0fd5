"""What the program notices in a family's file and across files, and leaves to a person (domain.md §2.1: a wrong relation is the commonest useless sample)."""

from dataclasses import replace

from sqlmodel import select

import families
from core.audit import ViewRow
from core.work import Work
from families import CheckKind, KinFacts
from families.models import KinshipClaim
from tests.conftest import actor
from tests.integration.test_a_family_tree_grows import donor, martyr


def checks(work, code="LS-00001"):
    return {(check.kind, check.keys) for check in families.family_checks(work, code)}


def test_an_ordinary_family_is_left_in_peace(work):
    of = martyr(work)
    donor(work, "Trần Văn Một", of, "sister?.son", birth_year=1970)
    donor(work, "Trần Thị Hai", of, "brother.daughter", birth_year=1971)
    assert checks(work) == set()


def test_two_donors_of_one_maternal_line_must_agree(work):
    of = martyr(work)
    one, other = donor(work, "Trần Văn Một", of, "sister.son"), donor(work, "Trần Thị Dì", of, "mother.sister")
    donor(work, "Trần Văn Ba", of, "brother.son")
    assert checks(work) == {(CheckKind.one_line, tuple(sorted([one, other])))}


def test_one_person_registered_for_two_families(work):
    here, there = martyr(work, 1), martyr(work, 2)
    one = donor(work, "Trần Thị Lài", here, "sister?", birth_year=1958, commune_code="18073")
    other = donor(work, "Tran Thi Lai", there, "sister?.daughter", birth_year=1957, commune_code="18073")
    donor(work, "Trần Thị Lài", there, "brother.daughter", birth_year=1931)
    assert checks(work) == {(CheckKind.same_person, (one, other))}
    clerk = Work(work.session, replace(actor(communes={"18754"}), account_id=work.actor.account_id))
    check, = families.family_checks(clerk, "LS-00001")
    assert check.keys == () and other not in check.words and "xã khác" in check.words


def test_the_same_number_is_the_same_person_and_other_numbers_are_two(work):
    here, there = martyr(work, 1), martyr(work, 2)
    one = donor(work, "Trần Thị Lài", here, "sister?", birth_year=1958, citizen_id="042158000011")
    other = donor(work, "Phạm Thị Lài", there, "sister?", birth_year=1985, citizen_id="042158000011")
    donor(work, "Trần Thị Lài", there, "sister?", birth_year=1958, citizen_id="042158000099")
    assert checks(work) == {(CheckKind.same_person, (one, other))}
    assert {row.subject for row in work.session.exec(select(ViewRow)) if row.reason == "may be the same person"} == {f"donor:{other}"}


def test_two_files_of_one_grandmother_may_be_one_family(work):
    for number in (1, 2, 3):
        code = martyr(work, number).code
        mother = families.add_kin(work, code, code, "mother", KinFacts(name=f"Nguyễn Thị Mẹ {number}"))
        families.add_kin(work, code, mother, "mother", KinFacts(name="Đặng Thị Thoa" if number < 3 else "Đặng Thị Hoa", birth_year=1890 + number))
    assert checks(work) == {(CheckKind.one_family, ("LS-00001", "LS-00002"))}
    words = families.family_checks(work, "LS-00002")[0].words
    assert "LS-00001" in words and "Thoa" not in words


def test_two_files_told_of_by_one_person_or_by_one_telephone(work):
    one, two, three = martyr(work, 1), martyr(work, 2), martyr(work, 3)
    first = families.register_relative(work, families.RelativeFacts(name="Trần Văn Kể", phone="0912345678"))
    families.state_kinship(work, first.donor_id, one.id, "brother")
    second = families.register_relative(work, families.RelativeFacts(name="Trần Thị Nghe"))
    families.state_kinship(work, second.donor_id, two.id, "sister?", informant_id=first.id)
    third = families.register_relative(work, families.RelativeFacts(name="Lê Thị Ba", phone="0912345678"))
    families.state_kinship(work, third.donor_id, three.id, "sister?")
    assert checks(work) == {(CheckKind.one_family, ("LS-00001", "LS-00002")), (CheckKind.one_family, ("LS-00001", "LS-00003"))}
    assert checks(work, "LS-00002") == {(CheckKind.one_family, ("LS-00002", "LS-00001"))}


def test_a_declared_line_that_the_tree_denies(work):
    of = martyr(work)
    code = donor(work, "Trần Văn Một", of, "half-p.brother")
    old = work.session.exec(select(KinshipClaim)).one()
    work.save(KinshipClaim(**old.model_dump(exclude={"id", "recorded_at", "maternal_line"}), maternal_line="yes"))
    assert checks(work) == {(CheckKind.wrong_line, (code, of.code))}


def test_a_kinship_that_the_tree_knows_better_is_offered_and_never_rewritten(work):
    of = martyr(work)
    code = donor(work, "Trần Văn Một", of, "sister?.son")
    sister = families.family_tree(work, of.code).pedigree.by_key[code].mother
    named = families.name_kin(work, of.code, sister, KinFacts(name="Võ Thị Chị"))
    for key, role in ((of.code, "mother"), (of.code, "father")):
        families.add_kin(work, of.code, key, role, KinFacts(name=f"Người {role}"))
    tree = families.family_tree(work, of.code)
    families.add_parentage(work, of.code, named, tree.pedigree.by_key[of.code].mother, families.ParentRole.mother)
    families.add_parentage(work, of.code, named, tree.pedigree.by_key[of.code].father, families.ParentRole.father)
    assert (CheckKind.other_way, (code, of.code)) in checks(work)
    donor_id = work.session.exec(select(KinshipClaim)).one().donor_id
    claim, = families.claims(work.session, donor_id)
    assert claim.relation_path == "sister?.son", "what was declared stays until a person states it anew"
    families.state_kinship(work, donor_id, of.id, "sister.son")
    claim, = families.claims(work.session, donor_id)
    assert (claim.relation_path, claim.maternal_line) == ("sister.son", "yes")
    assert not any(kind is CheckKind.other_way for kind, _ in checks(work))
