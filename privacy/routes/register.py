"""`/bao-ve-du-lieu/so-xu-ly`: the register of processing as a page, a paper and a workbook."""

from typing import Any

from litestar import Controller, Response

from core import exports
from core.web import Visit, get
from privacy.papers import register as papers
from privacy.queries import wording
from privacy.queries.register import SEALED_WORDS, register


class ProcessingRegister(Controller):
    path = "/bao-ve-du-lieu/so-xu-ly"

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        return visit.page("privacy/register.html", register(visit.session), how=SEALED_WORDS)

    @get("/so.pdf", needs="privacy.see")
    def paper(self, visit: Visit) -> Response[Any]:
        made = register(visit.session)
        content = papers.register(made, wording.on_paper(visit.session))
        name, subject = f"so-xu-ly-du-lieu-{made.version}.pdf", f"processing:{made.version}"
        return visit.give(exports.pdf(visit.work, "processing", content, name=name, subject=subject, rows=len(made.classes)), inline=True)

    @get("/so.xlsx", needs="privacy.see")
    def sheet(self, visit: Visit) -> Response[Any]:
        made = register(visit.session)
        name, subject = f"so-xu-ly-du-lieu-{made.version}.xlsx", f"processing:{made.version}"
        return visit.give(exports.workbook(visit.work, "processing", papers.workbook(made), name=name, subject=subject, rows=len(made.classes)))
