"""What waits for the data-protection officer and the administrator."""

from core import clock
from core.i18n import N_, gettext
from core.web import Waiting
from core.work import Work
from privacy.queries import breaches, dossier, retention


def waiting(work: Work) -> list[Waiting]:
    """Breaches of which the authority was not told, and what the dossier and the yearly review ask for."""
    if not work.actor.may("privacy.edit"):
        return []
    return [*_breaches(work), *_dossier(work), *_review(work)]


def _breaches(work: Work) -> list[Waiting]:
    return [
        Waiting(
            gettext(N_("Breach %(code)s: tell the Ministry of Public Security (A05)"), code=each.code), f"{each.kind_words} · {each.clock_words}",
            f"/bao-ve-du-lieu/vi-pham/{each.number}", gettext(N_("Open the entry")), due_on=clock.local(each.clock.due_at).date(),
        )
        for each in breaches.ticking(work.session)
    ]


def _dossier(work: Work) -> list[Waiting]:
    age = dossier.age(work.session)
    if age.due_on is None or age.kind == "good":
        return []
    title = N_("Freeze the first impact assessment") if age.missing else N_("Look at the impact assessment again")
    return [Waiting(gettext(title), gettext(N_("Everything in it is filled in by itself; your own words are yours to write.")), "/bao-ve-du-lieu/danh-gia",
                    gettext(N_("Open the dossier")), due_on=age.due_on)]


def _review(work: Work) -> list[Waiting]:
    review = retention.next_review(work.session)
    if review is None or not review.is_open:
        return []
    title = N_("Review what is kept: the campaign ends") if review.campaign_end else N_("Yearly review of what is kept")
    return [Waiting(gettext(title), gettext(N_("Decide for each kind of data that is due, then sign.")), "/bao-ve-du-lieu/luu-giu",
                    gettext(N_("Open the review")), due_on=review.due_on)]
