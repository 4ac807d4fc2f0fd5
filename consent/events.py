"""What happened to a consent; ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ConsentGiven:
    donor_id: UUID
    donor_code: str
    record_id: UUID


@dataclass(frozen=True)
class ConsentRefused:
    donor_id: UUID
    donor_code: str


@dataclass(frozen=True)
class ConsentWithdrawn:
    donor_id: UUID
    donor_code: str


@dataclass(frozen=True)
class ConsentInvalidated:
    donor_id: UUID
    donor_code: str
    record_id: UUID


@dataclass(frozen=True)
class DonorErased:
    """The donor's key is destroyed in this transaction; every room takes away what it holds beside sealed columns, and leaves its tombstone."""

    donor_id: UUID
    donor_code: str
