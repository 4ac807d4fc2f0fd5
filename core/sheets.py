"""The one door through which a workbook or a comma-separated list leaves: no text in it is ever a formula.

A name typed at a hall as `=HYPERLINK(...)` must not run in the office that opens our list (OWASP, "CSV injection"). In a workbook such a
text is written as text and marked with Excel's own quote prefix. In a CSV, which has no types, it gets an apostrophe; `plain` takes it off
again, and the reader of `core.staging` uses it, so that what we wrote reads back equal. Numbers and days are typed values and stay them.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

Cell = str | int | float | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STILL = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed day keeps the bytes the same
FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
"""How a formula begins, the wide signs of an East Asian keyboard among them; apostrophes before it, so that `plain` knows its own."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot say at all."""
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
LONGEST = 32_767
"""Letters of one cell: Excel's own limit."""


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the words above its columns, its rows, and how wide each column is."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def as_workbook(*tables: Table, over: str = "", under: str = "") -> bytes:
    """The same tables give the same bytes, so that a list can be hashed and signed. `over` and `under` stand on every printed page."""
    book = Workbook()
    book.properties.created = book.properties.modified = STILL
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(NOT_IN_A_TITLE.sub(" ", table.title)[:31]), table)
    for sheet in book.worksheets:
        sheet.oddHeader.right.text, sheet.oddFooter.left.text = over.replace("&", "&&"), under.replace("&", "&&")
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue())


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> bytes:
    """`bom` where an office opens it in its spreadsheet, which otherwise guesses the encoding wrong."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in (head, *rows))
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def guarded(cell: Cell) -> Cell:
    """A text as a CSV may hold it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _fill(sheet: Any, table: Table) -> None:
    for number, row in enumerate((table.head, *table.rows), 1):
        for place, value in enumerate(row, 1):
            _write(sheet, number, place, value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for cell, width in zip(sheet[1], table.widths, strict=False):
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _write(sheet: Any, row: int, column: int, value: Cell) -> None:
    if not isinstance(value, str):
        sheet.cell(row, column, value)
        return
    text = UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.quotePrefix = bool(FORMULA.match(text))


def _same_bytes(packed: bytes) -> bytes:
    """A workbook is a zip that notes the minute it was written; without that the same list has the same hash."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, STILL.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
