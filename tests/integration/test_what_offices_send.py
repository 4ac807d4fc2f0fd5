"""The traps of real workbooks: each is read right, or answered with one clear sentence, and nothing is lost on the way."""

import io
import unicodedata
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from core.errors import HoiAmError
from core.staging import AnotherList, EmptyWorkbook, LockedWorkbook, NotAWorkbook, StrayCell, TornWorkbook, UnknownLayout
from core.staging.workbook import TooLarge, read_sheets
from families.intake import Candidate, Known, stage_martyrs, stage_relatives
from tests.architecture.house import HOUSE

DATA = HOUSE / "tests" / "data"
HEAD = ["TT", "Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Ngày hy sinh", "Ghi chú"]
AN = [1, "Nguyễn Văn Ân", 1949, "Nam", "Xã Kỳ Xuân, Huyện Kỳ Anh", "14/06/1972", None]
LAI = [2, "Trần Thị Lài", 1950, "Nữ", "Cẩm Hưng, Cẩm Xuyên", "năm 1968", None]
RELATIVES = ["STT", "Họ tên thân nhân", "Năm sinh", "Giới tính", "Số CCCD", "SĐT", "Địa chỉ", "Họ tên liệt sĩ", "Năm hy sinh", "Quan hệ với liệt sĩ"]


def book(*rows, change=lambda sheet: None, sheets=None):
    made = Workbook()
    made.remove(made.active)
    for name, content in (sheets or {"DS": rows}).items():
        sheet = made.create_sheet(name)
        for row in content:
            sheet.append(row)
        change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def staged(content, name="ds.xlsx", known=Known(), mapping=None):
    return stage_martyrs(name, content, known, mapping)


def people(content, name="ds.xlsx", **more):
    return [(row.values["name"], row.values["death"]) for row in staged(content, name, **more).loadable]


BOTH = [("Nguyễn Văn Ân", "1972-06-14"), ("Trần Thị Lài", "1968")]


def csv_text(delimiter=","):
    rows = [HEAD, AN, LAI]
    return "\n".join(delimiter.join(f'"{"" if cell is None else cell}"' for cell in row) for row in rows)


@pytest.mark.parametrize(
    "content",
    [
        csv_text().encode(), csv_text(";").encode("utf-8-sig"), csv_text("\t").encode("utf-16"), csv_text("\t").encode("utf-16-le"),
        unicodedata.normalize("NFD", csv_text()).encode(),
    ],
    ids=["commas", "semicolons", "utf-16", "utf-16 without its mark", "nfd"],
)
def test_a_text_file_is_read_however_it_was_saved(content):
    assert people(content, "ds.csv") == BOTH


def in_windows_1258(letter):
    """Letters with two marks are written as a letter and one of the five tones behind it."""
    tone = next((mark for mark in unicodedata.normalize("NFD", letter) if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter).replace(tone, ""))
        return (plain + tone).encode("cp1258")


def test_windows_1258_of_an_older_computer_is_read():
    assert people(b"".join(map(in_windows_1258, csv_text())), "ds.csv") == BOTH


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("ds.xlsx", b"%PDF-1.7 ...", NotAWorkbook), ("ds.csv", b"%PDF-1.7\n1 0 obj\n", NotAWorkbook), ("anh.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40, NotAWorkbook),
        ("anh.xlsx", b"\xff\xd8\xff\xe0 JFIF", NotAWorkbook), ("ds.xlsx", b"", NotAWorkbook), ("ds.csv", b"", EmptyWorkbook), ("ds.csv", b"\n\n;;\n", EmptyWorkbook),
        ("ds.xlsx", book(HEAD, AN)[:2000], TornWorkbook), ("ds.ods", b"PK\x03\x04torn", TornWorkbook), ("ds.xls", b"<html><table><tr><td>STT", NotAWorkbook),
        ("ds.xlsx", (DATA / "locked_workbook.xlsx").read_bytes(), LockedWorkbook), ("ds.xlsx", book([]), EmptyWorkbook),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_a_sentence(name, content, refusal):
    with pytest.raises(refusal) as refused:
        staged(content, name)
    assert "Chưa " in refused.value.sentence()


def test_an_old_xls_and_an_ods_are_read_and_a_wrong_ending_does_not_matter():
    old = (DATA / "old_workbook.xls").read_bytes()
    assert people(old, "ds.xls") == people(old, "ds.csv") == [("Nguyễn Văn Ân", "1972"), ("Trần Thị Lài", "1968-06")]
    assert people(book(HEAD, AN, LAI), "ds.csv") == BOTH
    assert people(ods(HEAD, AN, LAI), "ds.ods") == BOTH


def ods(*rows):
    cells = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' if cell is not None else "<table:table-cell/>"
            for cell in row) + "</table:table-row>"
        for row in rows)
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
               f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table table:name="DS">{cells}</table:table></office:spreadsheet>'
               "</office:body></office:document-content>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
    return out.getvalue()


def test_titles_column_numbers_sections_subtotals_and_signatures_are_nobody():
    content = book(
        ["UBND HUYỆN KỲ ANH"], ["DANH SÁCH LIỆT SĨ"], [], HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"], [None, "I. Xã Kỳ Xuân"], AN,
        [None, "Cộng: 1 liệt sĩ"], [], [None, "II. Xã Cẩm Hưng"], LAI, [None, "Tổng cộng", None, None, None, 2], [],
        [None, None, None, None, None, "Người lập biểu", "CHỦ TỊCH"], [None, None, None, None, None, "(Ký, ghi rõ họ tên)"], [None, None, None, None, None, "Lê Thị Hoa"],
    )
    assert people(content) == BOTH
    assert {reason.code for row in staged(content).rows for reason in row.skips} == {"blank-row", "column-numbers", "section", "subtotal", "signature"}


def test_a_head_in_two_rows_under_merged_cells_is_one_head():
    def merge(sheet):
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1"):
            sheet.merge_cells(area)

    content = book(
        ["TT", "Họ và tên liệt sĩ", "Năm sinh", None, "Nguyên quán", "Hy sinh", None], [None, None, "Nam", "Nữ", None, "Ngày", "Nơi"],
        [1, "Nguyễn Văn Ân", 1949, None, "Kỳ Xuân, Kỳ Anh", "14/06/1972", "Lào"], [2, "Trần Thị Lài", None, 1950, "Cẩm Hưng, Cẩm Xuyên", "năm 1968", None], change=merge)
    rows = staged(content).loadable
    assert [(row.values["name"], row.values["sex"], row.values["birth_year"], row.values["death"]) for row in rows] == [
        ("Nguyễn Văn Ân", "male", 1949, "1972-06-14"), ("Trần Thị Lài", "female", 1950, "1968")]


def test_a_hidden_sheet_is_left_out_aloud_and_another_visible_one_is_loaded():
    def hide(sheet):
        sheet.sheet_state = "hidden" if sheet.title == "Nháp" else "visible"

    content = book(sheets={"DS": [HEAD, AN], "Nháp": [HEAD, LAI], "Xã khác": [HEAD, LAI], "Lời dặn": [["Gửi trước ngày 25"]]}, change=hide)
    rows = staged(content).rows
    assert [(row.sheet, row.values["name"]) for row in rows if row.loadable] == [("DS", "Nguyễn Văn Ân"), ("Xã khác", "Trần Thị Lài")]
    assert {(row.sheet, row.verdict, row.reasons[0].code) for row in rows if not row.loadable} == {
        ("Nháp", "refused", "hidden-sheet"), ("Lời dặn", "skipped", "sheet-without-heading")}
    assert "đang ẩn" in next(row for row in rows if row.sheet == "Nháp").reasons[0].sentence()


def test_a_hundred_thousand_formatted_blank_rows_are_nobody_and_a_stray_cell_is_named():
    def format_far_down(sheet):
        for row in range(10, 99_000, 1_000):
            sheet.cell(row, 1).number_format = "0.00"

    assert people(book(HEAD, AN, LAI, change=format_far_down)) == BOTH
    with pytest.raises(StrayCell) as refused:
        staged(book(HEAD, AN, change=lambda sheet: sheet.cell(200_000, 3, "x")))
    assert "C200000" in refused.value.sentence()


def test_an_error_cell_is_said_and_never_becomes_a_name_or_a_silence():
    def spoil(sheet):
        for cell, said in (("B2", "#REF!"), ("F3", "#VALUE!"), ("E4", "#N/A")):
            sheet[cell].value, sheet[cell].data_type = said, "e"
        sheet["B5"] = "=A5&B3"

    rows = staged(book(HEAD, AN, LAI, [3, "Lê Thị Đào", 1951, "Nữ", None, "1970", None], [4, None, 1950, None, None, None, None], change=spoil)).rows
    assert [(row.verdict, [reason.code for reason in row.reasons]) for row in rows] == [
        ("refused", ["no-name", "cell-error"]), ("flagged", ["cell-error"]), ("flagged", ["cell-error"]), ("refused", ["no-name", "cell-error"])]
    assert rows[1].reasons[0].sentence().startswith("Ô F3")
    assert "#VALUE!" in rows[1].reasons[0].sentence()


@pytest.mark.parametrize("name", ["NguyÔn V¨n ¢n", "Nguyeãn Vaên AÂn"])
def test_a_name_in_an_old_font_is_refused_with_the_remedy(name):
    row = staged(book(HEAD, [1, name, 1949, "Nam", "Kỳ Xuân, Kỳ Anh", "1972", None])).rows[0]
    assert (row.verdict, [reason.code for reason in row.reasons]) == ("refused", ["legacy-font"])
    assert "Unicode" in row.reasons[0].sentence()


def test_a_list_of_relatives_is_not_taken_for_martyrs_nor_the_other_way_round():
    relatives, martyrs = ((HOUSE / "demo" / "data" / f"{name}.xlsx").read_bytes() for name in ("relatives", "martyrs"))
    with pytest.raises(AnotherList) as refused:
        staged(relatives)
    assert "Họ tên thân nhân" in refused.value.sentence()
    assert isinstance(stage_relatives("x.xlsx", martyrs, lambda name, year: []), UnknownLayout)


def test_each_person_of_a_row_keeps_the_own_year_of_birth():
    martyr_first = ["TT", "Họ tên liệt sĩ", "Năm sinh", "Ngày hy sinh", "Họ tên thân nhân", "Năm sinh", "Giới tính", "Quan hệ"]
    content = book(martyr_first, [1, "Nguyễn Văn Ân", 1949, "1972", "Nguyễn Thị Hoa", 1955, "Nữ", "em gái ruột"])
    assert [(row.values["name"], row.values["birth_year"], row.values["sex"]) for row in staged(content).rows] == [("Nguyễn Văn Ân", 1949, None)]
    relatives = stage_relatives("x.xlsx", content, lambda name, year: [Candidate("LS-00001", "male", 1949, 1972)])
    assert [(row.values["name"], row.values["birth_year"], row.values["sex"]) for row in relatives.rows] == [("Nguyễn Thị Hoa", 1955, "female")]
    only_the_martyrs = book(["TT", "Họ tên liệt sĩ", "Năm sinh", "Họ tên thân nhân", "Quan hệ"], [1, "Nguyễn Văn Ân", 1949, "Nguyễn Thị Hoa", "mẹ"])
    assert stage_relatives("x.xlsx", only_the_martyrs, lambda name, year: []).rows[0].values["birth_year"] is None


def test_one_martyr_merged_over_the_rows_of_his_relatives_stands_in_each():
    rows = [RELATIVES] + [[n, f"Nguyễn Thị {x}", 1950 + n, "Nữ", None, None, "xã Kỳ Xuân", "Nguyễn Văn Ân" if n == 1 else None, 1972 if n == 1 else None,
                           "em gái ruột"] for n, x in ((1, "Hoa"), (2, "Lan"))]

    def merge(sheet):
        sheet.merge_cells("H2:H3")
        sheet.merge_cells("I2:I3")

    found = stage_relatives("x.xlsx", book(*rows, change=merge), lambda name, year: [Candidate("LS-00001", "male", None, year)] if name else [])
    assert [(row.values["martyr_candidates"], row.values["martyr_death_year"]) for row in found.rows] == [(["LS-00001"], 1972)] * 2


def relative(**cells):
    row = dict(zip(RELATIVES, [1, "Nguyễn Thị Hoa", 1955, "Nữ", None, None, "xã Kỳ Xuân", "Nguyễn Văn Ân", 1972, "em gái ruột"], strict=True)) | cells
    return stage_relatives("x.xlsx", book(RELATIVES, list(row.values())), lambda name, year: [Candidate("LS-00001", "male", 1949, 1972)]).rows[0]


def test_numbers_keep_their_zeros_and_what_cannot_be_read_is_kept_in_the_note():
    read = relative(**{"Số CCCD": 42155001234, "SĐT": 912345318}).values
    assert (read["citizen_id"], read["phone"]) == ("042155001234", "0912345318")
    read = relative(**{"Số CCCD": "183262614", "SĐT": "01684 123 456 (con trai)"}).values
    assert (read["citizen_id"], read["phone"], read["phone_owner"]) == ("183262614", "0384123456", "con trai")
    row = relative(**{"Số CCCD": "1832626", "SĐT": "12345"})
    assert (row.values["citizen_id"], row.values["phone"], row.values["note"]) == (None, None, "1832626; 12345")
    assert [reason.code for reason in row.reasons] == ["citizen-id-unreadable", "phone-unreadable"]


def test_a_relation_that_is_said_of_the_other_sex_is_flagged():
    assert [reason.code for reason in relative(**{"Giới tính": "Nam"}).reasons] == ["relation-other-sex"]


@pytest.mark.parametrize(
    ("place", "codes", "flags"),
    [
        ("Phường Trần Phú, TP Hà Tĩnh", ["18073"], []), ("Trần Phú", ["18100", "18073"], ["place-asked"]), ("P. Hà Huy Tập, thành phố Hà Tĩnh", ["18073"], []),
        ("phường Đại Nài, TP Hà Tĩnh", ["18073", "18652"], ["place-asked"]), ("xã Kỳ Lợi, TX Kỳ Anh", ["18754", "18823", "18832"], ["place-asked"]),
        ("xã Thanh Chương, Nghệ An", [], ["place-unknown"]), (None, [], []),
    ],
)
def test_a_split_or_doubled_commune_is_asked_never_guessed(place, codes, flags):
    row = staged(book(HEAD, [1, "Nguyễn Văn Ân", 1949, "Nam", place, "1972", None])).rows[0]
    assert (row.values["commune_codes"], [reason.code for reason in row.reasons]) == (codes, flags)


def test_the_same_row_twice_on_a_sheet_is_flagged_and_a_copy_on_another_sheet_counts_once():
    poor = [3, "Nguyễn Văn Bốn", None, None, None, None, None]
    rows = staged(book(HEAD, poor, [4, *poor[1:]])).rows
    assert [(row.verdict, [reason.code for reason in row.reasons]) for row in rows] == [("accepted", []), ("flagged", ["possible-duplicate"])]
    assert len({row.values["fingerprint"] for row in rows}) == 2
    copied = staged(book(sheets={"Tổng hợp": [HEAD, AN, LAI], "Kỳ Xuân": [HEAD, AN]})).rows
    assert [row.verdict for row in copied] == ["accepted", "accepted", "skipped"]
    assert "Tổng hợp" in copied[2].reasons[0].sentence()


def marks(content, name="ds.xlsx"):
    return {row.values["fingerprint"] for row in staged(content, name).loadable}


def test_another_order_another_layout_and_nfd_are_the_same_rows():
    first = marks(book(HEAD, AN, LAI))
    order = [1, 0, 5, 4, 3, 2, 6]
    for other in (
        book(HEAD, [1, *LAI[1:]], [2, *AN[1:]]), book(*([row[i] for i in order] for row in (HEAD, AN, LAI))),
        book(["TT", "HỌ TÊN", "Sinh năm", "Giới tính", "Quê quán", "Hy sinh", "Ghi chú"], AN, LAI), book(HEAD, [*AN[:5], datetime(1972, 6, 14), None], LAI),
        book(*([unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row] for row in (HEAD, AN, LAI))),
        book(HEAD, [1, "  Nguyễn  Văn Ân ", "1949", "nam", *AN[4:]], LAI),
    ):
        assert marks(other) == first
    assert marks(csv_text(";").encode(), "ds.csv") == first
    assert all(row.verdict == "skipped" for row in staged(book(HEAD, LAI, AN), known=Known(frozenset(first))).rows)


def test_every_refusal_of_a_file_says_what_was_kept_and_what_to_do():
    for refusal in HoiAmError.__subclasses__():
        for kind in refusal.__subclasses__():
            if kind.__module__ == "core.staging.workbook":
                assert kind(cell="C3").sentence().count(".") >= 3, kind


@pytest.mark.parametrize(("place", "cells"), [
    ("xl/worksheets/sheet1.xml", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ("xl/worksheets/sheet1.xml", "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>"),
    ("xl/worksheets/sheet1.xml", '<row r="1048576" spans="1:1"><c><v>1</v></c></row>'),
    ("xl/trang/mot.xml", '<row r="2"><c r="XFD2" t="n"><v>1</v></c></row>'),
])
def test_one_cell_at_the_end_of_the_world_does_not_end_the_program(place, cells):
    """The reader would ask for 500 GB, and the whole server would go down with everybody's work."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(place, f"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>{cells}</sheetData></worksheet>")
    with pytest.raises(StrayCell):
        read_sheets("m.xlsx", out.getvalue())


def test_a_line_of_a_million_commas_is_no_register():
    with pytest.raises(TooLarge):
        read_sheets("m.csv", b"a," * 1_000_000)
