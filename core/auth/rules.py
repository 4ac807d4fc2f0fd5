"""What roles alone cannot say: which acts ask for training, who needs a second step, and when two people must be two. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network
from uuid import UUID

from core.auth.roles import Role
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

POWERFUL = frozenset({Role.province_admin, Role.lab_liaison, Role.result_officer, Role.data_protection_officer})
"""Roles whose password alone opens nothing: a second step is asked (DESIGN §4)."""

TRIES_WINDOW = timedelta(minutes=15)
NAME_PATIENCE, PLACE_PATIENCE = 8, 40
"""Wrong tries in the window: of one name, and from one place (a hall may share one address)."""
SITE_UNREST, NAME_IN_UNREST, PLACE_IN_UNREST = 200, 3, 8
"""Where everybody together was wrong so often, somebody is guessing: each name and each place gets fewer tries, and nobody is shut out for it."""


class TooManyTries(Refused):
    status = 429
    message = N_("Too many wrong tries. Nothing was changed. Please wait 15 minutes, or ask the province office.")


@dataclass(frozen=True)
class Tries:
    name: int = 0
    place: int = 0
    site: int = 0


def check_patience(tries: Tries) -> None:
    """Raises TooManyTries. The sentence is the same whatever the reason and whether or not the name exists."""
    unrest = tries.site >= SITE_UNREST
    if tries.name >= (NAME_IN_UNREST if unrest else NAME_PATIENCE) or tries.place >= (PLACE_IN_UNREST if unrest else PLACE_PATIENCE):
        raise TooManyTries()


PASSWORD_LEAST, PASSWORD_MOST = 12, 128


class PasswordWeak(Refused):
    message = N_("A password needs at least 12 letters, not your own sign-in name, and more than one or two different letters. Nothing was changed. "
                 "A few words in a row are easy to keep in mind.")


def check_password(login: str, password: str) -> None:
    """Length before everything, no forced mixture (NIST SP 800-63B §5.1.1.2). Raises PasswordWeak."""
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST or login.lower() in password.lower() or len(set(password.lower())) < 5:  # noqa: PLR2004
        raise PasswordWeak()


BROWSERS = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))


def browser_words(agent: str) -> str:
    """The family of browser and computer, enough to know one's own: `Chrome · Windows`; nothing of its version is kept."""
    found = [next((word for mark, word in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found))


def place_of(address: str) -> str | None:
    """What counts as one place: an IPv4 address, or the /64 that one IPv6 household or telephone holds; None where it is not known."""
    try:
        read = ip_address(address)
    except ValueError:
        return None
    return str(ip_network(f"{read}/64", strict=False)) if read.version == 6 else str(read)  # noqa: PLR2004 - the version of the protocol
