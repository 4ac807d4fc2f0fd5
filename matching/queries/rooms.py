"""What this room tells the frame: what waits, what is found, and the stations on a donor's line."""

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import col, select

import consent
import families
import samples
from core import clock
from core.i18n import N_, gettext
from core.web import Hit, Kept, Moment, Waiting
from core.work import Work
from matching.models import CallRequest, Identification, IdentificationScope, LabResult
from matching.queries.calls import open_requests
from matching.queries.decisions import decidable, unsound
from matching.queries.results import work_list
from matching.queries.visits import families_to_tell, visits_due, visits_of
from matching.rules import ReviewState
from matching.rules.visits import OUTCOME_WORDS, VisitOutcome


def waiting(work: Work) -> list[Waiting]:
    """Results for my opinion, decisions that lost their ground, families to be told, calls that are awaited."""
    found = _results(work) if work.actor.may("results.review") else []
    if work.actor.may("results.decide"):
        found += _decisions(work)
    if work.actor.may("disclosure.hold"):
        found += _visits(work)
    if work.actor.may("families.write"):
        found += _questions(work)
    return found + (_calls(work) if work.actor.may("notices.send") else [])


def _questions(work: Work) -> list[Waiting]:
    """One answer about the mother costs a telephone call, and may save a journey for another sample."""
    count = families.open_lines(work)
    title = gettext(N_("%(count)s kinships wait for one answer about the mother"), count=count)
    hint = gettext(N_("Ask the family: the line, and whether a sample counts, depend on it."))
    return [Waiting(title, hint, "/than-nhan/can-hoi", gettext(N_("See the questions")), count=count)] if count else []


def _results(work: Work) -> list[Waiting]:
    listed = work_list(work.session)
    mine = [row for row in listed if row.waits_for(work.actor.account_id)]
    unclear = [row for row in listed if row.state is ReviewState.unclear]
    found = []
    if mine:
        title = gettext(N_("%(count)s results wait for your opinion"), count=len(mine))
        found.append(Waiting(title, "", "/ket-qua", gettext(N_("Look at them")), since=min(row.since for row in mine), count=len(mine)))
    if unclear:
        title = gettext(N_("%(count)s results need clearing up"), count=len(unclear))
        found.append(Waiting(title, gettext(N_("Opinions differ, or the laboratory or another donor is asked for.")), "/ket-qua?xem=unclear",
                             gettext(N_("Clear up")), since=min(row.since for row in unclear), count=len(unclear)))
    return found


def _decisions(work: Work) -> list[Waiting]:
    found = [
        Waiting(gettext(N_("A consent under decision %(number)s is no longer in force"), number=row.number),
                gettext(N_("Suspend the decision, or revoke it.")), f"/quyet-dinh/{row.id}", gettext(N_("Open the decision")), due_on=clock.today())
        for row, _ in unsound(work.session)
    ]
    ready = decidable(work.session)
    if ready:
        title = gettext(N_("%(count)s reviewed results have no decision yet"), count=len(ready))
        found.append(Waiting(title, "", "/quyet-dinh/moi", gettext(N_("Decide")), since=min(known.result.recorded_at for known, _ in ready), count=len(ready)))
    return found


def _visits(work: Work) -> list[Waiting]:
    mine = [view for view in visits_due(work.session) if view.visit.officer_id == work.actor.account_id]
    codes = consent.donor_codes(work.session, (view.visit.donor_id for view in mine))
    found = [
        Waiting(gettext(N_("Visit to family %(code)s"), code=codes[view.visit.donor_id]), gettext(N_("decision %(number)s"), number=view.number),
                f"/tham/{view.visit.id}", gettext(N_("Open the visit")), due_on=view.visit.planned_on)
        for view in mine
    ]
    found += [
        Waiting(gettext(N_("Family %(code)s has to be told that decision %(number)s was revoked") if family.retract
                        else N_("Family %(code)s has to be told of decision %(number)s"), code=family.donor_code, number=family.number),
                gettext(N_("In person, by a named officer.")), f"/tham/moi/{family.identification_id}/{family.donor_code}",
                gettext(N_("Plan the visit")), since=family.since)
        for family in families_to_tell(work.session) if family.waits
    ]
    return found


def _calls(work: Work) -> list[Waiting]:
    mine = [row for row in open_requests(work.session) if row.actor_id == work.actor.account_id]
    codes = consent.donor_codes(work.session, (row.donor_id for row in mine))
    return [
        Waiting(gettext(N_("Family %(code)s is asked to call"), code=codes[row.donor_id]),
                gettext(N_("When they call or you reach them, write it down.")), f"/tham/goi/{row.id}", gettext(N_("Write down")), since=row.occurred_at)
        for row in mine
    ]


def found(work: Work, text: str) -> list[Hit]:
    """A decision by its number, or by the remains or the martyr it is about."""
    wanted = text.strip().upper()
    if not wanted or not work.actor.may("results.decide"):
        return []
    scope = select(IdentificationScope.identification_id).where((IdentificationScope.remains_code == wanted) | (IdentificationScope.martyr_code == wanted))
    query = select(Identification).where((Identification.number == text.strip()) | col(Identification.id).in_(scope))
    return [Hit(row.number, f"{row.decided_on:%d/%m/%Y}", f"/quyet-dinh/{row.id}", gettext(N_("Decisions"))) for row in work.session.exec(query)]


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """For a data copy: the same sentence for everybody, whether a result exists or not. A paper must not be the way in which a family learns, and
    nothing here says match, LR or percent (DESIGN §3); a result officer tells it in person, to whoever asks to be told."""
    told = ("results", gettext(N_("Results")), gettext(N_("Told in person by a result officer, never on paper, by telephone or on a screen.")))
    why, until = gettext(N_("To look for the martyr.")), gettext(N_("As long as the record above."))
    note = gettext(N_("This stands in every copy, whether there is a result or not. To be told, call us: an officer makes an appointment."))
    return [Kept("results", gettext(N_("What a laboratory found")), (told,), why, until, note)]


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """That a result came in, that a visit was planned and held, that the family was asked to call: for those who may know, and never what it says."""
    found = [*_results_and_visits(work, donor_id)] if work.actor.may("results.see") else []
    if work.actor.may("notices.send"):
        for row in work.session.exec(select(CallRequest).where(CallRequest.donor_id == donor_id)):
            found.append(Moment(row.occurred_at, gettext(N_("The family was asked to call.")), row.person, "", f"/tham/goi/{row.id}"))
            if row.settled_at:
                found.append(Moment(row.settled_at, gettext(N_("That call was settled.")), ""))
    return found


def _results_and_visits(work: Work, donor_id: UUID) -> Iterator[Moment]:
    codes = [tube.code for tube in samples.of_donor(work.session, donor_id)]
    for row in work.session.exec(select(LabResult).where(col(LabResult.sample_code).in_(codes))):
        yield Moment(row.recorded_at, gettext(N_("A laboratory result came in.")), "", row.sample_code, f"/ket-qua/{row.id}")
    for view in visits_of(work.session, donor_id):
        yield Moment(view.visit.occurred_at, gettext(N_("A visit was planned.")), view.visit.officer, "", f"/tham/{view.visit.id}")
        if view.report:
            words = gettext(OUTCOME_WORDS[VisitOutcome(view.report.outcome)])
            yield Moment(view.report.recorded_at, gettext(N_("Visit: %(outcome)s."), outcome=words), view.report.actor, "", f"/tham/{view.visit.id}")
