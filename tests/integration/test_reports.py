"""Figures add up, say nothing about a family, and hold no person."""

import csv
import io

import pypdf
import pytest

import app  # noqa: F401 - installs the reactions
import consent
import labels
import samples
from core.places import units
from reports import papers, queries, rules
from reports.rules import Count
from samples.rules import SampleStatus
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes


@pytest.fixture
def collected(work):
    martyr = a_martyr(work)
    tubes = []
    for name, path in [("Trần Thị Lài", "mother.sister.daughter"), ("Nguyễn Thị Ba", "sister"), ("Nguyễn Văn Hai", "father.brother")]:
        person, claim = a_donor(work, martyr, name, path)
        consents(work, person, martyr)
        tubes.append(takes(work, person, claim, labels.issue(work, 1, "a4-65")[0]))
    consent.withdraw(work, tubes[0].donor_id, how="in person")
    return martyr, tubes


def test_every_state_of_a_tube_is_counted_once_or_is_an_entry_made_wrongly():
    grouped = [status for group in rules.GROUPS.values() for status in group]
    assert sorted([*grouped, "voided"]) == sorted(SampleStatus)


def test_the_groups_add_up_to_what_was_taken(work, collected):
    figures = {key: figure.count for key, figure in queries.report(work).figures.items()}
    assert figures["collected"] == 3 == sum(figures[key] for key in rules.GROUPS)
    assert (figures["apart"], figures["waiting"]) == (1, 2)


def test_the_funnel_counts_martyrs_with_people_of_the_maternal_line(work, collected):
    assert {each.key: each.count for each in queries.report(work).funnel} == {"martyrs": 1, "kin": 1, "one": 1, "two": 0, "analysed": 0}


def test_the_communes_and_the_uncertain_homes_are_all_martyrs():
    homes = {"LS-1": ("18604",), "LS-2": ("18604", "18073"), "LS-3": (), "LS-4": ("18073",)}
    counts, elsewhere = queries.by_commune(homes, {"LS-1": 2, "LS-2": 1})
    assert sum(each.martyrs for each in counts.values()) + elsewhere.martyrs == len(homes)
    assert (counts["18604"], elsewhere) == (Count(1, 1, 1), Count(2, 1, 0))


def test_a_small_count_is_hidden_and_cannot_be_worked_out_from_the_total():
    counts = {"a": Count(40, 3, 0), "b": Count(40, 20, 9), "c": Count(40, 12, 2), "d": Count(0, 0, 0)}
    assert rules.hidden(counts) == {"a", "c"}
    assert rules.hidden({"a": Count(40, 0, 0), "b": Count(40, 20, 9)}) == set()
    assert rules.hidden({"a": Count(3, 0, 0), "b": Count(4, 0, 0), "c": Count(9, 9, 9)}) == {"a", "b"}


def test_all_69_communes_have_their_own_tile():
    places = {rules.place_of(unit.name) for unit in units().values()}
    assert len(places) == len(units()) == 69
    assert (max(column for column, _ in places), max(row for _, row in places)) == (11, 10)


@pytest.mark.parametrize(("name", "lines"), [("Bắc Hồng Lĩnh", ("B. Hồng", "Lĩnh")), ("Sơn Kim 1", ("Sơn", "Kim 1")), ("Hà Huy Tập", ("Hà Huy", "Tập"))])
def test_long_names_are_shortened(name, lines):
    assert rules.short(name) == lines


@pytest.mark.parametrize(("percent", "step"), [(0, 1), (19, 1), (20, 2), (59, 3), (60, 4), (75, 5), (100, 5)])
def test_a_share_takes_its_shade(percent, step):
    assert rules.shade(percent) == step


def test_the_sheet_has_every_commune_and_no_small_count(work, collected):
    rows = list(csv.reader(io.StringIO(papers.table(queries.report(work)).decode("utf-8-sig"))))
    assert len(rows) == 1 + 69 + 1
    assert next(row for row in rows if row[0] == "18604")[2:] == ["ẩn"] * 4


def test_the_month_is_one_page_and_holds_no_person(work, collected):
    martyr, tubes = collected
    pages = pypdf.PdfReader(io.BytesIO(papers.month(queries.report(work), "Hội Liên hiệp Phụ nữ tỉnh"))).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert "Mẫu thân nhân đã lấy" in text
    assert [word for word in (martyr.name, martyr.code, "Trần Thị", tubes[0].code, tubes[0].donor_code) if word in text] == []


def test_what_was_entered_wrongly_counts_nowhere(work, collected):
    _, tubes = collected
    samples.void(work, tubes[1].code, "sai người")
    figures = queries.report(work).figures
    assert figures["collected"].count == 2
