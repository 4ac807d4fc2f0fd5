"""Pages of shipments: sealed boxes that travel together, their road, and their frozen lists."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import exports, files
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries
from samples.models import Box, Laboratory, Shipment
from samples.rules import MANIFEST_WORDS, BoxStatus, ManifestKind, ShipmentStatus

FILES = ("pdf", "xlsx", "csv", "recall")


def _ready(visit: Visit, laboratory_id: UUID | None = None) -> list[Any]:
    """Sealed boxes in no shipment, with their laboratory and what keeps them from travelling."""
    names: dict[UUID, Laboratory] = {lab.id: lab for lab in queries.laboratories(visit.session)}
    loose: list[Box] = [box for box in queries.boxes(visit.session) if box.status == BoxStatus.sealed and box.shipment_id is None]
    return [
        SimpleNamespace(box=box, laboratory=names[box.laboratory_id].name, count=len(queries.tubes_in(visit.session, box.id)))
        for box in loose if laboratory_id in (None, box.laboratory_id)
    ]


class Shipments(Controller):
    path = "/lo"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        names = {lab.id: lab.name for lab in queries.laboratories(visit.session)}
        rows = []
        for row in queries.shipments(visit.session):
            hint, missing = queries.hint_of(queries.receipt_lines(visit.session, row.id))
            rows.append(SimpleNamespace(shipment=row, words=queries.said_of(row), hint=hint, missing=missing,
                                        laboratory=names[row.laboratory_id], stations=queries.road_of(row, missing=missing)))
        unlisted = [each for each in queries.discrepancies(visit.session, open_only=True) if not each.shipment_code]
        page = SimpleNamespace(shipments=rows, ready=_ready(visit), unlisted=len(unlisted), may_ship=visit.actor.may("samples.ship"))
        return visit.page("samples/shipments.html", page)

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
        shipment = queries.shipment(visit.session, code)
        lines, boxes = queries.receipt_lines(visit.session, shipment.id), queries.boxes_of(visit.session, shipment.id)
        hint, missing = queries.hint_of(lines)
        inside = [SimpleNamespace(box=box, view=queries.box(visit.session, box.code)) for box in boxes]
        withdrawn = [each.box.code for each in inside if each.view.withdrawn]
        keep = gettext(N_("No box is in this shipment. Put a sealed box in first.")) if not boxes else ""
        keep = gettext(N_("Box %(box)s holds a tube whose consent is withdrawn: open it again first."), box=withdrawn[0]) if withdrawn else keep
        page = SimpleNamespace(
            shipment=shipment, words=queries.said_of(shipment), hint=hint, missing=missing, boxes=inside,
            stations=queries.road_of(shipment, missing=missing), laboratory=visit.session.get_one(Laboratory, shipment.laboratory_id), keep=keep,
            ready=_ready(visit, shipment.laboratory_id) if shipment.status == ShipmentStatus.packed else [], manifests=_versions(visit, shipment),
            asked=sum(line.asked for line in lines), may_ship=visit.actor.may("samples.ship"),
            open_questions=len(queries.discrepancies(visit.session, shipment.id, open_only=True)),
        )
        return visit.page("samples/shipment.html", page)

    @post("/{code:str}/them-hop", needs="samples.ship", again="show")
    def add(self, visit: Visit, code: str) -> Response[Any]:
        chosen = visit.form.all("box")
        if not chosen:
            visit.form.text("box", required=True)
        visit.form.check()
        commands.add_boxes(visit.work, code, chosen)
        return visit.go(f"/lo/{code}", said=N_("The boxes are in shipment %(code)s."), code=code)

    @post("/{code:str}/gui", needs="samples.ship", again="show")
    def dispatch(self, visit: Visit, code: str) -> Response[Any]:
        carrier, tracking = visit.form.text("carrier", required=True), visit.form.text("tracking_no")
        visit.form.check()
        commands.dispatch(visit.work, code, carrier, tracking_no=tracking)
        return visit.go(f"/lo/{code}", said=N_("Shipment %(code)s is sent; its manifest is frozen."), code=code)

    @post("/{code:str}/sua", needs="samples.ship", again="show")
    def correct(self, visit: Visit, code: str) -> Response[Any]:
        reason = visit.form.text("correct_reason", required=True)
        visit.form.check()
        frozen = commands.correct_manifest(visit.work, code, reason)
        return visit.go(f"/lo/{code}", said=N_("Version %(version)s of the list is frozen. Hand it to the laboratory."), version=frozen.version)

    @post("/{code:str}/bang-ke/{version:int}/da-giao", needs="samples.ship", again="show_version")
    def deliver(self, visit: Visit, code: str, version: int) -> Response[Any]:
        commands.deliver(visit.work, code, version)
        return visit.go(f"/lo/{code}", said=N_("It is written down that the laboratory has version %(version)s."), version=version)

    @get("/{code:str}/bang-ke/{version:int}", needs="samples.see")
    def show_version(self, visit: Visit, code: str, version: int) -> Response[Any]:
        page: Response[Any] = type(self).show.fn(self, visit=visit, code=code)
        return page

    @get("/{code:str}/bang-ke/{version:int}/{kind:str}", needs="samples.see")
    def manifest(self, visit: Visit, code: str, version: int, kind: str) -> Response[Any]:
        """The list names donors of every commune by code, with their kinship: whoever is limited to some does not carry it away."""
        if visit.actor.communes is not None:
            raise queries.NotFound()
        shipment = queries.shipment(visit.session, code)
        names = {"sums": f"{code}-v{version}-SHA256SUMS", "signature": f"{code}-v{version}-SHA256SUMS.sig", "recall": f"{code}-v{version}-recall.csv"}
        frozen = queries.manifest(visit.session, shipment.id, version)
        return visit.give(manifest_file(visit, shipment, frozen, kind, names.get(kind, f"{code}-v{version}.{kind}")), inline=kind == "pdf")

    @get("/{code:str}/bang-ke/{version:int}/danh-sach-niem-phong", needs="samples.ship")
    def names(self, visit: Visit, code: str, version: int) -> Response[Any]:
        """The list with names as sealed bytes: only the laboratory can open it."""
        shipment = queries.shipment(visit.session, code)
        kept = queries.names_lists(visit.session, shipment.id).get(version)
        if kept is None:
            raise queries.NotFound()
        visit.work.audit("samples.names_exported", f"shipment:{code}", version=version)
        return visit.give(exports.sealed(
            visit.work, "names", files.content(visit.session, kept.file_id), name=f"{code}-v{version}.hoiam-sealed", media_type="application/octet-stream",
            subject=f"shipment:{shipment.code}", rows=kept.tubes, receiver=exports.Receiver.laboratory,
        ))


def manifest_file(visit: Visit, shipment: Shipment, frozen: Any, kind: str, name: str) -> exports.Taken:
    """One file of a frozen version, byte for byte, because it is signed; taking it away is counted. Raises NotFound."""
    if kind == "sums":
        content = queries.checksums(frozen.hashes)
    elif kind == "signature":
        content = bytes.fromhex(frozen.signature)
    elif kind in frozen.file_ids:
        content = files.content(visit.session, UUID(frozen.file_ids[kind]))
    else:
        raise queries.NotFound()
    visit.work.audit("samples.manifest_exported", f"shipment:{shipment.code}", version=frozen.version, file=kind)
    rows = 0 if kind in ("sums", "signature") else len(queries.frozen_rows(visit.session, frozen))
    return exports.file(visit.work, "manifest", content, name=name, media_type=commands.MEDIA[kind], subject=f"shipment:{shipment.code}", rows=rows)


def _versions(visit: Visit, shipment: Shipment) -> list[Any]:
    """The frozen versions, the newest first."""
    frozen = queries.manifests(visit.session, shipment.id)
    handed, named = queries.delivered(visit.session, [row.id for row in frozen]), queries.names_lists(visit.session, shipment.id)
    return [
        SimpleNamespace(row=row, kind=gettext(MANIFEST_WORDS[ManifestKind(row.kind)]), files=[(k, queries.FILE_NAMES[k]) for k in FILES if k in row.file_ids],
                        handed=handed[row.id].recorded_at if row.id in handed else None, names=named.get(row.version), current=row is frozen[-1])
        for row in reversed(frozen)
    ]
