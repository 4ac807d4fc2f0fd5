"""Frozen lists: made at dispatch, corrected by a new version with its reason, and cut by a recall when a consent is withdrawn on the way."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import select

from core import chain, clock, crypto, files, office
from core.i18n import gettext
from core.work import Work
from samples import papers, queries, rules
from samples.events import ManifestFrozen
from samples.models import Laboratory, Manifest, ManifestDelivery, NamesList, Sample, Shipment
from samples.rules import SHIPMENT_WORDS, ManifestKind, ShipmentStatus

MEDIA = {
    "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf",
    "recall": "text/csv; charset=utf-8", "sums": "text/plain", "signature": "application/octet-stream",
}


def freeze(work: Work, shipment: Shipment, kind: ManifestKind, reason: str = "") -> Manifest:
    """A new numbered version of the list: its files, their SHA-256, and our signature of the sums; earlier versions stay."""
    earlier = queries.manifests(work.session, shipment.id)
    rows, recalled = queries.manifest_rows(work.session, shipment), queries.recalled(work.session, shipment.id)
    head = papers.Head(
        shipment.code, len(earlier) + 1, kind, shipment.carrier, shipment.tracking_no, shipment.dispatched_at,
        queries.seals(work.session, shipment.id), laboratory=_name_of(work, shipment), public_key=crypto.keyring().public_key.hex(),
        office=office.get(work.session, "office_name"), frozen_on=clock.today(), chain_head=chain.head(work.session).printed,
    )
    made = papers.manifest_files(head, rows, recalled)
    kept = {name: files.keep(work, f"manifest-{name}", content, MEDIA[name]) for name, content in made.items()}
    hashes = {name: file.sha256 for name, file in kept.items()}
    manifest = Manifest(
        shipment_id=shipment.id, version=head.version, kind=kind, reason=reason, file_ids={name: str(file.id) for name, file in kept.items()},
        hashes=hashes, signature=crypto.keyring().sign(queries.checksums(hashes)).hex(), public_key=head.public_key,
        recalled=[row.sample_code for row in recalled],
    )
    work.save(manifest)
    work.audit("samples.manifest_frozen", f"shipment:{shipment.code}", version=head.version, what=kind, rows=len(rows))
    work.publish(ManifestFrozen(shipment.code, head.version))
    return manifest


def _name_of(work: Work, shipment: Shipment) -> str:
    laboratory = work.session.get(Laboratory, shipment.laboratory_id)
    return laboratory.name if laboratory else ""


def correct_manifest(work: Work, code: str, reason: str) -> Manifest:
    """A corrected list after sending is a new version with its reason."""
    shipment: Shipment = queries.one(work.session, Shipment, code, lock=True)
    if shipment.status == ShipmentStatus.packed:
        raise rules.ShipmentMove(code=code, status=gettext(SHIPMENT_WORDS[ShipmentStatus.packed]))
    return freeze(work, shipment, ManifestKind.correction, reason)


def recall(work: Work, tubes: Iterable[Sample]) -> None:
    """A withdrawal travels: every sent shipment that lists one of these tubes gets an addendum (DESIGN §3); what we kept of
    its earlier lists with names is destroyed, so that nobody hands on a name that was taken back."""
    for shipment in queries.sent_with(work.session, [tube.id for tube in tubes]):
        lists = queries.names_lists(work.session, shipment.id).values()
        crypto.destroy_key(work.session, *(each.file_id for each in lists))
        freeze(work, shipment, ManifestKind.recall)


def deliver(work: Work, code: str, version: int) -> None:
    """Write down that the laboratory was handed a version; once."""
    shipment: Shipment = queries.one(work.session, Shipment, code)
    frozen = queries.manifest(work.session, shipment.id, version)
    if work.session.exec(select(ManifestDelivery).where(ManifestDelivery.manifest_id == frozen.id)).first() is None:
        work.save(ManifestDelivery(manifest_id=frozen.id, actor_id=work.actor.account_id))
        work.audit("samples.manifest_delivered", f"shipment:{code}", version=version)


def keep_names(work: Work, code: str, version: int, sealed: bytes, tubes: int) -> UUID:
    """Keep a list with names that was sealed to the laboratory before it came here. Raises ValueError for anything that is not sealed."""
    if not sealed.startswith(crypto.SEALED_TO):
        raise ValueError("only sealed bytes are kept")
    shipment: Shipment = queries.one(work.session, Shipment, code)
    kept = files.keep(work, "names-sealed-to-laboratory", sealed, "application/octet-stream", apart=True)
    work.save(NamesList(shipment_id=shipment.id, version=version, file_id=kept.id, tubes=tubes))
    work.audit("samples.names_sealed", f"shipment:{code}", version=version, tubes=tubes)
    return kept.id
