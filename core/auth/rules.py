"""What roles alone cannot say: which acts ask for training, who needs a second step, and when two people must be two. Pure."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from core.errors import Refused
from core.i18n import N_, gettext


class Skill(StrEnum):
    """What a person is trained for (the plan's annex II.3: only trained people take consent; sampling by an authorised taker, IV.1)."""

    consent = "consent"
    sampling = "sampling"
    support = "support"


SKILL_WORDS = {Skill.consent: N_("taking consent"), Skill.sampling: N_("taking samples"), Skill.support: N_("supporting families")}
TRAINED = {"consent.take": Skill.consent, "samples.collect": Skill.sampling}
"""The permissions that a role alone does not open: the act itself asks for a valid training record of the person."""
SOON_DAYS = 30
"""So long before its last day a training is announced to whoever can plan the next one."""


class TrainingMissing(Refused):
    message = N_("No valid training in %(skill)s is on record for this account. Nothing was saved; what stood in the file before is untouched. "
                 "Let a trained colleague do this step, or ask the day lead or the administrator to enter the training.")

    def __init__(self, skill: Skill):
        super().__init__()
        self.skill = skill

    def sentence(self) -> str:
        return gettext(self.message, skill=gettext(SKILL_WORDS[self.skill]))


class SamePerson(Refused):
    message = N_("The same person cannot do both steps. Nothing was changed. A second person must do this one.")


class TrainingDates(Refused):
    message = N_("A training ends after it was held, and nobody is trained tomorrow. Nothing was saved. Look at the two dates.")


def two_people(first: UUID | None, second: UUID | None) -> None:
    """Four eyes: raises SamePerson unless two different people are known by name. Nobody is not a second person."""
    if first is None or second is None or first == second:
        raise SamePerson()


def holds(held_on: date, valid_until: date | None, on: date) -> bool:
    """Whether a training counts on a day: from the day it was held to its last day, both included."""
    return held_on <= on and (valid_until is None or on <= valid_until)


def check_training(held_on: date, valid_until: date | None, today: date) -> None:
    if held_on > today or (valid_until is not None and valid_until < held_on):
        raise TrainingDates()
