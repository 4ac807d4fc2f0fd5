"""The race list of a commune, on a page, on paper, and as a workbook of codes."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core import clock, exports, places
from core.errors import NotFound
from core.web import Visit, get
from matching import papers, queries


@dataclass(frozen=True)
class RacePage:
    communes: list[tuple[str, str]]
    commune: str
    race: queries.RaceList | None


class Race(Controller):
    path = "/uu-tien"

    @get("/", needs="families.see")
    def index(self, visit: Visit) -> Response[Any]:
        seen = sorted((unit for unit in places.units().values() if visit.actor.sees(unit.code)), key=lambda unit: unit.name)
        asked = visit.query.get("xa", "") or (seen[0].code if len(seen) == 1 else "")
        race = queries.race_list(visit.work, _seen(visit, asked)) if asked else None
        return visit.page("matching/race.html", RacePage([(unit.code, unit.full_name) for unit in seen], race.commune.code if race else "", race))

    @get("/{code:str}/ma.xlsx", needs="families.see")
    def workbook(self, visit: Visit, code: str) -> Response[Any]:
        """Codes and ages for planning a day, of whom the page names, each look written down; no name leaves in it."""
        commune = _seen(visit, code)
        listed = queries.race_codes(visit.work, commune)
        visit.work.audit("matching.race_taken", f"commune:{commune}", rows=len(listed))
        name = f"uu-tien-{commune}-{clock.today():%Y-%m-%d}.xlsx"
        table = papers.race_table(listed)
        return visit.give(exports.workbook(visit.work, "race", [table], name=name, subject=f"commune:{commune}", rows=len(listed)))


def _seen(visit: Visit, code: str) -> str:
    """The commune of today behind a code, inside the viewer's units. Raises NotFound, UnknownCommune or SplitCommune."""
    commune = places.commune_now(code).code
    if not visit.actor.sees(commune):
        raise NotFound()
    return commune
