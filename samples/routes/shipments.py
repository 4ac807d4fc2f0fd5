"""Pages of shipments: sealed boxes that travel together, and their frozen manifests."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import files
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.commands.shipping import MEDIA
from samples.models import Shipment
from samples.rules import BoxStatus, ShipmentStatus

SHIPMENT_WORDS = {ShipmentStatus.packed: N_("packed"), ShipmentStatus.dispatched: N_("on the road"), ShipmentStatus.received: N_("received")}


class Shipments(Controller):
    path = "/lo"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(row, gettext(SHIPMENT_WORDS[ShipmentStatus(row.status)])) for row in queries.shipments(visit.session)]
        ready = [box for box in queries.boxes(visit.session) if box.status == BoxStatus.sealed and box.shipment_id is None]
        return visit.page("samples/shipments.html", SimpleNamespace(shipments=rows, ready=ready))

    @post("/", needs="samples.ship", again="index")
    def make(self, visit: Visit) -> Response[Any]:
        chosen = visit.form.all("box")
        if not chosen:
            visit.form.text("box", required=True)
        visit.form.check()
        shipment = commands.make_shipment(visit.work, chosen)
        return visit.go(f"/lo/{shipment.code}", said=N_("Shipment %(code)s is packed."), code=shipment.code)

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        shipment: Shipment = queries.one(visit.session, Shipment, code)
        boxes = [box for box in queries.boxes(visit.session) if box.shipment_id == shipment.id]
        page = SimpleNamespace(shipment=shipment, boxes=boxes, manifests=queries.manifests(visit.session, shipment.id),
                               words=gettext(SHIPMENT_WORDS[ShipmentStatus(shipment.status)]))
        return visit.page("samples/shipment.html", page)

    @post("/{code:str}/gui", needs="samples.ship", again="show")
    def dispatch(self, visit: Visit, code: str) -> Response[Any]:
        carrier = visit.form.text("carrier", required=True)
        visit.form.check()
        commands.dispatch(visit.work, code, carrier)
        return visit.go(f"/lo/{code}", said=N_("Shipment %(code)s is sent; its manifest is frozen."), code=code)

    @get("/{code:str}/bang-ke/{version:int}/{kind:str}", needs="samples.see")
    def manifest(self, visit: Visit, code: str, version: int, kind: str) -> Response[Any]:
        shipment: Shipment = queries.one(visit.session, Shipment, code)
        frozen = next((m for m in queries.manifests(visit.session, shipment.id) if m.version == version and kind in m.file_ids), None)
        if frozen is None:
            raise queries.NotFound()
        visit.work.audit("samples.manifest_exported", f"shipment:{code}", version=version)
        return visit.file(files.content(visit.session, UUID(frozen.file_ids[kind])), MEDIA[kind], f"{code}-v{version}.{kind}", inline=kind == "pdf")
