"""What happened to results; ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ResultsLoaded:
    file_id: UUID
    rows: int
