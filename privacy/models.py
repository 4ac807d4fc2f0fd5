"""The data-protection officer's books: all append-only. What a person wrote is sealed under the key of the house."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from core.crypto import SealedJSON, SealedText
from core.db import Instant, Record, one_of
from privacy.rules.breaches import Kind, Step, Way
from privacy.rules.retention import End


class PrivacySetting(Record, table=True):
    """One change of one wording or date of this room; the newest row counts, older ones say what stood in an older dossier."""

    __tablename__ = "privacy_setting"

    key: str = Field(index=True)
    value: str = Field(sa_type=SealedText("privacy_setting.value"))
    actor: str = ""


class Breach(Record, table=True):
    """One entry of the breach book. `found_at` starts the clock; `basic` and `sensitive` are roughly how many people, as first believed."""

    __tablename__ = "breach"
    __table_args__ = (one_of("kind", Kind),)

    number: int = Field(unique=True)
    kind: str
    found_at: datetime = Field(sa_type=Instant, index=True)
    entered_by: str
    happened: str = Field(sa_type=SealedText("breach.happened"))
    consequences: str = Field(default="", sa_type=SealedText("breach.consequences"))
    basic: int = 0
    sensitive: int = 0
    classes: list[str] = Field(default_factory=list, sa_type=JSON)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")


class BreachStep(Record, table=True):
    """One thing found out, done or told about a breach; the newest counts of people are the ones that hold."""

    __tablename__ = "breach_step"
    __table_args__ = (one_of("step", Step), one_of("way", Way))

    breach_id: UUID = Field(foreign_key="breach.id", index=True)
    step: str
    occurred_at: datetime = Field(sa_type=Instant)
    way: str | None = None
    reference: str = Field(default="", sa_type=SealedText("breach_step.reference"))
    words: str = Field(default="", sa_type=SealedText("breach_step.words"))
    basic: int | None = None
    sensitive: int | None = None
    no_need: bool = False
    actor: str
    actor_id: UUID | None = None


class RetentionPeriod(Record, table=True):
    """One change of how long a class of data stays; the newest row of a key counts."""

    __tablename__ = "retention_period"
    __table_args__ = (one_of("outcome", End),)

    key: str = Field(index=True)
    months: int
    outcome: str
    basis: str = Field(sa_type=SealedText("retention_period.basis"))
    actor: str


class RetentionReview(Record, table=True):
    """One yearly review, signed by the data-protection officer."""

    __tablename__ = "retention_review"

    due_on: date = Field(unique=True)
    actor: str
    actor_id: UUID | None = None


class RetentionDecision(Record, table=True):
    """What a review decided about one class, and how much of it was due that day. Nothing is erased by this row."""

    __tablename__ = "retention_decision"
    __table_args__ = (one_of("outcome", End), UniqueConstraint("review_id", "key"))

    review_id: UUID = Field(foreign_key="retention_review.id", index=True)
    key: str
    due: int
    outcome: str
    reason: str = Field(default="", sa_type=SealedText("retention_decision.reason"))


class DossierVersion(Record, table=True):
    """One frozen version of the impact-assessment dossier: its lines, their hash, and the paper as it was drawn."""

    __tablename__ = "dossier_version"

    number: int = Field(unique=True)
    sha256: str
    lines: list[Any] = Field(sa_type=SealedJSON("dossier_version.lines"))
    file_id: UUID = Field(foreign_key="sealed_file.id")
    actor: str
    actor_id: UUID | None = None
