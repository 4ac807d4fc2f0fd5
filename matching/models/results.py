"""Results as the laboratory gave them, with the verdict of our checks, and two people's opinions. No profile is stored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from matching.rules import Conclusion, MethodKind, Opinion


class ResultFile(Record, table=True):
    """A laboratory's workbook, kept sealed, known by its hash."""

    __tablename__ = "result_file"

    file_id: UUID = Field(foreign_key="sealed_file.id")
    sha256: str = Field(unique=True)
    loaded_by: UUID | None = None


class LabResult(Record, table=True):
    """One row as it was loaded; `flags` are those of that day, a code alone or `code:martyr`, and `stopped` says that there were any."""

    __tablename__ = "lab_result"
    __table_args__ = (one_of("conclusion", Conclusion), one_of("method", MethodKind), UniqueConstraint("fingerprint"))
    may_be_emptied = frozenset({"compared", "differences", "lr", "prior", "posterior"})

    file_id: UUID = Field(foreign_key="result_file.id", index=True)
    sheet_row: int
    report_no: str = ""
    reported_on: date | None = None
    remains_code: str = Field(index=True)
    sample_code: str = Field(index=True)
    method: str
    compared: str = ""
    differences: int | None = None
    lr: float | None = None
    prior: float | None = None
    posterior: float | None = None
    conclusion: str
    flags: list[str] = Field(default_factory=list, sa_type=JSON)
    stopped: bool = Field(default=False, index=True)
    policy: str
    fingerprint: str


class Review(Record, table=True):
    """One person's opinion of one result; never changed. When two opinions do not settle it, a new round is opened."""

    __tablename__ = "review"
    sealed_by = "donor_id"
    __table_args__ = (one_of("opinion", Opinion), UniqueConstraint("result_id", "round", "actor_id"))
    may_be_emptied = frozenset({"reason"})

    result_id: UUID = Field(foreign_key="lab_result.id", index=True)
    donor_id: UUID | None = Field(default=None, foreign_key="donor.id")
    round: int = 1
    actor_id: UUID
    actor: str
    opinion: str
    reason: str = Field(sa_type=SealedText("review.reason"))
    occurred_at: datetime = Field(sa_type=Instant)


class ResultAnswer(Record, table=True):
    """What was found out about one flag, which clears it, or why two people are asked anew; never changed."""

    __tablename__ = "result_answer"
    may_be_emptied = frozenset({"answer"})
    sealed_by = "donor_id"

    result_id: UUID = Field(foreign_key="lab_result.id", index=True)
    donor_id: UUID | None = Field(default=None, foreign_key="donor.id")
    flag: str
    answer: str = Field(sa_type=SealedText("result_answer.answer"))
    actor_id: UUID
    actor: str
    occurred_at: datetime = Field(sa_type=Instant)
