"""`/than-nhan/can-hoi`: the questions of kinship that are still open, asked on the telephone or when the family is met again."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core.i18n import N_
from core.web import Visit, get, post
from families import commands
from families.queries.open_kin import PORTION, open_kin

HOME = "/than-nhan/can-hoi"


class OpenQuestions(Controller):
    path = HOME

    @get("/", needs="families.write")
    def show(self, visit: Visit) -> Response[Any]:
        number = visit.page_number()
        people, count = open_kin(visit.work, number)
        return visit.page("families/open_kin.html", SimpleNamespace(people=people, count=count, number=number, last=max(1, -(-count // PORTION))))

    @post("/", needs="families.write", again="show")
    def answer(self, visit: Visit) -> Response[Any]:
        commands.answer_kinship(visit.work, visit.form.text("donor"), visit.form.text("ls"), visit.form.text("question"), visit.form.text("answer"))
        return visit.go(HOME, N_("The answer is written down, and the line follows from it."))
