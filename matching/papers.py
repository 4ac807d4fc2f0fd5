"""The workbook of a race list: codes, ages and kinship, no name (law 6)."""

from collections.abc import Sequence

from core import sheets
from core.i18n import N_, gettext
from matching.queries import RaceEntry
from matching.rules.advice import ACTION_WORDS, RULES_VERSION

HEAD = (
    N_("Place"), N_("Code"), N_("Age"), N_("Martyrs"), N_("Kinship"), N_("What to do"), N_("Why"), N_("Home visit"), N_("Rules"),
)
WIDTHS = (6, 14, 6, 24, 30, 22, 60, 10, 12)


def race_table(listed: Sequence[RaceEntry]) -> sheets.Table:
    rows = [
        (
            place, entry.key, entry.age, ", ".join(code for code, _ in entry.lines), entry.best.words, gettext(ACTION_WORDS[entry.best.action]),
            entry.best.question or entry.best.reason, gettext(N_("yes")) if entry.home_visit else "", RULES_VERSION,
        )
        for place, entry in enumerate(listed, 1)
    ]
    return sheets.Table("UU-TIEN", [gettext(word) for word in HEAD], rows, WIDTHS)
