"""Emptying the outbox: claim a message and save that, send it outside any transaction, then save what came of it.

Two workers never send one twice: on PostgreSQL a claimed row is skipped while it is locked and is no longer waiting afterwards; on SQLite
every transaction begins by taking the write lock.
"""

import random
from contextlib import suppress
from dataclasses import dataclass, fields
from uuid import UUID

from sqlmodel import Session, col, select

from core import clock, office
from core.auth import SYSTEM
from core.auth.roles import Actor
from core.db import Database
from core.settings import Settings
from core.work import Work
from notifications import queries, rules
from notifications.commands.mail import Envelope, Post, hand_to_server
from notifications.commands.outbox import email_of, step
from notifications.models import Message
from notifications.rules import Answer, Channel, MessageStatus


@dataclass
class Counts:
    """What one pass did."""

    sent: int = 0
    later: int = 0
    given_up: int = 0
    in_doubt: int = 0
    letters: int = 0
    cancelled: int = 0

    def __str__(self) -> str:
        return " ".join(f"{each.name}={getattr(self, each.name)}" for each in fields(self))


def send_due(database: Database, actor: Actor = SYSTEM) -> Counts:
    """One pass over everything that is due; it ends early when the server is away, since the next message would meet the same.

    Raises StaysHere when the settings keep mail on this computer and its server is elsewhere.
    """
    counts = Counts()
    while True:
        with database.transaction() as session:
            work = Work(session, actor)
            if queries.stays_here(session):
                raise rules.StaysHere()
            row = _next(session)
            if row is None:
                return counts
            claimed = _claim(work, row, counts)
        if claimed:
            post, envelope = claimed
            answer, code = hand_to_server(post, envelope)
            with database.transaction() as session:
                _note(Work(session, actor), envelope, answer, code, counts)
            if code in rules.SERVER_AWAY:
                return counts


def deliver(database: Database) -> None:
    """The same for the thread beside the pages, which has nobody to tell: while mail stays here, it waits."""
    with suppress(rules.StaysHere):
        send_due(database)


def _next(session: Session) -> Message | None:
    query = select(Message).where(col(Message.status).in_(rules.WAITING), Message.channel == Channel.email, col(Message.due_at) <= clock.now())
    return session.exec(query.order_by(col(Message.due_at), col(Message.id)).limit(1).with_for_update(skip_locked=True)).first()


def _claim(work: Work, row: Message, counts: Counts) -> tuple[Post, Envelope] | None:
    """Ask everything once more, right before sending; what may not go by e-mail becomes a letter, what nobody waits for is cancelled."""
    call = queries.open_call(work.session, row)
    if call is None:
        step(work, row, "cancel")
        counts.cancelled += 1
        return None
    address = email_of(work, row.donor_id)
    if not address:
        step(work, row, "turn_to_letter", channel=Channel.letter)
        counts.letters += 1
        return None
    hours = office.get(work.session, "callback_hours")
    body = f"{queries.sentence(call)}\n\n{call.unit}\n{call.number} ({hours})\n"
    step(work, row, "claim", body=body, address=address)
    return _post(work.session), Envelope(row.id, row.tries, address, body)


def _post(session: Session) -> Post:
    get = office.everything(session)
    return Post(
        get["smtp_host"], int(get["smtp_port"]), get["smtp_security"], get["smtp_user"], get["smtp_from"], get["office_name"],
        Settings.from_environment().smtp_password,
    )


def _note(work: Work, envelope: Envelope, answer: Answer, code: str, counts: Counts) -> None:
    row = _claimed(work.session, envelope.message_id)
    if row is None:
        return
    action = rules.after_answer(answer, envelope.tries, office.number(work.session, "message_tries"))
    if action is None:
        counts.in_doubt += 1
        return
    wait = rules.wait_before_next(envelope.tries, random.random())  # noqa: S311 - spreads the load, guards nothing
    step(work, row, action, due_at=clock.now() + wait if action == "note_failed" else None, code=code)
    counts.sent += action == "note_sent"
    counts.later += action == "note_failed"
    counts.given_up += action == "give_up"


def _claimed(session: Session, message_id: UUID) -> Message | None:
    query = select(Message).where(Message.id == message_id, Message.status == MessageStatus.sending)
    return session.exec(query.with_for_update()).first()
