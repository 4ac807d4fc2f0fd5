"""The front page: the law's questions, each with its answer and the page behind it."""

from typing import Any

from litestar import Controller, Response

from core import clock
from core.web import Visit, get
from privacy.queries import report


class Overview(Controller):
    path = "/bao-ve-du-lieu"

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        return visit.page("privacy/overview.html", report.all_answers(visit.session), today=clock.today())
