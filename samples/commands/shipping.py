"""Shipments: sealed boxes for one laboratory travel together; handing them over freezes the list."""

from datetime import datetime

from sqlmodel import func, select

from core import clock
from core.i18n import gettext
from core.work import Work
from samples import queries, rules
from samples.commands.boxes import check_consents
from samples.commands.manifests import freeze
from samples.commands.tubes import step
from samples.events import ShipmentDispatched
from samples.models import Box, Laboratory, Manifest, Shipment
from samples.rules import SHIPMENT_WORDS, BoxStatus, ManifestKind, ShipmentStatus


def make_shipment(work: Work, box_codes: list[str]) -> Shipment:
    """Sealed boxes that travel together to one laboratory."""
    boxes = [queries.one(work.session, Box, code, lock=True) for code in box_codes]
    number = (work.session.exec(select(func.max(Shipment.number))).one() or 0) + 1
    shipment = Shipment(number=number, code=f"GH-{number:04d}", laboratory_id=boxes[0].laboratory_id)
    work.save(shipment)
    work.audit("samples.shipment_made", f"shipment:{shipment.code}", boxes=box_codes)
    _put_in(work, shipment, boxes)
    return shipment


def add_boxes(work: Work, code: str, box_codes: list[str]) -> None:
    """More sealed boxes into a shipment that was not sent yet."""
    shipment = _packed(work, code)
    _put_in(work, shipment, [queries.one(work.session, Box, box, lock=True) for box in box_codes])
    work.audit("samples.boxes_added", f"shipment:{code}", boxes=box_codes)


def _put_in(work: Work, shipment: Shipment, boxes: list[Box]) -> None:
    for box in boxes:
        if box.status != BoxStatus.sealed or box.shipment_id:
            raise rules.BoxNotSealed(code=box.code)
        if box.laboratory_id != shipment.laboratory_id:
            other = work.session.get(Laboratory, box.laboratory_id)
            raise rules.OtherLaboratory(code=box.code, laboratory=other.code if other else "?")
        box.shipment_id = shipment.id
    work.save(*boxes)


def _packed(work: Work, code: str) -> Shipment:
    shipment: Shipment = queries.one(work.session, Shipment, code, lock=True)
    if shipment.status != ShipmentStatus.packed:
        raise rules.ShipmentMove(code=code, status=gettext(SHIPMENT_WORDS[ShipmentStatus(shipment.status)]))
    return shipment


def dispatch(work: Work, code: str, carrier: str, at: datetime | None = None, *, tracking_no: str = "") -> Manifest:
    """Hand a shipment to its carrier and freeze the manifest; consent is asked for every tube, now."""
    shipment = _packed(work, code)
    boxes = queries.boxes_of(work.session, shipment.id)
    if not boxes:
        raise rules.ShipmentEmpty(code=code)
    for box in boxes:
        tubes = queries.tubes_in(work.session, box.id)
        check_consents(work, [tube for _, tube in tubes])
        for cell, tube in tubes:
            step(work, tube, "dispatch", at=at, place=f"{code} {box.code} {cell}")
        box.status = BoxStatus.dispatched
        work.save(box)
    shipment.status, shipment.dispatched_at = ShipmentStatus.dispatched, at or clock.now()
    shipment.carrier, shipment.tracking_no = carrier, tracking_no
    work.save(shipment)
    manifest = freeze(work, shipment, ManifestKind.dispatch)
    work.publish(ShipmentDispatched(code))
    return manifest
