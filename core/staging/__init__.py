"""From a workbook as offices keep it to rows with a verdict each. Nothing is saved here.

A sheet is read whole as text that keeps leading zeros; the head is found by its words, in any order; title rows, rows of
column numbers, section names, subtotals, blanks and signatures become `skipped` and never a person.

    parcel.py     what lies in the package of a workbook: bombs, macros, links
    workbook.py   a file → sheets of cells, or a refusal that says what is wrong with the file
    apart.py      old .xls files, read in a process of their own
    errors.py     cells in which the spreadsheet itself shows an error
    layout.py     a sheet → where its head is, and which rows are data
    verdicts.py   rows with a verdict and its reasons, and the JSON of it
    memory.py     layouts that somebody once pointed out
"""

from core.staging.layout import AnotherList, Column, Head, Judge, LayoutUnknown, Others, UnknownLayout, find_head, stage
from core.staging.parcel import CarriesMore, HostileWorkbook, TooLarge, TornWorkbook, carries, must_carry_nothing
from core.staging.verdicts import Reason, Staged, StagedRow, fingerprint, reason
from core.staging.workbook import EmptyWorkbook, LockedWorkbook, NotAWorkbook, StrayCell, read_sheets

__all__ = [
    "AnotherList", "CarriesMore", "Column", "EmptyWorkbook", "Head", "HostileWorkbook", "Judge", "LayoutUnknown", "LockedWorkbook", "NotAWorkbook", "Others", "Reason", "Staged", "StagedRow",
    "StrayCell", "TooLarge", "TornWorkbook", "UnknownLayout", "carries", "find_head", "fingerprint", "must_carry_nothing", "read_sheets", "reason", "stage",
]
