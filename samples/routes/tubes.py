"""Pages of tubes: the list within the viewer's communes, one tube with its chain, lost, found, entered wrongly, and collected again."""

from types import SimpleNamespace
from typing import Any

from litestar import Controller, Response

import consent
import labels
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from samples import commands, queries, rules
from samples.rules import KIND_WORDS, STATUS_WORDS, SampleKind, SampleStatus

KINDS = {
    SampleStatus.accepted: "good", SampleStatus.rejected: "wait", SampleStatus.missing: "wait", SampleStatus.lost: "stop",
    SampleStatus.quarantined: "stop", SampleStatus.destroyed: "plain", SampleStatus.returned: "plain", SampleStatus.voided: "plain",
}
WRONG = [
    ("person", N_("It was written to the wrong person"), N_("The tube counts as never taken; take another kit for the right person.")),
    ("kit", N_("The wrong kit was scanned"), N_("The tube counts as never taken; its kit is used up.")),
]


def kind_of(status: str) -> str:
    return KINDS.get(SampleStatus(status), "plain")


def chain(links: list[queries.Link]) -> list[Any]:
    stop = (SampleStatus.lost, SampleStatus.voided, *rules.APART)
    return [
        SimpleNamespace(
            at=link.at, words=link.words, who=" · ".join(each for each in (link.place, link.reason, link.who) if each), code="", href="",
            kind="stop" if link.status in stop else "wait" if link.status in (SampleStatus.rejected, SampleStatus.missing) else "",
        )
        for link in links
    ]


class Samples(Controller):
    path = "/mau"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        status, number = visit.query.get("tinh-trang", ""), visit.page_number("page")
        status = status if status in list(SampleStatus) else ""
        listed = queries.tubes(visit.session, visit.actor.communes, status, number)
        counts = queries.status_counts(visit.session, visit.actor.communes)
        filters = [(each.value, gettext(words), counts[each]) for each, words in STATUS_WORDS.items() if counts.get(each)]
        page = SimpleNamespace(
            rows=[(tube, kind_of(tube.status)) for tube in listed.rows], count=sum(counts.values()), filters=filters, status=status, last=listed.last,
            number=min(number, listed.last),
        )
        return visit.page("samples/samples.html", page)

    @get("/lay-lai", needs="samples.see")
    def again(self, visit: Visit) -> Response[Any]:
        """Families to be asked for another sample, the longest wait first."""
        rows = [(tube, kind_of(tube.status)) for tube in queries.to_repeat(visit.session, visit.actor.communes)]
        return visit.page("samples/again.html", SimpleNamespace(rows=rows))

    @get("/{code:str}", needs="samples.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        tube = _seen(visit, code)
        links = queries.custody(visit.session, tube.id)
        before, after = queries.linked(visit.session, tube.id)
        status, correct = SampleStatus(tube.status), visit.actor.may("samples.correct")
        page = SimpleNamespace(
            sample=tube, kind=kind_of(tube.status), kind_words=gettext(KIND_WORDS[SampleKind(tube.kind)]), stations=queries.tube_road(links),
            chain=chain(links), before=before, after=after, place=queries.place_of(visit.session, tube.id), days=_days(visit, tube),
            repeat=status in rules.REPEATED and not after and tube.testing_permitted, reason=links[-1].reason,
            may_lose=correct and status in rules.MOVES["lose"], may_find=correct and status is SampleStatus.lost,
            parting=queries.parting_of(visit.session, tube.id), may_part=correct and status is SampleStatus.quarantined,
            may_void=correct and status in rules.MOVES["void"], wrong=[(key, gettext(w), gettext(h)) for key, w, h in WRONG],
            may_family=visit.actor.may("families.see") and not consent.erased(visit.session, tube.donor_id), may_plan=visit.actor.may("days.plan"),
        )
        return visit.page("samples/sample.html", page)

    @post("/{code:str}/that-lac", needs="samples.correct", again="show")
    def lose(self, visit: Visit, code: str) -> Response[Any]:
        tube, reason = _seen(visit, code), visit.form.text("lost_reason", required=True)
        visit.form.check()
        commands.declare_lost(visit.work, tube.code, reason)
        return visit.go(f"/mau/{tube.code}", said=N_("Tube %(code)s is declared lost."), kind="wait", code=labels.spaced(tube.code))

    @post("/{code:str}/tim-thay", needs="samples.correct", again="show")
    def find(self, visit: Visit, code: str) -> Response[Any]:
        tube, reason = _seen(visit, code), visit.form.text("found_reason", required=True)
        visit.form.check()
        commands.find(visit.work, tube.code, reason)
        return visit.go(f"/mau/{tube.code}", said=N_("Tube %(code)s is found again."), code=labels.spaced(tube.code))

    @post("/{code:str}/ghi-nham", needs="samples.correct", again="show")
    def void(self, visit: Visit, code: str) -> Response[Any]:
        tube, what = _seen(visit, code), visit.form.text("wrong", required=True)
        visit.form.check()
        words = {key: words for key, words, _ in WRONG}
        if what not in words:
            raise NotFound()
        commands.void(visit.work, tube.code, gettext(words[what]))
        return visit.go(f"/mau/{tube.code}", said=N_("Tube %(code)s is marked as entered wrongly."), kind="wait", code=labels.spaced(tube.code))

    @post("/{code:str}/hen-lai", needs="days.plan", again="show")
    def invite(self, visit: Visit, code: str) -> Response[Any]:
        """Put the donor on the list of a coming day, so that the desk expects them."""
        tube, day = _seen(visit, code), visit.form.text("day", required=True)
        visit.form.check()
        if day not in [code for code, _ in _days(visit, tube)]:
            raise NotFound()
        commands.expect(visit.work, day, [tube.donor_id])
        return visit.go(f"/mau/{tube.code}", said=N_("The donor is on the list of day %(day)s."), day=day)


def _seen(visit: Visit, code: str) -> queries.SampleFacts:
    """The tube, if it is of the viewer's communes; leaves a view row. Outside it is not found (law 8)."""
    tube = queries.by_code(visit.session, code)
    if not visit.actor.sees(tube.commune_code):
        raise NotFound()
    visit.work.saw(f"sample:{tube.code}")
    return tube


def _days(visit: Visit, tube: queries.SampleFacts) -> list[tuple[str, str]]:
    return [(row.code, f"{row.held_on:%d/%m/%Y} · {row.place}") for row in queries.days_without(visit.session, tube.donor_id, visit.actor.communes)]
