"""Telling a family in person. Pure.

    planned → told            the family was told, in person, by the officer named in the plan
            → not_home        nobody was there; a second visit is planned
            → postponed       the family or the officer asked for another day
            → asks_more       told, and the family asks for more; a second visit is planned
            → called_off      the decision was suspended or revoked, or the family took its consent back
"""

from enum import StrEnum

from core.errors import Refused
from core.i18n import N_


class VisitOutcome(StrEnum):
    told = "told"
    not_home = "not_home"
    postponed = "postponed"
    asks_more = "asks_more"
    called_off = "called_off"


OUTCOME_WORDS = {
    VisitOutcome.told: N_("told in person"), VisitOutcome.not_home: N_("nobody at home"), VisitOutcome.postponed: N_("postponed"),
    VisitOutcome.asks_more: N_("told in person, the family asks for more"), VisitOutcome.called_off: N_("called off"),
}
TOLD = (VisitOutcome.told, VisitOutcome.asks_more)
AGAIN = (VisitOutcome.not_home, VisitOutcome.postponed, VisitOutcome.asks_more)
"""Outcomes after which somebody goes again."""


class VisitOver(Refused):
    message = N_("The outcome of this visit is already written down. Nothing was changed. Plan another visit if one is needed.")


class VisitPlanned(Refused):
    message = N_("A visit to this family is already planned. Nothing was saved. Write down its outcome first.")


class NotStanding(Refused):
    message = N_("Decision %(number)s does not stand any more. Nothing was saved. Nobody is told anything on it.")


class NotThisFamily(Refused):
    message = N_("This family gave no sample for a martyr of decision %(number)s. Nothing was saved.")


class VisitInThePast(Refused):
    message = N_("A visit cannot be planned for a day that is over. Nothing was saved. Choose today or a later day.")


class VisitAhead(Refused):
    message = N_("This visit is planned for a later day. Nothing was saved. Write down the outcome when somebody has been there, or call it off.")
