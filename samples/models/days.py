"""Collection days: the plan, what became of it, its kits, its people and its papers. All but the plan is append-only; `status` caches the newest event."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from core.crypto import SealedJSON, SealedText
from core.db import Instant, Record, one_of
from samples.rules.days import DayKind, DayStatus, KitFate, Outcome


class CollectionDay(Record, table=True):
    """The code is a name given once: a postponed day keeps it. `slots` are hours with their places; `team` is duty and names, sealed."""

    __tablename__ = "collection_day"
    __table_args__ = (one_of("status", DayStatus), one_of("kind", DayKind), CheckConstraint("kits >= 0", name="kits_not_negative"))
    may_change = frozenset({"status", "kind", "held_on", "place", "commune_code", "lead_unit", "partners", "lead_id", "team", "slots", "kits"})

    code: str = Field(unique=True)
    kind: str = DayKind.hall
    held_on: date = Field(index=True)
    place: str
    commune_code: str = Field(index=True)
    lead_unit: str = ""
    partners: str = ""
    lead_id: UUID | None = Field(default=None, foreign_key="account.id")
    team: dict[str, str] | None = Field(default=None, sa_type=SealedJSON("collection_day.team"))
    slots: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    kits: int = 0
    status: str = DayStatus.planned


class DayEvent(Record, table=True):
    """One step of a day: opened, closed, opened again, cancelled. Reasons are free text, so they are sealed."""

    __tablename__ = "day_event"
    chained: ClassVar[bool] = True
    __table_args__ = (one_of("status", DayStatus),)

    day_id: UUID = Field(foreign_key="collection_day.id", index=True)
    status: str
    reason: str | None = Field(default=None, sa_type=SealedText("day_event.reason"))
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)


class Expected(Record, table=True):
    """One word about a person on a day: expected, at another hour, came, refused, deferred. The newest counts."""

    __tablename__ = "expected"
    __table_args__ = (one_of("outcome", Outcome),)

    day_id: UUID = Field(foreign_key="collection_day.id", index=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    slot: str = ""
    outcome: str = Outcome.expected
    actor_id: UUID | None = None


class KitEvent(Record, table=True):
    """A kit's fate; kits are known by their printed code."""

    __tablename__ = "kit_event"
    chained: ClassVar[bool] = True
    __table_args__ = (one_of("what", KitFate),)

    code: str = Field(index=True)
    day_id: UUID | None = Field(default=None, foreign_key="collection_day.id", index=True)
    what: str
    reason: str | None = Field(default=None, sa_type=SealedText("kit_event.reason"))
    actor_id: UUID | None = None


class Handover(Record, table=True):
    """One frozen hand-over record: the numbers as they were, what was counted by hand, the words for each difference, the paper, the seal of the log on it."""

    __tablename__ = "handover"
    chained: ClassVar[bool] = True
    __table_args__ = (UniqueConstraint("day_id", "version"),)

    day_id: UUID = Field(foreign_key="collection_day.id", index=True)
    version: int
    numbers: dict[str, int] = Field(sa_type=JSON)
    left: int
    explanations: dict[str, Any] = Field(sa_type=SealedJSON("handover.explanations"))
    file_id: UUID = Field(foreign_key="sealed_file.id")
    sha256: str
    actor_id: UUID | None = None
    closed_at: datetime = Field(sa_type=Instant)
    chain_head: str | None = None


class DayPaper(Record, table=True):
    """A list with names that was printed for a day: the paper lies sealed, here stands whose names are on it."""

    __tablename__ = "day_paper"

    day_id: UUID = Field(foreign_key="collection_day.id", index=True)
    file_id: UUID = Field(foreign_key="sealed_file.id")
    sha256: str
    donor_ids: list[str] = Field(sa_type=JSON)
    actor_id: UUID | None = None
