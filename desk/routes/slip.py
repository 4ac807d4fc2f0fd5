"""The fifth stone: the paper the family takes home, and the next person."""

from typing import Any

from litestar import Controller, Response

import families
import labels
from core import clock, office
from core.i18n import N_
from core.web import Visit, get, post
from desk import queries, rules
from desk.routes.stones import stone_page


class SlipStone(Controller):
    path = "/ban/{day:str}/{donor:str}/phieu"

    @get("/", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        code = labels.spaced_slip(seat.slip) if seat.slip else ""
        tube = seat.live[-1] if seat.live else None
        return visit.page("desk/slip.html", stone_page(seat, "phieu", slip=code, tube=tube, may_write=visit.actor.may("families.write")))

    @post("/", needs="families.write", again="show")
    def issue(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        """A first slip, or a new one when the old is lost: its code opens nothing from now on."""
        seat = queries.seat(visit.work, day, donor)
        if not seat.now.has_sample:
            raise rules.NotThisStoneYet()
        families.issue_slip(seat.work, seat.person.donor_id)
        return visit.go(f"{seat.path}/phieu", N_("A slip with a new code is ready. Earlier slips open nothing any more."))

    @get("/in", needs="desk.use")
    def printed(self, visit: Visit, day: str, donor: str) -> Response[bytes]:
        seat = queries.seat(visit.work, day, donor)
        code, get_setting = families.note_slip_printed(seat.work, seat.person.donor_id), office.get
        pdf = labels.slip_pdf(
            slip_code=code, url=get_setting(visit.session, "portal_url"), phone=get_setting(visit.session, "callback_number"),
            office=get_setting(visit.session, "office_name"), hours=get_setting(visit.session, "callback_hours"), date=clock.today(),
            sampled=seat.now.has_sample,
        )
        return visit.file(pdf, "application/pdf", f"phieu-{seat.code}.pdf")
