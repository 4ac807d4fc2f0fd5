"""Whose case a record is, and why somebody opens one that is not theirs (domain.md R6, ADR 0019).

A clerk who works for a family opens its file without a question. Whoever has no tie to it says why, once for that record and that sitting, in
chosen words: never free text, which would hold names. The reason stands on every view row that the page leaves. Nobody is kept out by this; everybody
knows that it is asked, written down, and read by the auditor.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field, Session, col, select

from core import chain  # noqa: F401 - its listeners link these rows
from core.audit import AuditRow
from core.auth.roles import Actor
from core.db import Record
from core.errors import HoiAmError, Refused
from core.i18n import N_, gettext

SITTING = timedelta(minutes=30)
WORKING_DAY = timedelta(hours=12)
"""A form that was begun may be sent until its session ends: what was typed is not lost over a question."""


class Tie(StrEnum):
    """What makes a record one's own case."""

    acted = "acted"
    """Registered the person, took the consent, issued the slip, stated the kinship, planned or reported the visit, asked for the call."""
    sampled = "sampled"
    expected = "expected"
    """On the list of an open day at whose desk this account works."""
    visit = "visit"
    call = "call"
    """The family was asked to call, and this account answers such calls."""
    request = "request"
    """A request of the data subject that this account handles."""


class Why(StrEnum):
    came = "came"
    prepare = "prepare"
    kinship = "kinship"
    result = "result"
    correct = "correct"
    asked = "asked"
    check = "check"


WHY_WORDS = {
    Why.came: N_("The family came, called or wrote"), Why.prepare: N_("To prepare a collection day or a visit"),
    Why.kinship: N_("To clear up kinship, or whom to ask next"), Why.result: N_("To judge a result or a decision"),
    Why.correct: N_("To correct or complete an entry"), Why.asked: N_("A request of the person about the own data"),
    Why.check: N_("A check that is my duty (data protection, audit)"),
}


class WhyMissing(Refused):
    message = N_("Nothing was opened: choose first what the record is needed for. The reason is written down beside your name.")


class ReasonWanted(HoiAmError):
    """Not an own case, and nothing said yet in this sitting: the edge answers with the question. Carries `kind:code`, never a name."""

    status = 428
    message = N_("This record is not one of your cases. Nothing was shown. Say first what it is needed for.")

    def __init__(self, subject: str):
        super().__init__()
        self.subject = subject


class LookReason(Record, table=True):
    """Why somebody opened records that were not an own case: one row for each record and sitting."""

    __tablename__ = "look_reason"
    chained: ClassVar[bool] = True

    actor_id: UUID = Field(index=True)
    actor: str
    subject: str = Field(index=True)
    reason: str


def reason_needed(ties: Iterable[Tie], said_at: datetime | None, now: datetime, *, reading: bool) -> bool:
    """Pure. An own case never asks; what was said holds for the sitting, and for sending a form that was begun for the working day."""
    if any(True for _ in ties):
        return False
    return said_at is None or now - said_at > (SITTING if reading else WORKING_DAY)


def said(session: Session, actor: Actor, subject: str) -> LookReason | None:
    """The newest reason this account gave for this record."""
    query = select(LookReason).where(LookReason.actor_id == actor.account_id, LookReason.subject == subject)
    return session.exec(query.order_by(col(LookReason.id).desc()).limit(1)).first()


def acted_for(session: Session, actor: Actor, donor_codes: Iterable[str]) -> bool:
    """Whether this account ever did something for one of these people; having looked is no work."""
    subjects = [f"donor:{code}" for code in donor_codes]
    query = select(AuditRow.id).where(AuditRow.actor_id == actor.account_id, col(AuditRow.subject).in_(subjects))
    return session.exec(query.where(~col(AuditRow.action).endswith(".revealed")).limit(1)).first() is not None


def why_words(reason: str | None) -> str:
    return gettext(WHY_WORDS[Why(reason)]) if reason in list(Why) else reason or ""
