"""Whether the log is as it was written: its seal, the last check, and a new one, with a paper beside it."""

from typing import Any

from litestar import Controller, Response

from cases import queries
from core import chain
from core.chain import checked
from core.i18n import N_
from core.web import Visit, get, post

PATH = "/nhat-ky/so"


class Chain(Controller):
    path = PATH

    @get("/", needs="audit.see")
    def show(self, visit: Visit) -> Response[Any]:
        return visit.page("cases/chain.html", queries.chain_page(visit.session))

    @post("/", needs="audit.see", again="show")
    def check(self, visit: Visit) -> Response[Any]:
        """Read through a connection of its own, so that nobody at a desk waits meanwhile; only the verdict is written."""
        line, photo = visit.form.text("line"), visit.form.file("photo")
        heads = [chain.read_head(line)] if line else []
        heads += [chain.read_head_photo(photo.content)] if photo else []
        with visit.request.app.state.database.reading() as session:
            verdict = chain.verify(session, heads)
        checked.note(visit.work, verdict)
        return visit.go(PATH, None if verdict.whole else N_("The log does not agree. Nothing was changed. What was found stands below."), "stop")
