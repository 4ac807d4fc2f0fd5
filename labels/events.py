"""What happened to codes."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CodesIssued:
    batch_id: UUID
    kits: int


@dataclass(frozen=True)
class LabelsPrinted:
    """The labels of these codes are about to leave the printer, for the first time or again."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class CodeVoided:
    code: str
