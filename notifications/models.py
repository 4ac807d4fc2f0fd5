"""The outbox: one message a call, and its attempts, which are never changed. Body and address are sealed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from notifications.rules import Channel, MessageStatus


class Message(Record, table=True):
    """One "please call us". `status`, `channel` and `tries` cache what its attempts say; `due_at` is when the next try may be."""

    __tablename__ = "message"
    __table_args__ = (one_of("status", MessageStatus), one_of("channel", Channel))
    may_change = frozenset({"channel", "due_at", "moved_at", "status", "tries"})

    call_id: UUID = Field(foreign_key="call_request.id", unique=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    donor_code: str
    channel: str
    status: str = Field(default=MessageStatus.created, index=True)
    tries: int = 0
    due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    moved_at: datetime = Field(sa_type=Instant)


class MessageAttempt(Record, table=True):
    """One thing that was done about a message, and by whom. `code` is a mail server's number or a short word, never its text."""

    __tablename__ = "message_attempt"
    may_be_emptied = frozenset({"body", "address"})
    sealed_by = "message_id.donor_id"
    __table_args__ = (one_of("status", MessageStatus), one_of("channel", Channel))

    message_id: UUID = Field(foreign_key="message.id", index=True)
    action: str
    status: str
    channel: str
    actor: str
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    code: str = ""
    body: str | None = Field(default=None, sa_type=SealedText("message_attempt.body"))
    address: str | None = Field(default=None, sa_type=SealedText("message_attempt.address"))
    file_id: UUID | None = Field(default=None, foreign_key="sealed_file.id")
