"""What stands beside Today: the days that come, and whether there are kits enough."""

import samples
from core import clock
from core.i18n import N_, gettext
from core.places import unit
from core.web import Ahead, Stock
from core.work import Work


def beside(work: Work) -> list[Ahead | Stock]:
    return _days(work) if work.actor.may("days.see") else []


def _days(work: Work) -> list[Ahead | Stock]:
    coming = [row for row in samples.days(work.session, work.actor.communes) if row.held_on >= clock.today() and row.status in ("planned", "open")]
    soonest = sorted(coming, key=lambda row: row.held_on)[:5]
    counted = samples.day_counts(work.session, soonest)
    ahead = []
    for row in soonest:
        place, people = unit(row.commune_code), gettext(N_("%(count)s people"), count=counted[row.id].people)
        ahead.append(Ahead(row.held_on, place.name if place else row.place, people, f"/ngay/{row.code}"))
    return [*ahead, *_stock(work, sum(counted[row.id].people for row in soonest[:3]))]


def _stock(work: Work, wanted: int) -> list[Stock]:
    left = samples.kits_left(work.session)
    enough = left >= wanted
    word = gettext(N_("Enough: %(count)s") if enough else N_("%(count)s too few"), count=wanted if enough else wanted - left)
    return [
        Stock(gettext(N_("Kits printed and not used")), left),
        Stock(gettext(N_("For the next days")), wanted, "good" if enough else "wait", word),
    ]
