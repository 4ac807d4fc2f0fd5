"""Pages of laboratories: who they are, what their agreement demands, and the key that signs our lists."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

from core import crypto
from core.i18n import N_
from core.web import Visit, get, post
from samples import commands, queries


class Laboratories(Controller):
    path = "/phong-xet-nghiem"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        page = SimpleNamespace(laboratories=queries.laboratories(visit.session), key=crypto.keyring().public_key.hex(), may=visit.actor.may("samples.ship"))
        return visit.page("samples/laboratories.html", page)

    @post("/", needs="samples.ship", again="index")
    def add(self, visit: Visit) -> Response[Any]:
        code, name = visit.form.text("code", required=True), visit.form.text("name", required=True)
        visit.form.check()
        made = commands.add_laboratory(visit.work, code, name, demands_names=visit.form.flag("demands_names"), public_key=visit.form.text("public_key"))
        return visit.go("/phong-xet-nghiem", said=N_("Laboratory %(code)s is added."), code=made.code)

    @get("/khoa-ky.pem", needs="samples.see")
    def key(self, visit: Visit) -> Response[Any]:
        """The public key for checking our signatures; anybody may have it."""
        return visit.file(crypto.as_pem(crypto.keyring().public_key), "application/x-pem-file", "hoiam-public-key.pem", inline=False)

    @get("/{code:str}", needs="samples.ship")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        found = [row for row in queries.laboratories(visit.session) if row.code == code]
        if not found:
            raise queries.NotFound()
        return visit.page("samples/laboratory.html", SimpleNamespace(laboratory=found[0]))

    @post("/{code:str}", needs="samples.ship", again="show")
    def agree(self, visit: Visit, code: str) -> Response[Any]:
        commands.agree(visit.work, code, demands_names=visit.form.flag("demands_names"), public_key=visit.form.text("public_key"))
        return visit.go("/phong-xet-nghiem", said=N_("The agreement with %(code)s is saved."), code=code)
