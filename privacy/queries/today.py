"""What waits for the data-protection officer and the administrator."""

from core import clock
from core.i18n import N_, gettext
from core.web import Waiting
from core.work import Work
from privacy.queries import breaches


def waiting(work: Work) -> list[Waiting]:
    """Breaches of which the authority was not told, and what the dossier and the yearly review ask for."""
    if not work.actor.may("privacy.edit"):
        return []
    return _breaches(work)


def _breaches(work: Work) -> list[Waiting]:
    return [
        Waiting(
            gettext(N_("Breach %(code)s: tell the Ministry of Public Security (A05)"), code=each.code), f"{each.kind_words} · {each.clock_words}",
            f"/bao-ve-du-lieu/vi-pham/{each.number}", gettext(N_("Open the entry")), due_on=clock.local(each.clock.due_at).date(),
        )
        for each in breaches.ticking(work.session)
    ]
