"""What becomes of a donor's tubes and appointments when the consent ends, and how a tube leaves us: destroyed or given back, before a witness."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlmodel import col, select

import consent
import labels
from core import clock, crypto
from core.work import Work
from samples import queries, rules
from samples.commands.days import note_outcome
from samples.commands.tubes import quarantine, step, take_out
from samples.models import CollectionDay, DayPaper, Disposal, Expected, Sample, SampleClaim
from samples.rules import Outcome, Parting


def on_consent_withdrawn(work: Work, event: consent.ConsentWithdrawn) -> None:
    """Tubes are set apart, sent ones recalled, and nobody is expected on a day any more."""
    quarantine(work, event.donor_id)
    take_off_lists(work, event.donor_id)


def on_consent_invalidated(work: Work, event: consent.ConsentInvalidated) -> None:
    """Only when no other consent holds."""
    if not consent.permits(work.session, event.donor_id, consent.Purpose.testing):
        quarantine(work, event.donor_id)


def take_off_lists(work: Work, donor_id: UUID) -> None:
    """On every day that is still to come or open the person who was expected declined."""
    listed = select(Expected.day_id).where(Expected.donor_id == donor_id)
    for day in work.session.exec(select(CollectionDay).where(col(CollectionDay.id).in_(listed), col(CollectionDay.status).in_(rules.ACTIVE))).all():
        now = next(each.outcome for each in queries.on_list(work.session, day.id) if each.donor_id == donor_id)
        if now in (Outcome.expected, Outcome.deferred):
            note_outcome(work, day, donor_id, Outcome.refused)


@dataclass(frozen=True)
class PartingFacts:
    """Who did it and who saw it, on which day; `paper_no` is the number of the signed minutes, or of the laboratory's letter."""

    how: Parting
    held_on: date
    done_by: str
    witness: str
    paper_no: str = ""


def part_with(work: Work, text: str, facts: PartingFacts) -> Disposal:
    """A tube whose consent is gone leaves us (domain.md R3). Raises WrongMove, and the refusals of `rules.check_parting`."""
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    rules.move(labels.spaced(sample.code), rules.SampleStatus(sample.status), facts.how)
    apart_on = queries.apart_on(work.session, sample.id)
    rules.check_parting(labels.spaced(sample.code), facts.done_by, facts.witness, held_on=facts.held_on, apart_on=apart_on, today=clock.today())
    if not queries.was_sent(work.session, sample.id):
        take_out(work, sample)
    noon = datetime.combine(facts.held_on, time(12), clock.VIETNAM)
    step(work, sample, facts.how.value, at=noon if facts.held_on < clock.today() else None)
    row = Disposal(
        sample_id=sample.id, how=facts.how, held_on=facts.held_on, done_by=facts.done_by, witness=facts.witness, paper_no=facts.paper_no,
        actor_id=work.actor.account_id,
    )
    work.save(row)
    return row


def on_donor_erased(work: Work, event: consent.DonorErased) -> None:
    """Of a tube remain its number, its days and its custody (domain.md R4); whose it was and what was said at its taking goes. So do the printed lists
    on which the name stands: one is printed anew in a moment."""
    quarantine(work, event.donor_id)
    take_off_lists(work, event.donor_id)
    tubes = work.session.exec(select(Sample).where(Sample.donor_id == event.donor_id)).all()
    for tube in tubes:
        tube.conditions, tube.second_reason = {}, ""
    work.save(*tubes)
    for claim in work.session.exec(select(SampleClaim).where(col(SampleClaim.sample_id).in_([tube.id for tube in tubes]))).all():
        work.session.delete(claim)
    shown = [paper.file_id for paper in work.session.exec(select(DayPaper)) if str(event.donor_id) in paper.donor_ids]
    crypto.destroy_key(work.session, *shown)
    work.session.flush()
