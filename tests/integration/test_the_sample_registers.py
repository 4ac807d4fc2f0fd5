"""The two sample workbooks, as offices keep them: every person a verdict, nothing else a person."""

import pytest

import desk  # noqa: F401 - the relatives' list is staged at the desk
import families
from core.staging import LayoutUnknown, NotAWorkbook, Staged, TornWorkbook, UnknownLayout
from desk import queries as desk_queries
from families.intake import Known
from tests.architecture.house import HOUSE

MARTYRS, RELATIVES = (HOUSE / "demo" / "data" / f"{name}.xlsx" for name in ("martyrs", "relatives"))


def test_every_person_has_a_verdict_and_nothing_else_becomes_a_person(work):
    staged = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    assert isinstance(staged, Staged)
    assert staged.counts == {"accepted": 315, "flagged": 13, "refused": 0, "skipped": 19}
    assert {reason.code for row in staged.rows for reason in row.skips} == {"blank-row", "column-numbers", "subtotal", "signature"}
    twins = [row.row for row in staged.rows if "possible-duplicate" in [r.code for r in row.reasons]]
    assert twins == [63, 128, 147, 156, 257, 288, 323, 344]
    assert [row.raw.get("note") for row in staged.rows if row.row in twins] == ["trùng?"] * 8
    codes = [row.values["commune_codes"] for row in staged.loadable]
    assert sum(len(code) == 1 for code in codes) == 323
    assert all(codes)


def test_the_same_registers_twice_add_nothing(work):
    staged = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    families.load_martyrs(work, staged)
    again = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    assert again.counts["skipped"] == len(again.rows)
    relatives = desk_queries.stage_relatives(work.session, "relatives.xlsx", RELATIVES.read_bytes())
    assert relatives.counts == {"accepted": 77, "flagged": 63, "refused": 0, "skipped": 0}
    assert sum(len(row.values["martyr_candidates"]) == 1 for row in relatives.rows) == 139
    assert all(row.values["commune_code"] for row in relatives.rows)
    desk.load_expected(work, relatives, None)
    assert desk_queries.stage_relatives(work.session, "relatives.xlsx", RELATIVES.read_bytes()).counts["skipped"] == 140


def test_the_answer_of_an_import_has_the_agreed_form(work):
    staged = families.stage_martyrs("martyrs.xlsx", MARTYRS.read_bytes(), families.known_martyrs(work.session))
    document = staged.as_json()
    assert list(document) == ["file", "rows", "accepted", "flagged", "refused", "skipped", "details"]
    first = next(row for row in document["details"] if row["row"] == 6)
    assert list(first) == ["sheet", "row", "verdict", "reasons", "reason_codes", "values"]
    assert (first["values"]["name"], first["values"]["death"], first["values"]["commune_codes"]) == ("Trương Bá Mậu", "1965-02-16", ["18832"])


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
