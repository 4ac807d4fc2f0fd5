"""The tables of consent: all append-only."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from consent.rules import Method, Purpose
from core.crypto import SealedText
from core.db import Instant, Record, one_of


class Donor(Record, table=True):
    """A person as a code; the name lives in `families`."""

    __tablename__ = "donor"

    code: str = Field(unique=True)


class FormText(Record, table=True):
    """One version of the words that are read out, valid from a day on until the next version."""

    __tablename__ = "form_text"
    __table_args__ = (UniqueConstraint("version", "language"),)

    version: int
    language: str
    valid_from: date
    valid_to: date | None = None
    body: dict[str, Any] = Field(sa_type=JSON)


class ConsentRecord(Record, table=True):
    __tablename__ = "consent_record"
    __table_args__ = (one_of("method", Method),)

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    form_id: UUID = Field(foreign_key="form_text.id")
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    place: str
    martyr_ids: list[str] = Field(sa_type=JSON)
    given: bool
    language: str
    read_aloud: bool
    can_read: bool
    told_sensitive: bool
    method: str
    copy_given: bool
    witness: str | None = Field(default=None, sa_type=SealedText("consent_record.witness"))
    proxy_name: str | None = Field(default=None, sa_type=SealedText("consent_record.proxy_name"))
    proxy_basis: str | None = Field(default=None, sa_type=SealedText("consent_record.proxy_basis"))
    signature_file_id: UUID | None = Field(default=None, foreign_key="sealed_file.id")
    pdf_file_id: UUID | None = Field(default=None, foreign_key="sealed_file.id")


class ConsentAnswer(Record, table=True):
    """One purpose, one answer."""

    __tablename__ = "consent_answer"
    __table_args__ = (one_of("purpose", Purpose), UniqueConstraint("record_id", "purpose"))

    record_id: UUID = Field(foreign_key="consent_record.id", index=True)
    purpose: str
    given: bool


class ConsentWithdrawal(Record, table=True):
    """`done_before_on` is the legal day by which the sample is destroyed or given back."""

    __tablename__ = "consent_withdrawal"

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    done_before_on: date
    how: str
    note: str | None = Field(default=None, sa_type=SealedText("consent_withdrawal.note"))


class ConsentInvalidation(Record, table=True):
    """A record that was entered wrongly: it counts as never made, and stays readable."""

    __tablename__ = "consent_invalidation"

    record_id: UUID = Field(foreign_key="consent_record.id", unique=True)
    actor_id: UUID | None = None
    reason: str
