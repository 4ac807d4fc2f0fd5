"""Cells in which the spreadsheet itself shows an error, such as #REF!, or a formula that was never worked out.

The reader gives such a cell as empty, and an empty cell says something else: that nobody knew. So they are looked up in the
file and put back as the text that the clerk sees.
"""

import html
import io
import re
import zipfile
from typing import Any

CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
ERROR = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|\?)")
NEVER_WORKED_OUT = "#?"
LostCells = dict[tuple[int, int], str]


def is_error(cell: object) -> bool:
    return isinstance(cell, str) and ERROR.fullmatch(cell.strip()) is not None


def lost_cells(content: bytes) -> dict[str, LostCells]:
    """Sheet → (row, column) from 0 → what the spreadsheet shows there. Empty for any file but .xlsx."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = {_said(link, b"Id"): _said(link, b"Target") for link in LINK.findall(packed.read("xl/_rels/workbook.xml.rels"))}
        found = {}
        for sheet in SHEET.findall(packed.read("xl/workbook.xml")):
            target = targets.get(_said(sheet, b"id"), "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path in names and (cells := _lost(packed.read(path))):
                found[_said(sheet, b"name")] = cells
        return found


def _said(tag: bytes, key: bytes) -> str:
    """The attribute `key` of a tag, whatever stands before a colon in its name."""
    found = re.search(rb"[\s:]" + key + rb'="([^"]*)"', tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _lost(sheet: bytes) -> LostCells:
    if b't="e"' not in sheet and b"<f" not in sheet and b":f" not in sheet:
        return {}
    cells: LostCells = {}
    for kind, inside in CELL.findall(sheet):
        place, value = PLACE.search(kind), VALUE.search(inside)
        never = value is None and b'"str"' not in kind and re.search(rb"<(?:\w+:)?f[\s>]", inside)
        if place and (b't="e"' in kind or never):
            cells[int(place[2]) - 1, _column(place[1])] = value[1].decode() if value else NEVER_WORKED_OUT
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def put_back(rows: list[list[Any]] | None, cells: LostCells) -> None:
    """Only where the reader left the cell empty."""
    for (row, column), said in cells.items():
        if rows and row < len(rows) and column < len(rows[row]) and rows[row][column] in ("", None):
            rows[row][column] = said
