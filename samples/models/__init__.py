"""Days, kits, tubes, boxes, shipments and remains. Custody events, claims and kit events are append-only; a status caches the newest."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from core.crypto import SealedText
from core.db import Instant, Record, one_of
from samples.models.days import CollectionDay, DayEvent, DayPaper, Expected, Handover, KitEvent
from samples.rules import BoxStatus, ManifestKind, Parting, SampleKind, SampleStatus, Settlement, ShipmentStatus

__all__ = [
    "Box", "BoxPlace", "BoxScan", "CollectionDay", "CustodyEvent", "DayEvent", "DayPaper", "Discrepancy", "DiscrepancySettled", "Disposal", "Expected", "Handover",
    "KitEvent", "Laboratory", "Manifest", "ManifestDelivery", "NamesList", "Remains", "Sample", "SampleClaim", "Shipment",
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
    may_be_emptied = frozenset({"conditions", "second_reason"})

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
    may_go = True

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    version: int
    martyr_id: UUID
    martyr_code: str = Field(index=True)
    relation_path: str | None = None
    maternal_line: str


class CustodyEvent(Record, table=True):
    """One link of the chain of custody; never changed. `reason` is free text and may hold a name, so it is sealed."""

    __tablename__ = "custody_event"
    chained: ClassVar[bool] = True
    sealed_by = "sample_id.donor_id"

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    action: str
    status: str
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    place: str = ""
    reason: str | None = Field(default=None, sa_type=SealedText("custody_event.reason"))
    __table_args__ = (one_of("status", SampleStatus),)


class Disposal(Record, table=True):
    """How a tube whose consent was gone left us. The two names are of whoever did it and saw it; they stay as proof and are sealed by the house."""

    __tablename__ = "disposal"
    __table_args__ = (one_of("how", Parting),)

    sample_id: UUID = Field(foreign_key="sample.id", unique=True)
    how: str
    held_on: date
    done_by: str = Field(sa_type=SealedText("disposal.done_by"))
    witness: str = Field(sa_type=SealedText("disposal.witness"))
    paper_no: str = ""
    actor_id: UUID | None = None


class Laboratory(Record, table=True):
    """`public_key` is an X25519 key (64 hexadecimal digits); lists with names are sealed to it, where the agreement demands them."""

    __tablename__ = "laboratory"
    may_change = frozenset({"demands_names", "public_key"})

    code: str = Field(unique=True)
    name: str
    demands_names: bool = False
    public_key: str = ""


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


class BoxScan(Record, table=True):
    """One scan at a box and what was answered; refused ones too, so that the clerk sees the last five."""

    __tablename__ = "box_scan"

    box_id: UUID = Field(foreign_key="box.id", index=True)
    sample_code: str
    answer: str
    cell: str = ""
    actor_id: UUID | None = None


class Shipment(Record, table=True):
    __tablename__ = "shipment"
    __table_args__ = (one_of("status", ShipmentStatus),)
    may_change = frozenset({"status", "carrier", "tracking_no", "dispatched_at", "received_at"})

    number: int = Field(unique=True)
    code: str = Field(unique=True)
    laboratory_id: UUID = Field(foreign_key="laboratory.id")
    carrier: str = ""
    tracking_no: str = ""
    dispatched_at: datetime | None = Field(default=None, sa_type=Instant)
    received_at: datetime | None = Field(default=None, sa_type=Instant)
    status: str = ShipmentStatus.packed


class Manifest(Record, table=True):
    """One frozen version of a shipment's list: its files, their SHA-256, and this house's signature of the sums (hexadecimal)."""

    __tablename__ = "manifest"
    chained: ClassVar[bool] = True
    __table_args__ = (one_of("kind", ManifestKind), UniqueConstraint("shipment_id", "version"))

    shipment_id: UUID = Field(foreign_key="shipment.id", index=True)
    version: int
    kind: str = ManifestKind.dispatch
    reason: str = Field(default="", sa_type=SealedText("manifest.reason"))
    file_ids: dict[str, str] = Field(sa_type=JSON)
    hashes: dict[str, str] = Field(sa_type=JSON)
    signature: str
    public_key: str
    recalled: list[str] = Field(default_factory=list, sa_type=JSON)


class ManifestDelivery(Record, table=True):
    """When, and by whom, the laboratory was handed a version: on paper, by mail, or by its own system."""

    __tablename__ = "manifest_delivery"

    manifest_id: UUID = Field(foreign_key="manifest.id", index=True)
    actor_id: UUID | None = None


class NamesList(Record, table=True):
    """A list with names, sealed to the laboratory's key before it was handed to this room; nobody here can open it."""

    __tablename__ = "names_list"

    shipment_id: UUID = Field(foreign_key="shipment.id", index=True)
    version: int
    file_id: UUID = Field(foreign_key="sealed_file.id")
    tubes: int


class Discrepancy(Record, table=True):
    """A tube the laboratory has and no list of ours names; open until it is settled."""

    __tablename__ = "discrepancy"
    __table_args__ = (UniqueConstraint("shipment_id", "sample_code"),)

    shipment_id: UUID | None = Field(default=None, foreign_key="shipment.id", index=True)
    sample_code: str = Field(index=True)
    note: str = Field(default="", sa_type=SealedText("discrepancy.note"))


class DiscrepancySettled(Record, table=True):
    __tablename__ = "discrepancy_settled"
    __table_args__ = (one_of("how", Settlement),)

    discrepancy_id: UUID = Field(foreign_key="discrepancy.id", unique=True)
    how: str
    note: str = Field(default="", sa_type=SealedText("discrepancy_settled.note"))
    actor_id: UUID | None = None
