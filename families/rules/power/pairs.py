"""One donor, exactly: every pair of genotypes of martyr and donor under k0, k1, k2, and the sum over loci as a distribution.

LR = P(both genotypes | related) / P(both | unrelated), with Balding and Nichols' sampling where theta is not 0. Pairs that share alleles in
the same way have one LR, so a locus of n alleles has n(n+5)/2 + 1 outcomes instead of the square of n(n+1)/2.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from families.rules.pedigree.kinship import Kappa
from families.rules.power.panels import Panel

Floats = NDArray[np.float64]
GRID = 1e-3
"""Step of the grid on which loci are added. An outcome is shared out between its two neighbours so that the mean stays exact; no sum is moved
by more than one step a locus, so a probability stated at t lies between those at t plus and minus `loci · GRID`. Where many loci are alike
(SNPs) the step is a part of one locus's spread, and sharing out widens the spread of the sum by less than one in 10,000."""
CEILING = 0.9999
FINENESS = 50
MOST_POINTS, WINDOW = 1 << 17, 40
"""A grid longer than this many points is cut to 40 standard deviations around the mean: what lies beyond is less than the noise."""
NOISE = 1e-15


def outcomes(kappa: Kappa, frequencies: Sequence[float], theta: float = 0.0) -> tuple[Floats, Floats]:
    """What one locus may give under the stated relation: log10 LR, and how probable each is."""
    k0, k1, k2 = kappa
    p = np.asarray(frequencies, dtype=np.float64)
    d2, d3 = 1 + theta, 1 + 2 * theta
    once, twice, thrice = (seen * theta + (1 - theta) * p for seen in (1, 2, 3))
    fresh = (1 - theta) * (1 - p)
    i, j = np.triu_indices(len(p), 1)
    unrelated = np.concatenate((
        p * once * twice * thrice / (d2 * d3),  # ii and ii
        4 * p * once * twice * fresh / (d2 * d3),  # ii and ij, either way round
        4 * p[i] * p[j] * (1 - theta) * once[i] * once[j] / (d2 * d3),  # ij and ij
        4 * p * once * ((1 - theta) ** 2) * ((1 - p) ** 2 - (np.sum(p * p) - p * p)) / (d2 * d3),  # ij and ik
    ))
    ratio = np.concatenate((
        k0 + k1 * d3 / thrice + k2 * d2 * d3 / (twice * thrice),
        k0 + k1 * d3 / (2 * twice),
        k0 + k1 * d3 * (once[i] + once[j]) / (4 * once[i] * once[j]) + k2 * d2 * d3 / (2 * once[i] * once[j]),
        k0 + k1 * d3 / (4 * once),
    ))
    unrelated = np.append(unrelated, max(0.0, 1 - unrelated.sum()))  # nothing shared
    ratio = np.append(ratio, k0)
    chance = unrelated * ratio
    possible = chance > 0
    return np.log10(ratio[possible]), chance[possible] / chance[possible].sum()


class Total:
    """log10 LR summed over a panel: points of an even grid and the probability at each. What is only the noise of the transform is left out."""

    def __init__(self, start: int, chances: Floats, step: float) -> None:
        real = np.flatnonzero(chances > NOISE)
        self.start, self.chances, self.step = start + int(real[0]), chances[real[0]:real[-1] + 1] / chances[real].sum(), step

    @property
    def points(self) -> Floats:
        return np.arange(self.start, self.start + len(self.chances), dtype=np.float64) * self.step

    def above(self, limit: float) -> float:
        return float(np.clip(self.chances[self.points > limit].sum(), 0, 1))

    def point(self, level: float) -> float:
        place = int(np.searchsorted(np.cumsum(self.chances), level))
        return (self.start + min(place, len(self.chances) - 1)) * self.step


def add_up(loci: Sequence[tuple[Floats, Floats]], copies: int = 1, typed: float = 1.0) -> Total:
    """The distribution of the sum over independent loci, each read in the remains with probability `typed` and worth nothing otherwise."""
    spread = sum(_variance(values, chances, typed) for values, chances in loci) ** 0.5
    step = GRID if copies == 1 or not spread else spread / FINENESS
    grids = [_on_grid(values / step, chances, typed) for values, chances in loci]
    width, most = copies * sum(len(chances) for _, chances in grids) + 1, max(MOST_POINTS, int(WINDOW * spread * copies**0.5 / step))
    length = 1 << (min(width, most) - 1).bit_length()
    product = np.ones(length // 2 + 1, dtype=np.complex128)
    for _, chances in grids:
        product *= np.fft.rfft(np.bincount(np.arange(len(chances)) % length, chances, length))
    sums = np.fft.irfft(product**copies, length)
    first = copies * sum(start for start, _ in grids)
    centre = copies * typed * sum(float(values @ chances) for values, chances in loci) / step
    shift = 0 if width <= length else int(centre - first) - length // 2
    return Total(first + shift, np.roll(sums, -shift % length), step)


def _variance(values: Floats, chances: Floats, typed: float) -> float:
    mean = typed * float(values @ chances)
    return typed * float(values**2 @ chances) - mean**2


def _on_grid(steps: Floats, chances: Floats, typed: float) -> tuple[int, Floats]:
    """The first grid point, and the probability at each from there on; what is not read is worth 0."""
    steps, weights = np.append(steps, 0.0), np.append(chances * typed, 1 - typed)
    low = np.floor(steps).astype(np.int64)
    start, over = int(low.min()), steps - low
    size = int(low.max()) - start + 2
    grid: Floats = np.bincount(low - start, weights * (1 - over), size).astype(np.float64)
    return start, grid + np.bincount(low - start + 1, weights * over, size)


def mean(kappa: Kappa, panel: Panel, theta: float = 0.0) -> float:
    return panel.copies * sum(float(values @ chances) for values, chances in (outcomes(kappa, locus, theta) for locus in panel.loci))


@lru_cache(maxsize=128)
def distribution(kappa: Kappa, panel: Panel, typed: float = 1.0, theta: float = 0.0) -> Total:
    return add_up([outcomes(kappa, locus, theta) for locus in panel.loci], panel.copies, typed)
