"""The sample workbooks, as offices keep them, against tables that were read from the raw cells by hand (tests/data)."""

import csv
from datetime import UTC, datetime

import pytest

import desk
import families
from core import clock
from core.staging import LayoutUnknown, NotAWorkbook, Staged, TornWorkbook, UnknownLayout
from desk import queries as desk_queries
from families.intake import Known
from tests.architecture.house import HOUSE

MARTYRS, RELATIVES = (HOUSE / "demo" / "data" / f"{name}.xlsx" for name in ("martyrs", "relatives"))


@pytest.fixture(autouse=True)
def autumn_of_2026():
    with clock.stopped_at(datetime(2026, 11, 24, tzinfo=UTC)):
        yield


def by_hand(name):
    with (HOUSE / "tests" / "data" / f"{name}_read_by_hand.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["row"]): row for row in csv.DictReader(file)}


@pytest.fixture
def martyrs(work):
    staged = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    assert isinstance(staged, Staged)
    return staged


@pytest.fixture
def relatives(work, martyrs):
    families.load_martyrs(work, martyrs)
    return desk_queries.stage_relatives(work.session, "relatives.xlsx", RELATIVES.read_bytes())


def codes_of(row):
    return {reason.code for reason in row.reasons}


def test_every_person_row_has_a_verdict_and_no_other_row_becomes_a_person(martyrs):
    assert [row.row for row in martyrs.rows if row.verdict != "skipped"] == list(by_hand("martyrs"))
    assert martyrs.counts["refused"] == 0
    assert {code for row in martyrs.rows if row.verdict == "skipped" for code in codes_of(row)} == {
        "blank-row", "column-numbers", "subtotal", "signature"}


def test_what_was_read_of_each_martyr_is_what_the_cells_say(martyrs):
    for row in martyrs.loadable:
        said, read = by_hand("martyrs")[row.row], row.values
        shown = {
            "row": str(row.row), "name": read["name"], "sex": read["sex"] or "", "birth_year": str(read["birth_year"] or ""), "death": read["death"] or "",
            "death_precision": read["death_precision"], "commune_codes": " ".join(sorted(read["commune_codes"])), "look_at": said["look_at"],
        }
        assert shown == said


def test_twins_split_communes_and_children_are_to_be_looked_at_and_nothing_else(martyrs):
    expected = {"twin": "possible-duplicate", "split": "place-asked", "child": "age-at-death"}
    for row in martyrs.loadable:
        look_at = by_hand("martyrs")[row.row]["look_at"]
        assert codes_of(row) - ({"age-at-death"} if row.row == 128 else set()) == ({expected[look_at]} if look_at else set())
        assert row.verdict == ("flagged" if look_at else "accepted")


def test_what_was_read_of_each_relative_is_what_the_cells_say(relatives, martyrs):
    codes = {f"LS-{place:05d}": str(row.row) for place, row in enumerate(martyrs.loadable, 1)}
    assert [row.row for row in relatives.rows] == list(by_hand("relatives"))
    for row in relatives.rows:
        read = row.values
        shown = {
            "row": str(row.row), "name": read["name"], "sex": read["sex"] or "", "birth_year": str(read["birth_year"] or ""),
            "citizen_id": read["citizen_id"] or "", "phone": read["phone"] or "", "commune_code": read["commune_code"] or "",
            "relation_path": read["relation_path"] or "", "maternal_line": read["maternal_line"],
            "martyr_rows": " ".join(codes[code] for code in read["martyr_candidates"]),
        }
        assert shown == by_hand("relatives")[row.row]


def test_a_relative_is_flagged_for_what_only_the_family_or_the_card_can_tell(relatives):
    rows = {row.row: row for row in relatives.rows}
    assert {row.row for row in relatives.rows if "relation-asked" in codes_of(row)} == {
        row for row, said in by_hand("relatives").items() if said["maternal_line"] == "unknown"}
    assert {row.row for row in relatives.rows if "place-old-and-new" in codes_of(row)} == {6, 11, 23, 49, 109, 143}
    assert {row.row for row in relatives.rows if "several-martyrs" in codes_of(row)} == {6}
    assert {row.row for row in relatives.rows if "age-unlikely" in codes_of(row)} == {26, 71, 124, 132, 136, 138}
    assert {row.row for row in relatives.rows if "child-after-death" in codes_of(row)} == {17, 72, 142}
    assert "age-gap-unlikely" in codes_of(rows[135])
    assert "citizen-id-other-birth-year" in codes_of(rows[26])
    assert relatives.counts == {"accepted": 74, "flagged": 66, "refused": 0, "skipped": 0}
    assert [reason.sentence().split(":")[0] for reason in rows[26].reasons] == ["Ô E26", "Ô J26", "Ô C26"]


def test_the_same_registers_twice_add_nothing(work, relatives):
    again = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    assert again.counts["skipped"] == len(again.rows)
    desk.load_expected(work, relatives, None)
    once_more = desk_queries.stage_relatives(work.session, "relatives.xlsx", RELATIVES.read_bytes())
    assert once_more.counts["skipped"] == len(once_more.rows) == 140


def test_the_answer_of_an_import_has_the_agreed_form(martyrs):
    document = martyrs.as_json()
    assert list(document) == ["file", "rows", "accepted", "flagged", "refused", "skipped", "notices", "details"]
    first = next(row for row in document["details"] if row["row"] == 6)
    assert list(first) == ["sheet", "row", "verdict", "reasons", "reason_codes", "values"]
    assert (first["values"]["name"], first["values"]["death"], first["values"]["commune_codes"]) == ("Trương Bá Mậu", "1965-02-16", ["18832"])
    lunar = next(row for row in document["details"] if row["row"] == 10)
    assert (lunar["values"]["death"], lunar["values"]["death_precision"], lunar["values"]["death_text"]) == (None, "lunar", "22/08/1954 (ÂL)")


@pytest.mark.parametrize(("content", "refusal"), [(MARTYRS.read_bytes()[:9000], TornWorkbook), (b"%PDF-1.7", NotAWorkbook), (b"", NotAWorkbook)])
def test_a_torn_or_wrong_file_is_refused_in_words(content, refusal):
    with pytest.raises(refusal) as refused:
        families.stage_martyrs("x.xlsx", content, Known())
    assert "Chưa" in refused.value.sentence()


def test_an_unknown_layout_is_asked_for_its_columns_once():
    content = "Cột A,Cột B\nNguyễn Văn Ân,1972\n".encode()
    unknown = families.stage_martyrs("x.csv", content, Known())
    assert isinstance(unknown, UnknownLayout)
    assert unknown.headings == ("Cột A", "Cột B")
    mapped = families.stage_martyrs("x.csv", content, Known(), {"name": "Cột A", "death": "Cột B"})
    assert mapped.rows[0].values["death"] == "1972"
    assert "trên trang" in LayoutUnknown().sentence()
