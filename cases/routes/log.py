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
        page = queries.log_page(
            visit.work, looks=asked.get("loai") == "xem", day=_day(asked.get("ngay", "")), actor=asked.get("ai", ""), action=asked.get("viec", ""),
            subject=asked.get("ma", ""), number=visit.page_number(),
        )
        return visit.page("cases/log.html", page)

    @get("/xuat", needs="exports.see")
    def exports(self, visit: Visit) -> Response[Any]:
        asked = visit.query
        page = queries.exports_page(visit.work, actor=asked.get("ai", ""), digest=asked.get("bam", ""), number=visit.page_number())
        return visit.page("cases/exports.html", page)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None
