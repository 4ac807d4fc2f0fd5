"""What of the work with tubes and days makes a donor one's own case."""

from uuid import UUID

from sqlmodel import col, select

from core.looks import Tie
from core.work import Work
from samples.models import CollectionDay, CustodyEvent, Expected, Sample
from samples.rules import DayStatus


def ties(work: Work, donor_id: UUID) -> list[Tie]:
    """Whoever handled a tube of this donor; and at an open day, everybody at its desk, for everybody on its list."""
    handled = select(CustodyEvent.id).join(Sample, col(Sample.id) == CustodyEvent.sample_id)
    handled = handled.where(Sample.donor_id == donor_id, CustodyEvent.actor_id == work.actor.account_id)
    found = [Tie.sampled] if work.session.exec(handled.limit(1)).first() else []
    if work.actor.may("desk.use"):
        listed = select(CollectionDay.commune_code).join(Expected, col(Expected.day_id) == CollectionDay.id)
        listed = listed.where(Expected.donor_id == donor_id, CollectionDay.status == DayStatus.open)
        found += [Tie.expected for commune in work.session.exec(listed) if work.actor.sees(commune)]
    return found
