"""What happened in a family's file; ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RelativeRegistered:
    donor_id: UUID
    donor_code: str


@dataclass(frozen=True)
class KinshipRevised:
    """A claim was stated, changed or ended after registration; whoever holds samples of this donor asks for the new claims."""

    donor_id: UUID
    donor_code: str
