"""Opening a record: an own case at once, anybody else's after saying why (core/looks)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Controller, Request, Response
from litestar.response import Redirect

from core import clock, looks
from core.errors import Malformed
from core.i18n import gettext
from core.web import registry
from core.web.routes import get, post
from core.web.visit import Visit

SUBJECTS = ("donor:", "martyr:")


def open_file(visit: Visit, subject: str, people: Mapping[UUID, str]) -> None:
    """Raise ReasonWanted unless one of these people (id → code) is the reader's own case, or the reader said why in this sitting.

    Whoever lives outside the reader's units counts for nothing and is not asked about. From here on every view row of the request has the reason.
    """
    work = visit.work
    mine = {donor_id: code for donor_id, code in people.items() if registry.sees(work, donor_id)}
    if not mine or looks.acted_for(work.session, work.actor, mine.values()) or any(registry.ties(work, donor_id) for donor_id in mine):
        return
    told = looks.said(work.session, work.actor, subject)
    if told is None or looks.reason_needed((), told.recorded_at, clock.now(), reading=visit.request.method == "GET"):
        raise looks.ReasonWanted(subject)
    work.session.info["why"] = told.reason


@dataclass(frozen=True)
class WhyPage:
    subject: str
    code: str
    back: str
    reasons: list[tuple[str, str]]


def why_page(subject: str, back: str) -> WhyPage:
    return WhyPage(subject, subject.partition(":")[2], back, [(why.value, gettext(words)) for why, words in looks.WHY_WORDS.items()])


def asked_page(request: Request[Any, Any, Any]) -> str:
    """Where to go after the answer: the page that was asked for; for a refused form the page it stood on."""
    if request.method == "GET":
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return urlsplit(request.headers.get("referer", "")).path or "/hom-nay"


def _safe(path: str) -> str:
    """Only a page of this house. Raises Malformed."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or any(ord(letter) < 33 for letter in path):
        raise Malformed()
    return path


class Looking(Controller):
    path = "/vi-sao"

    @get("/", needs="home.see")
    def nothing(self, visit: Visit) -> Response[Any]:
        return Redirect("/hom-nay", status_code=303)

    @post("/", needs="home.see")
    def say(self, visit: Visit) -> Response[Any]:
        subject, back, why = visit.form.text("subject"), _safe(visit.form.text("back")), visit.form.text("why")
        if not subject.startswith(SUBJECTS) or len(subject) > 60:
            raise Malformed()
        if why not in list(looks.Why):
            visit.error = looks.WhyMissing()
            return visit.page("web/why.html", why_page(subject, back))
        visit.work.save(looks.LookReason(actor_id=visit.work.account_id, actor=visit.actor.login, subject=subject, reason=why))
        return Redirect(back, status_code=303)
