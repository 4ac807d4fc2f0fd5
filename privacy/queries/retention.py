"""How long each class stays now, what is due under it today, and the reviews that were signed. Counts and links; nothing is erased here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, func, select

import consent
import samples
from core import clock
from core.audit import AuditRow, ViewRow
from core.auth import Account
from core.db import Record, metadata
from core.files import SealedFile
from core.i18n import N_, gettext
from privacy.models import Breach, RetentionDecision, RetentionPeriod, RetentionReview
from privacy.queries import wording
from privacy.rules import retention as rules
from privacy.rules.retention import RULES, End, Rule, months_before

PAPERS = ("day_list", "letter")
"""Kinds of sealed files that hold names only because somebody had to carry them."""


@dataclass(frozen=True)
class Period:
    """A rule as it is in force: with the office's own period where it set one."""

    rule: Rule
    months: int
    then: End
    basis: str
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def told(self) -> str:
        return how_long(self.rule, self.months)


def how_long(rule: Rule, months: int) -> str:
    """"12 months since ..."; nobody reads "0 months" as "at once"."""
    words = N_("%(months)s months %(since)s") if months else N_("at once %(since)s")
    return gettext(words, months=months, since=gettext(rule.since))


def periods(session: Session) -> dict[str, Period]:
    """Every rule in force, in the order of the list."""
    rows = session.exec(select(RetentionPeriod).order_by(col(RetentionPeriod.recorded_at), col(RetentionPeriod.id)))
    newest = {row.key: row for row in rows}
    return {key: _period(rule, newest.get(key)) for key, rule in RULES.items()}


def _period(rule: Rule, row: RetentionPeriod | None) -> Period:
    if row is None:
        return Period(rule, rule.months, rule.then, gettext(rule.basis))
    return Period(rule, row.months, End(row.outcome), row.basis or gettext(rule.basis), row.actor, row.recorded_at)


def history(session: Session, key: str) -> list[RetentionPeriod]:
    """Every period this class ever had, newest first."""
    query = select(RetentionPeriod).where(RetentionPeriod.key == key).order_by(col(RetentionPeriod.recorded_at).desc(), col(RetentionPeriod.id).desc())
    return list(session.exec(query))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.VIETNAM)


def _older(table: type[Record], *more: object) -> Callable[[Session, date], int]:
    def count(session: Session, day: date) -> int:
        return session.exec(select(func.count()).select_from(table).where(col(table.recorded_at) < _midnight(day), *more)).one()

    return count


def _older_in(name: str) -> Callable[[Session, date], int]:
    """Of a table another room owns; only how many rows, by when they were saved."""

    def count(session: Session, day: date) -> int:
        table = metadata.tables.get(name)
        return 0 if table is None else session.exec(select(func.count()).select_from(table).where(table.c.recorded_at < _midnight(day))).one()

    return count


def _never_gave(session: Session, day: date) -> int:
    return len(consent.never_agreed(session, _midnight(day)) - samples.donors_sampled(session))


def _withdrawn(session: Session, day: date) -> int:
    return len(consent.withdrawn_for_good(session, day))


def _in_force(session: Session, day: date) -> int:
    return len(consent.agreed_before(session, _midnight(day)))


def _trace(session: Session, day: date) -> int:
    return _older(AuditRow)(session, day) + _older(ViewRow)(session, day)


COUNTED: dict[str, tuple[Callable[[Session, date], int], str]] = {
    "never_gave": (_never_gave, "/than-nhan"),
    "withdrawn": (_withdrawn, "/than-nhan"),
    "donors": (_in_force, "/than-nhan"),
    "consents": (_older_in("consent_record"), ""),
    "papers": (_older(SealedFile, col(SealedFile.kind).in_(PAPERS)), "/ngay"),
    "uploads": (_older(SealedFile, col(SealedFile.kind).startswith("staged-")), ""),
    "contact": (_older_in("message"), "/lien-lac?xem=da-gui"),
    "staff": (_older(Account, col(Account.active).is_(False)), "/tai-khoan"),
    "requests": (_older_in("data_request"), "/quyen"),
    "breaches": (_older(Breach), "/bao-ve-du-lieu/vi-pham"),
    "trace": (_trace, "/nhat-ky"),
}
"""Key → how much is due when everything before that day is, and the page where it is seen."""


@dataclass(frozen=True)
class Due:
    period: Period
    before: date
    count: int
    href: str

    @property
    def key(self) -> str:
        return self.period.key


def due(session: Session) -> list[Due]:
    """Every class with how much of it is due today, also where that is nothing."""
    today, found = clock.today(), []
    for key, period in periods(session).items():
        count, href = COUNTED[key]
        before = months_before(today, period.months)
        found.append(Due(period, before, count(session, before), href))
    return found


@dataclass(frozen=True)
class Decided:
    title: str
    due: int
    then: str
    reason: str


@dataclass(frozen=True)
class Signed:
    due_on: date
    signed_at: datetime
    actor: str
    decisions: tuple[Decided, ...]


def signed(session: Session) -> list[Signed]:
    """Every review that was signed, newest first."""
    rows = session.exec(select(RetentionReview).order_by(col(RetentionReview.due_on).desc())).all()
    decisions = session.exec(select(RetentionDecision).order_by(col(RetentionDecision.id))).all()
    return [
        Signed(row.due_on, row.recorded_at, row.actor, tuple(
            Decided(gettext(RULES[d.key].title), d.due, gettext(rules.END_WORDS[End(d.outcome)]), d.reason) for d in decisions if d.review_id == row.id
        )) for row in rows
    ]


def next_review(session: Session) -> rules.Review | None:
    """The earliest review nobody signed; None while nothing is processed yet."""
    dates = wording.dates(session)
    if dates.first is None:
        return None
    done = session.exec(select(RetentionReview.due_on)).all()
    return rules.next_review(dates.first, *dates.yearly, dates.campaign_end, done, clock.today())
