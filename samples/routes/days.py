"""Pages of collection days."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.rules import DAY_WORDS, DayStatus


class Days(Controller):
    path = "/ngay"

    @get("/", needs="days.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(day, gettext(DAY_WORDS[DayStatus(day.status)])) for day in queries.days(visit.session, visit.actor.communes)]
        return visit.page("samples/days.html", SimpleNamespace(days=rows))

    @get("/{code:str}", needs="days.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        day = queries.day(visit.session, code)
        return visit.page("samples/day.html", SimpleNamespace(day=day, words=gettext(DAY_WORDS[DayStatus(day.status)])))

    @post("/{code:str}/mo", needs="days.plan", again="show")
    def open(self, visit: Visit, code: str) -> Response[Any]:
        commands.open_day(visit.work, code)
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is open."), code=code)

    @post("/{code:str}/dong", needs="days.plan", again="show")
    def close(self, visit: Visit, code: str) -> Response[Any]:
        commands.close_day(visit.work, code, visit.form.text("explanation"))
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is closed."), code=code)
