"""The official order of donors, by the path of kinship (domain.md §2.1 and §2.2).

Letter 600/NCC-TBLS (2012) and the practice of 2026 name: the mother, the mother's mother, siblings by the same mother, the mother's siblings;
then further kin of the maternal line. Everybody else who is of one blood is tier 3: the other methods may still use the sample, so nobody is
blocked, and the examining unit is asked.
"""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, order=True)
class Official:
    """`tier` 1–3, or 9 for those outside the order; `rank` orders inside all of it."""

    rank: int
    tier: int


NOT_LISTED = Official(99, 9)
FIRST = {"mother": 1, "mother.mother": 2}


@lru_cache(maxsize=4096)
def official(path: str, line: str) -> Official:
    """Where the official order puts the person at the end of `path`; an open line is placed as if it were shared, and asked about."""
    steps = [step for step in path.replace("?", "").split(".") if step not in ("half-m", "half-p")]
    if not path or {"spouse", "adopted"} & set(steps):
        return NOT_LISTED
    if line == "no":
        return Official(8, 3)
    if path in FIRST:
        return Official(FIRST[path], 1)
    if len(steps) == 1 and steps[0] in ("brother", "sister"):
        return Official(3, 1)
    if len(steps) == 2 and steps[0] == "mother" and steps[1] in ("brother", "sister"):
        return Official(4, 1)
    if steps[0] in ("son", "daughter"):
        return Official(5 if len(steps) == 1 else 7, 2)
    near = ["sister"], ["mother", "sister"]
    return Official(6 if steps[:-1] in near else 7, 2)
