"""What happened to results; ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ResultsLoaded:
    file_id: UUID
    rows: int


@dataclass(frozen=True)
class CallRequested:
    call_id: UUID
    donor_id: UUID


@dataclass(frozen=True)
class CallSettled:
    """Nobody waits for this family's call any more: it called, was visited, or the call was called off."""

    call_id: UUID
    donor_id: UUID


@dataclass(frozen=True)
class IdentificationChanged:
    """A decision was made, suspended, taken up again or revoked."""

    identification_id: UUID
    status: str


@dataclass(frozen=True)
class VisitPlanned:
    visit_id: UUID
    donor_id: UUID


@dataclass(frozen=True)
class VisitHeld:
    visit_id: UUID
    donor_id: UUID
    outcome: str
