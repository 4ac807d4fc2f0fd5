"""Which row of a sheet is its head, which column is what, and which rows are nobody.

Only a row that says so itself is left out: blank, column numbers, a section's name, a subtotal, a signature. A numbered
row is always somebody: Tống and Chu are families too, not totals and chairmen.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.errors import Malformed
from core.i18n import N_
from core.names import fold, tidy
from core.staging.errors import is_error
from core.staging.parcel import carries
from core.staging.verdicts import Reason, Staged, StagedRow, reason
from core.staging.workbook import Sheet, read_sheets

HEAD_ROWS = 25
"""How deep a head may lie under letterheads and titles."""
FEW = 4
"""A subtotal or a signature fills at most so many cells."""


@dataclass(frozen=True)
class Column:
    """One thing a register says. `headings` are folded words by which offices call it; `words` name it when asked.

    A `personal` column (birth, sex) is only taken where it belongs to the person of the first column, not to another who is
    named between the two: in "Liệt sĩ | Năm sinh | Thân nhân | Năm sinh" each has a year of birth.
    """

    key: str
    words: str
    headings: tuple[str, ...]
    required: bool = False
    personal: bool = False


@dataclass(frozen=True)
class Others:
    """Headings that name another person of the row. Where they may not `lead`, a list that begins with them is another kind of list."""

    headings: tuple[str, ...] = ()
    lead: bool = True


@dataclass(frozen=True)
class UnknownLayout:
    """Nobody recognised the head: the page asks once which column is which, and remembers by `signature`."""

    file: str
    headings: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    required: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        return hashlib.sha256("\n".join(map(fold, self.headings)).encode()).hexdigest()[:32]


class LayoutUnknown(Malformed):
    """For the command line, which cannot ask."""

    message = N_("No known column headings were found. Nothing was saved. Load the file on the page once and point out the columns.")


class AnotherList(Malformed):
    message = N_("This looks like another kind of list: it begins with “%(heading)s”. Nothing was saved. Check the file, or load it where such lists go.")


@dataclass(frozen=True)
class Head:
    """`row` is the last row of the head; `serial` the column of running numbers, when there is one; `required` must be told."""

    row: int
    places: dict[str, int]
    serial: int | None = None
    required: tuple[str, ...] = ()
    led_by: str = ""


SERIALS = ("tt", "stt", "so tt", "so thu tu")
Judge = Callable[[StagedRow], None]
Row = list[Any]


def stage(
    name: str, content: bytes, columns: Iterable[Column], judge: Judge, *, mapping: dict[str, str] | None = None, others: Others = Others()
) -> "Staged | UnknownLayout":
    """Read a file and let `judge` fill values, refusals and flags of every row that is data. Raises AnotherList and what read_sheets raises."""
    columns = list(columns)
    sheets = read_sheets(name, content)
    heads = {sheet: find_head(cells, columns, mapping, others) for sheet, cells in sheets.items()}
    seen = [head for sheet, head in heads.items() if head and not sheets[sheet].hidden]
    if not seen:
        headings = next((found for cells in sheets.values() if not cells.hidden and (found := _widest(cells))), [])
        return UnknownLayout(name, tuple(headings), tuple((column.key, column.words) for column in columns),
                             tuple(column.key for column in columns if column.required))
    if all(head.led_by for head in seen):
        raise AnotherList(heading=seen[0].led_by)
    rows: list[StagedRow] = []
    for sheet, cells in sheets.items():
        head = heads[sheet]
        rows += _sheet_rows(sheet, cells, head, columns) if head and not head.led_by and not cells.hidden else _left_out(sheet, cells, head)
    for row in rows:
        if not row.skips and not row.refusals:
            _point_at_errors(row)
            judge(row)
    return Staged(name, rows, {column.key: column.words for column in columns}, carries(content))


CELL_ERROR = N_("The spreadsheet itself shows an error in this cell (%(said)s). Mend the cell and load the file again, or ask for what belongs here.")


def _point_at_errors(row: StagedRow) -> None:
    """A cell like #REF! says nothing, and not "unknown" either."""
    for key in [key for key, cell in row.raw.items() if is_error(cell)]:
        row.flag(reason("cell-error", CELL_ERROR, said=row.raw.pop(key)), key)


def _widest(cells: list[Row]) -> list[str]:
    best = max(cells[:HEAD_ROWS], key=lambda row: sum(isinstance(cell, str) and bool(cell.strip()) for cell in row), default=[])
    return [tidy(cell) for cell in best if tidy(cell)]


NO_HEAD = N_("The sheet has no heading that is known here; its %(rows)s rows were left out. Give it the heading of the other sheet and load again.")
HIDDEN = N_("This sheet is hidden; its %(rows)s rows were left out. If they belong to the list, unhide the sheet and load the file again.")
ANOTHER = N_("This sheet is another kind of list; its %(rows)s rows were left out. Load the file where such lists go.")


def _left_out(sheet: str, cells: Sheet, head: Head | None) -> list[StagedRow]:
    """A sheet that nobody reads, in a workbook that has one: a table is refused aloud, a note is passed over."""
    filled = [row for row in cells if any(cell not in ("", None) for cell in row)]
    if not filled:
        return []
    code, words = ("hidden-sheet", HIDDEN) if cells.hidden else ("another-list", ANOTHER) if head else ("sheet-without-heading", NO_HEAD)
    why, table = reason(code, words, rows=len(filled)), bool(head) or (not cells.hidden and sum(_count(row) > 2 for row in filled) > 2)
    return [StagedRow(sheet, 1, {}, refusals=[why] if table else [], skips=[] if table else [why])]


def _count(row: Row) -> int:
    return sum(cell not in ("", None) for cell in row)


def find_head(cells: list[Row], columns: list[Column], mapping: dict[str, str] | None = None, others: Others = Others()) -> Head | None:
    """The row, or two rows under merged cells, whose words name most columns, all required ones among them."""
    best: Head | None = None
    for number, row in enumerate(cells[:HEAD_ROWS]):
        single: list[tuple[str, ...]] = [(_heading(cell),) for cell in row]
        double = _under(row, cells[number + 1]) if number + 1 < len(cells) else None
        for last, texts in ((number, single), (number + 1, double)):
            places = _places(texts, columns, mapping, others) if texts else {}
            if len(places) > (len(best.places) if best else 1) and all(c.key in places for c in columns if c.required):
                serial = next((i for i, names in enumerate(texts or []) if names[0] in SERIALS), None)
                first = next((i for i in _named(texts or [], others.headings) if not others.lead and i < places[columns[0].key]), None)
                led_by = tidy(row[first] if first is not None and first < len(row) else "")
                best = Head(last, places, serial, tuple(c.key for c in columns if c.required), led_by)
            elif best and double and last == number + 1 == best.row + 1 and places == best.places:
                best = replace(best, row=last)
    return best


def _heading(cell: object) -> str:
    """A heading without what stands in brackets: "Quê quán (xã, huyện)" is "que quan"."""
    if not isinstance(cell, str):
        return ""
    return fold(re.sub(r"\([^)]*\)", " ", tidy(cell))) or fold(tidy(cell))


def _under(top: Row, below: Row) -> list[tuple[str, ...]] | None:
    """Headings of a head in two rows: under a merged "Hy sinh" stand "Ngày" and "Nơi". None when `below` is not of the head."""
    width = max(len(top), len(below))
    upper = [_heading(top[i]) if i < len(top) else "" for i in range(width)]
    lower = [_heading(below[i]) if i < len(below) else "" for i in range(width)]
    if not any(lower) or any(_is_number(cell) for cell in below):
        return None
    texts: list[tuple[str, ...]] = []
    parent = ""
    for i in range(width):
        parent = upper[i] or parent
        spans = not upper[i] or (i + 1 < width and not upper[i + 1] and bool(lower[i + 1]))
        if lower[i] and (not spans or not parent):
            return None
        texts.append((f"{parent} {lower[i]}", lower[i]) if lower[i] else (upper[i],))
    return texts


def _is_number(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _places(texts: list[tuple[str, ...]], columns: list[Column], mapping: dict[str, str] | None, others: Others) -> dict[str, int]:
    places: dict[str, int] = {}
    wanted = {key: fold(heading) for key, heading in (mapping or {}).items()}
    for column in columns:
        names = (wanted[column.key],) if column.key in wanted else () if mapping else tuple(map(fold, column.headings))
        free = [i for name in names for i in _named(texts, (name,)) if i not in places.values()]
        if column.personal and not mapping:
            free = _own(free, places, columns[0].key, _named(texts, others.headings))
        if free:
            places[column.key] = free[0]
    return places


def _named(texts: list[tuple[str, ...]], names: tuple[str, ...]) -> list[int]:
    """Where one of the names stands: first as the whole heading, then as the lower of two."""
    return [i for depth in (0, 1) for i, said in enumerate(texts) if said[depth:] and said[depth] in names]


def _own(free: list[int], places: dict[str, int], person: str, others: list[int]) -> list[int]:
    """Of several alike, those that belong to this person: nobody else is named nearer on their left."""
    if person not in places:
        return free
    own = [i for i in free if max([p for p in (*others, places[person]) if p < i], default=places[person]) == places[person]]
    return [i for i in own if i > places[person]] or own


BLANK = reason("blank-row", N_("A blank row."))
NUMBERS = reason("column-numbers", N_("A row of column numbers."))
SECTION = reason("section", N_("The name of a section, not a person."))
SUBTOTAL = reason("subtotal", N_("A subtotal, not a person."))
SIGNATURE = reason("signature", N_("A signature line, not a person."))
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Ha-h])\)?(\.0)?")
SUMS = re.compile(r"^(tổng|cộng|luỹ kế|lũy kế)\b|^(tong (cong|so)|cong don|lui ke)\b|^cong( \d|$)")
SIGNERS = re.compile(
    r"^(nguoi lap|xac nhan|chu tich|pho chu tich|thu truong|noi nhan|ngai \d|ngai thang|\w+ \w+ ngai \d|tm |tl |kt |ki ten|ki ghi|ki va ghi|truong phong"
    r"|giam doc|can bo lap|thai mat|da ki|danh sach nai|ghi chu)"
)
SECTIONS = re.compile(r"^([ivx]+|[a-h]|xa|phuong|thi tran|thi xa|huien|thon|xom|to dan pho|khoi|don vi|danh sach|phan)\b")


def _sheet_rows(sheet: str, cells: Sheet, head: Head, columns: list[Column]) -> list[StagedRow]:
    _fill_merged(cells, head)
    heading = [fold(tidy(cell)) for cell in cells[head.row]]
    rows: list[StagedRow] = []
    signed = False
    for number, row in enumerate(cells[head.row + 1 :], head.row + 2):
        raw = {key: row[place] for key, place in head.places.items() if place < len(row) and row[place] not in ("", None)}
        skip = _why_not_data(row, raw, head, heading, signed)
        signed = signed or skip is SIGNATURE
        rows.append(StagedRow(sheet, number, raw, skips=[skip] if skip else [], places=head.places))
    while rows and rows[-1].skips == [BLANK]:
        rows.pop()
    return rows


def _fill_merged(cells: Sheet, head: Head) -> None:
    """One martyr's name merged over his relatives' rows stands in each of them. The row's own name is never filled in."""
    own = head.places[head.required[0]]
    for (top, left), (bottom, right) in cells.merged:
        if left == right != own and head.row < top < bottom:
            for row in cells[top + 1 : bottom + 1]:
                if own < len(row) and row[own] not in ("", None):
                    row[left] = cells[top][left]


def _why_not_data(row: Row, raw: dict[str, Any], head: Head, heading: list[str], signed: bool) -> Reason | None:
    filled = [cell for cell in row if cell not in ("", None)]
    if len(filled) <= FEW and not any(tidy(cell) for cell in filled):
        return BLANK
    if len(filled) > 2 and all(COLUMN_NUMBER.fullmatch(tidy(cell)) for cell in filled):
        return NUMBERS
    if all(fold(tidy(cell)) == said for cell, said in zip(row, heading, strict=False)):
        return NUMBERS
    if len(filled) > FEW or _numbered(row, head):
        return None
    return _why_nobody([text for cell in filled if (text := tidy(cell))], raw, head, signed)


def _numbered(row: Row, head: Head) -> bool:
    """The running number stands: this row is somebody, whatever the words look like."""
    return head.serial is not None and head.serial < len(row) and bool(re.fullmatch(r"\d+[a-z]?(\.0)?", tidy(row[head.serial])))


def _why_nobody(filled: list[str], raw: dict[str, Any], head: Head, signed: bool) -> Reason | None:
    """A row without a running number and with few cells. Without such numbers in the sheet its own key must be what says so."""
    keys = [tidy(raw[key]) for key in head.required if key in raw]
    said = filled if head.serial is not None or not keys else keys
    folded = [fold(text) for text in said]
    if any(SUMS.match(text.lower()) or SUMS.match(bare) for text, bare in zip(said, folded, strict=True)):
        return SUBTOTAL
    if signed or any(SIGNERS.match(text) for text in folded):
        return SIGNATURE
    if head.serial is not None and len(raw) <= 1 and len(filled) <= 2 and SECTIONS.match(folded[0]):
        return SECTION
    return None
