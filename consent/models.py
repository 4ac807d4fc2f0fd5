"""The tables of consent and of the rights desk: all append-only; what a request caches of its newest step is named in `may_change`."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from consent.rules import Method, Purpose
from consent.rules.rights import Channel, RequestKind, RequestState, Step
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
    sealed_by = "donor_id"
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
    """`done_before_on` is the legal day by which the sample is destroyed or given back, as it stood then; the request's own day is the one that counts."""

    __tablename__ = "consent_withdrawal"
    sealed_by = "donor_id"

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    done_before_on: date
    request_id: UUID | None = Field(default=None, foreign_key="data_request.id")
    how: str
    note: str | None = Field(default=None, sa_type=SealedText("consent_withdrawal.note"))


class ConsentInvalidation(Record, table=True):
    """A record that was entered wrongly: it counts as never made, and stays readable."""

    __tablename__ = "consent_invalidation"

    record_id: UUID = Field(foreign_key="consent_record.id", unique=True)
    actor_id: UUID | None = None
    reason: str


class DataRequest(Record, table=True):
    """What a data subject asked for (law 91/2025/QH15 art. 4). What was said is sealed under the subject's own key: an erasure takes it along,
    and the code, the kind and the days remain as proof. `status`, `due_on` and `first_answered_on` cache the newest step."""

    __tablename__ = "data_request"
    __table_args__ = (one_of("kind", RequestKind), one_of("channel", Channel), one_of("status", RequestState))
    may_change: ClassVar[frozenset[str]] = frozenset({"status", "due_on", "first_answered_on"})
    sealed_by: ClassVar[str] = "donor_id"

    code: str = Field(unique=True)
    kind: str
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    channel: str
    received_on: date
    first_answer_by: date
    due_on: date
    status: str = Field(default=RequestState.received, index=True)
    first_answered_on: date | None = None
    actor_id: UUID | None = None
    asked: str = Field(sa_type=SealedText("data_request.asked"))
    representative: str | None = Field(default=None, sa_type=SealedText("data_request.representative"))
    basis: str | None = Field(default=None, sa_type=SealedText("data_request.basis"))
    receipt_file_id: UUID | None = Field(default=None, foreign_key="sealed_file.id")


class RequestStep(Record, table=True):
    """One step of a request. `word` is chosen from the step's list in `consent.rules.rights`; `due_on` stands where the step moved the clock."""

    __tablename__ = "request_step"
    __table_args__ = (one_of("step", Step),)
    sealed_by: ClassVar[str] = "donor_id"

    request_id: UUID = Field(foreign_key="data_request.id", index=True)
    donor_id: UUID = Field(foreign_key="donor.id")
    step: str
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    word: str = ""
    due_on: date | None = None
    note: str | None = Field(default=None, sa_type=SealedText("request_step.note"))
    paper_file_id: UUID | None = Field(default=None, foreign_key="sealed_file.id")


class DonorErasure(Record, table=True):
    """The tombstone of a donor: that, when and by which request everything personal was destroyed, and by which two people."""

    __tablename__ = "donor_erasure"

    donor_id: UUID = Field(foreign_key="donor.id", unique=True)
    request_id: UUID = Field(foreign_key="data_request.id")
    prepared_by: UUID | None = None
    confirmed_by: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
