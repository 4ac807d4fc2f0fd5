"""Rows with a verdict each, the reasons for it, and the JSON in which both are handed on."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from core.i18n import gettext
from core.names import tidy

VERDICTS = ("accepted", "flagged", "refused", "skipped")


@dataclass(frozen=True)
class Reason:
    """Why a row got its verdict: a stable code, and the sentence a clerk reads."""

    code: str
    message: str
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self) -> str:
        return gettext(self.message, **dict(self.values))


def reason(code: str, message: str, **values: object) -> Reason:
    return Reason(code, message, tuple(values.items()))


@dataclass
class StagedRow:
    """`row` is the row's number in its sheet, from 1; `raw` is what stood in the cells, `values` what was understood."""

    sheet: str
    row: int
    raw: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    refusals: list[Reason] = field(default_factory=list)
    flags: list[Reason] = field(default_factory=list)
    skips: list[Reason] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return "skipped" if self.skips else "refused" if self.refusals else "flagged" if self.flags else "accepted"

    @property
    def reasons(self) -> list[Reason]:
        return [*self.skips, *self.refusals, *self.flags]

    @property
    def loadable(self) -> bool:
        return self.verdict in ("accepted", "flagged")


@dataclass
class Staged:
    file: str
    rows: list[StagedRow]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def loadable(self) -> list[StagedRow]:
        return [row for row in self.rows if row.loadable]

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "rows": len(self.rows),
            **self.counts,
            "details": [
                {
                    "sheet": row.sheet, "row": row.row, "verdict": row.verdict, "reasons": [r.sentence() for r in row.reasons],
                    "reason_codes": [r.code for r in row.reasons], "values": row.values,
                }
                for row in self.rows
            ],
        }


def fingerprint(*parts: object) -> str:
    """A hash by which the same row is known again, whatever its marks' encoding or spaces."""
    return hashlib.sha256("\x1f".join(tidy(part) for part in parts).encode()).hexdigest()[:40]
