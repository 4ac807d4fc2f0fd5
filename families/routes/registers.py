"""Pages of martyrs and relatives."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response
from litestar.response import Redirect

from core.i18n import N_
from core.web import Visit, get, post
from core.web.intake import intake_pages
from families import commands, intake, queries


@dataclass(frozen=True)
class MartyrsPage:
    query: str
    martyrs: list[queries.MartyrView]


class Martyrs(Controller):
    """The public record, searched without marks."""

    path = "/liet-si"

    @get("/", needs="martyrs.see")
    def index(self, visit: Visit) -> Response[Any]:
        return visit.page("families/martyrs.html", MartyrsPage("", queries.find_martyrs(visit.session, "", 50)))

    @post("/tim", needs="martyrs.see")
    def find(self, visit: Visit) -> Response[Any]:
        text = visit.form.text("name")
        return visit.page("families/martyrs.html", MartyrsPage(text, queries.find_martyrs(visit.session, text)))

    @get("/{code:str}", needs="martyrs.see")
    def show(self, visit: Visit, code: str) -> Redirect:
        """One place per thing: a martyr's file stands with everything the other rooms know."""
        return visit.go(f"/ho-so/liet-si/{code}")


@dataclass(frozen=True)
class RelativesPage:
    query: str
    people: list[queries.RelativeHit]
    asked: bool


class Relatives(Controller):
    """Relatives, inside the viewer's units; every look is written down."""

    path = "/than-nhan"

    @get("/", needs="families.see")
    def index(self, visit: Visit) -> Response[Any]:
        return visit.page("families/relatives.html", RelativesPage("", [], asked=False))

    @post("/tim", needs="families.see")
    def find(self, visit: Visit) -> Response[Any]:
        text = visit.form.text("name")
        return visit.page("families/relatives.html", RelativesPage(text, queries.find_relatives(visit.work, text, 50), asked=True))

    @get("/{donor_code:str}", needs="families.see")
    def show(self, visit: Visit, donor_code: str) -> Redirect:
        """One place per thing: a relative's file stands with everything the other rooms know."""
        return visit.go(f"/ho-so/{donor_code}")


MartyrIntake = intake_pages(
    path="/liet-si/nap", kind="martyrs", needs="registers.load", title=N_("Load a register of martyrs"),
    intro=N_("Send the workbook as the office keeps it. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: intake.stage_martyrs(name, content, queries.known_martyrs(work.session), mapping),
    load=lambda work, staged, _: commands.load_martyrs(work, staged), done_href="/liet-si",
)

