"""Whose data are kept, since when and on which consent: what a review of retention asks."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from consent.models import ConsentInvalidation, ConsentRecord, ConsentWithdrawal, Donor, DonorErasure
from consent.queries.record import standings
from consent.rules import State


def first_recorded_at(session: Session) -> datetime | None:
    """When the first donor was entered here: the day from which the impact assessment's clock runs. None while there is nobody."""
    return session.exec(select(Donor.recorded_at).order_by(col(Donor.recorded_at)).limit(1)).first()


def never_agreed(session: Session, before: datetime) -> set[UUID]:
    """Donors entered before that moment who never gave a consent that counts, and of whom something is left."""
    wrong = select(ConsentInvalidation.record_id)
    agreed = select(ConsentRecord.donor_id).where(ConsentRecord.given, col(ConsentRecord.id).not_in(wrong))
    gone = select(DonorErasure.donor_id)
    return set(session.exec(select(Donor.id).where(Donor.recorded_at < before, col(Donor.id).not_in(agreed), col(Donor.id).not_in(gone))))


def withdrawn_for_good(session: Session, before: date) -> set[UUID]:
    """Donors whose withdrawal had to be finished before that day, who did not agree again and were not erased yet."""
    asked = set(session.exec(select(ConsentWithdrawal.donor_id).where(ConsentWithdrawal.done_before_on < before)))
    asked -= set(session.exec(select(DonorErasure.donor_id)))
    return {donor_id for donor_id, now in standings(session, asked).items() if now.state is State.withdrawn}


def agreed_before(session: Session, before: datetime) -> set[UUID]:
    """Donors who agreed before that moment and whose consent still stands."""
    asked = set(session.exec(select(ConsentRecord.donor_id).where(ConsentRecord.given, ConsentRecord.occurred_at < before)))
    return {donor_id for donor_id, now in standings(session, asked).items() if now.state is State.given}
