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
    """A niece by the mother's sister who gave a sample, and a nephew of a brother about whom nobody asked."""
    niece, claim = a_donor(work, martyr)
    consents(work, niece, martyr)
    tube = takes(work, niece, claim, labels.issue(work, 1, "a4-65")[0])
    nephew, _ = a_donor(work, martyr, "Nguyễn Văn Tám", "brother?.son")
    return consent.donor(work.session, niece.donor_id).code, tube.code, consent.donor(work.session, nephew.donor_id).code


def taken(work, martyr, form, names=False):
    with clock.stopped_at(NOON):
        return commands.take_tree(work, martyr.code, form, names=names)


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
        (martyr.name, martyr.birth_year), ("Trần Thị Lài", 1958), ("Nguyễn Văn Tám", 1958)}
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
