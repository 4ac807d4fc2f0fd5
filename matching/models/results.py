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
    __tablename__ = "lab_result"
    __table_args__ = (one_of("conclusion", Conclusion), one_of("method", MethodKind), UniqueConstraint("fingerprint"))

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
    policy: str
    fingerprint: str


class Review(Record, table=True):
    """One person's opinion of one result; never changed."""

    __tablename__ = "review"
    __table_args__ = (one_of("opinion", Opinion), UniqueConstraint("result_id", "actor_id"))

    result_id: UUID = Field(foreign_key="lab_result.id", index=True)
    actor_id: UUID
    actor: str
    opinion: str
    reason: str = Field(sa_type=SealedText("review.reason"))
    occurred_at: datetime = Field(sa_type=Instant)


class ResultAnswer(Record, table=True):
    """What was found out about one flag, with whom it was cleared up; never changed. A newer row about the same flag counts."""

    __tablename__ = "result_answer"

    result_id: UUID = Field(foreign_key="lab_result.id", index=True)
    flag: str
    cleared: bool
    answer: str = Field(sa_type=SealedText("result_answer.answer"))
    actor_id: UUID
    actor: str
    occurred_at: datetime = Field(sa_type=Instant)
