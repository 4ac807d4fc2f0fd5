"""Pages of visits and calls: who is told in person, by whom, and how it went."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import consent
import families
from core import clock
from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Visit, get, must_see, open_file, post, sees
from matching import commands, queries
from matching.models import CallRequest
from matching.rules import CallEnd, CallReason, VisitOutcome
from matching.rules.calls import CALL_WORDS, END_WORDS
from matching.rules.visits import OUTCOME_WORDS, TOLD


@dataclass(frozen=True)
class ListPage:
    due: list[tuple[queries.VisitView, str, bool]]
    waiting: list[queries.FamilyToTell]
    calls: list[tuple[CallRequest, str, str]]
    held: list[tuple[queries.VisitView, str, str, bool]]
    may_decide: bool


@dataclass(frozen=True)
class PlanPage:
    decision: queries.Decision
    family: families.RelativeView
    officers: list[tuple[str, str]]
    earlier: list[tuple[queries.VisitView, str]]


@dataclass(frozen=True)
class VisitPage:
    view: queries.VisitView
    family: families.RelativeView
    reach: families.Reach
    outcomes: list[tuple[str, str]]
    words: str
    earlier: list[tuple[queries.VisitView, str]]
    call: queries.CallView | None
    again: bool
    today: date
    may_decide: bool
    revealed: bool = False


def _opened(visit: Visit, donor: consent.Donor) -> None:
    open_file(visit, f"donor:{donor.code}", {donor.id: donor.code})


def outcome_words(view: queries.VisitView) -> str:
    return queries.capital(gettext(OUTCOME_WORDS[VisitOutcome(view.report.outcome)])) if view.report else ""


class Visits(Controller):
    path = "/tham"

    @get("/", needs="disclosure.hold")
    def index(self, visit: Visit) -> Response[Any]:
        planned = [each for each in queries.visits_due(visit.session) if sees(visit.work, each.visit.donor_id)]
        asked = [each for each in queries.open_requests(visit.session) if sees(visit.work, each.donor_id)]
        reported = [each for each in queries.visits_held(visit.session)[:50] if sees(visit.work, each.visit.donor_id)]
        codes = consent.donor_codes(visit.session, [each.visit.donor_id for each in (*planned, *reported)] + [row.donor_id for row in asked])
        due = [(view, codes[view.visit.donor_id], view.visit.planned_on < clock.today()) for view in planned]
        calls = [(row, codes[row.donor_id], gettext(CALL_WORDS[CallReason(row.reason)])) for row in asked]
        held = [(view, codes[view.visit.donor_id], outcome_words(view), consent.erased(visit.session, view.visit.donor_id) is None) for view in reported]
        waits = [family for family in queries.families_to_tell(visit.session) if family.waits and sees(visit.work, family.donor_id)]
        return visit.page("matching/visits.html", ListPage(due, waits, calls, held, visit.actor.may("results.decide")))

    @get("/moi/{identification_id:uuid}/{donor_code:str}", needs="disclosure.hold")
    def ask(self, visit: Visit, identification_id: UUID, donor_code: str) -> Response[Any]:
        _opened(visit, consent.donor(visit.session, donor_code))
        family = families.relative(visit.work, donor_code, "visit")
        officers = [(str(account.id), account.name) for account in queries.officers(visit.session)]
        earlier = [(view, outcome_words(view)) for view in queries.visits_of(visit.session, family.donor_id)]
        return visit.page("matching/plan_visit.html", PlanPage(queries.decision(visit.session, identification_id), family, officers, earlier))

    @post("/moi/{identification_id:uuid}/{donor_code:str}", needs="disclosure.hold", again="ask")
    def plan(self, visit: Visit, identification_id: UUID, donor_code: str) -> Response[Any]:
        form = visit.form
        planned_on, officer = form.day("planned_on", required=True), form.text("officer", required=True)
        place, hour, companion = form.text("place", required=True), form.text("hour"), form.text("companion")
        form.check()
        officer_id = next((account.id for account in queries.officers(visit.session) if str(account.id) == officer), None)
        if planned_on is None or officer_id is None:
            raise Malformed()
        row = commands.plan_visit(visit.work, commands.VisitFacts(
            donor_id=consent.donor(visit.session, donor_code).id, identification_id=identification_id, officer_id=officer_id, planned_on=planned_on,
            hour=hour, place=place, companion=companion))
        return visit.go(f"/tham/{row.id}", said=N_("The visit is planned."))

    @get("/{visit_id:uuid}", needs="disclosure.hold")
    def show(self, visit: Visit, visit_id: UUID) -> Response[Any]:
        return self._page(visit, visit_id)

    @post("/{visit_id:uuid}/xem-so", needs="disclosure.hold", again="show")
    def reveal(self, visit: Visit, visit_id: UUID) -> Response[Any]:
        """Shown in the answer itself and never in an address; gone when the page is left."""
        commands.reveal_for_visit(visit.work, visit_id)
        return self._page(visit, visit_id, revealed=True)

    @staticmethod
    def _page(visit: Visit, visit_id: UUID, *, revealed: bool = False) -> Response[Any]:
        view = queries.visit(visit.session, visit_id)
        _opened(visit, consent.donor(visit.session, view.visit.donor_id))
        family = families.relative(visit.work, view.visit.donor_id, "visit")
        outcomes = [(outcome.value, queries.capital(gettext(OUTCOME_WORDS[outcome]))) for outcome in VisitOutcome]
        earlier = [(each, outcome_words(each)) for each in queries.visits_of(visit.session, view.visit.donor_id) if each.visit.id != visit_id]
        decided = queries.decision(visit.session, view.visit.identification_id)
        told = view.report is not None and view.report.outcome == VisitOutcome.told
        again = view.report is not None and not told and decided.stands and queries.open_visit(visit.session, view.visit.donor_id) is None
        full = families.reach(visit.work, view.visit.donor_id)
        reach = full if revealed else families.masked(full)
        call = queries.open_call(visit.session, view.visit.donor_id)
        page = VisitPage(view, family, reach, outcomes, outcome_words(view), earlier, call, again, clock.today(), visit.actor.may("results.decide"),
                         revealed)
        return visit.page("matching/visit.html", page)

    @post("/{visit_id:uuid}", needs="disclosure.hold", again="show")
    def report(self, visit: Visit, visit_id: UUID) -> Response[Any]:
        outcome, held_on, note = visit.form.text("outcome", required=True), visit.form.day("held_on", required=True), visit.form.text("note")
        visit.form.check()
        if outcome not in list(VisitOutcome) or held_on is None:
            raise Malformed()
        commands.report_visit(visit.work, visit_id, VisitOutcome(outcome), held_on, note)
        said = N_("The visit is written down. Thank you.") if outcome in TOLD else N_("It is written down. Plan another visit when the day is known.")
        return visit.go(f"/tham/{visit_id}", said=said)

    @post("/{visit_id:uuid}/moi-goi", needs="disclosure.hold", again="show")
    def ask_to_call(self, visit: Visit, visit_id: UUID) -> Response[Any]:
        commands.ask_to_call(visit.work, queries.visit(visit.session, visit_id).visit.donor_id, CallReason.news)
        return visit.go(f"/tham/{visit_id}", said=N_("The family's page now says “please call us”, and nothing more."))


@dataclass(frozen=True)
class AskPage:
    family: families.RelativeView
    reasons: list[tuple[str, str]]
    call: queries.CallView | None


@dataclass(frozen=True)
class CallPage:
    row: CallRequest
    family: families.RelativeView
    reason: str
    ends: list[tuple[str, str]]


class Calls(Controller):
    path = "/tham/goi"

    @get("/moi/{donor_code:str}", needs="notices.send")
    def ask(self, visit: Visit, donor_code: str) -> Response[Any]:
        _opened(visit, consent.donor(visit.session, donor_code))
        family = families.relative(visit.work, donor_code, "call")
        offered = [reason for reason in CallReason if reason is not CallReason.news or may_tell_news(visit, family)]
        reasons = [(reason.value, queries.capital(gettext(CALL_WORDS[reason]))) for reason in offered]
        return visit.page("matching/ask_call.html", AskPage(family, reasons, queries.open_call(visit.session, family.donor_id)))

    @post("/moi/{donor_code:str}", needs="notices.send", again="ask")
    def request(self, visit: Visit, donor_code: str) -> Response[Any]:
        reason, note = visit.form.text("reason", required=True), visit.form.text("note")
        visit.form.check()
        if reason not in list(CallReason):
            raise Malformed()
        row = commands.ask_to_call(visit.work, consent.donor(visit.session, donor_code).id, CallReason(reason), note)
        return visit.go(f"/tham/goi/{row.id}", said=N_("The family's page now says “please call us”, and nothing more."))

    @get("/{call_id:uuid}", needs="notices.send")
    def show(self, visit: Visit, call_id: UUID) -> Response[Any]:
        row = queries.call(visit.session, call_id)
        must_see(visit.work, row.donor_id)
        _opened(visit, consent.donor(visit.session, row.donor_id))
        family = families.relative(visit.work, row.donor_id, "call")
        ends = [(end.value, queries.capital(gettext(END_WORDS[end]))) for end in CallEnd]
        return visit.page("matching/call.html", CallPage(row, family, queries.capital(gettext(CALL_WORDS[CallReason(row.reason)])), ends))

    @post("/{call_id:uuid}", needs="notices.send", again="show")
    def settle(self, visit: Visit, call_id: UUID) -> Response[Any]:
        end, note = visit.form.text("end", required=True), visit.form.text("note")
        visit.form.check()
        if end not in list(CallEnd):
            raise Malformed()
        commands.settle_call(visit.work, call_id, CallEnd(end), note)
        return visit.go(f"/tham/goi/{call_id}", said=N_("It is written down. The family's page does not ask for a call any more."))


def may_tell_news(visit: Visit, family: families.RelativeView) -> bool:
    return visit.actor.may("disclosure.hold") and queries.open_visit(visit.session, family.donor_id) is not None
