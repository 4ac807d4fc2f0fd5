"""How long data of each class stay, from what moment, and what happens then; and when the yearly review is due. Pure.

Source: domain.md R12. The law names no number of months for such data; it asks that nothing is kept longer than its purpose needs. So the periods here
are the controller's first proposal, every one can be changed with a history, and nothing is ever erased by a calendar: people decide at the review.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_


class End(StrEnum):
    erase = "erase"
    anonymise = "anonymise"
    hand_over = "hand_over"
    keep = "keep"


END_WORDS = {
    End.erase: N_("erase"), End.anonymise: N_("make anonymous"), End.hand_over: N_("hand over to the competent body"),
    End.keep: N_("keep, and look again next year"),
}


@dataclass(frozen=True)
class Rule:
    """One class of data: `months` since `since`, then `then`. `basis` is the reason as an office reads it."""

    key: str
    title: str
    since: str
    months: int
    then: End
    basis: str


NECESSITY = N_("Not longer than the purpose needs (law 91/2025/QH15)")
PROOF = N_("Proof that the law was kept; needed while anybody may ask or complain")
RULES = {
    rule.key: rule
    for rule in (
        Rule("never_gave", N_("Relatives who refused or never gave a sample"), N_("since they were registered"), 12, End.erase, NECESSITY),
        Rule("withdrawn", N_("Relatives whose consent was withdrawn"), N_("since the legal day for finishing it"), 0, End.erase,
             N_("The person's own decision (decree 356/2025/NĐ-CP, art. 5)")),
        Rule("donors", N_("Relatives whose consent is in force, with their samples and results"), N_("since the consent"), 60, End.hand_over,
             N_("The consent to keep and compare, until it is withdrawn")),
        Rule("consents", N_("Consent papers and withdrawals"), N_("since they were signed"), 120, End.keep, PROOF),
        Rule("papers", N_("Lists of days and letters kept as sealed files"), N_("since they were drawn"), 12, End.erase, NECESSITY),
        Rule("uploads", N_("Workbooks that wait to be accepted"), N_("since they were sent in"), 1, End.erase, NECESSITY),
        Rule("contact", N_("Messages, calls and visits"), N_("since they were settled"), 36, End.erase, NECESSITY),
        Rule("staff", N_("Accounts of staff that are switched off"), N_("since the account was made"), 24, End.anonymise, NECESSITY),
        Rule("requests", N_("Requests of the persons concerned and their answers"), N_("since they were received"), 60, End.keep, PROOF),
        Rule("breaches", N_("Entries of the breach book"), N_("since the finding"), 60, End.keep, PROOF),
        Rule("trace", N_("The log of acts and looks"), N_("since the act"), 120, End.keep, PROOF),
    )
}
MOST_MONTHS = 600


class NoPeriod(Refused):
    message = N_("The period must be from 0 to %(most)s months. Nothing was saved.")


class ReviewIncomplete(Refused):
    message = N_("%(count)s classes have something due and no decision yet. Nothing was signed. Decide each one; to keep it needs a reason.")


class ReviewNotDue(Refused):
    message = N_("There is no review to sign before %(day)s. Nothing was saved.")


class ReviewSignedAlready(Refused):
    message = N_("The review of %(day)s was signed a moment ago. Nothing was saved. Look at the page again.")


def check_period(months: int) -> None:
    if not 0 <= months <= MOST_MONTHS:
        raise NoPeriod(most=MOST_MONTHS)


def months_before(on: date, months: int) -> date:
    """The day so many months before; the last day of the month where the day does not exist there."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    for day in (on.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


EARLY = 30
"""From so many days before its date a review may be signed, and stands under "Hôm nay"."""


@dataclass(frozen=True)
class Review:
    due_on: date
    opens_on: date
    is_open: bool
    late: bool
    campaign_end: bool


def _yearly(day: int, month: int, year: int) -> date:
    return date(year, month, min(day, 28) if month == 2 else day)


def review_days(first: date, day: int, month: int, campaign_end: date | None, years: int) -> list[date]:
    """The dates on which the house looks at what it keeps: once a year after it began, and when the campaign ends."""
    yearly = [_yearly(day, month, first.year + n) for n in range(years + 1)]
    ends = [campaign_end] if campaign_end and campaign_end > first else []
    return sorted({each for each in [*yearly, *ends] if each > first})


def next_review(first: date, day: int, month: int, campaign_end: date | None, signed: Iterable[date], today: date) -> Review:
    """The earliest review that nobody signed: one that was missed stays due until it is signed."""
    done = set(signed)
    days = review_days(first, day, month, campaign_end, max(today.year - first.year, 0) + 2 + len(done))
    due = next(each for each in days if each not in done)
    opens = due - timedelta(days=EARLY)
    return Review(due, opens, today >= opens, today > due, due == campaign_end)


def check_decisions(due: Iterable[str], decided: dict[str, tuple[End, str]]) -> None:
    """Raise ReviewIncomplete when a class with something due has no decision, or is kept without a reason."""
    missing = [key for key in due if key not in decided or (decided[key][0] is End.keep and not decided[key][1])]
    if missing:
        raise ReviewIncomplete(count=len(missing))
