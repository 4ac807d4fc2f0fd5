"""Which families are asked to call, and whom they ask for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

import consent
import samples
from core import clock, office
from core.errors import NotFound
from matching.models import CallRequest, LabResult
from matching.rules import Conclusion


@dataclass(frozen=True)
class CallView:
    """What the family may read: since when, which office, its number, and whom to ask for. Never why."""

    call_id: UUID
    since: date
    unit: str
    number: str
    person: str


def open_request(session: Session, donor_id: UUID) -> CallRequest | None:
    return session.exec(select(CallRequest).where(CallRequest.donor_id == donor_id, col(CallRequest.settled_at).is_(None))).first()


def call(session: Session, call_id: UUID) -> CallRequest:
    """One request to call. Raises NotFound."""
    row = session.get(CallRequest, call_id)
    if row is None:
        raise NotFound()
    return row


def open_call(session: Session, donor_id: UUID) -> CallView | None:
    """The call that this family is asked for, if any."""
    row = open_request(session, donor_id)
    if row is None:
        return None
    return CallView(
        row.id, clock.local(row.occurred_at).date(), office.get(session, "office_name"), office.get(session, "callback_number"),
        row.person or office.get(session, "callback_person"),
    )


def open_requests(session: Session) -> list[CallRequest]:
    """Every call somebody waits for, the oldest first."""
    return list(session.exec(select(CallRequest).where(col(CallRequest.settled_at).is_(None)).order_by(col(CallRequest.occurred_at))))


def analysed_on(session: Session, donor_id: UUID) -> date | None:
    """The day from which a sample of this donor counts as analysed; None while the laboratory could not use it, or without consent."""
    if not consent.permits(session, donor_id, consent.Purpose.testing):
        return None
    codes = [tube.code for tube in samples.of_donor(session, donor_id)]
    rows = session.exec(select(LabResult).where(col(LabResult.sample_code).in_(codes), LabResult.conclusion != Conclusion.poor))
    return min((row.reported_on or clock.local(row.recorded_at).date() for row in rows), default=None)
