"""Shipments and their frozen lists: rows by code, what was recalled, and what the laboratory was not handed yet."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from core import clock, files
from core.auth import Actor, Role
from core.errors import NotFound
from samples.models import Box, BoxPlace, CustodyEvent, Laboratory, Manifest, ManifestDelivery, NamesList, Sample, Shipment
from samples.queries.tubes import agreed_claims, one
from samples.rules import APART, ManifestKind, SampleStatus, ShipmentStatus

FILE_NAMES = {"csv": "manifest.csv", "xlsx": "manifest.xlsx", "pdf": "manifest.pdf", "recall": "recall.csv"}


class ManifestRow(NamedTuple):
    """One claim of one tube; the field names are the CSV's columns, in its order."""

    shipment_code: str
    box_code: str
    position: str
    sample_code: str
    sample_kind: str
    collected_on: str
    donor_code: str
    martyr_code: str
    relation_path: str
    maternal_line: str


class RecalledTube(NamedTuple):
    shipment_code: str
    box_code: str
    position: str
    sample_code: str
    recalled_on: str


def shipments(session: Session) -> list[Shipment]:
    return list(session.exec(select(Shipment).order_by(col(Shipment.number).desc())))


def shipment(session: Session, code: str) -> Shipment:
    row: Shipment = one(session, Shipment, code)
    return row


def sent_shipments(session: Session, actor: Actor) -> list[Shipment]:
    """What was sent, the newest first; for a laboratory's account only what was sent to that laboratory."""
    query = select(Shipment).where(Shipment.status != ShipmentStatus.packed).order_by(col(Shipment.number).desc())
    if Role.laboratory in actor.roles or actor.laboratory:
        query = query.join(Laboratory, col(Laboratory.id) == Shipment.laboratory_id).where(Laboratory.code == actor.laboratory)
    return list(session.exec(query))


def sent_shipment(session: Session, actor: Actor, code: str) -> Shipment:
    """One of them. Raises NotFound for any other, as if it did not exist."""
    found = [row for row in sent_shipments(session, actor) if row.code == code.upper()]
    if not found:
        raise NotFound()
    return found[0]


def sent_codes(session: Session, actor: Actor) -> set[str]:
    """The codes of all tubes in those shipments."""
    query = select(Sample.code).join(BoxPlace, col(BoxPlace.sample_id) == Sample.id).join(Box, col(Box.id) == BoxPlace.box_id)
    ids = [row.id for row in sent_shipments(session, actor)]
    return set(session.exec(query.where(col(Box.shipment_id).in_(ids), col(BoxPlace.taken_out_at).is_(None))))


def tubes_of(session: Session, shipment_id: UUID) -> list[tuple[str, str, Sample]]:
    """Box, cell and tube of everything in a shipment."""
    query = select(Box.code, BoxPlace.cell, Sample).join(BoxPlace, col(BoxPlace.box_id) == Box.id).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    query = query.where(Box.shipment_id == shipment_id, col(BoxPlace.taken_out_at).is_(None))
    return [tuple(row) for row in session.exec(query.order_by(col(Box.number), BoxPlace.cell))]


def manifest_rows(session: Session, row: Shipment) -> list[ManifestRow]:
    """One row a claim that the consent covers now, without what is set apart; a tube with two such claims has two rows."""
    tubes = [each for each in tubes_of(session, row.id) if each[2].status not in APART]
    claims = agreed_claims(session, [tube for _, _, tube in tubes])
    return [
        ManifestRow(row.code, box, cell, tube.code, tube.kind, clock.local(tube.collected_at).date().isoformat(), tube.donor_code,
                    claim.martyr_code, claim.relation_path or "", claim.maternal_line)
        for box, cell, tube in tubes
        for claim in claims.get(tube.id, [])
    ]


def recalled(session: Session, shipment_id: UUID) -> list[RecalledTube]:
    """Tubes of a sent shipment that were set apart, and since when."""
    row = session.get_one(Shipment, shipment_id)
    apart = [each for each in tubes_of(session, shipment_id) if each[2].status in APART]
    query = select(CustodyEvent.sample_id, CustodyEvent.occurred_at).where(col(CustodyEvent.sample_id).in_([tube.id for _, _, tube in apart]))
    since = dict(session.exec(query.where(CustodyEvent.status == SampleStatus.quarantined).order_by(col(CustodyEvent.id))).all())
    return [RecalledTube(row.code, box, cell, tube.code, clock.local(since[tube.id]).date().isoformat()) for box, cell, tube in apart]


def sent_with(session: Session, sample_ids: Iterable[UUID]) -> list[Shipment]:
    """The sent shipments that list one of these tubes."""
    query = select(Shipment).join(Box, col(Box.shipment_id) == Shipment.id).join(BoxPlace, col(BoxPlace.box_id) == Box.id)
    query = query.where(col(BoxPlace.sample_id).in_(list(sample_ids)), col(BoxPlace.taken_out_at).is_(None), Shipment.status != ShipmentStatus.packed)
    return list(session.exec(query.distinct().order_by(col(Shipment.number))))


def manifests(session: Session, shipment_id: UUID) -> list[Manifest]:
    return list(session.exec(select(Manifest).where(Manifest.shipment_id == shipment_id).order_by(col(Manifest.version))))


def manifest(session: Session, shipment_id: UUID, version: int | None = None) -> Manifest:
    """One version, or the newest. Raises NotFound."""
    frozen = [row for row in manifests(session, shipment_id) if version is None or row.version == version]
    if not frozen:
        raise NotFound()
    return frozen[-1]


def frozen_rows(session: Session, frozen: Manifest) -> list[dict[str, str]]:
    """The rows of a frozen list, read from its own CSV."""
    content = files.content(session, UUID(frozen.file_ids["csv"])).decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def checksums(hashes: Mapping[str, str]) -> bytes:
    """SHA256SUMS as `sha256sum -c` reads it; these bytes are what is signed."""
    lines = sorted((FILE_NAMES[kind], digest) for kind, digest in hashes.items())
    return "".join(f"{digest}  {name}\n" for name, digest in lines).encode()


def delivered(session: Session, manifest_ids: Iterable[UUID]) -> dict[UUID, ManifestDelivery]:
    rows = session.exec(select(ManifestDelivery).where(col(ManifestDelivery.manifest_id).in_(list(manifest_ids))))
    return {row.manifest_id: row for row in rows}


def undelivered_recalls(session: Session) -> list[tuple[Shipment, Manifest, Laboratory]]:
    """Recall addenda that the laboratory was not handed yet; of each shipment the newest, which holds all earlier ones."""
    query = (
        select(Shipment, Manifest, Laboratory).join(Manifest, col(Manifest.shipment_id) == Shipment.id)
        .join(Laboratory, col(Laboratory.id) == Shipment.laboratory_id).where(Manifest.kind == ManifestKind.recall)
    )
    newest = {shipment.id: (shipment, frozen, laboratory) for shipment, frozen, laboratory in session.exec(query.order_by(col(Manifest.version)))}
    done = delivered(session, [frozen.id for _, frozen, _ in newest.values()])
    return [each for each in newest.values() if each[1].id not in done]


def names_lists(session: Session, shipment_id: UUID) -> dict[int, NamesList]:
    """Sealed lists with names, by the version they belong to."""
    rows = session.exec(select(NamesList).where(NamesList.shipment_id == shipment_id).order_by(col(NamesList.id)))
    return {row.version: row for row in rows}


@dataclass(frozen=True)
class NamesWanted:
    """What a list with names needs: to whose key it is sealed, and which donors' tubes stand on the plain list."""

    public_key: bytes
    tubes: tuple[tuple[str, UUID], ...]


def names_wanted(session: Session, code: str) -> NamesWanted | None:
    """None unless the agreement with the shipment's laboratory demands names."""
    row = shipment(session, code)
    laboratory = session.get_one(Laboratory, row.laboratory_id)
    if not laboratory.demands_names:
        return None
    tubes = [tube for _, _, tube in tubes_of(session, row.id) if tube.status not in APART]
    agreed = agreed_claims(session, tubes)
    return NamesWanted(bytes.fromhex(laboratory.public_key), tuple((tube.code, tube.donor_id) for tube in tubes if tube.id in agreed))
