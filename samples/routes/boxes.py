"""Pages of boxes: the grid, the scan, the seal."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import labels
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.rules import BoxStatus

BOX_WORDS = {BoxStatus.open: N_("open box"), BoxStatus.sealed: N_("sealed box"), BoxStatus.dispatched: N_("sent box")}


class Boxes(Controller):
    path = "/hop"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        boxes = [(box, gettext(BOX_WORDS[BoxStatus(box.status)])) for box in queries.boxes(visit.session)]
        return visit.page("samples/boxes.html", SimpleNamespace(boxes=boxes, unboxed=queries.unboxed(visit.session)))

    @post("/", needs="samples.pack", again="index")
    def open(self, visit: Visit) -> Response[Any]:
        box = commands.open_box(visit.work)
        return visit.go(f"/hop/{box.code}", said=N_("Box %(code)s is open."), code=box.code)

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        box = queries.box(visit.session, code)
        cells = {
            cell: SimpleNamespace(state="wrong" if cell in box.withdrawn else "filled", text=labels.spaced(tube), href=f"/mau/{tube}")
            for cell, tube in box.cells.items()
        }
        return visit.page("samples/box.html", SimpleNamespace(box=box, cells=cells, words=gettext(BOX_WORDS[BoxStatus(box.status)])))

    @post("/{code:str}/quet", needs="samples.pack", again="show")
    def scan(self, visit: Visit, code: str) -> Response[Any]:
        cell = commands.pack(visit.work, code, visit.form.text("code"))
        tube = labels.spaced(labels.read_code(visit.form.text("code")))
        return visit.go(f"/hop/{code}", said=N_("%(code)s: right, place it in cell %(cell)s."), code=tube, cell=cell)

    @post("/{code:str}/bo-ra", needs="samples.pack", again="show")
    def unpack(self, visit: Visit, code: str) -> Response[Any]:
        commands.unpack(visit.work, code, visit.form.text("code_out"))
        return visit.go(f"/hop/{code}", said=N_("The tube is out of box %(code)s."), code=code)

    @post("/{code:str}/niem", needs="samples.pack", again="show")
    def seal(self, visit: Visit, code: str) -> Response[Any]:
        number = visit.form.text("seal_no", required=True)
        visit.form.check()
        commands.seal(visit.work, code, number)
        return visit.go(f"/hop/{code}", said=N_("Box %(code)s is sealed."), code=code)
