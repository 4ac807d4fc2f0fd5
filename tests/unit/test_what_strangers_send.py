"""A file sent by a stranger is either read as plain values, or refused in a sentence; it never fills the machine and never runs."""

import io
import os
import pickle
import struct
import zipfile
import zlib
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from PIL import Image

from core import pictures
from core.errors import Malformed
from core.pictures import NotAPicture, PictureTooLarge
from core.staging import CarriesMore, HostileWorkbook, NotAWorkbook, Staged, TooLarge, TornWorkbook, carries, read_sheets, workbook
from families.intake import Known, stage_martyrs
from matching.intake import RESULT_COLUMNS, stage_results
from tests.architecture.house import HOUSE

HEAD = ["TT", "Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Ngày hy sinh", "Số bằng TQGC", "Ghi chú"]
AN = [1, "Nguyễn Văn Ân", 1950, "Nam", "Xã Kỳ Xuân", "14/2/1972", "", ""]
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def book(*rows, sheets=1):
    made = Workbook()
    for number in range(sheets):
        sheet = made.active if number == 0 else made.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(content, parts=(), without=(), change=None):
    """The workbook with more parts, fewer, or changed ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in without:
                target.writestr(name, (change or {}).get(name, lambda was: was)(source.read(name)))
        for name, inside in parts:
            target.writestr(name, inside)
    return out.getvalue()


def ods(body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", ODS)
        target.writestr("content.xml", body)
    return out.getvalue()


def lying(name="xl/worksheets/sheet1.xml", size=1000):
    """A zip whose own list says 1,000 bytes where three million come out."""
    content = bytearray(packed(book(HEAD, AN), [("xl/extra.xml", b"<a>" + b" " * 3_000_000 + b"</a>")]))
    at = content.rindex(b"xl/extra.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", size)
    content[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"<a>" + b" " * (size - 3)))
    return bytes(content)


def otherwise_packed(method):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FINE)) as was, zipfile.ZipFile(out, "w", method) as now:
        for name in was.namelist():
            now.writestr(name, was.read(name))
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FINE = book(HEAD, AN)


@pytest.mark.parametrize(
    ("what", "content", "refusal"),
    [
        ("unpacks to 300 MB", lambda: packed(FINE, [(f"xl/media/{n}.xml", b" " * 53_000_000) for n in range(4)]), TooLarge),
        ("three thousand parts", lambda: packed(FINE, [(f"xl/media/{n}", b"") for n in range(3000)]), TooLarge),
        ("says it is smaller than it is", lying, (HostileWorkbook, TornWorkbook)),
        ("entities", lambda: packed(FINE, change={"xl/workbook.xml": lambda was: LAUGHS + was.split(b"?>")[-1]}), HostileWorkbook),
        ("entities in UTF-16", lambda: packed(FINE, [("xl/a.xml", LAUGHS.decode().encode("utf-16"))]), HostileWorkbook),
        ("entities of an .ods", lambda: ods(LAUGHS + b"<office:document-content/>"), HostileWorkbook),
        ("a binary workbook", lambda: packed(FINE, [("xl/workbook.bin", b"x")]), NotAWorkbook),
        ("a zip in a zip", lambda: packed(FINE, [("inner.zip", FINE)], without=zipfile.ZipFile(io.BytesIO(FINE)).namelist()), NotAWorkbook),
        ("packed as no office program packs", lambda: otherwise_packed(zipfile.ZIP_BZIP2), HostileWorkbook),
        ("packed so, and spoiled", lambda: otherwise_packed(zipfile.ZIP_LZMA)[:-900] + b"x" + otherwise_packed(zipfile.ZIP_LZMA)[-899:], HostileWorkbook),
        ("cut short", lambda: FINE[: len(FINE) // 2], TornWorkbook),
        ("a program", lambda: b"MZ\x90\0" + b"\0" * 200, NotAWorkbook),
        ("a web page named .xlsx", lambda: b"<html><script>alert(1)</script>", NotAWorkbook),
    ],
)
def test_a_workbook_built_to_harm_is_refused_in_a_sentence(what, content, refusal):
    with pytest.raises(refusal) as refused:
        read_sheets("ds.xlsx", content())
    assert "Chưa " in refused.value.sentence()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    with pytest.raises(HostileWorkbook):
        read_sheets("ds.xlsx", packed(FINE, [("xl/workbook.xml", b"<workbook/>")]))


def test_many_sheets_with_one_cell_far_out_each_are_refused_before_they_fill_the_machine(monkeypatch):
    made = Workbook()
    for sheet in (made.active, made.create_sheet(), made.create_sheet()):
        sheet["A1"], sheet["Z50"] = "a", "x"
    out = io.BytesIO()
    made.save(out)
    monkeypatch.setattr(workbook, "MOST_CELLS", 3 * 26 * 50)
    assert len(read_sheets("ds.xlsx", out.getvalue())) == 3
    monkeypatch.setattr(workbook, "MOST_CELLS", 3 * 26 * 50 - 1)
    with pytest.raises(TooLarge):
        read_sheets("ds.xlsx", out.getvalue())


CARRYING = [
    ("macros", [("xl/vbaProject.bin", b"x")], "macro"), ("macros", [("xl/macrosheets/sheet1.xml", b"<x/>")], "macro"),
    ("objects", [("xl/embeddings/oleObject1.bin", b"MZ")], "nhúng"), ("objects", [("xl/activeX/activeX1.xml", b"<x/>")], "nhúng"),
    ("links", [("xl/externalLinks/externalLink1.xml", b'<externalLink><ddeLink ddeService="cmd"/></externalLink>')], "liên kết"),
    ("links", [("xl/connections.xml", b"<x/>")], "liên kết"),
]


@pytest.mark.parametrize(("code", "parts", "word"), CARRYING)
def test_what_a_register_carries_beside_its_cells_is_left_alone_and_said_aloud(code, parts, word):
    staged = stage_martyrs("ds.xlsm", packed(FINE, parts), Known())
    assert isinstance(staged, Staged)
    assert [row.values["name"] for row in staged.loadable] == ["Nguyễn Văn Ân"]
    assert [each.code for each in staged.notices] == [code]
    assert word in staged.as_json()["notices"][0]
    assert stage_martyrs("ds.xlsx", FINE, Known()).notices == []


@pytest.mark.parametrize(("code", "parts", "word"), CARRYING)
def test_a_file_that_is_kept_and_handed_out_again_must_carry_nothing(code, parts, word):
    results = packed(book([column.key for column in RESULT_COLUMNS], ["x"] * len(RESULT_COLUMNS)), parts)
    with pytest.raises(CarriesMore) as refused:
        stage_results("kq.xlsx", results, {}, set())
    assert word in refused.value.sentence() and "Chưa có gì được lưu" in refused.value.sentence()


def test_an_old_xls_with_macros_is_named():
    old = (HOUSE / "tests" / "data" / "old_workbook.xls").read_bytes()
    assert carries(old) == []
    assert [each.code for each in carries(old + "_VBA_PROJECT_CUR".encode("utf-16-le"))] == ["macros"]


def test_a_formula_is_never_worked_out_and_one_without_a_value_is_said():
    staged = stage_martyrs("ds.xlsx", book(HEAD, [1, '=HYPERLINK("http://x.example")', *AN[2:]], AN), Known())
    assert isinstance(staged, Staged)
    assert [row.values.get("name") for row in staged.loadable] == ["Nguyễn Văn Ân"]
    assert any("#?" in reason.sentence() for row in staged.rows for reason in row.reasons)


def png(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def picture(kind):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("size", [(8_000, 8_000), (10_000, 9_500), (100_000, 100_000)])
def test_a_small_file_that_claims_to_be_a_huge_picture_is_refused_before_a_dot_is_decoded(size):
    with pytest.raises(PictureTooLarge) as refused:
        pictures.opened(png(*size))
    assert "quá lớn" in refused.value.sentence()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_telephones_send_is_opened(kind):
    assert pictures.opened(picture(kind)).size == (40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a picture", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", picture("TIFF"), picture("GIF"), picture("BMP"), picture("PNG")[:60],
        picture("JPEG")[:200], b"\xff\xd8\xff\xe0" + b"\0" * 500, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7",
    ],
)
def test_anything_but_a_whole_photo_is_refused(content):
    with pytest.raises(NotAPicture):
        pictures.opened(content)


def test_a_photo_of_thirteen_megabytes_is_not_even_looked_at():
    with pytest.raises(PictureTooLarge):
        pictures.opened(picture("PNG") + b"\0" * (13 << 20))


def test_every_refusal_is_bad_input_and_never_a_fault():
    assert all(issubclass(each, Malformed) for each in (NotAPicture, PictureTooLarge, HostileWorkbook, CarriesMore, TooLarge, TornWorkbook))


def test_what_the_reader_of_an_old_workbook_hands_back_is_cells_and_calls_nothing():
    day = pickle.dumps([("Sổ", False, (), [["Ân", 1950.0, date(1972, 2, 14), datetime(1972, 2, 14), time(7, 30), timedelta(hours=1), True]])])
    assert workbook.CellsOnly(io.BytesIO(day)).load()[0][3][0][:3] == ["Ân", 1950.0, date(1972, 2, 14)]
    for call in (os.system, eval, date.today):
        with pytest.raises(TornWorkbook):
            workbook.CellsOnly(io.BytesIO(pickle.dumps(call))).load()
