"""The frame's own pages: what waits for me, and the one search-and-scan field; and whatever else belongs to no room."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from litestar import Controller, Response
from litestar.response import Redirect

from core import clock
from core.errors import Refused
from core.i18n import N_, gettext
from core.web import registry
from core.web.account_pages import Accounts
from core.web.door import DeviceSignIn, SecondStep, SignIn
from core.web.export_pages import Exports
from core.web.looking import Looking
from core.web.me_pages import Me
from core.web.office_pages import Office
from core.web.pages import ago, day
from core.web.patience import take
from core.web.permission_pages import Permissions
from core.web.routes import get, post
from core.web.training_pages import Training
from core.web.visit import Visit
from core.work import Work


@dataclass(frozen=True)
class Line:
    """One line of "Hôm nay": when, what, and the one verb."""

    title: str
    hint: str
    href: str
    verb: str
    due_text: str = ""
    due_hint: str = ""
    age_text: str = ""
    age_hint: str = ""


@dataclass(frozen=True)
class TodayPage:
    title: str
    count: int
    dated: list[Line]
    waiting: list[Line]
    roads: list[registry.Road] = field(default_factory=list)
    upcoming: list[registry.Ahead] = field(default_factory=list)
    stock: list[registry.Stock] = field(default_factory=list)


def due_hint(due_on: date) -> str:
    days = (due_on - clock.today()).days
    if days < 0:
        return gettext(N_("%(days)s days late"), days=-days)
    return gettext(N_("today")) if days == 0 else gettext(N_("%(days)s days left"), days=days)


def due_line(work: registry.Waiting) -> Line:
    assert work.due_on
    return Line(work.title, work.hint, work.href, work.verb, due_text=day(work.due_on), due_hint=due_hint(work.due_on))


def waiting_line(work: registry.Waiting) -> Line:
    return Line(work.title, work.hint, work.href, work.verb, age_text=ago(work.since))


class Today(Controller):
    """What waits for me: first what has a deadline, soonest first; then the rest, oldest first."""

    path = "/hom-nay"

    @get("/", needs="home.see")
    def show(self, visit: Visit) -> Response[Any]:
        all_work = registry.all_waiting(visit.work)
        side = [each for ask in registry.beside for each in ask(visit.work)]
        dated = sorted((work for work in all_work if work.due_on), key=lambda work: work.due_on or date.max)
        rest = sorted((work for work in all_work if not work.due_on), key=lambda work: work.since or datetime.max.replace(tzinfo=clock.VIETNAM))
        page = TodayPage(gettext(N_("Today")), len(all_work), [due_line(w) for w in dated], [waiting_line(w) for w in rest])
        page.roads.extend(each for each in side if isinstance(each, registry.Road))
        page.upcoming.extend(each for each in side if isinstance(each, registry.Ahead))
        page.stock.extend(each for each in side if isinstance(each, registry.Stock))
        return visit.page("web/today.html", page)


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[registry.Hit]


@dataclass(frozen=True)
class FoundPage:
    query: str
    groups: list[Group]


def answers(work: Work, text: str) -> list[registry.Hit]:
    """Each place once. The first room that knows the code itself answers alone, so a card leads to an open day's desk before it leads to a file."""
    found: list[registry.Hit] = []
    for ask in registry.finders:
        hits = ask(work, text)
        exact = [hit for hit in hits if hit.exact or squeezed(hit.title) == squeezed(text)]
        if exact:
            found = exact
            break
        found += hits
    return list({hit.href: hit for hit in found}.values())


def squeezed(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


class Search(Controller):
    """One field on every page. A post, so that a name or a number never stands in an address."""

    path = "/tim"

    @get("/", needs="home.see")
    def empty(self, visit: Visit) -> Response[Any]:
        return visit.page("web/found.html", FoundPage("", []))

    @post("/", needs="home.see")
    def find(self, visit: Visit) -> Response[Any]:
        text = visit.form.text("q")
        take(visit.request, "search")
        try:
            hits = answers(visit.work, text) if text else []
        except Refused as error:
            hits, visit.error = [], error
        if len(hits) == 1:
            return Redirect(hits[0].href, status_code=303)
        groups: dict[str, list[registry.Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.tag, []).append(hit)
        return visit.page("web/found.html", FoundPage(text, [Group(tag, rows) for tag, rows in groups.items()]))


pages = [SignIn, SecondStep, DeviceSignIn, Today, Search, Me, Office, Accounts, Training, Permissions, Looking, Exports]
