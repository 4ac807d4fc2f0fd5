"""Files at random: whatever is sent, the answer is rows with verdicts or one sentence, never a fallen program, and no row gets lost."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import Malformed
from core.names import tidy
from core.staging import Staged, UnknownLayout
from families.intake import Known, stage_martyrs, stage_relatives
from tests.architecture.house import HOUSE

XLS = (HOUSE / "tests" / "data" / "old_workbook.xls").read_bytes()
XLSX = (HOUSE / "demo" / "data" / "relatives.xlsx").read_bytes()
HEAD = ["TT", "Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Ngày hy sinh", "Số bằng TQGC", "Ghi chú"]

written = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)
cells = st.one_of(
    st.none(), written, st.integers(-10**12, 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.datetimes(),
    st.sampled_from(["Nguyễn Văn Ân", "năm 1972", "00/00/1972", "31/02/1970", "(ÂL)", "Kỳ Lợi", "Cộng", "Người lập biểu", "#REF!", "không rõ", "?", "1.1.72", "x"]),
)


@given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=12))
def test_every_row_below_the_head_has_a_verdict_and_none_is_lost(rows):
    book = Workbook()
    book.active.append(HEAD)
    for row in rows:
        book.active.append([f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    staged = stage_martyrs("x.xlsx", out.getvalue(), Known())
    assert isinstance(staged, Staged)
    filled = [number for number, row in enumerate(rows, 2) if any(tidy(cell) for cell in row)]
    assert set(filled) <= {row.row for row in staged.rows}
    assert all(row.reasons for row in staged.rows if row.verdict != "accepted")
    assert all(reason.sentence() for row in staged.rows for reason in row.reasons)
    assert all(row.values["name"] for row in staged.loadable)
    numbered = [row for row in staged.rows if isinstance(rows[row.row - 2][0], int) and rows[row.row - 2][0] > 0 and tidy(rows[row.row - 2][1])
                and not tidy(rows[row.row - 2][1]).replace(".", "").isdigit()]
    assert all({reason.code for reason in row.skips} <= {"repeated-row", "column-numbers"} for row in numbered)


@given(written.filter(str.strip), written, written)
def test_a_text_file_of_anything_is_answered(one, two, three):
    for text in (f"{one}\n{two};{three}", f"STT,Họ tên liệt sĩ,Năm sinh\n1,{one},{two}\n", f"<html>{one}</html>", one * 50):
        try:
            assert isinstance(stage_martyrs("x.csv", text.encode(), Known()), Staged | UnknownLayout)
        except Malformed as refused:
            assert "Chưa " in refused.sentence()


def answered(name, content):
    for stage in (lambda: stage_martyrs(name, content, Known()), lambda: stage_relatives(name, content, lambda martyr, year: [])):
        try:
            assert isinstance(stage(), Staged | UnknownLayout)
        except Malformed as refused:
            assert "Chưa " in refused.sentence()


@given(st.data())
def test_a_spoiled_xlsx_is_answered(data):
    with zipfile.ZipFile(io.BytesIO(XLSX)) as whole:
        parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    victim = parts[data.draw(st.sampled_from(sorted(parts)))]
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(victim) - 1), st.integers(0, 255)), min_size=1, max_size=12)):
        victim[place] = byte
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as spoiled:
        for name, content in parts.items():
            spoiled.writestr(name, bytes(content))
    answered("x.xlsx", out.getvalue()[: data.draw(st.sampled_from([None, 9_000]))])


def test_an_xlsx_whose_list_of_parts_is_spoiled_in_any_bit_is_answered():
    """The end of the package says where everything lies; a spoiled place may lie before the file began."""
    out = io.BytesIO()
    book = Workbook()
    book.active.append(HEAD)
    book.save(out)
    for bit in range(8 * 30):
        content = bytearray(out.getvalue())
        content[-1 - bit // 8] ^= 1 << bit % 8
        answered("x.xlsx", bytes(content))


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, len(XLS) - 1), st.integers(0, 255)), min_size=1, max_size=30), st.sampled_from([None, 4_000, 5_000]))
def test_a_spoiled_xls_ends_its_own_process_and_not_the_program(spoiled, length):
    content = bytearray(XLS)
    for place, byte in spoiled:
        content[place] = byte
    answered("x.xls", bytes(content)[:length])


@pytest.mark.parametrize("place", range(500, 5_500, 500))
def test_an_xls_cut_anywhere_is_answered(place):
    answered("x.xls", XLS[:place])
