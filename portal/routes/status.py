"""Code, then what goes with it, then where the sample is."""

from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from litestar import Controller, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

import families
import labels
from core import office
from core.auth import STRANGER
from core.errors import NotFound, Refused
from core.i18n import LANGUAGES, N_
from core.web import PUBLIC, Visit, get, post
from core.web.site import LANGUAGE
from core.work import Work
from portal import queries
from portal.routes import keys
from portal.rules import CodeOrFactorWrong

DOOR, FACTOR, PAGE = "/gia-dinh", "/gia-dinh/xac-nhan", "/gia-dinh/mau"

MARKED = N_("The telephone turns letters into marks. Please type one letter, then a space, then the next.")
"""A Vietnamese keyboard makes "á" of AS; what can be undone `labels.read_slip_code` undoes."""


class Status(Controller):
    """The porch. Every address is the same for every family; whose page it is stands in the sealed cookie alone."""

    path = DOOR

    @get("/", needs=PUBLIC)
    def ask_code(self, visit: Visit) -> Response[Any]:
        return visit.page("portal/code.html", open_already=self._reader(visit) is not None)

    @post("/", needs=PUBLIC)
    def take_code(self, visit: Visit) -> Response[Any]:
        """Only the grammar is looked at; whether the code exists is not said before the second factor."""
        try:
            code = labels.read_slip_code(visit.form.text("code"))
        except labels.NotASlipCode:
            visit.error = self._wrong(visit)
            marked = not visit.form.text("code").isascii()
            return visit.page("portal/code.html", MARKED if marked else None, open_already=False)
        return self._go(FACTOR, keys.give(visit, keys.Key(code)))

    @get("/xac-nhan", needs=PUBLIC)
    def ask_factor(self, visit: Visit) -> Response[Any]:
        key = keys.held(visit)
        return visit.page("portal/factor.html", labels.spaced_slip(key.code)) if key else Redirect(DOOR, status_code=303)

    @post("/xac-nhan", needs=PUBLIC)
    def open(self, visit: Visit) -> Response[Any]:
        """A wrong try raises nothing, so that its row is kept (ADR 0007)."""
        key = keys.held(visit)
        if key is None:
            return visit.go(DOOR, said=N_("The page was open for a long time. Please enter the code once more."), kind="wait")
        try:
            donor_id = families.open_slip(self._stranger(visit), key.code, visit.form.text("factor"), self._client(visit))
        except Refused as rest:
            donor_id, visit.error = None, rest
        if donor_id:
            return self._go(PAGE, keys.give(visit, keys.Key(key.code, str(donor_id), token_urlsafe(16))))
        visit.error = visit.error or self._wrong(visit)
        return visit.page("portal/factor.html", labels.spaced_slip(key.code))

    @get("/mau", needs=PUBLIC)
    def show(self, visit: Visit) -> Response[Any]:
        donor_id = self._reader(visit)
        if donor_id is None:
            return visit.go(DOOR, said=N_("The page was open for a long time. Please enter the code once more."), kind="wait")
        return visit.page("portal/status.html", queries.status(visit.session, donor_id))

    @post("/thoat", needs=PUBLIC)
    def leave(self, visit: Visit) -> Response[Any]:
        key = keys.held(visit)
        if key and key.page:
            families.leave_slip(self._stranger(visit), key.page)
        answer = visit.go(DOOR, said=N_("The page is closed. Please keep the slip safe."))
        answer.delete_cookie(keys.NAME, path=DOOR)
        return answer

    @post("/ngon-ngu", needs=PUBLIC)
    def speak(self, visit: Visit) -> Response[Any]:
        chosen = visit.form.text("language")
        back = {PAGE: PAGE, FACTOR: FACTOR, "/gia-dinh/mat-phieu": "/gia-dinh/mat-phieu", "/gia-dinh/rut-dong-thuan": "/gia-dinh/rut-dong-thuan"}
        cookie = Cookie(key=LANGUAGE, value=chosen if chosen in LANGUAGES else "vi", httponly=True, samesite="lax", max_age=31536000)
        return self._go(back.get(visit.form.text("here"), DOOR), cookie)

    def _reader(self, visit: Visit) -> UUID | None:
        """Whose page this browser may read now: the slip still stands, and nobody left this opening."""
        key = keys.held(visit)
        donor_id = key.donor_id if key else None
        if key is None or donor_id is None or not key.page or families.slip_left(visit.session, key.page):
            return None
        try:
            return donor_id if families.standing_slip(self._stranger(visit), donor_id) == key.code else None
        except NotFound:  # erased meanwhile: the paper is as one that never was
            return None

    def _go(self, path: str, cookie: Cookie) -> Redirect:
        return Redirect(path, status_code=303, cookies=[cookie])

    def _wrong(self, visit: Visit) -> CodeOrFactorWrong:
        return CodeOrFactorWrong(number=office.get(visit.session, "callback_number").replace(" ", "\u00a0"))

    def _stranger(self, visit: Visit) -> Work:
        """A family acts as nobody, also in the browser of a member of staff."""
        return Work(visit.session, STRANGER)

    def _client(self, visit: Visit) -> str:
        """The address of the connection itself; what a header claims is not looked at."""
        return visit.request.client.host if visit.request.client else ""
