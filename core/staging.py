"""From a workbook as offices keep it to rows with a verdict each. Nothing is saved here.

A sheet is read whole as text that keeps leading zeros; the head is found by its words, in any order; title rows, rows of
column numbers, subtotals, blanks and signatures become `skipped` and never a person.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook

from core.errors import Malformed
from core.i18n import N_, gettext
from core.names import fold, tidy

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
HEAD_ROWS = 25
"""How deep a head may lie under letterheads and titles."""


class NotAWorkbook(Malformed):
    message = N_("This file is not a workbook that can be read. Nothing was saved. Send an .xlsx, .xls, .ods or .csv file.")


class TornWorkbook(Malformed):
    message = N_("This file is damaged or was cut short. Nothing was saved. Please ask for the file again.")


class EmptyWorkbook(Malformed):
    message = N_("There are no rows in this file. Nothing was saved. Check that it is the right file and sheet.")


class TooLarge(Malformed):
    message = N_("This file is too large to be a register. Nothing was saved. Split it into smaller files.")


@dataclass(frozen=True)
class Column:
    """One thing a register says. `headings` are folded words by which offices call it; the first is shown when asked."""

    key: str
    words: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a row got its verdict: a stable code, and the sentence a clerk reads. `cell` is the column's own heading."""

    code: str
    message: str
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self) -> str:
        return gettext(self.message, **dict(self.values))


def reason(code: str, message: str, **values: object) -> Reason:
    return Reason(code, message, tuple(values.items()))


@dataclass
class StagedRow:
    """`row` is the row's number in its sheet, from 1; `raw` is what stood in the cells, `values` what was understood."""

    sheet: str
    row: int
    raw: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    refusals: list[Reason] = field(default_factory=list)
    flags: list[Reason] = field(default_factory=list)
    skips: list[Reason] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return "skipped" if self.skips else "refused" if self.refusals else "flagged" if self.flags else "accepted"

    @property
    def reasons(self) -> list[Reason]:
        return [*self.skips, *self.refusals, *self.flags]

    @property
    def loadable(self) -> bool:
        return self.verdict in ("accepted", "flagged")


@dataclass
class Staged:
    file: str
    rows: list[StagedRow]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in ("accepted", "flagged", "refused", "skipped")}

    @property
    def loadable(self) -> list[StagedRow]:
        return [row for row in self.rows if row.loadable]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "rows": len(self.rows),
            **self.counts,
            "details": [
                {
                    "sheet": row.sheet, "row": row.row, "verdict": row.verdict, "reasons": [r.sentence() for r in row.reasons],
                    "reason_codes": [r.code for r in row.reasons], "values": row.values,
                }
                for row in self.rows
            ],
        }


@dataclass(frozen=True)
class UnknownLayout:
    """Nobody recognised the head: the page asks once which column is which, and remembers by `signature`."""

    file: str
    headings: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    @property
    def signature(self) -> str:
        return hashlib.sha256("\n".join(map(fold, self.headings)).encode()).hexdigest()[:32]


class LayoutUnknown(Malformed):
    """For the command line, which cannot ask."""

    message = N_("No known column headings were found. Nothing was saved. Load the file on the page once and point out the columns.")


def read_sheets(name: str, content: bytes) -> dict[str, list[list[Any]]]:
    """Sheets by name, each a list of rows of cells. Raises NotAWorkbook, TornWorkbook, EmptyWorkbook or TooLarge."""
    if len(content) > LARGEST:
        raise TooLarge()
    sheets = _read_text(content) if Path(name).suffix.lower() in (".csv", ".txt", ".tsv") else _read_workbook(content)
    if not any(any(cell not in ("", None) for cell in row) for rows in sheets.values() for row in rows):
        raise EmptyWorkbook()
    return sheets


def _read_workbook(content: bytes) -> dict[str, list[list[Any]]]:
    if content[:2] == b"PK":
        _check_zip(content)
    elif content[:8] != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NotAWorkbook()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError):
        raise TornWorkbook() from None


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if sum(item.file_size for item in packed.infolist()) > LARGEST_UNPACKED:
                raise TooLarge()
    except zipfile.BadZipFile:
        raise TornWorkbook() from None
    if not any(name.startswith(("xl/", "content.xml")) for name in names):
        raise NotAWorkbook()


def _read_text(content: bytes) -> dict[str, list[list[Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAWorkbook() from None
    if "\0" in text:
        raise NotAWorkbook()
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return {"csv": [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]}


Judge = Callable[[StagedRow], None]


def stage(name: str, content: bytes, columns: Iterable[Column], judge: Judge, *, mapping: dict[str, str] | None = None) -> "Staged | UnknownLayout":
    """Read a file and let `judge` fill values, refusals and flags of every row that is data."""
    columns = list(columns)
    rows: list[StagedRow] = []
    headings: list[str] = []
    found_head = False
    for sheet, cells in read_sheets(name, content).items():
        head = find_head(cells, columns, mapping)
        if head is None:
            headings = headings or _widest(cells)
            continue
        found_head = True
        rows += _sheet_rows(sheet, cells, head, columns)
    if not found_head:
        return UnknownLayout(name, tuple(headings), tuple((column.key, column.words) for column in columns))
    for row in rows:
        if not row.skips:
            judge(row)
    return Staged(name, rows)


def _widest(cells: list[list[Any]]) -> list[str]:
    best = max(cells[:HEAD_ROWS], key=lambda row: sum(isinstance(cell, str) and bool(cell.strip()) for cell in row), default=[])
    return [tidy(cell) for cell in best if tidy(cell)]


@dataclass(frozen=True)
class Head:
    row: int
    places: dict[str, int]


def find_head(cells: list[list[Any]], columns: list[Column], mapping: dict[str, str] | None) -> Head | None:
    """The row whose words name most columns, all required ones among them; a merged head spans two rows."""
    best: Head | None = None
    for number, row in enumerate(cells[:HEAD_ROWS]):
        places = _places(row, columns, mapping)
        if number and best and best.row == number - 1 and len(places) < len(best.places):
            best = Head(best.row, {**places, **best.places}) if places else best
        elif len(places) > (len(best.places) if best else 1) and all(c.key in places for c in columns if c.required):
            best = Head(number, places)
    return best


def _places(row: list[Any], columns: list[Column], mapping: dict[str, str] | None) -> dict[str, int]:
    places: dict[str, int] = {}
    texts = [fold(tidy(cell)) if isinstance(cell, str) else "" for cell in row]
    wanted = {key: fold(heading) for key, heading in (mapping or {}).items()}
    for column in columns:
        names = (wanted[column.key],) if column.key in wanted else () if mapping else tuple(fold(h.replace("_", " ")) for h in column.headings)
        place = next((texts.index(name) for name in names if name in texts and texts.index(name) not in places.values()), None)
        if place is not None:
            places[column.key] = place
    return places


BLANK = reason("blank-row", N_("A blank row."))
NUMBERS = reason("column-numbers", N_("A row of column numbers."))
SUBTOTAL = reason("subtotal", N_("A subtotal, not a person."))
SIGNATURE = reason("signature", N_("A signature line, not a person."))
SUMS = re.compile(r"^(tong|cong|tong cong|cong don|luy ke|lui ke)\b")
SIGNERS = re.compile(r"^(nguoi lap|xac nhan|chu tich|thu truong|noi nhan|ngai \d|ha tinh ngai|tm |kt |ki ten|truong phong|can bo lap|thay mat)")


def _sheet_rows(sheet: str, cells: list[list[Any]], head: Head, columns: list[Column]) -> list[StagedRow]:
    required = [head.places[c.key] for c in columns if c.required]
    first_heading = [fold(tidy(cell)) for cell in cells[head.row]]
    rows = []
    for number, row in enumerate(cells[head.row + 1 :], head.row + 2):
        raw = {key: row[place] for key, place in head.places.items() if place < len(row) and row[place] not in ("", None)}
        staged = StagedRow(sheet, number, raw)
        skip = _why_not_data(row, raw, required, first_heading)
        if skip:
            staged.skips.append(skip)
        rows.append(staged)
    while rows and rows[-1].skips == [BLANK]:
        rows.pop()
    return rows


def _why_not_data(row: list[Any], raw: dict[str, Any], required: list[int], heading: list[str]) -> Reason | None:
    filled = [tidy(cell) for cell in row if cell not in ("", None) and tidy(cell)]
    if not filled:
        return BLANK
    if all(re.fullmatch(r"\(?\d{1,2}\)?(\.0)?", text) for text in filled) and len(filled) > 2:
        return NUMBERS
    if [fold(tidy(cell)) for cell in row] == heading:
        return NUMBERS
    folded = [fold(text) for text in filled]
    if len(filled) <= 4 and any(SUMS.match(text) for text in folded):
        return SUBTOTAL
    if len(filled) <= 4 and any(SIGNERS.match(text) for text in folded):
        return SIGNATURE
    return None


def fingerprint(*parts: object) -> str:
    """A hash by which the same row is known again, whatever its marks' encoding or spaces."""
    return hashlib.sha256("\x1f".join(tidy(part) for part in parts).encode()).hexdigest()[:40]
