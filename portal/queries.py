"""What the domains know of one family, as the rules of this room want it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

import consent
import families
import labels
import matching
import samples
from core import clock, office
from core.auth import Actor
from core.work import Work
from portal.rules import OVER, Call, Facts, Meeting, Station, Tube, Words, road, words

FAMILY = Actor(None, "gia-dinh", "", frozenset())
"""Whoever opened a page with a slip; view rows carry this word and the reason "slip"."""


@dataclass(frozen=True)
class StatusPage:
    words: Words
    tube_code: str
    road: list[Station]
    contact: Call

    @property
    def over(self) -> bool:
        """Consent was taken back, so the page need not say that it can be."""
        return self.words.stage in OVER


def status(session: Session, donor_id: UUID) -> StatusPage:
    """The page of one family; the look is written down as the family's own."""
    person = families.relative(Work(session, FAMILY), donor_id, "slip")
    facts = facts_of(session, donor_id, person.sex)
    unit = Call(office.get(session, "office_name"), facts.number, office.get(session, "callback_person"))
    counted = [tube for tube in facts.tubes if tube.status != samples.SampleStatus.voided]
    return StatusPage(words(facts, unit), counted[-1].code if counted else "", road(facts), facts.call or unit)


def facts_of(session: Session, donor_id: UUID, sex: str | None) -> Facts:
    now, today = consent.standing(session, donor_id), clock.today()
    call, meeting = matching.open_call(session, donor_id), samples.appointment(session, donor_id, today)
    return Facts(
        number=office.get(session, "callback_number"), consent=now.state, given_on=now.given_on, refused_on=now.refused_on,
        withdrawn_on=now.withdrawn_on, done_before_on=now.done_before_on, may_keep=now.answers.get(consent.Purpose.keeping) is not False,
        tubes=tuple(_tube(session, tube) for tube in samples.of_donor(session, donor_id)), analysed_on=matching.analysed_on(session, donor_id),
        call=Call(call.unit, call.number, call.person) if call else None, meeting=Meeting(meeting.place, meeting.held_on) if meeting else None, sex=sex,
    )


def _tube(session: Session, tube: samples.SampleFacts) -> Tube:
    """Its days from the chain of custody: the last time it left, and the day the laboratory had it in hand."""
    days = {link.status: clock.local(link.at).date() for link in samples.custody(session, tube.id)}
    status = samples.SampleStatus
    received = days.get(status.accepted) or days.get(status.rejected)
    gone = days.get(status.destroyed) or days.get(status.returned)
    return Tube(labels.spaced(tube.code), tube.status, clock.local(tube.collected_at).date(), days.get(status.dispatched), received, gone)
