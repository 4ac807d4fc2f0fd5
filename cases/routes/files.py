"""One relative's and one martyr's file."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

import consent
import families
from cases import commands, queries, rules
from core.i18n import N_, gettext
from core.web import Visit, get, open_file, post


@dataclass(frozen=True)
class PersonPage:
    file: queries.PersonFile
    actions: list[tuple[str, str]]
    reasons: list[tuple[str, str]]


class Files(Controller):
    """Everything of one person in one place; the rooms keep what they know."""

    path = "/ho-so"

    @get("/{donor_code:str}", needs="families.see")
    def show(self, visit: Visit, donor_code: str) -> Response[Any]:
        gone = queries.tombstone(visit.work, donor_code)
        return visit.page("cases/erased.html", gone) if gone else self._page(visit, donor_code)

    @post("/{donor_code:str}/xem-so", needs="families.see", again="show")
    def reveal(self, visit: Visit, donor_code: str) -> Response[Any]:
        """Shown in the answer itself and never in an address; gone when the page is left."""
        donor = consent.donor(visit.session, donor_code)
        open_file(visit, f"donor:{donor.code}", {donor.id: donor.code})
        return self._page(visit, donor_code, commands.reveal(visit.work, donor_code, visit.form.text("reason")))

    @get("/liet-si/{code:str}", needs="martyrs.see")
    def martyr(self, visit: Visit, code: str) -> Response[Any]:
        if visit.actor.may("families.see"):
            open_file(visit, f"martyr:{code.upper()}", families.donors_of_martyr(visit.session, code))
        return visit.page("cases/martyr.html", queries.martyr_file(visit.work, code))

    @staticmethod
    def _page(visit: Visit, donor_code: str, revealed: families.Revealed | None = None) -> Response[Any]:
        donor = consent.donor(visit.session, donor_code)
        open_file(visit, f"donor:{donor.code}", {donor.id: donor.code})
        file = queries.person_file(visit.work, donor_code, visit.query.get("xem", ""), revealed)
        reasons = [(reason.value, gettext(words)) for reason, words in rules.REASON_WORDS.items()]
        return visit.page("cases/person.html", PersonPage(file, _actions(visit, file), reasons))


def _actions(visit: Visit, file: queries.PersonFile) -> list[tuple[str, str]]:
    """What this viewer may do for this person, where it is done; the first is the next step."""
    code, day, may = file.person.donor_code, file.open_day, visit.actor.may
    withdrawn = file.standing.state is consent.State.withdrawn
    offered = [
        (f"/ban/{day}/{code}", N_("Go on at the desk"), day is not None and not withdrawn),
        (f"/than-nhan/{code}/phieu", N_("Family's slip"), may("families.write")),
        (f"/tham/goi/moi/{code}", N_("Ask the family to call"), may("notices.send") and file.call is None and not withdrawn),
        (f"/ban/{day}/{code}/sua-sai", N_("Correct an entry"), day is not None and may("families.write")),
        (f"/quyen/moi/{code}", N_("Take a request about the data"), may("rights.take")),
        (f"/dong-thuan/rut/{code}", N_("Withdraw consent"), may("consent.withdraw") and file.standing.state is consent.State.given),
        (f"/ban/{day}/{code}", N_("The family itself wants to take part again"), day is not None and withdrawn),
    ]
    return [(href, gettext(words)) for href, words, fits in offered if fits]
