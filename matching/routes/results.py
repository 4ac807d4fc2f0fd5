"""Pages of results: the work list, and one result on which two people form their opinion."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import exports, files
from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, must_see, post
from matching import commands, queries
from matching.models import ResultFile
from matching.rules import CONCLUSION_WORDS, OPINION_WORDS, Conclusion, MethodKind, Opinion, ReviewState
from matching.rules.results import METHOD_WORDS, STATE_WORDS

A_PAGE = 50
VIEWS = [
    ("mine", N_("Wait for my opinion")), ("second", N_("Wait for somebody else")), ("unclear", N_("To be cleared up")), ("settled", N_("Settled")),
]


@dataclass(frozen=True)
class Line:
    result: queries.ListedResult
    conclusion: str
    method: str
    state: str
    kind: str


@dataclass(frozen=True)
class ListPage:
    figures: list[tuple[str, int, str, str, bool]]
    title: str
    lines: list[Line]
    number: int
    last: int
    href: str
    may_load: bool
    may_decide: bool


def view_of(row: queries.ListedResult, account: UUID | None) -> str:
    """Which list a result stands in, for this reader."""
    if row.state is ReviewState.waiting:
        return "mine" if row.waits_for(account) else "second"
    return "unclear" if row.state is ReviewState.unclear else "settled"


def line(row: queries.ListedResult) -> Line:
    kinds = {ReviewState.waiting: "wait", ReviewState.agreed: "good", ReviewState.refuted: "plain", ReviewState.unclear: "wait"}
    return Line(row, gettext(CONCLUSION_WORDS[Conclusion(row.conclusion)]), gettext(METHOD_WORDS[MethodKind(row.method)]),
                gettext(STATE_WORDS[row.state]), kinds[row.state])


class Results(Controller):
    path = "/ket-qua"

    @get("/", needs="results.see")
    def index(self, visit: Visit) -> Response[Any]:
        chosen, rows = visit.query.get("xem", ""), queries.work_list(visit.session)
        by_view: dict[str, list[queries.ListedResult]] = {key: [] for key, _ in VIEWS}
        for row in rows:
            by_view[view_of(row, visit.actor.account_id if visit.actor.may("results.review") else None)].append(row)
        chosen = chosen if chosen in by_view else next((key for key, found in by_view.items() if found), "mine")
        here = by_view[chosen]
        last = max(1, -(-len(here) // A_PAGE))
        number = min(visit.page_number(), last)
        page = ListPage(
            [(gettext(words), len(by_view[key]), "", f"/ket-qua?xem={key}", key == chosen) for key, words in VIEWS], gettext(dict(VIEWS)[chosen]),
            [line(row) for row in here[(number - 1) * A_PAGE : number * A_PAGE]], number, last, f"/ket-qua?xem={chosen}&trang=",
            visit.actor.may("results.load"), visit.actor.may("results.decide"),
        )
        return visit.page("matching/results.html", page)

    @get("/{result_id:uuid}", needs="results.see")
    def show(self, visit: Visit, result_id: UUID) -> Response[Any]:
        known = queries.one(visit.session, result_id)
        if known.tube:
            must_see(visit.work, known.tube.donor_id)
            visit.work.saw(f"donor:{known.tube.donor_code}", "result")
        words = {opinion.value: queries.capital(gettext(OPINION_WORDS[opinion])) for opinion in Opinion}
        return visit.page(
            "matching/result.html", queries.review_page(visit.work, known), words=words,
            method=gettext(METHOD_WORDS[MethodKind(known.result.method)]), conclusion=gettext(CONCLUSION_WORDS[Conclusion(known.result.conclusion)]),
            state=gettext(STATE_WORDS[known.state]),
        )

    @post("/{result_id:uuid}/y-kien", needs="results.review", again="show")
    def write(self, visit: Visit, result_id: UUID) -> Response[Any]:
        opinion, reason = visit.form.text("opinion"), visit.form.text("reason", required=True)
        visit.form.check()
        if opinion not in list(Opinion):
            raise Malformed()
        commands.review(visit.work, result_id, Opinion(opinion), reason)
        return visit.go(f"/ket-qua/{result_id}", said=N_("Your opinion is saved."))

    @post("/{result_id:uuid}/lam-ro", needs="results.review", again="show")
    def clear(self, visit: Visit, result_id: UUID) -> Response[Any]:
        answer = visit.form.text(f"answer_{visit.form.text('place')}", required=True)
        visit.form.check()
        commands.answer_flag(visit.work, result_id, visit.form.text("flag"), answer)
        return visit.go(f"/ket-qua/{result_id}", said=N_("What was found out is saved; this question is closed."))

    @post("/{result_id:uuid}/hoi-lai", needs="results.review", again="show")
    def reopen(self, visit: Visit, result_id: UUID) -> Response[Any]:
        why = visit.form.text("why", required=True)
        visit.form.check()
        commands.reopen(visit.work, result_id, why)
        return visit.go(f"/ket-qua/{result_id}", said=N_("Two people are asked anew."))

    @post("/{result_id:uuid}/tep-goc", needs="results.see", again="show")
    def original(self, visit: Visit, result_id: UUID) -> Response[Any]:
        """The laboratory's file as it came, to the byte, but locked: what a laboratory writes beside its codes nobody knows beforehand."""
        kept = visit.session.get(ResultFile, queries.one(visit.session, result_id).result.file_id)
        if kept is None:
            raise NotFound()
        visit.work.audit("matching.original_exported", f"file:{kept.sha256[:16]}")
        taken = exports.file(
            visit.work, "original", files.content(visit.session, kept.file_id), name=f"ket-qua-{kept.sha256[:8]}.xlsx", media_type=exports.XLSX,
            subject=f"file:{kept.sha256[:16]}", rows=1, personal=True, receiver=visit.form.text("receiver"),
        )
        return visit.give(taken, back=f"/ket-qua/{result_id}")
