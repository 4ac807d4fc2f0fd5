"""Pages of days, tubes, boxes, shipments and remains."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import labels
from core import clock, files
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.web.intake import intake_pages
from samples import commands, intake, queries
from samples.commands.shipping import MEDIA
from samples.models import Shipment
from samples.rules import DAY_WORDS, STATUS_WORDS, BoxStatus, DayStatus, SampleStatus, ShipmentStatus

KINDS = {
    SampleStatus.accepted: "good", SampleStatus.rejected: "wait", SampleStatus.missing: "wait", SampleStatus.lost: "stop",
    SampleStatus.quarantined: "stop", SampleStatus.voided: "plain",
}
SHIPMENT_WORDS = {ShipmentStatus.packed: N_("packed"), ShipmentStatus.dispatched: N_("on the road"), ShipmentStatus.received: N_("received")}
BOX_WORDS = {BoxStatus.open: N_("open box"), BoxStatus.sealed: N_("sealed box"), BoxStatus.dispatched: N_("sent box")}


class Days(Controller):
    path = "/ngay"

    @get("/", needs="days.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(day, gettext(DAY_WORDS[DayStatus(day.status)])) for day in queries.days(visit.session, visit.actor.communes)]
        return visit.page("samples/days.html", SimpleNamespace(days=rows))

    @get("/{code:str}", needs="days.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        day = queries.day(visit.session, code)
        return visit.page("samples/day.html", SimpleNamespace(day=day, words=gettext(DAY_WORDS[DayStatus(day.status)])))

    @post("/{code:str}/mo", needs="days.plan", again="show")
    def open(self, visit: Visit, code: str) -> Response[Any]:
        commands.open_day(visit.work, code)
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is open."), code=code)

    @post("/{code:str}/dong", needs="days.plan", again="show")
    def close(self, visit: Visit, code: str) -> Response[Any]:
        commands.close_day(visit.work, code, visit.form.text("explanation"))
        return visit.go(f"/ngay/{code}", said=N_("Day %(code)s is closed."), code=code)


@dataclass(frozen=True)
class SamplePage:
    sample: queries.SampleFacts
    kind: str
    stations: list[Any]


class Samples(Controller):
    path = "/mau"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        rows = [(s, KINDS.get(SampleStatus(s.status), "plain")) for s in queries.sample_facts(visit.session) if visit.actor.sees(s.commune_code)]
        return visit.page("samples/samples.html", SimpleNamespace(rows=rows[-200:], count=len(rows)))

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        sample = queries.by_code(visit.session, code)
        links = queries.custody(visit.session, sample.id)
        stations = [
            SimpleNamespace(word=gettext(STATUS_WORDS[SampleStatus(link.status)]), when=f"{clock.local(link.at):%d/%m/%Y}",
                            state="current" if link is links[-1] else "done")
            for link in links
        ]
        return visit.page("samples/sample.html", SamplePage(sample, KINDS.get(SampleStatus(sample.status), "plain"), stations))


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


RemainsIntake = intake_pages(
    path="/hai-cot/nap", kind="remains", needs="remains.write", title=N_("Load a register of remains"),
    intro=N_("Send the workbook as the office keeps it. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: intake.stage_remains(work.session, name, content, mapping),
    load=lambda work, staged, _: commands.load_remains(work, staged), done_href="/lo",
)
ReceiptIntake = intake_pages(
    path="/bien-nhan/nap", kind="receipt", needs="samples.receive", title=N_("Load the laboratory's receipt"),
    intro=N_("Send the laboratory's workbook. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: intake.stage_receipt(work.session, name, content, mapping),
    load=lambda work, staged, _: commands.load_receipt(work, staged), done_href="/lo",
)

routes = [Days, Samples, Boxes, Shipments, RemainsIntake, ReceiptIntake]
