"""The log: every change and every look, for the auditor and the data-protection officer."""

from datetime import date
from typing import Any

from litestar import Controller, Response

from cases import queries
from core.web import Visit, get


class Log(Controller):
    path = "/nhat-ky"

    @get("/", needs="audit.see")
    def show(self, visit: Visit) -> Response[Any]:
        asked = visit.query
        number = max(1, int(asked.get("trang", "1"))) if asked.get("trang", "1").isdigit() else 1
        page = queries.log_page(
            visit.work, looks=asked.get("loai") == "xem", day=_day(asked.get("ngay", "")), actor=asked.get("ai", ""), action=asked.get("viec", ""),
            subject=asked.get("ma", ""), number=number,
        )
        return visit.page("cases/log.html", page)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
