"""Who changed what, and who looked at whom. Called explicitly by the code that does it; magic on save misses bulk writes.

A row holds ids and codes, never a person's name, number, phone or address.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from core import chain  # noqa: F401 - its listeners link these rows
from core.db import Record


class AuditRow(Record, table=True):
    """One act: `action` is `room.verb`, `subject` is `kind:code-or-id`."""

    __tablename__ = "audit_row"
    chained: ClassVar[bool] = True

    actor_id: UUID | None = Field(default=None, index=True)
    actor: str
    action: str = Field(index=True)
    subject: str = Field(index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ViewRow(Record, table=True):
    """One look at a relative's record (domain.md R6), with the reason where it is not one's own case."""

    __tablename__ = "view_row"
    chained: ClassVar[bool] = True

    actor_id: UUID | None = Field(default=None, index=True)
    actor: str
    subject: str = Field(index=True)
    reason: str | None = None
    """On which page, or in which list."""
    why: str | None = None
    """What it was needed for, where it was not the viewer's own case (core/looks)."""


Row = TypeVar("Row", AuditRow, ViewRow)


def acts_on(session: Session, subjects: list[str]) -> list[AuditRow]:
    """Everything done to these subjects, oldest first."""
    query = select(AuditRow).where(col(AuditRow.subject).in_(subjects)).order_by(col(AuditRow.recorded_at))
    return list(session.exec(query))


def looks_on(session: Session, subject: str) -> list[ViewRow]:
    """Every look at this record, oldest first."""
    return list(session.exec(select(ViewRow).where(ViewRow.subject == subject).order_by(col(ViewRow.recorded_at))))


@dataclass(frozen=True)
class Sought:
    """Which rows an auditor asks for; what is left empty does not narrow the list."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    action: str = ""
    subject: str = ""


def rows_of(session: Session, table: type[Row], sought: Sought, limit: int, skip: int = 0) -> list[Row]:
    """The newest rows first."""
    query = select(table).order_by(col(table.recorded_at).desc(), col(table.id).desc()).offset(skip).limit(limit)
    if sought.since:
        query = query.where(col(table.recorded_at) >= sought.since)
    if sought.until:
        query = query.where(col(table.recorded_at) < sought.until)
    if sought.actor:
        query = query.where(table.actor == sought.actor)
    if sought.action and table is AuditRow:
        query = query.where(AuditRow.action == sought.action)
    if sought.subject:
        query = query.where(col(table.subject).endswith(":" + sought.subject, autoescape=True))
    return list(session.exec(query))


def actors_and_actions(session: Session) -> tuple[list[str], list[str]]:
    """Whoever ever acted or looked, and whatever was ever done, for the filters."""
    actors = set(session.exec(select(AuditRow.actor).distinct())) | set(session.exec(select(ViewRow.actor).distinct()))
    return sorted(actors), sorted(session.exec(select(AuditRow.action).distinct()))


def last_act_at(session: Session, actor_id: UUID) -> datetime | None:
    """When this account last saved something, for "Đã lưu" on its pages."""
    query = select(AuditRow.recorded_at).where(AuditRow.actor_id == actor_id).order_by(col(AuditRow.recorded_at).desc())
    return session.exec(query.limit(1)).first()
