"""`/bao-ve-du-lieu/luu-giu`: how long each class stays, what is due, and the yearly review that a person signs."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from privacy import commands
from privacy.models import RetentionPeriod
from privacy.queries import retention as queries
from privacy.rules.retention import END_WORDS, RULES, End, Review

PATH = "/bao-ve-du-lieu/luu-giu"


@dataclass(frozen=True)
class RetentionPage:
    review: Review | None
    due: list[queries.Due]
    signed: list[queries.Signed]
    ends: list[tuple[str, str]]
    may_edit: bool


@dataclass(frozen=True)
class PeriodPage:
    period: queries.Period
    history: list[RetentionPeriod]
    ends: list[tuple[str, str]]


def _ends() -> list[tuple[str, str]]:
    return [(str(end), gettext(words)) for end, words in END_WORDS.items()]


class Retention(Controller):
    path = PATH

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        session = visit.session
        page = RetentionPage(queries.next_review(session), queries.due(session), queries.signed(session), _ends(), visit.actor.may("privacy.edit"))
        return visit.page("privacy/retention.html", page, words=END_WORDS)

    @post("/ra-soat", needs="privacy.edit", again="show")
    def sign(self, visit: Visit) -> Response[Any]:
        said = {key: visit.form.text(f"then-{key}") for key in RULES}
        if any(value and value not in list(End) for value in said.values()):
            raise Malformed()
        decided = {key: (End(value), visit.form.text(f"reason-{key}")) for key, value in said.items() if value}
        row = commands.sign_review(visit.work, decided)
        return visit.go(PATH, said=N_("The review of %(day)s is signed. Nothing was erased by it: do what was decided."), day=f"{row.due_on:%d/%m/%Y}")

    @get("/{key:str}", needs="privacy.edit")
    def period(self, visit: Visit, key: str) -> Response[Any]:
        if key not in RULES:
            raise NotFound()
        page = PeriodPage(queries.periods(visit.session)[key], queries.history(visit.session, key), _ends())
        return visit.page("privacy/period.html", page, words=END_WORDS, how_long=queries.how_long)

    @post("/{key:str}", needs="privacy.edit", again="period")
    def set_period(self, visit: Visit, key: str) -> Response[Any]:
        if key not in RULES:
            raise NotFound()
        months, then = visit.form.number("months", required=True), visit.form.text("then", required=True)
        visit.form.check()
        if then not in list(End) or months is None:
            raise Malformed()
        commands.set_period(visit.work, key, commands.PeriodFacts(months, End(then), visit.form.text("basis")))
        return visit.go(PATH, said=N_("The period is changed; the older one stays in its history."))
