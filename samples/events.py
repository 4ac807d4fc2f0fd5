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


@dataclass(frozen=True)
class ManifestFrozen:
    """A version of a shipment's list was frozen: at dispatch, by a correction, or by a recall."""

    shipment_code: str
    version: int
