"""`/bao-ve-du-lieu/vi-pham`: the breach book."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import auth, clock, exports
from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Form, Visit, get, post
from core.web.forms import NOT_A_DAY
from privacy import commands
from privacy.papers.notice import notice
from privacy.queries import breaches as book
from privacy.queries import wording
from privacy.rules import breaches as rules
from privacy.rules.breaches import Kind, Step, Way
from privacy.rules.classes import CLASSES, Level

NOT_AN_HOUR = N_("Please write the hour as 14:30.")
PATH = "/bao-ve-du-lieu/vi-pham"
EARLIEST = 2000
"""Nothing of this program was found before; a year such as 206 is a slip of the finger."""


def read_moment(form: Form, day: str, hour: str) -> datetime:
    """A day and an hour as a clerk writes them, in Vietnam. Call `form.check()` before you trust the answer."""
    on, at = form.day(day, required=True), form.text(hour, required=True)
    try:
        moment = datetime.strptime(at.replace("h", ":"), "%H:%M").time()  # noqa: DTZ007 - an hour has no zone; Vietnam is added below
    except ValueError:
        form.fields.setdefault(hour, NOT_AN_HOUR)
        moment = clock.local(clock.now()).time()
    if on and on.year < EARLIEST:
        form.fields[day] = NOT_A_DAY
        on = None
    return datetime.combine(on or clock.today(), moment, clock.VIETNAM)


def chosen(form: Form, name: str, words: type[Kind] | type[Step] | type[Way]) -> Any:
    value = form.text(name, required=True)
    if value and value not in list(words):
        raise Malformed()
    return words(value) if value else None


@dataclass(frozen=True)
class NewPage:
    kinds: list[tuple[str, str]]
    classes: list[tuple[str, str]]
    accounts: list[tuple[str, str]]


@dataclass(frozen=True)
class BreachPage:
    breach: book.BreachView
    account: book.AccountFacts | None
    steps: list[tuple[str, str]]
    ways: list[tuple[str, str]]
    today: str
    now: str
    may_edit: bool
    may_end: bool
    device: bool


def _now() -> tuple[str, str]:
    local = clock.local(clock.now())
    return f"{local:%d/%m/%Y}", f"{local:%H:%M}"


def _account(visit: Visit) -> UUID | None:
    known = {str(each.id): each.id for each in auth.accounts(visit.session)}
    return known.get(visit.form.text("account"))


class Breaches(Controller):
    path = PATH

    @get("/", needs="privacy.see")
    def index(self, visit: Visit) -> Response[Any]:
        return visit.page("privacy/breaches.html", book.book(visit.session), may_edit=visit.actor.may("privacy.edit"))

    @get("/moi", needs="privacy.edit")
    def new(self, visit: Visit) -> Response[Any]:
        kinds = [(str(kind), gettext(words)) for kind, words in rules.KIND_WORDS.items()]
        classes = [(each.key, gettext(each.title)) for each in CLASSES.values() if each.level is not Level.none]
        people = [(str(each.id), f"{each.login} – {each.name}") for each in auth.accounts(visit.session)]
        return visit.page("privacy/breach_new.html", NewPage(kinds, classes, people), chosen=visit.form.all("classes"))

    @post("/moi", needs="privacy.edit", again="new")
    def enter(self, visit: Visit) -> Response[Any]:
        form = visit.form
        kind, found_at = chosen(form, "kind", Kind), read_moment(form, "found_on", "found_hour")
        happened, basic, sensitive = form.text("happened", required=True), form.number("basic"), form.number("sensitive")
        form.check()
        classes = [key for key in form.all("classes") if key in CLASSES]
        facts = commands.BreachFacts(kind, found_at, happened, form.text("consequences"), basic or 0, sensitive or 0, classes, _account(visit))
        row = commands.enter(visit.work, facts)
        if form.text("measure"):
            commands.add_step(visit.work, row.number, commands.StepFacts(Step.measure, clock.now(), form.text("measure")))
        return visit.go(f"{PATH}/{row.number}", said=N_("Entered in the breach book. The clock runs from the finding."))

    @get("/{number:int}", needs="privacy.see")
    def show(self, visit: Visit, number: int) -> Response[Any]:
        breach = book.one(visit.session, number)
        account = book.account_facts(visit.session, breach.account_id, breach.found_at) if breach.account_id else None
        steps = [(str(step), gettext(words)) for step, words in rules.STEP_WORDS.items() if step is not Step.closed]
        ways = [(str(way), gettext(words)) for way, words in rules.WAY_WORDS.items()]
        page = BreachPage(breach, account, steps, ways, *_now(), visit.actor.may("privacy.edit"), visit.actor.may("office.edit"), breach.kind in rules.DEVICE)
        return visit.page("privacy/breach.html", page)

    @get("/{number:int}/thong-bao.pdf", needs="privacy.see")
    def notice(self, visit: Visit, number: int) -> Response[Any]:
        content = notice(book.one(visit.session, number), wording.on_paper(visit.session), clock.today())
        name = f"thong-bao-vi-pham-{number}.pdf"
        return visit.give(exports.pdf(visit.work, "breach", content, name=name, subject=f"breach:{number}", rows=1), inline=True)

    @post("/{number:int}/buoc", needs="privacy.edit", again="show")
    def step(self, visit: Visit, number: int) -> Response[Any]:
        form = visit.form
        step, at = chosen(form, "step", Step), read_moment(form, "on", "hour")
        words = form.text("words", required=step not in rules.TOLD)
        way = chosen(form, "way", Way) if form.text("way") or step in rules.TOLD else None
        basic, sensitive = form.number("basic"), form.number("sensitive")
        form.check()
        commands.add_step(visit.work, number, commands.StepFacts(step, at, words, way, form.text("reference"), basic, sensitive))
        return visit.go(f"{PATH}/{number}", said=N_("Written into the breach book."))

    @post("/{number:int}/dong", needs="privacy.edit", again="show")
    def close(self, visit: Visit, number: int) -> Response[Any]:
        lessons = visit.form.text("lessons", required=True)
        visit.form.check()
        commands.add_step(visit.work, number, commands.StepFacts(Step.closed, clock.now(), lessons, no_need=visit.form.flag("no_need")))
        return visit.go(f"{PATH}/{number}", said=N_("The entry is closed and stays readable."))
