"""Tables of codes. A code is written once; what becomes of it is a new row, and `status` caches the newest one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from labels.rules import GREATEST_NUMBER, SHEET_NAMES, LabelStatus


class LabelCounter(Record, table=True):
    """The next free number of this installation. Its row is the lock under which numbers are given out."""

    __tablename__ = "label_counter"
    may_change = frozenset({"next_number"})

    name: str = Field(unique=True)
    next_number: int


class LabelBatch(Record, table=True):
    """Codes made in one go, for one print."""

    __tablename__ = "label_batch"
    __table_args__ = (
        CheckConstraint("kits >= 1", name="kits_positive"),
        CheckConstraint(f"sheet IS NULL OR sheet IN ({', '.join(repr(name) for name in SHEET_NAMES)})", name="sheet_known"),
    )

    made_at: datetime = Field(sa_type=Instant)
    made_by: UUID | None = None
    sheet: str | None = None
    kits: int


class LabelCode(Record, table=True):
    """One kit's code."""

    __tablename__ = "label_code"
    __table_args__ = (one_of("status", LabelStatus), CheckConstraint(f"number BETWEEN 1 AND {GREATEST_NUMBER}", name="number_in_range"))
    may_change = frozenset({"status"})

    code: str = Field(unique=True, max_length=12)
    number: int = Field(unique=True)
    batch_id: UUID = Field(foreign_key="label_batch.id", index=True)
    status: str = LabelStatus.issued


class LabelCodeEvent(Record, table=True):
    """One thing that became of a code: append-only. Reasons are free text, so they are sealed."""

    __tablename__ = "label_code_event"
    __table_args__ = (one_of("status", LabelStatus),)

    label_code_id: UUID = Field(foreign_key="label_code.id", index=True)
    status: str
    reason: str | None = Field(default=None, sa_type=SealedText("label_code_event.reason"))
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)


class LabelPrint(Record, table=True):
    """One time the labels of a code were printed; how often is the number of these rows."""

    __tablename__ = "label_print"

    label_code_id: UUID = Field(foreign_key="label_code.id", index=True)
    reason: str = Field(sa_type=SealedText("label_print.reason"))
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
