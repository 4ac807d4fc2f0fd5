"""A breach of personal data: what kind, what was done about it, and how much is left of the 72 hours. Pure.

Source: law 91/2025/QH15 and decree 356/2025/NĐ-CP: A05 of the Ministry of Public Security is told within 72 hours of the finding; every breach is
written down, whether or not anybody has to be told (domain.md §3.5, R10). The hours are a setting because a decree can change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_


class Kind(StrEnum):
    device_lost = "device_lost"
    device_stolen = "device_stolen"
    paper_lost = "paper_lost"
    wrong_receiver = "wrong_receiver"
    seen_without_right = "seen_without_right"
    altered = "altered"
    destroyed = "destroyed"
    key_lost = "key_lost"
    account_misused = "account_misused"
    other = "other"


KIND_WORDS = {
    Kind.device_lost: N_("A device was lost"),
    Kind.device_stolen: N_("A device was stolen"),
    Kind.paper_lost: N_("A paper was lost"),
    Kind.wrong_receiver: N_("Sent or given to the wrong person"),
    Kind.seen_without_right: N_("Seen by somebody without the right to"),
    Kind.altered: N_("Data were altered without right"),
    Kind.destroyed: N_("Data were destroyed or cannot be opened"),
    Kind.key_lost: N_("A key or password was lost or became known"),
    Kind.account_misused: N_("An account was used by somebody else"),
    Kind.other: N_("Something else"),
}
DEVICE = frozenset({Kind.device_lost, Kind.device_stolen, Kind.account_misused, Kind.key_lost})
"""Kinds for which the program can say what the device could have given away."""


class Step(StrEnum):
    """What is written down about a breach after it was entered; nothing is ever taken back."""

    finding = "finding"
    measure = "measure"
    told_authority = "told_authority"
    told_persons = "told_persons"
    told_controller = "told_controller"
    closed = "closed"


STEP_WORDS = {
    Step.finding: N_("Found out since"),
    Step.measure: N_("What was done"),
    Step.told_authority: N_("The Ministry of Public Security (A05) was told"),
    Step.told_persons: N_("The persons concerned were told"),
    Step.told_controller: N_("The controller was told"),
    Step.closed: N_("Closed, with what was learned"),
}
TOLD = frozenset({Step.told_authority, Step.told_persons, Step.told_controller})


class Way(StrEnum):
    portal = "portal"
    post = "post"
    email = "email"
    in_person = "in_person"
    telephone = "telephone"


WAY_WORDS = {
    Way.portal: N_("the authority's own web page"), Way.post: N_("official letter by post"), Way.email: N_("e-mail"),
    Way.in_person: N_("in person, against a receipt"), Way.telephone: N_("by telephone, a letter follows"),
}


class BreachClosed(Refused):
    message = N_("This entry of the breach book is closed. Nothing was added. Write a new entry that names its number.")


class AuthorityNotTold(Refused):
    message = N_("The Ministry of Public Security (A05) was not told yet. Nothing was closed. Write down when and how it was told, or why it need not be.")


class NotYetHappened(Refused):
    message = N_("This moment lies in the future. Nothing was saved. Check the day and the hour.")


class BeforeTheFinding(Refused):
    message = N_("Nobody can be told before the breach was found, at %(found)s. Nothing was saved. Check the day and the hour.")


AMBER = timedelta(hours=24)


@dataclass(frozen=True)
class Clock:
    """How the 72 hours stand. `kind`: good (told in time), plain (running), wait (under a day left), stop (late)."""

    due_at: datetime
    hours_left: int
    kind: str
    told_at: datetime | None

    @property
    def runs(self) -> bool:
        return self.told_at is None


def count_down(found_at: datetime, told_at: datetime | None, now: datetime, hours: int = 72) -> Clock:
    """`told_at` is when the authority was told; while it is not, time runs from the finding. Hours are rounded down: nobody believes in a minute too many."""
    due = found_at + timedelta(hours=hours)
    if told_at is not None:
        return Clock(due, 0, "good" if told_at <= due else "stop", told_at)
    left = due - now
    kind = "stop" if left < timedelta(0) else "wait" if left < AMBER else "plain"
    return Clock(due, int(left // timedelta(hours=1)), kind, None)


def check_step(steps: Iterable[Step], new: Step, at: datetime, found_at: datetime, now: datetime, *, no_need: bool = False) -> None:
    """Raise unless this step may follow: a closed entry takes no more, and it is closed only when the authority was told or need not be."""
    done = list(steps)
    if Step.closed in done:
        raise BreachClosed()
    if at > now:
        raise NotYetHappened()
    if new in TOLD and at < found_at:
        raise BeforeTheFinding(found=f"{found_at:%d/%m/%Y %H:%M}")
    if new is Step.closed and Step.told_authority not in done and not no_need:
        raise AuthorityNotTold()
