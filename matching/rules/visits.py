"""Telling a family in person. Pure.

    planned → told            the family was told, in person, by the officer named in the plan
            → not_home        nobody was there; a second visit is planned
            → postponed       the family or the officer asked for another day
            → asks_more       told, and the family asks for more; a second visit is planned
            → called_off      the decision was suspended or revoked, or the family took its consent back
"""

from datetime import date
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_
from matching.rules.calls import FamilyWithdrew


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
    message = N_("The day is after today. Nothing was saved. Write down the outcome when somebody has been there.")


class NotAnOfficer(Refused):
    message = N_("Only a result officer tells a family. Nothing was saved. Choose one of them.")


def check_plan(number: str, *, stands: bool, told_before: bool, kin: bool, withdrawn: bool, planned: bool, planned_on: date, today: date) -> None:
    """A family is visited for a decision that stands, or for one that was revoked after it had been told. Raises the refusals above."""
    if not kin:
        raise NotThisFamily(number=number)
    if not stands and not told_before:
        raise NotStanding(number=number)
    if withdrawn:
        raise FamilyWithdrew()
    if planned:
        raise VisitPlanned()
    if planned_on < today:
        raise VisitInThePast()


def check_report(*, closed: bool, held_on: date, today: date) -> None:
    """Raises VisitOver or VisitAhead."""
    if closed:
        raise VisitOver()
    if held_on > today:
        raise VisitAhead()
