"""From a workbook as offices keep it to rows with a verdict each. Nothing is saved here.

A sheet is read whole as text that keeps leading zeros; the head is found by its words, in any order; title rows, rows of
column numbers, section names, subtotals, blanks and signatures become `skipped` and never a person.

    workbook.py   a file → sheets of cells, or a refusal that says what is wrong with the file
    apart.py      old .xls files, read in a process of their own
    errors.py     cells in which the spreadsheet itself shows an error
    layout.py     a sheet → where its head is, and which rows are data
    verdicts.py   rows with a verdict and its reasons, and the JSON of it
    memory.py     layouts that somebody once pointed out
"""

from core.staging.layout import AnotherList, Column, Head, Judge, LayoutUnknown, Others, UnknownLayout, find_head, stage
from core.staging.verdicts import Reason, Staged, StagedRow, fingerprint, reason
from core.staging.workbook import EmptyWorkbook, LockedWorkbook, NotAWorkbook, StrayCell, TooLarge, TornWorkbook, read_sheets

__all__ = [
    "AnotherList", "Column", "EmptyWorkbook", "Head", "Judge", "LayoutUnknown", "LockedWorkbook", "NotAWorkbook", "Others", "Reason", "Staged", "StagedRow",
    "StrayCell", "TooLarge", "TornWorkbook", "UnknownLayout", "find_head", "fingerprint", "read_sheets", "reason", "stage",
]
