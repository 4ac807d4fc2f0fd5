"""Pages of figures."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core import exports, office
from core.web import Visit, get
from reports import papers, queries
from reports.queries import Report, Tile


@dataclass(frozen=True)
class ReportPage:
    report: Report
    chosen: Tile | None
    peak: int


class Reports(Controller):
    """Aggregates only; whoever may see reports sees the whole province."""

    path = "/bao-cao"

    @get("/", needs="reports.see")
    def show(self, visit: Visit) -> Response[Any]:
        made = queries.report(visit.work)
        chosen = next((tile for tile in made.tiles if tile.code == visit.query.get("xa")), None)
        return visit.page("reports/report.html", ReportPage(made, chosen, max([week.count for week in made.weeks] + [1])), cells=papers.cells)

    @get("/bang", needs="reports.see")
    def table(self, visit: Visit) -> Response[Any]:
        """Communes with a martyr on record; all of them when asked, or when there is none yet."""
        made = queries.report(visit.work)
        counted = [tile for tile in made.tiles if tile.martyrs]
        tiles = counted if counted and visit.query.get("xem") != "ca-tinh" else made.tiles
        return visit.page("reports/table.html", made, tiles=tiles, cells=papers.cells, small=papers.small)

    @get("/xa.csv", needs="reports.see")
    def sheet(self, visit: Visit) -> Response[bytes]:
        made = queries.report(visit.work)
        content, name = papers.table(made), f"bao-cao-{made.on}.csv"
        return visit.give(exports.file(visit.work, "communes", content, name=name, media_type="text/csv; charset=utf-8", subject="report:communes",
                                       rows=len(made.tiles)))

    @get("/thang.pdf", needs="reports.see")
    def month(self, visit: Visit) -> Response[bytes]:
        made = queries.report(visit.work)
        content = papers.month(made, office.get(visit.session, "office_name"))
        taken = exports.pdf(visit.work, "month", content, name=f"bao-cao-{made.on:%Y-%m}.pdf", subject=f"report:{made.on:%Y-%m}", rows=len(made.figures))
        return visit.give(taken, inline=True)


routes = [Reports]
