"""Closing a day: the sums, the count by hand, a sentence for each difference."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core.i18n import N_
from core.web import Form, Visit, get, post
from samples import commands, queries
from samples.routes.days import status_tag
from samples.rules import DayStatus
from samples.rules.days import agreements, day_move


class Closing(Controller):
    path = "/ngay/{code:str}/dong"

    @get("/", needs="days.plan")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        day = queries.day_view(visit.session, queries.seen_day(visit.work, code))
        if not visit.error:
            day_move(code, DayStatus(day.status), "close")
        sums = agreements(day.numbers, _left(visit.form))
        differing = [each for each in sums if not each.holds]
        return visit.page("samples/close.html", SimpleNamespace(day=day, tag=status_tag(day.status), sums=sums, differing=differing))

    @post("/", needs="days.plan", again="show")
    def close(self, visit: Visit, code: str) -> Response[Any]:
        left = visit.form.number("left", required=True)
        visit.form.check()
        record = commands.close_day(visit.work, code, left or 0, {name: visit.form.text(f"why_{name}") for name in ("people", "donors", "tubes", "kits")})
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is closed. Hand-over record %(version)s is ready to print."), code=code, version=record.version)


def _left(form: Form) -> int | None:
    text = form.text("left")
    return int(text) if text.isdecimal() and len(text) < 7 else None
