"""What remains in this room of a donor who was erased: that a tube was compared and when, without what it said of the family."""

from uuid import UUID

from sqlmodel import col, select

import samples
from core.work import Work
from matching.models import CallRequest, Identification, IdentificationBasis, LabResult, ResultAnswer, Review, Visit, VisitReport
from matching.rules import IdentificationStatus


def forget(work: Work, donor_id: UUID) -> None:
    """Empty the numbers of results, the reasons of opinions and the notes of visits and calls.

    A decision that was not revoked is an act of the State and outlives the wish of one family: the results it rests on keep their numbers, and the
    decision waits for its officer, because nobody's consent stands under it any more. What people wrote about them is sealed for the donor and goes.
    """
    codes = [tube.code for tube in samples.of_donor(work.session, donor_id)]
    held = select(IdentificationBasis.result_id).join(Identification, col(Identification.id) == IdentificationBasis.identification_id)
    held = held.where(Identification.status != IdentificationStatus.revoked)
    free = list(work.session.exec(select(LabResult).where(col(LabResult.sample_code).in_(codes), col(LabResult.id).not_in(held))))
    for result in free:
        result.compared = ""
        result.differences = result.lr = result.prior = result.posterior = None
    ids = [result.id for result in free]
    opinions = list(work.session.exec(select(Review).where(col(Review.result_id).in_(ids))))
    for opinion in opinions:
        opinion.reason = ""
    answers = list(work.session.exec(select(ResultAnswer).where(col(ResultAnswer.result_id).in_(ids))))
    for answer in answers:
        answer.answer = ""
    work.save(*free, *opinions, *answers, *_notes(work, donor_id))


def _notes(work: Work, donor_id: UUID) -> list[object]:
    calls = list(work.session.exec(select(CallRequest).where(CallRequest.donor_id == donor_id)))
    for call in calls:
        call.note = call.outcome_note = None
    visits = list(work.session.exec(select(Visit).where(Visit.donor_id == donor_id)))
    for visit in visits:
        visit.place, visit.companion = "", None
    reports = list(work.session.exec(select(VisitReport).where(col(VisitReport.visit_id).in_([visit.id for visit in visits]))))
    for report in reports:
        report.note = None
    return [*calls, *visits, *reports]
