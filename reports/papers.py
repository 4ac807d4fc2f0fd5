"""The month on one page, and the sheet behind the map."""

from core import paper, sheets
from core.i18n import N_, gettext
from reports.queries import Report, Tile
from reports.rules import SMALLEST


def small(count: int) -> str:
    """A count as it may be shown: from 1 to 4 it is only said that it is small."""
    return gettext(N_("under %(least)s"), least=SMALLEST) if 0 < count < SMALLEST else str(count)


def cells(tile: Tile) -> list[str]:
    """Martyrs, with one sample, with two, and the share; hidden ones say so."""
    if tile.hidden:
        return [gettext(N_("hidden"))] * 4
    share = f"{tile.percent} %" if tile.percent is not None else "–"
    return [str(tile.martyrs), small(tile.one), small(tile.two), share]


def table(report: Report) -> bytes:
    """One row a commune, with a BOM because the office opens it in its spreadsheet."""
    head = [gettext(word) for word in (N_("Code"), N_("Commune"), N_("Martyrs on record"), N_("with a maternal-line sample"),
                                       N_("with two or more"), N_("Share"))]
    rows = [(tile.code, tile.name, *cells(tile)) for tile in sorted(report.tiles, key=lambda each: each.code)]
    unclear = report.elsewhere
    rows.append(("", gettext(N_("commune not certain")), str(unclear.martyrs), small(unclear.one), small(unclear.two), ""))
    return sheets.as_csv(head, rows, bom=True)


def month(report: Report, office: str) -> bytes:
    """One A4 page, black and white: figures, funnel, weeks, and where days are wanted."""
    on = f"{report.on.day}/{report.on.month}/{report.on.year}"
    figures = [[each.title, each.count, each.definition] for each in report.figures.values()]
    funnel = [[each.title, each.count, each.definition] for each in report.funnel]
    weeks = [" · ".join(f"{week.starts.day}/{week.starts.month}: {week.count}" for week in report.weeks)]
    head = [gettext(N_("Figure")), gettext(N_("Number")), gettext(N_("What is counted"))]
    needy = ", ".join(f"{tile.name} ({tile.percent} %)" for tile in report.needy) or "–"
    parts = [
        paper.title(gettext(N_("Report of month %(month)s"), month=f"{report.on.month}/{report.on.year}"), gettext(N_("As of %(day)s"), day=on)),
        paper.table(head, figures, widths=[5, 2, 9], right=[1]),
        paper.paragraph(gettext(N_("%(count)s samples were taken this month."), count=report.this_month)),
        paper.table(head, funnel, widths=[5, 2, 9], right=[1]),
        paper.paragraph(gettext(N_("Taken by week (week of): %(weeks)s"), weeks=weeks[0]), "small"),
        paper.paragraph(gettext(N_("Lowest shares of martyrs with a maternal-line sample: %(communes)s."), communes=needy), "small"),
    ]
    return paper.document(parts, office=[office], footer_code=f"BC-{report.on:%Y-%m}", on=report.on, place="Hà Tĩnh")
