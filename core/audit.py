"""Who changed what, and who looked at whom. Called explicitly by the code that does it; magic on save misses bulk writes.

A row holds ids and codes, never a person's name, number, phone or address.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from core.db import Record


class AuditRow(Record, table=True):
    """One act: `action` is `room.verb`, `subject` is `kind:code-or-id`."""

    __tablename__ = "audit_row"

    actor_id: UUID | None = Field(default=None, index=True)
    actor: str
    action: str = Field(index=True)
    subject: str = Field(index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ViewRow(Record, table=True):
    """One look at a relative's record (domain.md R6), with the reason where it is not one's own case."""

    __tablename__ = "view_row"

    actor_id: UUID | None = Field(default=None, index=True)
    actor: str
    subject: str = Field(index=True)
    reason: str | None = None


def acts_on(session: Session, subjects: list[str]) -> list[AuditRow]:
    """Everything done to these subjects, oldest first."""
    query = select(AuditRow).where(col(AuditRow.subject).in_(subjects)).order_by(col(AuditRow.recorded_at))
    return list(session.exec(query))


def last_act_at(session: Session, actor_id: UUID) -> datetime | None:
    """When this account last saved something, for "Đã lưu" on its pages."""
    query = select(AuditRow.recorded_at).where(AuditRow.actor_id == actor_id).order_by(col(AuditRow.recorded_at).desc())
    return session.exec(query.limit(1)).first()
