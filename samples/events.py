"""What happened to a tube; codes and ids only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class SampleCollected:
    sample_code: str
    donor_id: UUID
    donor_code: str


@dataclass(frozen=True)
class SampleQuarantined:
    sample_code: str
    donor_id: UUID


@dataclass(frozen=True)
class SampleRejected:
    sample_code: str
    donor_id: UUID


@dataclass(frozen=True)
class ShipmentDispatched:
    shipment_code: str
