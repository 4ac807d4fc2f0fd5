"""The page of a family: who sees whom, what is offered beside a person, and that every look is written down."""

import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the registries
import consent
import families
from cases import queries
from core.audit import ViewRow
from core.auth import Role
from core.errors import NotFound
from core.work import Work
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr


@pytest.fixture
def martyr(work):
    return a_martyr(work)


@pytest.fixture
def cousin(work, martyr):
    person, _ = a_donor(work, martyr)
    return consent.donor(work.session, person.donor_id).code


def shown(page):
    return {person.key: person for person in page.drawing.people}


def test_an_aunts_child_is_drawn_on_the_thread_of_the_martyr(work, martyr, cousin):
    page = queries.family_page(work, martyr.code)
    assert shown(page)[cousin].line == "yes"
    assert [len(row) for row in page.drawing.rows] == [2, 2, 2]
    assert page.card.key == martyr.code
    assert any(tie.kind == "maternal" and tie.on for tie in page.drawing.ties)


def test_a_mother_who_is_added_takes_the_place_that_followed_from_the_kinship(work, martyr, cousin):
    key = families.add_kin(work, martyr.code, martyr.code, "mother", families.KinFacts("Trần Thị Đào", birth_year=1920))
    page = queries.family_page(work, martyr.code, key)
    assert (page.card.drawn.marks.words, page.card.kin, page.card.drawn.of.inferred) == ("Trần Thị Đào", "mẹ", False)
    assert len(page.drawing.people) == 6
    assert "mother" not in [step for step, _ in queries.family_page(work, martyr.code).card.first]


def test_everybody_whose_name_is_shown_is_written_down_as_seen(work, martyr, cousin):
    queries.family_page(work, martyr.code)
    looks = work.session.exec(select(ViewRow.reason).where(ViewRow.subject == f"donor:{cousin}")).all()
    assert "family tree" in looks


def test_outside_the_viewers_communes_a_relative_is_drawn_without_name_key_or_years(work, martyr, cousin):
    stranger = Work(work.session, actor(Role.day_lead, communes={"18073"}))
    page = queries.family_page(stranger, martyr.code, chosen=cousin)
    drawn = shown(page)[cousin]
    assert (drawn.marks.words, drawn.marks.note, drawn.marks.href, page.hidden) == ("người thân ở xã khác", "", "", 1)
    assert page.card.key == martyr.code
    assert cousin not in [key for key, _ in page.card.others + page.card.tied]


def test_whoever_may_only_read_is_offered_no_form(work, martyr, cousin):
    reader = Work(work.session, actor(Role.supporter))
    page = queries.family_page(reader, martyr.code, cousin, adding="mother", correcting=True)
    assert (page.may_write, page.card.adding, page.card.correcting) == (False, "", False)


def test_an_unasked_brother_is_a_question_with_its_answers_and_the_answer_settles_the_picture(work, martyr):
    key = families.add_kin(work, martyr.code, martyr.code, "brother?", families.KinFacts("Nguyễn Văn Tư"))
    page = queries.family_page(work, martyr.code)
    assert [(asked.key, asked.action, len(asked.answers)) for asked in page.questions] == [(key, "cung-me", 3)]
    assert "unknown" in page.drawing.kinds
    families.settle_fullness(work, martyr.code, key, "half-p")
    page = queries.family_page(work, martyr.code)
    assert page.questions == []
    assert (shown(page)[key].line, "unknown" in page.drawing.kinds) == ("no", False)


def test_a_family_nobody_has_is_not_found(work):
    with pytest.raises(NotFound):
        queries.family_page(work, "LS-99999")


def test_a_sister_by_the_father_is_dotted_and_asked_about_before_anybody_takes_a_sample(work, martyr):
    father = families.add_kin(work, martyr.code, martyr.code, "father", families.KinFacts("Nguyễn Văn Cha"))
    key = families.add_kin(work, martyr.code, father, "daughter", families.KinFacts("Nguyễn Thị Tư", life=families.Life.alive))
    page = queries.family_page(work, martyr.code)
    assert [(asked.key, asked.of, asked.action, [value for value, _ in asked.answers]) for asked in page.questions] == [
        (key, martyr.code, "cung-me", ["full", "half-p"])]
    assert "unknown" in page.drawing.kinds
    assert (shown(page)[key].line, page.names[key]) == ("unknown", "Nguyễn Thị Tư")
    assert [line.action for line in page.advice.lines if line.key == key] == ["ask"]
