"""Families who are asked to call. The reason stays with the staff."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from matching.models.parts import one_open
from matching.rules import CallReason


class CallRequest(Record, table=True):
    """A person asked a family to call, from when to when; one at a time, because the family reads one sentence."""

    __tablename__ = "call_request"
    sealed_by = "donor_id"
    __table_args__ = (one_of("reason", CallReason), one_open("call_request_donor", "donor_id", "settled_at"))
    may_be_emptied = frozenset({"note"})
    may_change = frozenset({"outcome", "outcome_note", "settled_at", "settled_by"})

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    reason: str
    note: str | None = Field(default=None, sa_type=SealedText("call_request.note"))
    actor_id: UUID | None = None
    person: str
    occurred_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_by: UUID | None = None
    outcome: str | None = None
    outcome_note: str | None = Field(default=None, sa_type=SealedText("call_request.outcome_note"))
