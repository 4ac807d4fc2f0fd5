"""Common sets of donors, simulated once with many cases and frozen: `data/power_of_sets.csv`, made by `python -m tests.power_table`."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

FROZEN = Path(__file__).parent / "data" / "power_of_sets.csv"
SHARES = tuple(round(0.1 * tenth, 1) for tenth in range(11))
"""Shares of loci typed for which the chances are kept; between two of them a straight line."""


@dataclass(frozen=True)
class Row:
    """`fours` and `sixes` are the chances of LR above 10⁴ and 10⁶ at each of `SHARES`."""

    seed: int
    cases: int
    mean: float
    error: float
    fours: tuple[float, ...]
    sixes: tuple[float, ...]

    def above4(self, typed: float) -> float:
        return float(np.interp(typed, SHARES, self.fours))

    def above6(self, typed: float) -> float:
        return float(np.interp(typed, SHARES, self.sixes))


def find(panel: str, signature: str) -> Row | None:
    return rows().get((panel, signature))


@cache
def rows() -> dict[tuple[str, str], Row]:
    if not FROZEN.exists():
        return {}
    return {
        (row["panel"], row["signature"]): Row(
            int(row["seed"]), int(row["cases"]), float(row["mean"]), float(row["error"]), _numbers(row["above4"]), _numbers(row["above6"]),
        )
        for row in csv.DictReader(FROZEN.read_text(encoding="utf-8").splitlines())
    }


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(each) for each in text.split())
