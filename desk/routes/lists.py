"""The people of a day: their hours, what became of them, and the list on paper. Names come from `families`, codes and hours from `samples`."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import families
import samples
from core import clock, exports, files
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.work import Work
from desk import papers

TAGS = {"expected": "plain", "came": "good", "refused": "plain", "deferred": "wait"}


@dataclass(frozen=True)
class Person:
    """Somebody on the list; outside the viewer's units only that there is somebody."""

    listed: samples.ExpectedView
    who: families.ListedRelative | None

    @property
    def order(self) -> tuple[str, str, int]:
        """Neighbours together, the oldest first."""
        return (self.who.commune, self.who.hamlet, self.who.birth_year or 9999) if self.who else ("~", "", 9999)


def people_of(work: Work, day: samples.DayView, reason: str) -> list[Person]:
    """In a hall by the hour, on home visits by the hamlet; inside either the neighbours together and the oldest first."""
    expected = samples.expected(work.session, day.code)
    known = families.listed(work, [each.donor_id for each in expected], reason)
    people = [Person(each, known.get(each.donor_id)) for each in expected]
    return sorted(people, key=lambda each: each.order if day.kind == "home" else (each.listed.slot or "~", *each.order))


def list_lines(day: samples.DayView, people: list[Person]) -> list[papers.ListLine]:
    lines = []
    for each in people:
        if each.who:
            home = ", ".join(filter(None, (each.who.hamlet, each.who.commune)))
            under = home if day.kind == "home" else each.listed.slot
            outcome = "" if each.listed.outcome == "expected" else samples.outcome_words(each.listed.outcome)
            lines.append(papers.ListLine(under, each.who.name, each.who.birth_text, home, each.who.martyrs, outcome))
    return lines


class DayPeople(Controller):
    path = "/ngay/{code:str}/nguoi"

    @get("/", needs="families.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        return self.page(visit, code)

    def page(self, visit: Visit, code: str, candidates: list[families.RelativeHit] | None = None) -> Response[Any]:
        day = samples.seen(visit.work, code)
        people, shown = people_of(visit.work, day, "list of a day"), visit.query.get("xem", "")
        page = _frame(visit, day)
        page.shown, page.count, page.candidates = shown, len(people), candidates
        page.rows = [_row(each) for each in people if shown in ("", each.listed.outcome)]
        page.counts = [("", gettext(N_("All")), len(people))] + [
            (word, samples.outcome_words(word), sum(each.listed.outcome == word for each in people)) for word in TAGS]
        page.without = sum(not each.listed.slot and each.listed.outcome == "expected" for each in people)
        page.papers = samples.day_papers(visit.session, day.id)
        return visit.page("desk/people.html", page)

    @get("/{donor:str}", needs="families.see")
    def one(self, visit: Visit, code: str, donor: str) -> Response[Any]:
        """One person of the list: the hour, and what became of it. Raises NotFound for who is not on the list."""
        day = samples.seen(visit.work, code)
        donor_id = families.relative(visit.work, donor, "list of a day").donor_id
        expected = samples.expected(visit.session, code)
        listed = next((each for each in expected if each.donor_id == donor_id), None)
        if listed is None:
            raise NotFound()
        taken = {slot: sum(each.slot == slot for each in expected) for slot in day.slots}
        page = _frame(visit, day)
        page.one = _row(Person(listed, families.listed(visit.work, [donor_id], "list of a day")[donor_id]))
        page.outcomes = [(word, samples.outcome_words(word)) for word in TAGS if word != "expected"]
        page.slots = [
            (slot, gettext(N_("%(slot)s – %(taken)s of %(places)s people"), slot=slot, taken=taken[slot], places=places)) for slot, places in day.slots.items()
        ]
        return visit.page("desk/listed.html", page)

    @post("/chia-gio", needs="days.plan", again="show")
    def spread(self, visit: Visit, code: str) -> Response[Any]:
        day = samples.seen(visit.work, code)
        order = [each.listed.donor_id for each in sorted(people_of(visit.work, day, "spread over the hours"), key=lambda each: each.order)]
        placed, left = samples.spread_slots(visit.work, code, order)
        said = N_("%(placed)s people have an hour now.")
        if left:
            said = N_("%(placed)s people have an hour now; for %(left)s there is no place left. Plan more places or another day.")
        return visit.go(f"/ngay/{code}/nguoi", said=said, kind="wait" if left else "good", placed=placed, left=left)

    @post("/them", needs="days.plan", again="show")
    def add(self, visit: Visit, code: str) -> Response[Any]:
        """By the code of a donor; a name is looked for first, and nobody is added by mistake."""
        text = visit.form.text("who", required=True)
        visit.form.check()
        if donor := visit.form.text("donor"):
            person = families.relative(visit.work, donor, "put on the list of a day")
            samples.expect(visit.work, code, [person.donor_id])
            return visit.go(f"/ngay/{code}/nguoi/{person.donor_code}", said=N_("The person is on the list of this day."))
        return self.page(visit, code, families.find_relatives(visit.work, text))

    @post("/{donor:str}/gio", needs="days.plan", again="one")
    def slot(self, visit: Visit, code: str, donor: str) -> Response[Any]:
        slot = visit.form.text("slot", required=True)
        visit.form.check()
        samples.set_slot(visit.work, code, families.relative(visit.work, donor, "hour of a day").donor_id, slot)
        return visit.go(f"/ngay/{code}/nguoi/{donor}", said=N_("The hour is %(slot)s."), slot=slot)

    @post("/{donor:str}/ket-qua", needs="desk.use", again="one")
    def outcome(self, visit: Visit, code: str, donor: str) -> Response[Any]:
        what = visit.form.text("outcome", required=True)
        if what not in TAGS or what == "expected":
            visit.form.fields["outcome"] = N_("Please choose one of the answers.")
        visit.form.check()
        samples.outcome(visit.work, code, families.relative(visit.work, donor, "outcome of a day").donor_id, what)
        return visit.go(f"/ngay/{code}/nguoi/{donor}", said=N_("Written down: %(outcome)s."), outcome=samples.outcome_words(what))

    @post("/in", needs="days.plan", again="show")
    def print(self, visit: Visit, code: str) -> Response[Any]:
        day = samples.seen(visit.work, code)
        people = [each for each in people_of(visit.work, day, "list printed") if each.who]
        content = papers.expected_list_pdf(day, list_lines(day, people), clock.now())
        kept = samples.keep_list(visit.work, code, content, [each.listed.donor_id for each in people])
        return visit.go(f"/ngay/{code}/nguoi/in/{kept.id}")

    @get("/in/{paper_id:uuid}", needs="days.plan")
    def open(self, visit: Visit, code: str, paper_id: UUID) -> Response[Any]:
        """The kept paper again: the same bytes, and one more look at everybody on it. Whoever stands on it must be in the viewer's units."""
        kept = samples.day_paper(visit.work, code, paper_id)
        content = files.content(visit.session, kept.file_id)
        for donor_id in kept.donor_ids:
            families.relative(visit.work, UUID(donor_id), "list opened")
        visit.work.audit("desk.list_opened", f"day:{code}", people=len(kept.donor_ids))
        taken = exports.printed(visit.work, "day list", content, name=f"{code}.pdf", subject=f"day:{code}", rows=len(kept.donor_ids))
        return visit.give(taken, inline=True)


def _frame(visit: Visit, day: samples.DayView) -> SimpleNamespace:
    """What both pages show around."""
    return SimpleNamespace(
        day=day, code=day.code, active=day.status in ("planned", "open"), tag=samples.status_tag(day.status), may_plan=visit.actor.may("days.plan"),
        may_mark=visit.actor.may("desk.use"),
    )


def _row(person: Person) -> SimpleNamespace:
    words = samples.outcome_words(person.listed.outcome)
    return SimpleNamespace(who=person.who, slot=person.listed.slot, outcome=person.listed.outcome, kind=TAGS[person.listed.outcome], words=words,
                           walk_in=person.listed.walk_in)
