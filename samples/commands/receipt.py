"""What comes back from the laboratory's door: each tube accepted, rejected with a reason, missing, or not on the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import select

import labels
from core.staging import Staged
from core.work import Work
from samples import queries, rules
from samples.commands.received import close_received
from samples.commands.tubes import step
from samples.events import SampleRejected
from samples.models import Discrepancy, DiscrepancySettled, Remains, Sample, Shipment
from samples.rules import Settlement, Verdict

ACTIONS = {Verdict.accepted: "accept", Verdict.rejected: "reject", Verdict.missing: "miss"}


@dataclass(frozen=True)
class Said:
    """The laboratory's word about one tube."""

    sample_code: str
    verdict: Verdict
    reason: str = ""


def receive(work: Work, text: str, verdict: str, reason: str = "", at: datetime | None = None) -> bool:
    """The laboratory's word about one tube; the same word twice adds nothing. Raises WrongMove when the tube is not under way."""
    code, said = labels.read_code(text), Verdict(verdict)
    sample: Sample = queries.one(work.session, Sample, code, lock=True)
    if said is Verdict.rejected and not reason:
        raise rules.RejectedWithoutReason(code=labels.spaced(code))
    if sample.status == said:
        return False
    step(work, sample, ACTIONS[said], at=at, reason=reason)
    if said is Verdict.rejected:
        work.publish(SampleRejected(sample.code, sample.donor_id))
    return True


def record_receipt(work: Work, said: Iterable[Said], shipment_code: str | None = None, at: datetime | None = None) -> int:
    """Everything that was said, in part or in whole; returns how many tubes it changed. A shipment with no tube under way is received."""
    shipment: Shipment | None = queries.one(work.session, Shipment, shipment_code, lock=True) if shipment_code else None
    changed = 0
    for each in said:
        if each.verdict is Verdict.not_listed:
            changed += keep_unlisted(work, each.sample_code, each.reason, shipment.id if shipment else None)
        else:
            changed += receive(work, each.sample_code, each.verdict, each.reason, at)
    close_received(work, at)
    return changed


def keep_unlisted(work: Work, text: str, note: str, shipment_id: UUID | None) -> bool:
    """A tube the laboratory has and we did not list: kept, with its code, until somebody settles the question."""
    code = labels.read_code(text) if labels.is_code(text) else rules.tube_code(text)
    known = select(Discrepancy).where(Discrepancy.sample_code == code, Discrepancy.shipment_id == shipment_id)
    if work.session.exec(known).first():
        return False
    work.save(Discrepancy(shipment_id=shipment_id, sample_code=code, note=note))
    work.audit("samples.unlisted_tube", f"sample:{code}")
    return True


def settle(work: Work, discrepancy_id: UUID, how: Settlement, note: str = "") -> Discrepancy:
    row = work.session.get(Discrepancy, discrepancy_id)
    if row is None:
        raise queries.NotFound()
    if work.session.exec(select(DiscrepancySettled).where(DiscrepancySettled.discrepancy_id == discrepancy_id)).first():
        raise rules.AlreadySettled()
    work.save(DiscrepancySettled(discrepancy_id=row.id, how=how, note=note, actor_id=work.actor.account_id))
    work.audit("samples.unlisted_settled", f"sample:{row.sample_code}", how=how)
    return row


def load_receipt(work: Work, staged: Staged, at: datetime | None = None, *, shipment_code: str | None = None) -> None:
    """Every judged row of a workbook, or of what a laboratory's system sent about one shipment."""
    said = [Said(row.values["sample_code"], Verdict(row.values["verdict"]), row.values["reason"]) for row in staged.loadable]
    record_receipt(work, said, shipment_code, at)


def load_remains(work: Work, staged: Staged) -> None:
    work.save(*(Remains(**row.values) for row in staged.loadable))
    work.audit("samples.remains_loaded", "register:remains", rows=len(staged.loadable))
