"""The maternal line of 1,200,000 individuals, all martyrs of the country, against bare numpy doing the same pointer jumping.

Ours also bounds the rounds and proves that no line bites its own tail. A forest of daughters: families of some forty, mothers before children,
one in three without a known mother, then everybody shuffled, because registers come in no order.
"""

import numpy as np
from numpy.typing import NDArray

from bench.table import Row, best_seconds
from families.rules.pedigree.lineage import roots

PEOPLE, FAMILY = 1_200_000, 40
LIMIT = 0.2


def run() -> list[Row]:
    mothers = _mothers()
    ours, bare = best_seconds(lambda: roots(mothers), lambda: _bare(mothers))
    what = f"maternal lines of {PEOPLE:,} individuals against bare numpy"
    return [Row(what, f"{PEOPLE / ours:,.0f}/s", f"{PEOPLE / bare:,.0f}/s", bare / ours, LIMIT)]


def _mothers() -> NDArray[np.int32]:
    chance = np.random.default_rng(20_260_727)
    within = np.arange(PEOPLE) % FAMILY
    mother = np.arange(PEOPLE) - within + (chance.random(PEOPLE) * within).astype(np.int64)
    mother[(within == 0) | (chance.random(PEOPLE) < 1 / 3)] = -1
    place = chance.permutation(PEOPLE)
    shuffled = np.full(PEOPLE, -1, np.int32)
    shuffled[place] = np.where(mother < 0, -1, place[mother])
    return shuffled


def _bare(mothers: NDArray[np.int32]) -> NDArray[np.int32]:
    label = np.where(mothers < 0, np.arange(len(mothers), dtype=np.int32), mothers)
    while True:
        jumped = label[label]
        if (jumped == label).all():
            return label
        label = jumped
