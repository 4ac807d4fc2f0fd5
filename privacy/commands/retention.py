"""Changing how long a class stays, and signing the yearly review. Nothing is erased by either."""

from dataclasses import dataclass

from sqlmodel import select

from core.i18n import gettext
from core.work import Work
from privacy.models import RetentionDecision, RetentionPeriod, RetentionReview
from privacy.queries import retention as queries
from privacy.rules import retention as rules
from privacy.rules.retention import RULES, End


@dataclass(frozen=True)
class PeriodFacts:
    months: int
    then: End
    basis: str


def set_period(work: Work, key: str, facts: PeriodFacts) -> None:
    """A new period for one class; the older ones stay. Raises NoPeriod."""
    rules.check_period(facts.months)
    basis = "" if facts.basis == gettext(RULES[key].basis) else facts.basis
    work.save(RetentionPeriod(key=key, months=facts.months, outcome=facts.then, basis=basis, actor=work.actor.login))
    work.audit("privacy.period", f"retention:{key}", months=facts.months, then=facts.then)


def sign_review(work: Work, decided: dict[str, tuple[End, str]]) -> RetentionReview:
    """Sign the review that is open, with what was decided for each class that has something due. Raises ReviewNotDue, ReviewIncomplete."""
    review = queries.next_review(work.session)
    if review is None or not review.is_open:
        raise rules.ReviewNotDue(day=f"{review.opens_on:%d/%m/%Y}" if review else "–")
    due = {each.key: each.count for each in queries.due(work.session) if each.count}
    rules.check_decisions(due, decided)
    if work.session.exec(select(RetentionReview).where(RetentionReview.due_on == review.due_on)).first():
        raise rules.ReviewSignedAlready(day=f"{review.due_on:%d/%m/%Y}")
    row = RetentionReview(due_on=review.due_on, actor=work.actor.login, actor_id=work.actor.account_id)
    work.save(row)
    for key, count in due.items():
        then, reason = decided[key]
        work.save(RetentionDecision(review_id=row.id, key=key, due=count, outcome=then, reason=reason))
    work.audit("privacy.review_signed", f"review:{review.due_on}", classes=len(due))
    return row
