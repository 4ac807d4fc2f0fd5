"""What a set of donors is expected to tell: log10 LR when the remains are the martyr's (science.md §5; docs/power.md).

An EXAMPLE table of frequencies ranks donors and flags figures that cannot be. It never stands in for a laboratory's number. Not modelled:
theta in sets, mutation, linkage, drop-out of single alleles.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from families.rules.pedigree import Pedigree
from families.rules.power import pairs
from families.rules.power.coefficients import kappa
from families.rules.power.mito import mt_log10_lr
from families.rules.power.pairs import Kappa, ceiling
from families.rules.power.panels import PANELS, Panel, panel_named, snp_panel
from families.rules.power.shapes import MARTYR, Ends, read_shape, shape_of, without

__all__ = ["PANELS", "Kappa", "Panel", "Power", "ceiling", "mt_log10_lr", "panel_named", "power", "power_of_relation", "signature", "snp_panel"]

MOST_READINGS = 27


@dataclass(frozen=True)
class Power:
    """Mean of log10 LR, and how probable LR above 10⁴ and 10⁶ is, if the remains are the martyr's.

    `error` is the standard error of the mean (0 where exact). `method`: exact, table, simulated, normal, bound (more donors than can be
    counted: at least this), none (no donor helps). Where the kinship has several readings, the weakest is stated and `range` holds the
    means of the weakest and the strongest.
    """

    mean: float
    p4: float
    p6: float
    error: float = 0.0
    method: str = "exact"
    seed: int | None = None
    range: tuple[float, float] | None = None


NOTHING = Power(0.0, 0.0, 0.0, method="none")


def power(pedigree: Pedigree, martyr: str, donors: Collection[str], panel: Panel | str, *, typed: float = 1.0) -> Power:
    """Of these donors together. `typed` is the share of loci the remains yield: each locus is read with that probability."""
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    found = sorted((_of_shape(shape, chosen, round(typed, 3)) for shape in _shapes(pedigree, martyr, donors)), key=lambda each: each.mean)
    return found[0] if len(found) == 1 else replace(found[0], range=(found[0].mean, found[-1].mean))


def power_of_relation(relation: Kappa, panel: Panel | str, *, typed: float = 1.0, theta: float = 0.0) -> Power:
    """Of one donor whose k0, k1, k2 are known, neither being inbred; here theta may be set."""
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    if relation[0] >= 1:
        return NOTHING
    total = pairs.distribution(relation, chosen, typed, theta)
    return Power(typed * pairs.mean(relation, chosen, theta), total.above(4), total.above(6))


def signature(pedigree: Pedigree, martyr: str, donors: Collection[str]) -> str:
    """What decides the power of these donors and nothing else, in one line; several joined by `|` where the kinship has several readings."""
    return " | ".join(_shapes(pedigree, martyr, donors))


def _shapes(pedigree: Pedigree, martyr: str, donors: Collection[str]) -> list[str]:
    return sorted({shape_of(ends, martyr, donors) for ends in _readings(pedigree)})


def _readings(pedigree: Pedigree) -> list[Ends]:
    """Every family this may be. An individual whose readings would be too many to go through counts as unrelated: less, never more."""
    certain: dict[str, tuple[str | None, str | None]] = {person.key: (person.father, person.mother) for person in pedigree.people}
    open_ones, families = [person for person in pedigree.people if person.readings], 1
    asked = []
    for person in open_ones:
        if families * len(person.readings) <= MOST_READINGS:
            families *= len(person.readings)
            asked.append(person)
    return [certain | {person.key: both for person, both in zip(asked, chosen, strict=True)} for chosen in product(*(p.readings for p in asked))]


@lru_cache(maxsize=8192)
def _of_shape(shape: str, panel: Panel, typed: float) -> Power:
    if shape == MARTYR:
        return NOTHING
    read = read_shape(shape)
    relation = kappa(read) if len(read.donors) == 1 else None
    if relation is not None:
        return power_of_relation(relation, panel, typed=typed)
    if len(read.donors) == 1:
        return NOTHING
    alone = (_of_shape(without(read, set(read.donors) - {donor}), panel, typed) for donor in read.donors)
    return replace(max(alone, key=lambda each: each.mean), method="bound")
