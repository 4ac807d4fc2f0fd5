"""A file as an office sent it → sheets of cells, or one sentence that says what is wrong with it.

The reader keeps a sheet as a full rectangle in memory. One cell far outside the table would make that rectangle larger
than any machine and end the whole program, so cells far out are looked for before the sheet is opened.
"""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook

from core.errors import Malformed
from core.i18n import N_

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FAR_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="((?:[A-Z]{3,}|[D-Z][A-Z])\d+|[A-Z]{1,2}\d{6,})"[^>]*[^/]>')
"""A filled cell right of column CZ or below row 99,999. Cells that are only formatted are common there and harmless."""
REPEATED_CELL = re.compile(
    rb'<table:table-cell(?=[^>]*office:value-type)[^>]*number-columns-repeated="\d{4,}"'
    rb'|<table:table-row[^>]*number-rows-repeated="\d{4,}"[^>]*>\s*(?:<table:table-cell[^>]*/>\s*)*<table:table-cell[^>]*office:value-type'
)


class NotAWorkbook(Malformed):
    message = N_("This file is not a workbook that can be read. Nothing was saved. Send an .xlsx, .xls, .ods or .csv file.")


class TornWorkbook(Malformed):
    message = N_("This file is damaged or was cut short. Nothing was saved. Please ask for the file again.")


class LockedWorkbook(Malformed):
    message = N_("This workbook is locked with a password. Nothing was saved. Remove the password in the spreadsheet, save, and load it again.")


class EmptyWorkbook(Malformed):
    message = N_("There are no rows in this file. Nothing was saved. Check that it is the right file and sheet.")


class TooLarge(Malformed):
    message = N_("This file is too large to be a register. Nothing was saved. Split it into smaller files.")


class StrayCell(Malformed):
    message = N_("Something is written far outside the table, in cell %(cell)s. Nothing was saved. Delete that cell, save, and load the file again.")


def read_sheets(name: str, content: bytes) -> dict[str, list[list[Any]]]:
    """Sheets by name, each a list of rows of cells. Raises one of the refusals above."""
    if len(content) > LARGEST:
        raise TooLarge()
    sheets = _read_text(content) if Path(name).suffix.lower() in (".csv", ".txt", ".tsv") else _read_workbook(content)
    if not any(cell not in ("", None) for rows in sheets.values() for row in rows for cell in row):
        raise EmptyWorkbook()
    return sheets


def _read_workbook(content: bytes) -> dict[str, list[list[Any]]]:
    if content[:2] == b"PK":
        _check_zip(content)
    elif content[:8] != OLD_WORKBOOK:
        raise NotAWorkbook()
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise LockedWorkbook()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    except python_calamine.PasswordError:
        raise LockedWorkbook() from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise TornWorkbook() from None


def _check_zip(content: bytes) -> None:
    """Small enough unpacked, a workbook at all, and nothing written far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > LARGEST_UNPACKED:
                raise TooLarge()
            names = packed.namelist()
            if not any(name.startswith(("xl/", "content.xml")) for name in names):
                raise NotAWorkbook()
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml") and (far := FAR_CELL.search(packed.read(name))):
                    raise StrayCell(cell=far[1].decode())
            if "content.xml" in names and REPEATED_CELL.search(packed.read("content.xml")):
                raise TooLarge()
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, RuntimeError):  # type: ignore[attr-defined]
        raise TornWorkbook() from None


def _read_text(content: bytes) -> dict[str, list[list[Any]]]:
    """Comma, semicolon or tab, whichever stands most; UTF-8, or the UTF-16 of a spreadsheet's "Unicode text"."""
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotAWorkbook() from None
    if "\0" in text:
        raise NotAWorkbook()
    head = "\n".join(text.split("\n", 30)[:30])
    delimiter = max(",;\t", key=head.count)
    try:
        return {"csv": [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]}
    except csv.Error:
        raise NotAWorkbook() from None
