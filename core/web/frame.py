"""The frame's own pages: signing in, what waits for me, and the one search-and-scan field."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from litestar import Controller, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from core import clock
from core.auth import ROLE_WORDS, Role, accounts, sign_in, sign_out
from core.auth.sessions import SignInWrong, TooManyTries, open_session
from core.errors import NotFound, Refused
from core.i18n import LANGUAGES, N_, gettext
from core.web import registry
from core.web.account_pages import Accounts
from core.web.export_pages import Exports
from core.web.office_pages import Office
from core.web.pages import ago, day
from core.web.patience import take
from core.web.routes import PUBLIC, get, post
from core.web.site import LANGUAGE, SESSION
from core.web.visit import Visit
from core.work import Work


@dataclass(frozen=True)
class DemoSignIn:
    login: str
    name: str
    role: str


@dataclass(frozen=True)
class SignInPage:
    accounts: list[DemoSignIn]


def _with_session(visit: Visit, token: str) -> Redirect:
    cookie = Cookie(key=SESSION, value=token, httponly=True, samesite="lax", secure=visit.request.url.scheme == "https", path="/")
    return Redirect("/hom-nay", status_code=303, cookies=[cookie])


class SignIn(Controller):
    """Names and passwords; in the demo, one click a role."""

    path = "/"

    @get("/", needs=PUBLIC)
    def first(self, visit: Visit) -> Redirect:
        return Redirect("/hom-nay" if visit.actor.account_id else "/dang-nhap", status_code=303)

    @get("/dang-nhap", needs=PUBLIC)
    def ask(self, visit: Visit) -> Response[Any]:
        shown = accounts(visit.session) if visit.request.app.state.demo else []
        people = [DemoSignIn(a.login, a.name, gettext(ROLE_WORDS[Role(a.roles[0])])) for a in shown if a.token_hash is None and a.active]
        return visit.page("web/sign_in.html", SignInPage(people))

    @post("/dang-nhap", needs=PUBLIC)
    def enter(self, visit: Visit) -> Response[Any]:
        login, password = visit.form.text("name"), visit.form.text("password")
        try:
            token = sign_in(visit.session, login, password)
        except TooManyTries as error:
            token, visit.error = None, error
        if token:
            return _with_session(visit, token)
        visit.error = visit.error or SignInWrong()
        page: Response[Any] = type(self).ask.fn(self, visit=visit)
        return page

    @post("/dang-nhap/minh-hoa", needs=PUBLIC)
    def enter_demo(self, visit: Visit) -> Response[Any]:
        """One click, and only where the database itself is marked as the demo."""
        if not visit.request.app.state.demo:
            raise NotFound()
        known = [account for account in accounts(visit.session) if account.token_hash is None and account.active]
        chosen = [account for account in known if account.login == visit.form.text("name")]
        if not chosen:
            raise NotFound()
        return _with_session(visit, open_session(visit.session, chosen[0]))

    @post("/dang-xuat", needs=PUBLIC)
    def leave(self, visit: Visit) -> Response[Any]:
        sign_out(visit.session, visit.request.cookies.get(SESSION, ""))
        answer = Redirect("/dang-nhap", status_code=303)
        answer.delete_cookie(SESSION)
        return answer

    @post("/ngon-ngu", needs=PUBLIC)
    def speak(self, visit: Visit) -> Response[Any]:
        language = visit.form.text("language")
        chosen = language if language in LANGUAGES else "vi"
        return Redirect("/", status_code=303, cookies=[Cookie(key=LANGUAGE, value=chosen, httponly=True, samesite="lax", max_age=31536000)])


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


pages = [SignIn, Today, Search, Office, Accounts, Exports]
