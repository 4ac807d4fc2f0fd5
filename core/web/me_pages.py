"""`/toi`: one's own account: where it is signed in, its password, its second step, its trainings."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import auth
from core.auth import ROLE_WORDS, Account, Role
from core.auth.tries import check_tries, note_failure
from core.errors import NotFound, Refused
from core.i18n import N_, gettext
from core.web.door import CodeWrong, enrolment, papers_page, where_from
from core.web.routes import get, post
from core.web.site import SESSION
from core.web.training_pages import TrainingLine, training_lines
from core.web.visit import Visit

TWICE = N_("The two are not the same. Please type the new password twice.")
HERE = "/toi/buoc-hai"


class PasswordWrong(Refused):
    message = N_("The password you have now is not right. Nothing was changed.")


@dataclass(frozen=True)
class MePage:
    login: str
    name: str
    roles: list[str]
    browsers: list[Any]
    trainings: list[TrainingLine]
    has_password: bool
    second_step: bool
    must_second_step: bool
    papers_left: int


def me(visit: Visit) -> Account:
    found = visit.session.get(Account, visit.work.account_id)
    if found is None:
        raise NotFound()
    return found


def _knows(visit: Visit, person: Account) -> bool:
    """Whoever finds a laptop open does not know the password. A wrong try counts like one at the door, so it is a row and no exception, which
    would take the row back. Raises TooManyTries."""
    address = where_from(visit).address
    check_tries(visit.session, person.login, address)
    if auth.knows_password(person, visit.form.text("password")):
        return True
    note_failure(visit.session, person.login, address)
    visit.error = PasswordWrong()
    return False


class Me(Controller):
    path = "/toi"

    @get("/", needs="home.see")
    def show(self, visit: Visit) -> Response[Any]:
        person = me(visit)
        browsers = auth.browsers(visit.session, person.id, visit.request.cookies.get(SESSION, ""))
        now = [line for line in training_lines(visit.session, person.id) if line.state != "ended"]
        roles = [gettext(ROLE_WORDS[role]) for role in Role if role in person.roles]
        return visit.page("web/me.html", MePage(
            person.login, person.name, roles, browsers, now, person.password_hash is not None, auth.has_second_step(visit.session, person.id),
            auth.is_powerful(person), auth.paper_codes_left(visit.session, person.id)))

    @post("/may/{session_id:uuid}/ra", needs="home.see", again="show")
    def end_one(self, visit: Visit, session_id: UUID) -> Response[Any]:
        person = me(visit)
        if not auth.end_session(visit.session, person.id, session_id):
            raise NotFound()
        visit.work.audit("account.session_ended", f"account:{person.login}")
        return visit.go("/toi", said=N_("That browser is signed out."))

    @post("/may-khac/ra", needs="home.see", again="show")
    def end_others(self, visit: Visit) -> Response[Any]:
        person = me(visit)
        ended = auth.end_sessions(visit.session, person.id, but=visit.request.cookies.get(SESSION, ""))
        visit.work.audit("account.signed_out", f"account:{person.login}", sessions_ended=ended)
        return visit.go("/toi", said=N_("Signed out of %(count)s other browsers."), count=ended)

    @post("/mat-khau", needs="home.see", again="show")
    def password(self, visit: Visit) -> Response[Any]:
        person, new = me(visit), visit.form.text("new_password", required=True)
        if new != visit.form.text("new_again"):
            visit.form.fields["new_again"] = TWICE
        visit.form.check()
        if not _knows(visit, person):
            refused: Response[Any] = type(self).show.fn(self, visit=visit)
            return refused
        auth.choose_password(visit.session, person, new)
        ended = auth.end_sessions(visit.session, person.id, but=visit.request.cookies.get(SESSION, ""))
        visit.work.audit("account.password_chosen", f"account:{person.login}", sessions_ended=ended)
        return visit.go("/toi", said=N_("The new password holds from now on. Other browsers are signed out."))

    @get("/buoc-hai", needs="home.see")
    def ask_second_step(self, visit: Visit) -> Response[Any]:
        person = me(visit)
        asks = person.password_hash is not None
        return visit.page("web/second_step_again.html", enrolment(person.login, auth.begin_second_step(visit.session, person), HERE, asks_password=asks))

    @post("/buoc-hai", needs="home.see", again="ask_second_step")
    def take_second_step(self, visit: Visit) -> Response[Any]:
        person = me(visit)
        if person.password_hash is not None and not _knows(visit, person):
            refused: Response[Any] = type(self).ask_second_step.fn(self, visit=visit)
            return refused
        papers = auth.confirm_second_step(visit.session, person, visit.form.text("code"))
        if papers is None:
            raise CodeWrong()
        visit.work.audit("account.second_step", f"account:{person.login}")
        return papers_page(visit, papers)
