"""The impact-assessment dossier: when it is due, when it grows old, and what changed between two versions. Pure.

Source: law 91/2025/QH15 art. 21 and decree 356/2025/NĐ-CP: made within 60 days of the first processing, kept ready and brought up to date (domain.md §3.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from core.errors import Refused
from core.i18n import N_

SMALLEST = 5
"""A count from 1 to 4 could point at a family, so outside the house it is only said to be small (domain.md R14)."""


class NothingChanged(Refused):
    message = N_("Nothing changed since version %(number)s, so no new one was frozen.")


class FrozenMeanwhile(Refused):
    message = N_("Somebody froze a version while this page was open. Nothing was saved. Look at the page again.")


@dataclass(frozen=True)
class Section:
    """One numbered part: sentences, and where it has one a table."""

    title: str
    words: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def lines(self) -> list[str]:
        return [*(f"{self.title} | {line}" for each in self.words for line in each.split("\n")), *(" | ".join((self.title, *row)) for row in self.rows)]


def lines_of(sections: Sequence[Section]) -> list[str]:
    """The dossier as plain lines: what is hashed, kept and compared."""
    return [line for section in sections for line in section.lines()]


@dataclass(frozen=True)
class Changed:
    """One line that is new (`+`) or gone (`-`)."""

    sign: str
    line: str


def compare(before: Sequence[str], after: Sequence[str]) -> list[Changed]:
    """What was taken out and what came in, in the order of the paper."""
    found: list[Changed] = []
    for what, i, j, k, m in SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes():
        if what != "equal":
            found += [Changed("-", line) for line in before[i:j]] + [Changed("+", line) for line in after[k:m]]
    return found


@dataclass(frozen=True)
class Age:
    """`kind`: good (fresh), wait (due soon, or grown old), stop (missing after its day), plain (nothing is processed yet)."""

    kind: str
    due_on: date | None
    days: int
    missing: bool


SOON = timedelta(days=14)


def age(frozen_on: date | None, due_on: date | None, lasts: timedelta, today: date) -> Age:
    """How the dossier stands: missing until its first version, then fresh until it is to be looked at again."""
    if frozen_on is not None:
        again = frozen_on + lasts
        return Age("good" if today <= again - SOON else "wait", again, (again - today).days, missing=False)
    if due_on is None:
        return Age("plain", None, 0, missing=True)
    left = (due_on - today).days
    return Age("stop" if left < 0 else "wait", due_on, left, missing=True)


def outside(count: int) -> int | None:
    """A count as it may leave the house; None where it is small."""
    return None if 0 < count < SMALLEST else count
