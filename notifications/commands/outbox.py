"""Messages come into being and end because a domain said so. Every step is an attempt row; the message caches the newest."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

import consent
import families
import matching
from core import clock
from core.auth import SYSTEM
from core.work import Work
from notifications import rules
from notifications.models import Message, MessageAttempt
from notifications.rules import Channel, MessageStatus


def step(
    work: Work, row: Message, action: str, *, channel: Channel | None = None, due_at: datetime | None = None, at: datetime | None = None, **more: Any
) -> None:
    """Move a message by the rules and write the attempt: the only writer of `status`, `channel`, `tries` and `due_at`. Raises WrongMove."""
    row.status = rules.move(MessageStatus(row.status), action)
    row.channel, row.due_at, row.moved_at = channel or row.channel, due_at, clock.now()
    row.tries = row.tries + 1 if action == "claim" else 0 if action in ("try_again", "turn_to_letter") else row.tries
    note(work, row, action, at, **more)


def note(work: Work, row: Message, action: str, at: datetime | None = None, **more: Any) -> None:
    attempt = MessageAttempt(
        message_id=row.id, action=action, status=row.status, channel=row.channel, actor=work.actor.login, actor_id=work.actor.account_id,
        occurred_at=at or clock.now(), **more,
    )
    work.save(row, attempt)
    work.audit(f"notifications.{action}", f"donor:{row.donor_code}", message=str(row.id), channel=row.channel, status=row.status)


def email_of(work: Work, donor_id: UUID) -> str | None:
    """The address an e-mail may go to right now (law 7), or None. The program looks, not the person at the screen."""
    if not consent.permits(work.session, donor_id, consent.Purpose.contact):
        return None
    return families.reach(Work(work.session, SYSTEM), donor_id).email or None


def on_call_requested(work: Work, event: matching.CallRequested) -> None:
    """One message a call: by e-mail where that is allowed, else a letter for somebody to print; never silently nothing."""
    channel = Channel.email if email_of(work, event.donor_id) else Channel.letter
    now = clock.now()
    row = Message(
        call_id=event.call_id, donor_id=event.donor_id, donor_code=consent.donor(work.session, event.donor_id).code, channel=channel, moved_at=now,
        due_at=now if channel is Channel.email else None,
    )
    work.save(row)
    note(work, row, "create")


def on_call_settled(work: Work, event: matching.CallSettled) -> None:
    _cancel(work, select(Message).where(Message.call_id == event.call_id))


def on_consent_withdrawn(work: Work, event: consent.ConsentWithdrawn) -> None:
    _cancel(work, select(Message).where(Message.donor_id == event.donor_id))


def on_donor_erased(work: Work, event: consent.DonorErased) -> None:
    """Nothing more is sent; what was sent keeps its days, without the words and the address."""
    mine = select(Message).where(Message.donor_id == event.donor_id)
    _cancel(work, mine)
    attempts = list(work.session.exec(select(MessageAttempt).where(col(MessageAttempt.message_id).in_(mine.with_only_columns(Message.id)))))
    for attempt in attempts:
        attempt.body = attempt.address = None
    work.save(*attempts)


def _cancel(work: Work, query: Any) -> None:
    """What was not sent is not sent. A message in the middle of being sent keeps its honest state."""
    for row in work.session.exec(query.where(col(Message.status).in_(rules.ACTIVE)).with_for_update()):
        step(work, row, "cancel")
