"""Decisions about identity, and the visits by which families are told. Append-only: a status or an end caches the newest row."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from matching.models.parts import one_open
from matching.rules import IdentificationStatus, VisitOutcome


class Identification(Record, table=True):
    """One decision by its number. `status` caches the newest step."""

    __tablename__ = "identification"
    __table_args__ = (one_of("status", IdentificationStatus),)
    may_change = frozenset({"status"})

    number: str = Field(unique=True)
    decided_on: date
    signer: str
    note: str | None = Field(default=None, sa_type=SealedText("identification.note"))
    actor_id: UUID
    actor: str
    occurred_at: datetime = Field(sa_type=Instant)
    status: str = IdentificationStatus.standing


class IdentificationScope(Record, table=True):
    """These remains are this martyr's. The database holds that no remains belong to two decisions that were not revoked."""

    __tablename__ = "identification_scope"
    __table_args__ = (
        one_open("identification_scope_remains", "remains_code", "ended_at"),
        one_open("identification_scope_martyr", "martyr_code", "ended_at", " AND NOT same_skeleton"),
    )
    may_change = frozenset({"ended_at"})

    identification_id: UUID = Field(foreign_key="identification.id", index=True)
    remains_code: str
    martyr_id: UUID
    martyr_code: str = Field(index=True)
    same_skeleton: bool = False
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class IdentificationBasis(Record, table=True):
    """A reviewed result that the decision rests on, and for which martyr."""

    __tablename__ = "identification_basis"

    identification_id: UUID = Field(foreign_key="identification.id", index=True)
    result_id: UUID = Field(foreign_key="lab_result.id", index=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    martyr_code: str


class IdentificationStep(Record, table=True):
    """What became of a decision, by whom and why; never changed."""

    __tablename__ = "identification_step"
    __table_args__ = (one_of("status", IdentificationStatus),)

    identification_id: UUID = Field(foreign_key="identification.id", index=True)
    status: str
    reason: str = Field(sa_type=SealedText("identification_step.reason"))
    actor_id: UUID
    actor: str
    occurred_at: datetime = Field(sa_type=Instant)


class Visit(Record, table=True):
    """A family is to be told in person: by whom, when, where, with whom. `closed_at` says that its report is written."""

    __tablename__ = "visit"
    sealed_by = "donor_id"
    __table_args__ = (one_open("visit_donor", "donor_id", "closed_at"),)
    may_change = frozenset({"closed_at"})
    may_be_emptied = frozenset({"place", "companion"})

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    identification_id: UUID = Field(foreign_key="identification.id", index=True)
    officer_id: UUID
    officer: str
    planned_on: date
    hour: str = ""
    place: str = Field(sa_type=SealedText("visit.place"))
    companion: str | None = Field(default=None, sa_type=SealedText("visit.companion"))
    actor_id: UUID
    occurred_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class VisitReport(Record, table=True):
    """How a visit went; never changed."""

    __tablename__ = "visit_report"
    sealed_by = "visit_id.donor_id"
    __table_args__ = (one_of("outcome", VisitOutcome),)
    may_be_emptied = frozenset({"note"})

    visit_id: UUID = Field(foreign_key="visit.id", unique=True)
    outcome: str
    held_on: date
    note: str | None = Field(default=None, sa_type=SealedText("visit_report.note"))
    actor_id: UUID | None = None
    actor: str
