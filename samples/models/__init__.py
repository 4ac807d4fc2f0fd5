"""Days, kits, tubes, boxes, shipments and remains. Custody events, claims and kit events are append-only; a status caches the newest."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from core.db import Instant, Record, one_of
from samples.models.days import CollectionDay, DayEvent, DayPaper, Expected, Handover, KitEvent
from samples.rules import BoxStatus, SampleKind, SampleStatus, ShipmentStatus

__all__ = [
    "Box", "BoxPlace", "CollectionDay", "CustodyEvent", "DayEvent", "DayPaper", "Expected", "Handover", "KitEvent", "Laboratory", "Manifest", "Remains", "Sample",
    "SampleClaim", "Shipment",
]


class Remains(Record, table=True):
    """What a questioned sample was taken from; the code is the issuer's own."""

    __tablename__ = "remains"

    code: str = Field(unique=True)
    element: str = ""
    found_on: str = ""
    found_at: str = ""
    team: str = ""
    resting_place: str = ""
    note: str = ""


class Sample(Record, table=True):
    __tablename__ = "sample"
    __table_args__ = (one_of("status", SampleStatus), one_of("kind", SampleKind))
    may_change = frozenset({"status"})

    code: str = Field(unique=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    donor_code: str
    day_id: UUID | None = Field(default=None, foreign_key="collection_day.id", index=True)
    commune_code: str | None = None
    kind: str
    taker: str
    collected_at: datetime = Field(sa_type=Instant)
    conditions: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    second_reason: str = ""
    replaces_id: UUID | None = Field(default=None, foreign_key="sample.id")
    status: str = Field(default=SampleStatus.collected, index=True)


class SampleClaim(Record, table=True):
    """One claim as it was told to us; `version` grows when kinship is revised, and only the newest version counts."""

    __tablename__ = "sample_claim"

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    version: int
    martyr_id: UUID
    martyr_code: str = Field(index=True)
    relation_path: str | None = None
    maternal_line: str


class CustodyEvent(Record, table=True):
    """One link of the chain of custody; never changed."""

    __tablename__ = "custody_event"

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    action: str
    status: str
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    place: str = ""
    reason: str = ""
    __table_args__ = (one_of("status", SampleStatus),)


class Laboratory(Record, table=True):
    __tablename__ = "laboratory"

    code: str = Field(unique=True)
    name: str


class Box(Record, table=True):
    __tablename__ = "box"
    __table_args__ = (one_of("status", BoxStatus),)
    may_change = frozenset({"status", "seal_no", "shipment_id"})

    number: int = Field(unique=True)
    code: str = Field(unique=True)
    laboratory_id: UUID = Field(foreign_key="laboratory.id")
    seal_no: str = ""
    shipment_id: UUID | None = Field(default=None, foreign_key="shipment.id", index=True)
    status: str = BoxStatus.open


class BoxPlace(Record, table=True):
    """A tube in a cell, from when to when."""

    __tablename__ = "box_place"
    __table_args__ = (
        Index("uq_box_place_cell", "box_id", "cell", unique=True, sqlite_where=text("taken_out_at IS NULL"), postgresql_where=text("taken_out_at IS NULL")),
        Index("uq_box_place_sample", "sample_id", unique=True, sqlite_where=text("taken_out_at IS NULL"), postgresql_where=text("taken_out_at IS NULL")),
    )
    may_change = frozenset({"taken_out_at"})

    box_id: UUID = Field(foreign_key="box.id")
    sample_id: UUID = Field(foreign_key="sample.id")
    cell: str
    taken_out_at: datetime | None = Field(default=None, sa_type=Instant)


class Shipment(Record, table=True):
    __tablename__ = "shipment"
    __table_args__ = (one_of("status", ShipmentStatus),)
    may_change = frozenset({"status", "carrier", "dispatched_at", "received_at"})

    number: int = Field(unique=True)
    code: str = Field(unique=True)
    laboratory_id: UUID = Field(foreign_key="laboratory.id")
    carrier: str = ""
    dispatched_at: datetime | None = Field(default=None, sa_type=Instant)
    received_at: datetime | None = Field(default=None, sa_type=Instant)
    status: str = ShipmentStatus.packed


class Manifest(Record, table=True):
    """One frozen version of a shipment's list: three files and their SHA-256."""

    __tablename__ = "manifest"

    shipment_id: UUID = Field(foreign_key="shipment.id", index=True)
    version: int
    reason: str = ""
    file_ids: dict[str, str] = Field(sa_type=JSON)
    hashes: dict[str, str] = Field(sa_type=JSON)
