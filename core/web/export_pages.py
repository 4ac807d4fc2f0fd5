"""`/xuat`: the one download of a locked file. A post, so that no link, preview or second click fetches it."""

from litestar import Controller, Response

from core import exports
from core.web.routes import post
from core.web.visit import Visit


class Exports(Controller):
    path = "/xuat"

    @post("/{code:str}", needs="home.see")
    def fetch(self, visit: Visit, code: str) -> Response[bytes]:
        taken = exports.fetch(visit.work, code)
        return visit.file(taken.content, taken.media_type, taken.name, inline=False)
