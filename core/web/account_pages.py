"""`/tai-khoan`: who may sign in here, made, helped and switched off by an administrator."""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from litestar import Controller, Response
from sqlmodel import Session

from core import auth, places
from core.auth import ROLE_WORDS, Account, Role
from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.names import fold
from core.web.routes import get, post
from core.web.site import SESSION
from core.web.training_pages import TrainingLine, training_lines
from core.web.visit import Visit

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
BAD_LOGIN = N_("Please use small letters without marks, digits, dots or hyphens, 2 to 40 of them, such as thu.ha.")
NO_ROLE = N_("Please tick at least one role.")
NO_COMMUNE = N_("Please tick at least one commune, or choose the whole province.")
STAFF_ROLES: list[Role] = [role for role in Role if role is not Role.laboratory]
"""A laboratory signs in by token, not by password."""


@dataclass(frozen=True)
class AccountLine:
    login: str
    name: str
    roles: str
    where: str
    active: bool
    system: bool
    open: int
    second_step: bool = False
    powerful: bool = False
    until: Any = None


@dataclass(frozen=True)
class AccountsPage:
    people: list[AccountLine]
    failures: list[Any]


@dataclass(frozen=True)
class AccountPage:
    """The form, and for an account that exists also what else can be done with it."""

    account: AccountLine | None
    roles: list[tuple[str, str]]
    chosen: list[str]
    communes: list[tuple[str, str]]
    places: list[str]
    whole: str
    trainings: list[TrainingLine] = field(default_factory=list)
    browsers: list[Any] = field(default_factory=list)
    own: bool = False


@dataclass(frozen=True)
class PasswordPage:
    login: str
    name: str
    password: str
    new: bool


def _line(account: Account, browsers: dict[Any, int], second: set[UUID]) -> AccountLine:
    roles = ", ".join(gettext(ROLE_WORDS[role]) for role in Role if role in account.roles)
    names = [places.unit_name(code) for code in account.communes or ()]
    where = gettext(N_("whole province")) if account.communes is None else ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    return AccountLine(account.login, account.name, roles, where, account.active, account.token_hash is not None, browsers.get(account.id, 0),
                       account.id in second, auth.is_powerful(account), account.expires_at)


def _form_page(session: Session, account: Account | None, visit: Visit) -> AccountPage:
    again = visit.error is not None and "name" in visit.form.typed
    chosen = visit.form.all("role") if again else list(account.roles) if account else []
    ticked = visit.form.all("commune") if again else list((account.communes if account else None) or [])
    whole = "" if account is None else "all" if account.communes is None else "some"
    towns = sorted(((code, unit.full_name) for code, unit in places.units().items()), key=lambda pair: fold(pair[1]))
    page = AccountPage(None, [(role.value, gettext(ROLE_WORDS[role])) for role in STAFF_ROLES], chosen, towns, ticked, whole)
    if account is None:
        return page
    line = _line(account, auth.open_sessions(session), auth.with_second_step(session))
    own = account.id == visit.actor.account_id
    return replace(page, account=line, trainings=training_lines(session, account.id), browsers=auth.browsers(session, account.id), own=own)


@dataclass(frozen=True)
class Typed:
    name: str
    roles: list[Role]
    communes: list[str] | None


def _typed(visit: Visit) -> Typed:
    """Name, roles and places as they were typed; raises Malformed later, through `form.check()`."""
    form = visit.form
    name, where = form.text("name", required=True), form.text("where", required=True)
    roles: list[Role] = [role for role in STAFF_ROLES if role.value in form.all("role")]
    communes = [code for code in form.all("commune") if code in places.units()]
    if not roles:
        form.fields["role"] = NO_ROLE
    if where == "some" and not communes:
        form.fields["commune"] = NO_COMMUNE
    return Typed(name, roles, None if where == "all" else communes)


class Accounts(Controller):
    """A password is made up here, shown once on the answer to the post itself, and stands in no cookie, address or log."""

    path = "/tai-khoan"

    @get("/", needs="office.edit")
    def index(self, visit: Visit) -> Response[Any]:
        browsers, second = auth.open_sessions(visit.session), auth.with_second_step(visit.session)
        lines = [_line(account, browsers, second) for account in auth.accounts(visit.session) if account.device_of is None]
        shown = sorted(lines, key=lambda line: (not line.active, line.system, line.login))
        return visit.page("web/accounts.html", AccountsPage(shown, auth.failures_by_day(visit.session)))

    @get("/moi", needs="office.edit")
    def ask(self, visit: Visit) -> Response[Any]:
        return visit.page("web/account.html", _form_page(visit.session, None, visit))

    @post("/moi", needs="office.edit", again="ask")
    def add(self, visit: Visit) -> Response[Any]:
        typed, login = _typed(visit), visit.form.text("login", required=True)
        if login and (not LOGIN.fullmatch(login) or login == "moi"):
            visit.form.fields["login"] = BAD_LOGIN
        visit.form.check()
        _, password = auth.add_account(visit.session, login, typed.name, typed.roles, typed.communes)
        visit.work.audit("account.added", f"account:{login}", roles=[role.value for role in typed.roles], communes=typed.communes)
        return visit.page("web/password.html", PasswordPage(login, typed.name, password, new=True))

    @get("/{login:str}", needs="office.edit")
    def show(self, visit: Visit, login: str) -> Response[Any]:
        return visit.page("web/account.html", _form_page(visit.session, auth.account_named(visit.session, login), visit))

    @post("/{login:str}", needs="office.edit", again="show")
    def revise(self, visit: Visit, login: str) -> Response[Any]:
        person = auth.account_named(visit.session, login)
        if person.token_hash is not None:
            raise Malformed()
        typed = _typed(visit)
        visit.form.check()
        before = auth.is_powerful(person)
        auth.revise_account(visit.session, person, name=typed.name, roles=typed.roles, communes=typed.communes, active=person.active)
        if auth.is_powerful(person) and not before:
            auth.end_sessions(visit.session, person.id)  # they were opened by a password alone
        visit.work.audit("account.revised", f"account:{login}", roles=[role.value for role in typed.roles], communes=typed.communes)
        return visit.go(f"/tai-khoan/{login}", said=N_("Saved."))

    @post("/{login:str}/mat-khau", needs="office.edit", again="show")
    def password(self, visit: Visit, login: str) -> Response[Any]:
        person = auth.account_named(visit.session, login)
        password = auth.new_password(visit.session, person)
        auth.forget_failures(visit.session, login)
        here = visit.request.cookies.get(SESSION, "") if person.id == visit.actor.account_id else ""
        ended = auth.end_sessions(visit.session, person.id, but=here)
        visit.work.audit("account.password", f"account:{login}", sessions_ended=ended)
        return visit.page("web/password.html", PasswordPage(login, person.name, password, new=False))

    @post("/{login:str}/tat", needs="office.edit", again="show")
    def switch_off(self, visit: Visit, login: str) -> Response[Any]:
        return self._switch(visit, login, active=False, said=N_("The account %(login)s is switched off, and signed out everywhere."))

    @post("/{login:str}/bat", needs="office.edit", again="show")
    def switch_on(self, visit: Visit, login: str) -> Response[Any]:
        return self._switch(visit, login, active=True, said=N_("The account %(login)s may sign in again."))

    @post("/{login:str}/dang-xuat", needs="office.edit", again="show")
    def sign_out(self, visit: Visit, login: str) -> Response[Any]:
        person = auth.account_named(visit.session, login)
        ended = auth.end_sessions(visit.session, person.id)
        visit.work.audit("account.signed_out", f"account:{login}", sessions_ended=ended)
        return visit.go("/tai-khoan", said=N_("%(login)s is signed out of %(count)s browsers."), login=login, count=ended)

    @post("/{login:str}/may/{session_id:uuid}/ra", needs="office.edit", again="show")
    def end_one(self, visit: Visit, login: str, session_id: UUID) -> Response[Any]:
        person = auth.account_named(visit.session, login)
        if not auth.end_session(visit.session, person.id, session_id):
            raise NotFound()
        visit.work.audit("account.session_ended", f"account:{login}")
        return visit.go(f"/tai-khoan/{login}", said=N_("That browser is signed out."))

    @post("/{login:str}/buoc-hai", needs="office.edit", again="show")
    def end_second_step(self, visit: Visit, login: str) -> Response[Any]:
        """For a lost telephone. One's own is set up anew at /toi, or taken back by somebody else. Raises SamePerson."""
        person = auth.account_named(visit.session, login)
        auth.two_people(visit.actor.account_id, person.id)
        auth.end_second_step(visit.session, person.id)
        ended = auth.end_sessions(visit.session, person.id)
        visit.work.audit("account.second_step_ended", f"account:{login}", sessions_ended=ended)
        return visit.go(f"/tai-khoan/{login}", said=N_("The second step is taken back. At the next sign-in a new telephone is set up."))

    def _switch(self, visit: Visit, login: str, *, active: bool, said: str) -> Response[Any]:
        person = auth.account_named(visit.session, login)
        roles = [Role(role) for role in person.roles]
        auth.revise_account(visit.session, person, name=person.name, roles=roles, communes=person.communes, active=active)
        ended = 0 if active else auth.end_sessions(visit.session, person.id)
        visit.work.audit("account.switched_on" if active else "account.switched_off", f"account:{login}", sessions_ended=ended)
        return visit.go("/tai-khoan", said=said, login=login)
