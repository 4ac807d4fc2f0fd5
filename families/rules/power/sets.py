"""Several donors, or a donor who is inbred: from the frozen table, else simulated; SNPs, having two alleles, exactly."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from families.rules.power import table
from families.rules.power.pairs import Floats, Total, add_up
from families.rules.power.panels import Panel
from families.rules.power.shapes import Shape
from families.rules.power.simulation import SEED, effort, every_genotype, per_locus

CASES, FEWEST = 1_000, 200
WORK = 1_000_000_000
"""Numbers worked through for one answer, about a second; a set that needs more is answered by fewer cases, then by fewer donors."""
FEW_ALLELES = 3


@dataclass(frozen=True)
class Power:
    """Mean of log10 LR, and how probable LR above 10⁴ and 10⁶ is, if the remains are the martyr's.

    `error` is the standard error of the mean (0 where exact). `method`: exact, table, simulated, bound (more donors than can be counted: at
    least this), none (no donor helps). Where the kinship has several readings, the weakest is stated and `range` holds the means of the
    weakest and the strongest.
    """

    mean: float
    p4: float
    p6: float
    error: float = 0.0
    method: str = "exact"
    seed: int | None = None
    range: tuple[float, float] | None = None


NOTHING = Power(0.0, 0.0, 0.0, method="none")


def of_set(shape: Shape, panel: Panel, typed: float, fewer: Callable[[Shape], Power], cases: int = CASES) -> Power:
    """`fewer` answers for the same family with the least of the donors left out."""
    if all(len(locus) <= FEW_ALLELES for locus in panel.loci):
        return _exact(shape, panel, typed) if _combinations(shape, panel) * effort(shape, FEW_ALLELES) <= WORK else replace(fewer(shape), method="bound")
    row = table.find(panel.name, str(shape))
    if row is not None:
        return Power(typed * row.mean, row.above4(typed), row.above6(typed), typed * row.error, "table", row.seed)
    cases = min(cases, WORK // (panel.size * effort(shape, max(7, len(shape.donors) + 3))))  # about as many alleles as such a set shows at once
    return replace(fewer(shape), method="bound") if cases < FEWEST else simulated(shape, panel, typed, cases)


def in_all(shape: Shape, panel: Panel) -> Total:
    """The whole distribution for one donor: exact for SNPs, else from simulated cases."""
    if all(len(locus) <= FEW_ALLELES for locus in panel.loci):
        return add_up([every_genotype(shape, locus) for locus in panel.loci], panel.copies)
    return _combined(per_locus(shape, panel.loci, CASES), 1.0)


def simulated(shape: Shape, panel: Panel, typed: float, cases: int) -> Power:
    return of_cases(per_locus(shape, panel.loci, cases), typed)


def of_cases(values: Floats, typed: float) -> Power:
    """From log10 LR of simulated cases, (loci, cases)."""
    total, error = _combined(values, typed), float(np.sqrt(values.var(axis=1, ddof=1).sum() / values.shape[1]))
    return Power(typed * float(values.mean(axis=1).sum()), total.above(4), total.above(6), typed * error, "simulated", SEED)


def _combined(values: Floats, typed: float) -> Total:
    """Loci are independent, so any case of one locus may stand beside any case of another: the chances are those of all combinations."""
    cases = values.shape[1]
    return add_up([(locus, np.full(cases, 1 / cases)) for locus in values], typed=typed)


def _combinations(shape: Shape, panel: Panel) -> int:
    most = max(map(len, panel.loci))
    return int((most * (most + 1) // 2) ** (1 + len(shape.donors)))


def _exact(shape: Shape, panel: Panel, typed: float) -> Power:
    loci = [every_genotype(shape, locus) for locus in panel.loci]
    total = add_up(loci, panel.copies, typed)
    return Power(typed * panel.copies * sum(float(values @ chances) for values, chances in loci), total.above(4), total.above(6))
