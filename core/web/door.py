"""The door: names and passwords, the second step, a day's device; in the demo, one click a role."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import segno
from litestar import Controller, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from core import auth
from core.auth import ROLE_WORDS, Account, Role, TooManyTries
from core.errors import NotFound, Refused
from core.i18n import LANGUAGES, N_, gettext
from core.web.routes import PUBLIC, get, post
from core.web.site import LANGUAGE, SESSION
from core.web.visit import Visit
from core.work import Work

SECOND_STEP = "/dang-nhap/buoc-hai"


class SignInWrong(Refused):
    message = N_("The name or the password is not right. Nothing was changed. Try again, or ask the province office.")


class CodeWrong(Refused):
    message = N_("This code is not right, or it was used already. Nothing was changed. Wait for the telephone's next code and type that one.")


class DeviceCodeWrong(Refused):
    message = N_("This code is not right, was used already, or is older than 15 minutes. Nothing was changed. Ask the day lead for a new one.")


@dataclass(frozen=True)
class DemoSignIn:
    login: str
    name: str
    role: str


@dataclass(frozen=True)
class SignInPage:
    accounts: list[DemoSignIn]


@dataclass(frozen=True)
class SecondStepPage:
    """To type a code; where the telephone does not know the secret yet, also that, as QR and in groups of four."""

    login: str
    action: str
    qr: str = ""
    groups: list[str] = field(default_factory=list)
    asks_password: bool = False


@dataclass(frozen=True)
class PaperCodesPage:
    codes: list[str]
    on: str


def where_from(visit: Visit) -> auth.Where:
    """The address the connection came from, never one that a header claims; the browser in two words."""
    client = visit.request.client
    return auth.Where(client.host if client else "", auth.browser_words(visit.request.headers.get("user-agent", "")))


def session_cookie(visit: Visit, token: str) -> Cookie:
    return Cookie(key=SESSION, value=token, httponly=True, samesite="lax", secure=visit.request.url.scheme == "https", path="/")


def _with_session(visit: Visit, token: str, to: str = "/hom-nay") -> Redirect:
    return Redirect(to, status_code=303, cookies=[session_cookie(visit, token)])


def enrolment(login: str, secret: str, action: str, *, asks_password: bool = False) -> SecondStepPage:
    """What a telephone's program scans (the Key URI format), and the same secret to be typed by hand."""
    label = quote(f"Hồi Âm:{login}", safe=":")
    address = f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': 'Hồi Âm'}, quote_via=quote)}"
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return SecondStepPage(login, action, segno.make_qr(address, error="m").svg_inline(scale=5, border=4), groups, asks_password)


class SignIn(Controller):
    path = "/"

    @get("/", needs=PUBLIC)
    def first(self, visit: Visit) -> Redirect:
        return Redirect("/hom-nay" if visit.actor.account_id else "/dang-nhap", status_code=303)

    @get("/dang-nhap", needs=PUBLIC)
    def ask(self, visit: Visit) -> Response[Any]:
        if visit.error is None and _half(visit):
            return Redirect(SECOND_STEP, status_code=303)
        people = [DemoSignIn(a.login, a.name, gettext(ROLE_WORDS[Role(a.roles[0])])) for a in _offered(visit)]
        return visit.page("web/sign_in.html", SignInPage(people))

    @post("/dang-nhap", needs=PUBLIC)
    def enter(self, visit: Visit) -> Response[Any]:
        """A wrong try is a row and no exception, so that it is counted although the answer is no."""
        try:
            token = auth.sign_in(visit.session, visit.form.text("name"), visit.form.text("password"), where_from(visit))
        except TooManyTries as error:
            token, visit.error = None, error
        if token:
            return _with_session(visit, token, SECOND_STEP if auth.half_signed_in(visit.session, token) else "/hom-nay")
        visit.error = visit.error or SignInWrong()
        page: Response[Any] = type(self).ask.fn(self, visit=visit)
        return page

    @post("/dang-nhap/minh-hoa", needs=PUBLIC)
    def enter_demo(self, visit: Visit) -> Response[Any]:
        """One click, and only where the database itself is marked as the demo."""
        chosen = [account for account in _offered(visit) if account.login == visit.form.text("name")]
        if not chosen:
            raise NotFound()
        return _with_session(visit, auth.open_session(visit.session, chosen[0], where_from(visit)))

    @post("/dang-xuat", needs=PUBLIC)
    def leave(self, visit: Visit) -> Response[Any]:
        auth.sign_out(visit.session, visit.request.cookies.get(SESSION, ""))
        answer = Redirect("/dang-nhap", status_code=303)
        answer.delete_cookie(SESSION)
        return answer

    @post("/ngon-ngu", needs=PUBLIC)
    def speak(self, visit: Visit) -> Response[Any]:
        language = visit.form.text("language")
        chosen = language if language in LANGUAGES else "vi"
        return Redirect("/", status_code=303, cookies=[Cookie(key=LANGUAGE, value=chosen, httponly=True, samesite="lax", max_age=31536000)])


class SecondStep(Controller):
    """Half a session may come here and nowhere else; whoever has none is sent to the first page of the door."""

    path = SECOND_STEP

    @get("/", needs=PUBLIC)
    def ask(self, visit: Visit) -> Response[Any]:
        person = _half(visit)
        if person is None:
            return Redirect("/dang-nhap", status_code=303)
        if auth.has_second_step(visit.session, person.id):
            return visit.page("web/second_step.html", SecondStepPage(person.login, SECOND_STEP))
        return visit.page("web/second_step.html", enrolment(person.login, auth.begin_second_step(visit.session, person), SECOND_STEP))

    @post("/", needs=PUBLIC)
    def answer(self, visit: Visit) -> Response[Any]:
        person = _half(visit)
        if person is None:
            return Redirect("/dang-nhap", status_code=303)
        try:
            papers = self._papers(visit, person)
        except TooManyTries as error:
            papers, visit.error = None, error
        if papers is not None:
            whole = auth.whole_session(visit.session, person, visit.request.cookies.get(SESSION, ""), where_from(visit))
            return papers_page(visit, papers, session_cookie(visit, whole)) if papers else _with_session(visit, whole)
        visit.error = visit.error or CodeWrong()
        page: Response[Any] = type(self).ask.fn(self, visit=visit)
        return page

    @staticmethod
    def _papers(visit: Visit, person: Account) -> list[str] | None:
        """The paper codes of a new telephone, none for one that is known, or None where the code is wrong."""
        code, work = visit.form.text("code"), Work(visit.session, auth.actor_of(person))
        if not auth.has_second_step(visit.session, person.id):
            papers = auth.confirm_second_step(visit.session, person, code)
            if papers:
                work.audit("account.second_step", f"account:{person.login}")
            return papers
        right = auth.take_second_step(visit.session, person, code, where_from(visit))
        if right == "paper":
            work.audit("account.paper_code", f"account:{person.login}", left=auth.paper_codes_left(visit.session, person.id))
        return [] if right else None


def papers_page(visit: Visit, codes: list[str], cookie: Cookie | None = None) -> Response[Any]:
    page = visit.page("web/paper_codes.html", PaperCodesPage(codes, "/hom-nay"))
    if cookie:
        page.set_cookie(cookie)
    return page


class DeviceSignIn(Controller):
    """The QR carries the code behind "#", so that no server and no log between ever sees it; typed by hand it is the same."""

    path = "/dang-nhap/may"

    @get("/", needs=PUBLIC)
    def ask(self, visit: Visit) -> Response[Any]:
        return visit.page("web/device_sign_in.html")

    @post("/", needs=PUBLIC)
    def enter(self, visit: Visit) -> Response[Any]:
        try:
            token = auth.open_device(visit.session, visit.form.text("code"), where_from(visit))
        except TooManyTries as error:
            token, visit.error = None, error
        if token:
            return _with_session(visit, token)
        visit.error = visit.error or DeviceCodeWrong()
        page: Response[Any] = type(self).ask.fn(self, visit=visit)
        return page


def _half(visit: Visit) -> Account | None:
    return auth.half_signed_in(visit.session, visit.request.cookies.get(SESSION, ""))


def _offered(visit: Visit) -> list[Account]:
    """Whom the demo signs in with one click; nobody where the data are real."""
    known = auth.accounts(visit.session) if visit.request.app.state.demo else []
    return [account for account in known if account.token_hash is None and account.device_of is None and account.active]
