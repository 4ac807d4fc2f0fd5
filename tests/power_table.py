"""`python -m tests.power_table`: the frozen table of common donor sets, simulated anew with the recorded seed."""

import csv
import sys
from itertools import combinations

from families.rules.power import PANELS
from families.rules.power.sets import of_cases
from families.rules.power.shapes import Shape, read_shape, shape_of
from families.rules.power.simulation import SEED, effort, per_locus
from families.rules.power.table import FROZEN, SHARES

PANEL, CASES, MOST_WORK = "str-21", 4_000, 120_000
HEAD = ("panel", "seed", "cases", "signature", "mean", "error", "above4", "above6")
FAMILY = {
    "gf": "", "gm": "", "pgf": "", "pgm": "", "mother": "gf gm", "father": "pgf pgm", "martyr": "father mother", "wife": "", "child1": "martyr wife",
    "child2": "martyr wife", "grandchild": "child1 -", "aunt1": "gf gm", "aunt2": "gf gm", "uncle": "pgf pgm", "half-m": "- mother", "half-f": "father -",
    "cousin1": "aunt1 h1", "cousin2": "aunt1 h1", "cousin3": "aunt2 -", "cousin-p": "uncle -", "sister1": "father mother", "sister2": "father mother",
    "sister3": "father mother", "nephew1": "sister1 b1", "nephew2": "sister1 b1", "nephew3": "sister2 -", "nephew4": "sister3 -", "grand-nephew": "nephew1 -",
    "half-nephew": "half-m -", "half-m2": "- mother", "half-nephew2": "half-m2 -", "half-nephew-f": "half-f -", "half-aunt": "gf -",
    "half-cousin": "half-aunt -", "h1": "", "b1": "",
}
"""Who is found in the families of the field: three sisters stand for any full siblings, and so on; sex does not matter."""


def ends() -> dict[str, tuple[str | None, str | None]]:
    both = {key: [each if each != "-" else None for each in parents.split()] or [None, None] for key, parents in FAMILY.items()}
    return {key: (first, second) for key, (first, second) in both.items()}


def signatures() -> list[str]:
    """Every shape that two or three of them make, those left out that take too long."""
    people = [person for person in FAMILY if person not in {"martyr", "h1", "b1"}]
    sets = [chosen for size in (2, 3) for chosen in combinations(people, size)]
    found = {shape_of(ends(), "martyr", chosen) for chosen in sets}
    return sorted(each for each in found if each.count("d") > 1 and work(read_shape(each)) <= MOST_WORK)


def work(shape: Shape) -> int:
    return effort(shape, 7)


def row(signature: str) -> list[object]:
    values = per_locus(read_shape(signature), PANELS[PANEL].loci, CASES)
    shares = [of_cases(values, share) for share in SHARES]
    kept = (" ".join(f"{getattr(each, what):.4f}".lstrip("0") for each in shares) for what in ("p4", "p6"))
    return [PANEL, SEED, CASES, signature, f"{shares[-1].mean:.4f}", f"{shares[-1].error:.4f}", *kept]


def main() -> None:
    wanted, made = signatures(), []
    for number, signature in enumerate(wanted, 1):
        made.append(row(signature))
        print(f"\r{number}/{len(wanted)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    with FROZEN.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([HEAD, *made])


if __name__ == "__main__":
    main()
