"""The workbook of a race list: codes, ages and kinship, no name (law 6)."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from core.i18n import N_, gettext
from matching.queries import RaceEntry
from matching.rules.advice import ACTION_WORDS, RULES_VERSION

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = (
    N_("Place"), N_("Code"), N_("Age"), N_("Martyrs"), N_("Kinship"), N_("What to do"), N_("Why"), N_("Home visit"), N_("Rules"),
)


def race_workbook(listed: Sequence[RaceEntry]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "UU-TIEN"
    sheet.append([gettext(word) for word in HEAD])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, entry in enumerate(listed, 1):
        best = entry.best
        sheet.append([
            place, entry.key, entry.age, ", ".join(code for code, _ in entry.lines), best.words, gettext(ACTION_WORDS[best.action]),
            best.question or best.reason, gettext(N_("yes")) if entry.home_visit else "", RULES_VERSION,
        ])
    for column, width in zip("ABCDEFGHI", (6, 14, 6, 24, 30, 22, 60, 10, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
