"""The family's slip on the staff's side: print it again, make a new one, close it, open it after too many wrong tries."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

import consent
import labels
from core import clock, office
from core.i18n import N_
from core.web import Visit, get, open_file, post
from families import commands, queries


@dataclass(frozen=True)
class SlipPage:
    person: queries.RelativeView
    slip: queries.SlipView | None


class Slips(Controller):
    """One family's slip. The code itself is on the paper only, never on this page."""

    path = "/than-nhan/{donor_code:str}/phieu"

    @get("/", needs="families.see")
    def show(self, visit: Visit, donor_code: str) -> Response[Any]:
        donor = consent.donor(visit.session, donor_code)
        open_file(visit, f"donor:{donor.code}", {donor.id: donor.code})
        person = queries.relative(visit.work, donor_code, "slip")
        return visit.page("families/slip.html", SlipPage(person, queries.slip_of(visit.work, person.donor_id)))

    @post("/moi", needs="families.write", again="show")
    def issue(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.relative(visit.work, donor_code, "slip")
        commands.issue_slip(visit.work, person.donor_id)
        return self._back(visit, person, N_("The new slip is ready to print. Any earlier slip of this family opens nothing now."))

    @post("/thu-hoi", needs="families.write", again="show")
    def revoke(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.relative(visit.work, donor_code, "slip")
        commands.revoke_slip(visit.work, person.donor_id)
        return self._back(visit, person, N_("The slip is closed. Its code opens nothing any more."))

    @post("/mo-khoa", needs="families.write", again="show")
    def unlock(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.relative(visit.work, donor_code, "slip")
        commands.unlock_slip(visit.work, person.donor_id)
        return self._back(visit, person, N_("The slip is open again. Tell the family that it may try once more."))

    @post("/in", needs="families.write", again="show")
    def reprint(self, visit: Visit, donor_code: str) -> Response[Any]:
        person = queries.relative(visit.work, donor_code, "slip")
        code = commands.note_slip_printed(visit.work, person.donor_id)
        about = {name: office.get(visit.session, key) for name, key in
                 (("url", "portal_url"), ("phone", "callback_number"), ("office", "office_name"), ("hours", "callback_hours"))}
        return visit.file(labels.slip_pdf(slip_code=code, date=clock.today(), **about), "application/pdf", f"phieu-{person.donor_code}.pdf")

    def _back(self, visit: Visit, person: queries.RelativeView, said: str) -> Response[Any]:
        return visit.go(f"/than-nhan/{person.donor_code}/phieu", said=said)
