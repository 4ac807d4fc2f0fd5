"""Second thoughts: what was entered wrongly is marked so, dated, with its reason; nothing is deleted."""

from typing import Any

from litestar import Controller, Response

import consent
import families
import labels
import samples
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from desk import queries, rules
from desk.routes.stones import stone_page

VOIDABLE = ("collected", "boxed")
SPOILED = ("torn", "leaked", "incomplete")


def _reason(visit: Visit, allowed: tuple[str, ...] = rules.WRONG_REASONS) -> str:
    """The chosen reason in words. Raises Malformed when none was chosen."""
    chosen = visit.form.text("reason", required=True)
    if chosen and chosen not in allowed:
        visit.form.fields["reason"] = N_("Please choose a reason.")
    visit.form.check()
    return gettext(rules.REASON_WORDS[chosen])


class SecondThoughts(Controller):
    path = "/ban/{day:str}/{donor:str}/sua-sai"

    @get("/", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        actor = visit.actor
        page = stone_page(
            seat, rules.where(seat.now), reasons=[(key, gettext(rules.REASON_WORDS[key])) for key in rules.WRONG_REASONS],
            spoiled=[(key, gettext(rules.REASON_WORDS[key])) for key in SPOILED], tubes=[tube for tube in seat.tubes if tube.status in VOIDABLE],
            fixed=[tube for tube in seat.tubes if tube.status not in VOIDABLE], may_kin=actor.may("families.write"), may_consent=actor.may("consent.withdraw"),
            may_tube=actor.may("samples.correct"), standing=seat.standing,
        )
        return visit.page("desk/corrections.html", page)

    @post("/huyet-thong", needs="families.write", again="show")
    def wrong_martyr(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        claim = next((each for each in seat.person.claims if str(each.claim_id) == visit.form.text("claim")), None)
        if claim is None:
            raise NotFound()
        families.end_kinship(seat.work, claim.claim_id, _reason(visit))
        return visit.go(f"{seat.path}/sua-sai", N_("The kinship is marked as entered wrongly. It stays readable in the history."))

    @post("/dong-thuan", needs="consent.withdraw", again="show")
    def wrong_consent(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        if seat.standing.record_id is None:
            raise NotFound()
        consent.invalidate(seat.work, seat.standing.record_id, _reason(visit))
        return visit.go(f"{seat.path}/sua-sai", N_("The consent is marked as entered wrongly. It counts as never made and stays readable."))

    @post("/mau", needs="samples.correct", again="show")
    def wrong_kit(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        tube = visit.form.text("tube")
        if tube not in {each.code for each in seat.tubes}:
            raise NotFound()
        samples.void(seat.work, tube, _reason(visit))
        return visit.go(f"{seat.path}/sua-sai", N_("Sample %(code)s is marked as entered wrongly. Its kit is not used again."), code=labels.spaced(tube))

    @post("/bo-kit", needs="samples.collect", again="show")
    def spoil(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat, text = queries.seat(visit.work, day, donor), visit.form.text("kit", required=True)
        samples.spoil_kit(seat.work, day, text, _reason(visit, SPOILED))
        code = labels.spaced(labels.read_code(text))
        return visit.go(f"{seat.path}/mau", N_("Kit %(code)s is marked as spoiled. Take another one."), code=code)
