"""The list of the expected as paper: drawn once from the names handed in, and kept sealed (law 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import samples
from core import clock, paper
from core.i18n import N_, gettext, speaking
from core.places import unit_name


@dataclass(frozen=True)
class ListLine:
    """One person as the paper shows them; `under` is the heading: an hour in a hall, a hamlet on home visits."""

    under: str
    name: str
    birth: str
    home: str
    martyrs: tuple[str, ...]
    outcome: str


def expected_list_pdf(day: samples.DayView, lines: Sequence[ListLine], printed_at: datetime) -> bytes:
    """Large letters and a box to tick, for a dim hall; the lines come in the order in which people are called."""
    with speaking("vi"):
        title, on = gettext(N_("List of the expected")), f"{day.held_on:%d/%m/%Y}"
        parts = [
            paper.title(title, f"{day.place}, {unit_name(day.commune_code)} · {on}"),
            paper.facts([(gettext(N_("Code")), day.code), (gettext(N_("How the day is held")), day.kind_words), (gettext(N_("People")), len(lines)),
                         (gettext(N_("Printed at")), f"{clock.local(printed_at):%H:%M %d/%m/%Y}")], widths=(1, 5)),
        ]
        number = 1
        for under, group in groupby(lines, key=lambda line: line.under):
            listed = list(group)
            parts += _group(under, listed, number)
            number += len(listed)
        parts += [paper.paragraph(gettext(N_("This paper holds names. Keep it with the day's papers and destroy it when the day is closed.")), "note"),
                  paper.signatures(paper.Signer(gettext(N_("Reception"))), paper.Signer(gettext(N_("Day lead"))))]
        return paper.document(parts, office=day.lead_unit or "Hồi Âm", footer_code=day.code, landscape=True, name=title)


def _group(under: str, lines: list[ListLine], first: int) -> list[Any]:
    head = ["", gettext(N_("No.")), gettext(N_("Full name")), gettext(N_("Born")), gettext(N_("Hamlet, commune")), gettext(N_("Martyr"))]
    rows = [
        (line.outcome or "☐", number, line.name, line.birth, line.home, "\n".join(line.martyrs)) for number, line in enumerate(lines, first)
    ]
    heading = f"{under or gettext(N_('Without an hour'))} – {gettext(N_('%(count)s people'), count=len(lines))}"
    return [paper.table(head, rows, widths=[1.3, 1, 6, 2, 6, 5], right=[1], large=True, over=heading)]
