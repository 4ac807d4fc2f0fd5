"""What happened to codes."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CodesIssued:
    batch_id: UUID
    kits: int


@dataclass(frozen=True)
class CodeVoided:
    code: str
