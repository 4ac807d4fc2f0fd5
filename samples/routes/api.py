"""What a laboratory's system needs of samples: its shipments, their lists, its receipt, and where a tube stands. Codes only.

The same queries and commands as the pages. A laboratory's token opens what was sent to that laboratory; everything else is not found.
"""

from dataclasses import dataclass, field, make_dataclass
from datetime import date, datetime
from typing import Any, get_type_hints

from litestar import Controller, Response

from core import clock
from core.web import Visit
from core.web.api import Verdicts, api_get, api_post, verdicts
from samples import commands, queries
from samples.models import Manifest, Shipment
from samples.routes.shipments import manifest_file

NEEDS = "laboratory.api"
KINDS = {"manifest.csv": "csv", "manifest.xlsx": "xlsx", "manifest.pdf": "pdf", "recall.csv": "recall", "SHA256SUMS": "sums", "SHA256SUMS.sig": "signature"}


@dataclass(frozen=True)
class ShipmentOut:
    code: str
    status: str
    dispatched_at: datetime | None
    received_at: datetime | None
    carrier: str
    tracking_no: str
    tubes: int
    awaited: int
    manifest_version: int
    recalled: list[str]


ManifestRowOut = make_dataclass("ManifestRowOut", list(get_type_hints(queries.ManifestRow).items()), frozen=True)
"""The columns of the frozen list, as an object with names."""


@dataclass(frozen=True)
class ManifestOut:
    """The newest version. `sha256` is of each file; `signature` is Ed25519 over SHA256SUMS, `public_key` checks it; both hexadecimal."""

    shipment_code: str
    version: int
    kind: str
    frozen_at: datetime
    files: list[str]
    sha256: dict[str, str]
    signature: str
    public_key: str
    recalled: list[str]
    rows: list[ManifestRowOut]


@dataclass(frozen=True)
class ReceiptRowIn:
    """`verdict`: accepted, rejected (with `reason`), missing, or not_listed."""

    sample_code: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True)
class ReceiptIn:
    rows: list[ReceiptRowIn] = field(default_factory=list)


@dataclass(frozen=True)
class ClaimOut:
    martyr_code: str
    relation_path: str | None
    maternal_line: str


@dataclass(frozen=True)
class SampleOut:
    """`testing_permitted` is asked now: false means set the tube apart and do not test it."""

    code: str
    status: str
    testing_permitted: bool
    kind: str
    collected_on: date
    donor_code: str
    claims: list[ClaimOut]


def shipment_out(visit: Visit, row: Shipment) -> ShipmentOut:
    lines, frozen = queries.receipt_lines(visit.session, row.id), queries.manifest(visit.session, row.id)
    return ShipmentOut(row.code, row.status, row.dispatched_at, row.received_at, row.carrier, row.tracking_no, len(lines), sum(line.asked for line in lines),
                       frozen.version, frozen.recalled)


def manifest_out(visit: Visit, row: Shipment, frozen: Manifest) -> ManifestOut:
    """The rows come from the frozen file, not from today's tables: a list does not change after it is signed."""
    names = [queries.FILE_NAMES[kind] for kind in frozen.file_ids]
    hashes = {queries.FILE_NAMES[kind]: digest for kind, digest in frozen.hashes.items()}
    rows = [ManifestRowOut(**each) for each in queries.frozen_rows(visit.session, frozen)]
    return ManifestOut(row.code, frozen.version, frozen.kind, frozen.recorded_at, [*names, "SHA256SUMS", "SHA256SUMS.sig"], hashes, frozen.signature,
                       frozen.public_key, frozen.recalled, rows)


class SamplesApi(Controller):
    path = "/api/v1"
    tags = ("samples",)

    @api_get("/shipments", needs=NEEDS, summary="Shipments that were sent to this laboratory, newest first")
    def shipments(self, visit: Visit) -> list[ShipmentOut]:
        return [shipment_out(visit, row) for row in queries.sent_shipments(visit.session, visit.actor)]

    @api_get("/shipments/{code:str}", needs=NEEDS, summary="One shipment")
    def shipment(self, visit: Visit, code: str) -> ShipmentOut:
        return shipment_out(visit, queries.sent_shipment(visit.session, visit.actor, code))

    @api_get("/shipments/{code:str}/manifest", needs=NEEDS, summary="The newest frozen list; reading it counts as handed over")
    def manifest(self, visit: Visit, code: str) -> ManifestOut:
        row = queries.sent_shipment(visit.session, visit.actor, code)
        frozen = queries.manifest(visit.session, row.id)
        if visit.actor.laboratory:
            commands.deliver(visit.work, row.code, frozen.version)
        return manifest_out(visit, row, frozen)

    @api_get("/shipments/{code:str}/manifest/{name:str}", needs=NEEDS, summary="One file of the newest frozen list, byte for byte")
    def file(self, visit: Visit, code: str, name: str) -> Response[bytes]:
        row = queries.sent_shipment(visit.session, visit.actor, code)
        return visit.give(manifest_file(visit, row, queries.manifest(visit.session, row.id), KINDS.get(name, ""), name))

    @api_post("/shipments/{code:str}/receipt", needs=NEEDS, summary="What arrived, in part or in whole; the same rows twice add nothing")
    def receipt(self, visit: Visit, code: str, data: ReceiptIn) -> Verdicts:
        row = queries.sent_shipment(visit.session, visit.actor, code)
        staged = queries.stage_said(visit.session, row.id, [(each.sample_code, each.verdict, each.reason) for each in data.rows])
        answer = verdicts(staged)
        commands.load_receipt(visit.work, staged, shipment_code=row.code)
        return answer

    @api_get("/samples/{code:str}", needs=NEEDS, summary="Where a tube stands now, and whether it may be tested")
    def sample(self, visit: Visit, code: str) -> SampleOut:
        tube = queries.by_code(visit.session, code)
        if tube.code not in queries.sent_codes(visit.session, visit.actor):
            raise queries.NotFound()
        visit.work.saw(f"sample:{tube.code}")
        claims: list[Any] = [ClaimOut(c.martyr_code, c.relation_path, c.maternal_line) for c in tube.agreed]
        return SampleOut(tube.code, tube.status, tube.testing_permitted, tube.kind, clock.local(tube.collected_at).date(), tube.donor_code, claims)
