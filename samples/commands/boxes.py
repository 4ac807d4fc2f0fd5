"""Boxes: a scanned tube gets the next free cell; a seal closes the box; before it is sent a sealed box can be opened again, with the reason."""

from uuid import UUID

from sqlmodel import col, func, select

import consent
import labels
from core.errors import NotFound, Refused
from core.i18n import gettext
from core.work import Work
from samples import queries, rules
from samples.commands.laboratories import ensure_laboratory
from samples.commands.received import close_received
from samples.commands.tubes import step, take_out
from samples.models import Box, BoxPlace, BoxScan, Laboratory, Sample
from samples.rules import BOX_WORDS, BoxStatus, SampleStatus


def open_box(work: Work, laboratory: Laboratory | str | None = None) -> Box:
    """A new box bound to one laboratory; a box's number is never used again."""
    if isinstance(laboratory, str):
        laboratory = queries.one(work.session, Laboratory, laboratory)
    laboratory = laboratory or ensure_laboratory(work)
    number = (work.session.exec(select(func.max(Box.number))).one() or 0) + 1
    box = Box(number=number, code=f"B-{number:04d}", laboratory_id=laboratory.id)
    work.save(box)
    work.audit("samples.box_opened", f"box:{box.code}", laboratory=laboratory.code)
    return box


def _open(work: Work, code: str) -> Box:
    box: Box = queries.one(work.session, Box, code, lock=True)
    if box.status != BoxStatus.open:
        raise rules.BoxNotOpen(code=code)
    return box


def pack(work: Work, box_code: str, text: str) -> str:
    """Place a scanned tube into the next free cell and say which; consent is asked now."""
    box = _open(work, box_code)
    code = labels.read_code(text)
    sample = work.session.exec(select(Sample).where(Sample.code == code).with_for_update()).first()
    if sample is None:
        raise rules.NeverCollected(code=labels.spaced(code))
    check_place(work, sample)
    check_consents(work, [sample])
    filled = set(work.session.exec(select(BoxPlace.cell).where(BoxPlace.box_id == box.id, col(BoxPlace.taken_out_at).is_(None))))
    cell = rules.next_cell(filled)
    if cell is None:
        raise rules.BoxFull(code=box_code)
    step(work, sample, "pack", place=f"{box_code} {cell}")
    work.save(BoxPlace(box_id=box.id, sample_id=sample.id, cell=cell))
    note_scan(work, box.id, code, "placed", cell)
    return cell


def check_place(work: Work, sample: Sample) -> None:
    """A tube is in one place at a time. Raises AlreadyInBox."""
    place = work.session.exec(select(BoxPlace).where(BoxPlace.sample_id == sample.id, col(BoxPlace.taken_out_at).is_(None))).first()
    if place:
        other = work.session.get(Box, place.box_id)
        raise rules.AlreadyInBox(code=labels.spaced(sample.code), box=other.code if other else "?", cell=place.cell)


def note_scan(work: Work, box_id: UUID, code: str, answer: str, cell: str = "") -> None:
    work.save(BoxScan(box_id=box_id, sample_code=code, answer=answer, cell=cell, actor_id=work.actor.account_id))


def note_refused_scan(work: Work, box_code: str, text: str, error: Refused | NotFound) -> None:
    """A refused scan changes nothing but the list of the last five; text that is no code is not kept."""
    box: Box = queries.one(work.session, Box, box_code)
    note_scan(work, box.id, labels.read_code(text) if labels.is_code(text) else "", error.code)


def unpack(work: Work, box_code: str, text: str) -> None:
    """Take a tube out of an open box; one that was set apart keeps its status."""
    box = _open(work, box_code)
    code = labels.read_code(text)
    sample = next((tube for _, tube in queries.tubes_in(work.session, box.id) if tube.code == code), None)
    if sample is None:
        raise rules.NotInBox(code=labels.spaced(code), box=box_code)
    if SampleStatus(sample.status) is SampleStatus.boxed:
        step(work, sample, "unpack", place=box_code)
    else:
        work.audit("samples.taken_out", f"sample:{code}", place=box_code)
    take_out(work, sample)
    note_scan(work, box.id, code, "taken-out")


def check_consents(work: Work, tubes: list[Sample]) -> None:
    """Law 7: asked right now, for every tube and the martyrs it is claimed for. Raises ConsentGone, and DataRestricted."""
    allowed = queries.agreed_claims(work.session, tubes)
    kept_back = consent.all_restricted(work.session, {tube.donor_id for tube in tubes if tube.id not in allowed})
    for tube in tubes:
        if tube.donor_id in kept_back:
            raise rules.DataRestricted(code=labels.spaced(tube.code))
        if tube.id not in allowed:
            raise rules.ConsentGone(code=labels.spaced(tube.code))


def seal(work: Work, box_code: str, seal_no: str) -> None:
    """Close a box with its seal number; refused while a tube without consent stands in it, and for a number used before."""
    box = _open(work, box_code)
    tubes = queries.tubes_in(work.session, box.id)
    if not tubes:
        raise rules.BoxEmpty(code=box_code)
    used = work.session.exec(select(Box.code).where(Box.seal_no == seal_no)).first()
    if used:
        raise rules.SealUsed(seal=seal_no, box=used)
    check_consents(work, [tube for _, tube in tubes])
    for cell, tube in tubes:
        step(work, tube, "seal", place=f"{box_code} {cell}")
    box.status, box.seal_no = BoxStatus.sealed, seal_no
    work.save(box)
    work.audit("samples.box_sealed", f"box:{box_code}", tubes=len(tubes), seal=seal_no)


def reopen_box(work: Work, box_code: str, reason: str) -> None:
    """Break the seal before the box is sent, with the reason; the box leaves its shipment. The old number stays in the audit trail."""
    box: Box = queries.one(work.session, Box, box_code, lock=True)
    if box.status != BoxStatus.sealed:
        raise rules.BoxMove(code=box_code, status=gettext(BOX_WORDS[BoxStatus(box.status)]))
    for cell, tube in queries.tubes_in(work.session, box.id):
        if SampleStatus(tube.status) is SampleStatus.sealed:
            step(work, tube, "reopen", place=f"{box_code} {cell}", reason=reason)
    work.audit("samples.box_reopened", f"box:{box_code}", seal=box.seal_no)
    box.status, box.seal_no, box.shipment_id = BoxStatus.open, "", None
    work.save(box)


def lose_box(work: Work, box_code: str, reason: str) -> int:
    """The whole box is lost and every tube in it that nobody has confirmed; returns how many. It leaves a shipment that was not sent yet."""
    box: Box = queries.one(work.session, Box, box_code, lock=True)
    if box.status == BoxStatus.lost:
        raise rules.BoxMove(code=box_code, status=gettext(BOX_WORDS[BoxStatus.lost]))
    lost = 0
    for cell, tube in queries.tubes_in(work.session, box.id):
        if SampleStatus(tube.status) in rules.MOVES["lose"]:
            step(work, tube, "lose", place=f"{box_code} {cell}", reason=reason)
            lost += 1
    if box.status != BoxStatus.dispatched:
        box.shipment_id = None
    box.status = BoxStatus.lost
    work.save(box)
    work.audit("samples.box_lost", f"box:{box_code}", tubes=lost)
    close_received(work)
    return lost
