"""Pages of results: the work list, and one result with its two opinions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core.errors import Malformed
from core.i18n import N_, gettext
from core.web import Visit, get, post
from matching import commands, intake, queries
from matching.models import LabResult
from matching.rules import CONCLUSION_WORDS, OPINION_WORDS, Conclusion, Opinion


@dataclass(frozen=True)
class Line:
    result: LabResult
    conclusion: str
    count: int
    done: bool


@dataclass(frozen=True)
class ResultPage:
    result: LabResult
    conclusion: str
    checks: list[str]
    opinions: list[tuple[str, str]]
    hidden: int
    may_write: bool
    choices: list[tuple[str, str]]


class Results(Controller):
    path = "/ket-qua"

    @get("/", needs="results.see")
    def index(self, visit: Visit) -> Response[Any]:
        lines = [Line(o.result, gettext(CONCLUSION_WORDS[Conclusion(o.result.conclusion)]), len(o.reviews), o.done) for o in queries.work_list(visit.session)]
        return visit.page("matching/results.html", lines)

    @get("/{result_id:uuid}", needs="results.see")
    def show(self, visit: Visit, result_id: UUID) -> Response[Any]:
        known = queries.result(visit.session, result_id)
        wrote = visit.actor.account_id in [r.actor_id for r in known.reviews]
        shown = known.reviews if wrote or known.done else ()
        page = ResultPage(
            known.result, gettext(CONCLUSION_WORDS[Conclusion(known.result.conclusion)]), [gettext(intake.SENTENCES[code]) for code in known.result.flags],
            [(r.actor, gettext(OPINION_WORDS[Opinion(r.opinion)])) for r in shown], len(known.reviews) - len(shown),
            visit.actor.may("results.review") and not wrote and not known.done, [(o.value, gettext(OPINION_WORDS[o])) for o in Opinion],
        )
        return visit.page("matching/result.html", page)

    @post("/{result_id:uuid}/y-kien", needs="results.review", again="show")
    def write(self, visit: Visit, result_id: UUID) -> Response[Any]:
        opinion, reason = visit.form.text("opinion", required=True), visit.form.text("reason", required=True)
        visit.form.check()
        if opinion not in list(Opinion):
            raise Malformed()
        commands.review(visit.work, result_id, Opinion(opinion), reason)
        return visit.go(f"/ket-qua/{result_id}", said=N_("Your opinion is saved."))
