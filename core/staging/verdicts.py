"""Rows with a verdict each, the reasons for it, and the JSON in which both are handed on."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from core.i18n import gettext
from core.names import tidy

VERDICTS = ("accepted", "flagged", "refused", "skipped")


@dataclass(frozen=True)
class Reason:
    """Why a row got its verdict: a stable code, the sentence a clerk reads, and the cell where to look, as H12."""

    code: str
    message: str
    values: tuple[tuple[str, object], ...] = ()
    cell: str = ""

    def sentence(self) -> str:
        said = gettext(self.message, **dict(self.values))
        return gettext("Cell %(cell)s: %(reason)s", cell=self.cell, reason=said) if self.cell else said


def reason(code: str, message: str, /, **values: object) -> Reason:
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
    places: dict[str, int] = field(default_factory=dict, repr=False)

    def cell(self, key: str) -> str:
        """Where the clerk finds it in the sheet: column letters and row number; nothing when the sheet has no such column."""
        letters, place = "", self.places.get(key, -1) + 1
        while place > 0:
            place, rest = divmod(place - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}" if letters else ""

    def flag(self, why: Reason, key: str = "") -> None:
        self.flags.append(replace(why, cell=self.cell(key)))

    def refuse(self, why: Reason, key: str = "") -> None:
        self.refusals.append(replace(why, cell=self.cell(key)))

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
    """`words` names each column as people call it; `notices` say what the file carries beside its cells."""

    file: str
    rows: list[StagedRow]
    words: dict[str, str] = field(default_factory=dict)
    notices: list[Reason] = field(default_factory=list)

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
            "notices": [each.sentence() for each in self.notices],
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
