"""A file as an office sent it → sheets of cells, or one sentence that says what is wrong with it.

The reader keeps a sheet as a full rectangle in memory. One cell far outside the table would make that rectangle larger
than any machine and end the whole program, so cells far out are looked for before the sheet is opened.
"""

import csv
import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.errors import Malformed
from core.i18n import N_
from core.sheets import plain
from core.staging import apart, errors, parcel
from core.staging.parcel import TooLarge, TornWorkbook

LARGEST = 20 * 1024 * 1024
MOST_CELLS = 12_000_000
"""Of all sheets together, empty ones among them: a hundred sheets with one cell far out each are larger than a machine."""
PATIENCE = 60
"""Seconds for an old workbook; a register takes less than one."""
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FAR_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["\']((?:[A-Z]{3,}|[D-Z][A-Z])\d+|[A-Z]{1,2}\d{6,})["\'](?:[^>]*[^/>])?>'
    rb'|<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["\'](\d{6,})["\'](?:[^>]*[^/>])?>\s*<(?:\w+:)?c(?![^>]*\sr\s*=)'
)
"""A filled cell right of column CZ or below row 99,999. Cells that are only formatted are common there and harmless."""
WIDEST = 1000
"""Columns of a text file: a line of five million commas is no register, and would keep the program busy for minutes."""
NO_SHEETS = frozenset({"xl/sharedStrings.xml", "xl/styles.xml"})
"""A sheet may lie under any other name: the workbook says which."""

REPEATED_CELL = re.compile(
    rb'<table:table-cell(?=[^>]*office:value-type)[^>]*number-columns-repeated="\d{4,}"'
    rb'|<table:table-row[^>]*number-rows-repeated="\d{4,}"[^>]*>\s*(?:<table:table-cell[^>]*/>\s*)*<table:table-cell[^>]*office:value-type'
)


class NotAWorkbook(Malformed):
    message = N_("This file is not a workbook that can be read. Nothing was saved. Send an .xlsx, .xls, .ods or .csv file.")


class LockedWorkbook(Malformed):
    message = N_("This workbook is locked with a password. Nothing was saved. Remove the password in the spreadsheet, save, and load it again.")


class EmptyWorkbook(Malformed):
    message = N_("There are no rows in this file. Nothing was saved. Check that it is the right file and sheet.")


class StrayCell(Malformed):
    message = N_("Something is written far outside the table, in cell %(cell)s. Nothing was saved. Delete that cell, save, and load the file again.")


class Sheet(list[list[Any]]):
    """Rows of cells. A `hidden` sheet is one that nobody sees when comparing; `merged` are its merged areas (first cell, last cell)."""

    hidden = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def read_sheets(name: str, content: bytes) -> dict[str, Sheet]:
    """Sheets by name. What the file is, its first bytes say: names lie. Raises one of the refusals above."""
    if len(content) > LARGEST:
        raise TooLarge()
    text = Path(name).suffix.lower() in (".csv", ".txt", ".tsv") and content[:2] != b"PK" and content[:8] != OLD_WORKBOOK
    sheets = _read_text(content) if text else _read_workbook(content)
    if not any(cell not in ("", None) for rows in sheets.values() for row in rows for cell in row):
        raise EmptyWorkbook()
    return sheets


def _read_workbook(content: bytes) -> dict[str, Sheet]:
    packed = content[:2] == b"PK"
    if packed:
        _check_zip(content)
    elif content[:8] != OLD_WORKBOOK:
        raise NotAWorkbook()
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise LockedWorkbook()
    if not packed:
        return _read_apart(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets, room = {}, MOST_CELLS
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                read = book.get_sheet_by_name(meta.name)
                room -= (read.end[0] + 1) * (read.end[1] + 1) if read.end else 0
                if room < 0:
                    raise TooLarge()
                sheets[meta.name] = _sheet(read, meta)
    except python_calamine.PasswordError:
        raise LockedWorkbook() from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise TornWorkbook() from None
    for sheet, cells in errors.lost_cells(content).items():
        errors.put_back(sheets.get(sheet), cells)
    return sheets


def _sheet(read: Any, meta: Any) -> Sheet:
    sheet = Sheet(read.to_python(skip_empty_area=False))
    sheet.hidden, sheet.merged = meta.visible != SheetVisibleEnum.Visible, tuple(read.merged_cell_ranges or ())
    return sheet


class CellsOnly(pickle.Unpickler):
    """What came back from a process that a hostile file may have taken over: texts, numbers and days, and never a call of anything else."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return super().find_class(module, name)
        raise TornWorkbook()


def _read_apart(content: bytes) -> dict[str, Sheet]:
    """An old .xls, read by a process of its own (apart.py says why)."""
    try:
        words, nothing_of_ours = [sys.executable, "-I", apart.__file__], {name: value for name, value in os.environ.items() if not name.startswith("HOIAM_")}
        done = subprocess.run(  # noqa: S603 - our own program
            words, input=content, capture_output=True, timeout=PATIENCE, check=False, env=nothing_of_ours,
        )
    except subprocess.TimeoutExpired:
        raise TornWorkbook() from None
    if done.returncode:
        raise LockedWorkbook() if done.returncode == apart.LOCKED else TornWorkbook()
    sheets = {}
    for name, hidden, merged, rows in CellsOnly(io.BytesIO(done.stdout)).load():
        sheets[name] = Sheet(rows)
        sheets[name].hidden, sheets[name].merged = hidden, merged
    return sheets


def _check_zip(content: bytes) -> None:
    """Small enough unpacked, a workbook at all, and nothing written far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if not any(name.startswith(("xl/", "content.xml")) for name in names) or "xl/workbook.bin" in names:
                raise NotAWorkbook()
            parcel.check(packed)
            for name in names:
                if name.startswith("xl/") and name not in NO_SHEETS and (far := FAR_CELL.search(packed.read(name))):
                    raise StrayCell(cell=(far[1] or far[2]).decode())
            if "content.xml" in names and REPEATED_CELL.search(packed.read("content.xml")):
                raise TooLarge()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):  # a place before the file began; a ZIP later than any there is
        raise TornWorkbook() from None


def _read_text(content: bytes) -> dict[str, Sheet]:
    """Comma, semicolon or tab, whichever stands most; UTF-8, the UTF-16 of a "Unicode text", or the Windows-1258 of an older computer."""
    text = _decoded(content)
    if any(ord(letter) < 32 and letter not in "\t\n\v\f\r" for letter in text) or text.startswith("%PDF"):
        raise NotAWorkbook()
    head = "\n".join(text.split("\n", 30)[:30])
    delimiter = max(",;\t", key=head.count)
    try:
        rows = Sheet([plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise NotAWorkbook() from None
    if max(map(len, rows), default=0) > WIDEST:
        raise TooLarge()
    return {"csv": rows}


def _decoded(content: bytes) -> str:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    bare = "utf-16-le" if content[1::2].count(0) > len(content) // 8 else "utf-16-be" if content[::2].count(0) > len(content) // 8 else ""
    for encoding in ["utf-16"] if marked else [bare] if bare else ["utf-8-sig", "cp1258"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAWorkbook()
