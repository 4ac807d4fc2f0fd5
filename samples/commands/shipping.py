"""Boxes and shipments: place, seal, send, and freeze the list."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

import consent
import labels
from core import clock, files
from core.i18n import gettext
from core.work import Work
from samples import papers, queries, rules
from samples.commands.tubes import step, take_out
from samples.events import ShipmentDispatched
from samples.models import Box, BoxPlace, Laboratory, Manifest, Sample, Shipment
from samples.rules import BoxStatus, SampleStatus, ShipmentStatus

MEDIA = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}


def ensure_laboratory(work: Work, code: str = "PXN1", name: str = "Phòng xét nghiệm số 1") -> Laboratory:
    found = work.session.exec(select(Laboratory).where(Laboratory.code == code)).first()
    if found is None:
        found = Laboratory(code=code, name=name)
        work.save(found)
    return found


def open_box(work: Work, laboratory: Laboratory | None = None) -> Box:
    laboratory = laboratory or ensure_laboratory(work)
    number = (work.session.exec(select(func.max(Box.number))).one() or 0) + 1
    box = Box(number=number, code=f"B-{number:04d}", laboratory_id=laboratory.id)
    work.save(box)
    work.audit("samples.box_opened", f"box:{box.code}")
    return box


def _open(work: Work, code: str) -> Box:
    box: Box = queries.one(work.session, Box, code, lock=True)
    if box.status != BoxStatus.open:
        raise rules.BoxNotOpen(code=code)
    return box


def pack(work: Work, box_code: str, text: str) -> str:
    """Place a scanned tube into the next free cell and say which; consent is asked now."""
    box = _open(work, box_code)
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    place = work.session.exec(select(BoxPlace).where(BoxPlace.sample_id == sample.id, col(BoxPlace.taken_out_at).is_(None))).first()
    if place:
        other = work.session.get(Box, place.box_id)
        raise rules.AlreadyInBox(code=labels.spaced(sample.code), box=other.code if other else "?", cell=place.cell)
    if not consent.permits(work.session, sample.donor_id, consent.Purpose.testing):
        raise rules.ConsentGone(code=labels.spaced(sample.code))
    filled = set(work.session.exec(select(BoxPlace.cell).where(BoxPlace.box_id == box.id, col(BoxPlace.taken_out_at).is_(None))))
    cell = rules.next_cell(filled)
    if cell is None:
        raise rules.BoxFull(code=box_code)
    step(work, sample, "pack", place=f"{box_code} {cell}")
    work.save(BoxPlace(box_id=box.id, sample_id=sample.id, cell=cell))
    return cell


def unpack(work: Work, box_code: str, text: str) -> None:
    """Take a tube out of an open box; one that was set apart keeps its status."""
    box = _open(work, box_code)
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    if sample.id not in [tube.id for _, tube in tubes_in(work, box.id)]:
        raise queries.NotFound()
    if SampleStatus(sample.status) is SampleStatus.boxed:
        step(work, sample, "unpack", place=box_code)
    take_out(work, sample)


def tubes_in(work: Work, box_id: UUID) -> list[tuple[str, Sample]]:
    query = select(BoxPlace.cell, Sample).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    return list(work.session.exec(query.where(BoxPlace.box_id == box_id, col(BoxPlace.taken_out_at).is_(None)).order_by(BoxPlace.cell)))


def check_consents(work: Work, tubes: list[tuple[str, Sample]]) -> None:
    allowed = consent.permitted(work.session, {tube.donor_id for _, tube in tubes}, consent.Purpose.testing)
    for _, tube in tubes:
        if tube.donor_id not in allowed:
            raise rules.ConsentGone(code=labels.spaced(tube.code))


def seal(work: Work, box_code: str, seal_no: str) -> None:
    """Close a box with its seal number; refused while a tube without consent stands in it."""
    box = _open(work, box_code)
    tubes = tubes_in(work, box.id)
    if not tubes:
        raise rules.BoxEmpty(code=box_code)
    check_consents(work, tubes)
    for cell, tube in tubes:
        step(work, tube, "seal", place=f"{box_code} {cell}")
    box.status, box.seal_no = BoxStatus.sealed, seal_no
    work.save(box)
    work.audit("samples.box_sealed", f"box:{box_code}", tubes=len(tubes))


def make_shipment(work: Work, box_codes: list[str]) -> Shipment:
    """Sealed boxes that travel together."""
    boxes = [queries.one(work.session, Box, code, lock=True) for code in box_codes]
    for box in boxes:
        if box.status != BoxStatus.sealed or box.shipment_id:
            raise rules.BoxNotSealed(code=box.code)
    number = (work.session.exec(select(func.max(Shipment.number))).one() or 0) + 1
    shipment = Shipment(number=number, code=f"GH-{number:04d}", laboratory_id=boxes[0].laboratory_id)
    work.save(shipment)
    for box in boxes:
        box.shipment_id = shipment.id
    work.save(*boxes)
    work.audit("samples.shipment_made", f"shipment:{shipment.code}", boxes=box_codes)
    return shipment


def dispatch(work: Work, code: str, carrier: str, at: datetime | None = None) -> Manifest:
    """Hand a shipment to its carrier and freeze the manifest; consent is asked for every tube, now."""
    shipment: Shipment = queries.one(work.session, Shipment, code, lock=True)
    if shipment.status != ShipmentStatus.packed:
        raise rules.ShipmentMove(code=code, status=gettext(shipment.status))
    boxes = work.session.exec(select(Box).where(Box.shipment_id == shipment.id).order_by(col(Box.number))).all()
    for box in boxes:
        tubes = tubes_in(work, box.id)
        check_consents(work, tubes)
        for cell, tube in tubes:
            step(work, tube, "dispatch", at=at, place=f"{code} {box.code} {cell}")
        box.status = BoxStatus.dispatched
        work.save(box)
    shipment.status, shipment.carrier, shipment.dispatched_at = ShipmentStatus.dispatched, carrier, at or clock.now()
    work.save(shipment)
    manifest = freeze(work, shipment, "")
    work.publish(ShipmentDispatched(code))
    return manifest


def freeze(work: Work, shipment: Shipment, reason: str) -> Manifest:
    """A new numbered version of the list, in three files, each with its SHA-256; earlier versions stay."""
    version = len(queries.manifests(work.session, shipment.id)) + 1
    rows = papers.manifest_rows(work.session, shipment)
    made = papers.manifest_files(shipment.code, version, rows)
    kept = {kind: files.keep(work, f"manifest-{kind}", content, MEDIA[kind]) for kind, content in made.items()}
    manifest = Manifest(
        shipment_id=shipment.id, version=version, reason=reason, file_ids={k: str(f.id) for k, f in kept.items()},
        hashes={k: f.sha256 for k, f in kept.items()},
    )
    work.save(manifest)
    work.audit("samples.manifest_frozen", f"shipment:{shipment.code}", version=version, rows=len(rows))
    return manifest


def correct_manifest(work: Work, code: str, reason: str) -> Manifest:
    """A corrected list after sending is a new version with its reason."""
    shipment: Shipment = queries.one(work.session, Shipment, code, lock=True)
    if shipment.status == ShipmentStatus.packed:
        raise rules.ShipmentMove(code=code, status=gettext(shipment.status))
    return freeze(work, shipment, reason)
