"""What a set of donors is expected to tell: log10 LR when the remains are the martyr's (science.md §5; docs/power.md).

An EXAMPLE table of frequencies ranks donors and flags figures that cannot be. It never stands in for a laboratory's number. Not modelled:
theta in sets, mutation, linkage, drop-out of single alleles.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from families.rules.pedigree import Pedigree
from families.rules.pedigree.kinship import Kappa
from families.rules.pedigree.worlds import worlds
from families.rules.power import pairs
from families.rules.power.mito import mt_log10_lr
from families.rules.power.pairs import CEILING
from families.rules.power.panels import PANELS, Panel, panel_named, snp_panel
from families.rules.power.sets import CASES, NOTHING, Power, in_all, of_set
from families.rules.power.shapes import MARTYR, Shape, read_shape, shape_of, without

__all__ = ["PANELS", "Kappa", "Panel", "Power", "ceiling", "ceiling_of", "mt_log10_lr", "panel_named", "power", "power_of_relation", "signature", "snp_panel"]


def power(pedigree: Pedigree, martyr: str, donors: Collection[str], panel: Panel | str, *, typed: float = 1.0, cases: int = CASES) -> Power:
    """Of these donors together. `typed` is the share of loci the remains yield: each locus is read with that probability. `cases` are simulated
    where neither a formula nor the table answers: a list that only orders people is content with fewer."""
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    found = sorted((_of_shape(shape, chosen, round(typed, 3), cases) for shape in _shapes(pedigree, martyr, donors)), key=lambda each: each.mean)
    return found[0] if len(found) == 1 else replace(found[0], range=(found[0].mean, found[-1].mean))


def power_of_relation(relation: Kappa, panel: Panel | str, *, typed: float = 1.0, theta: float = 0.0) -> Power:
    """Of one donor whose k0, k1, k2 are known, neither being inbred; here theta may be set."""
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    if relation[0] >= 1:
        return NOTHING
    total = pairs.distribution(relation, chosen, typed, theta)
    return Power(typed * pairs.mean(relation, chosen, theta), total.above(4), total.above(6))


def ceiling(relation: Kappa, panel: Panel | str) -> float:
    """The 99.99 % point of log10 LR of a complete profile under the relation: more than this is a swap or a closer relation.

    Unrelated people (a spouse, an adopted child) have 0: any LR above 1 asks for a look.
    """
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    return 0.0 if relation[0] >= 1 else pairs.distribution(relation, chosen).point(CEILING)


def ceiling_of(pedigree: Pedigree, martyr: str, donor: str, panel: Panel | str) -> float:
    """The same for one donor of a family: the highest of all readings; simulated where somebody is inbred."""
    chosen = panel_named(panel) if isinstance(panel, str) else panel
    return max(_ceiling_of_shape(shape, chosen) for shape in _shapes(pedigree, martyr, [donor]))


@lru_cache(maxsize=1024)
def _ceiling_of_shape(shape: str, panel: Panel) -> float:
    if shape == MARTYR:
        return 0.0
    read = read_shape(shape)
    relation = read.kappa
    return in_all(read, panel).point(CEILING) if relation is None else ceiling(relation, panel)


def signature(pedigree: Pedigree, martyr: str, donors: Collection[str]) -> str:
    """What decides the power of these donors and nothing else, in one line; several joined by `|` where the kinship has several readings."""
    return " | ".join(_shapes(pedigree, martyr, donors))


def _shapes(pedigree: Pedigree, martyr: str, donors: Collection[str]) -> list[str]:
    """One for each family that the open questions leave possible."""
    martyr, *others = (pedigree.aliases.get(key, key) for key in (martyr, *donors))
    families = worlds(pedigree, [martyr, *others])
    return sorted({shape_of(each.parents, each.now.get(martyr, martyr), [each.now.get(key, key) for key in others]) for each in families})


@lru_cache(maxsize=8192)
def _of_shape(shape: str, panel: Panel, typed: float, cases: int) -> Power:
    if shape == MARTYR:
        return NOTHING
    read = read_shape(shape)
    relation = read.kappa
    if relation is not None:
        return power_of_relation(relation, panel, typed=typed)
    return of_set(read, panel, typed, lambda shape: _with_fewer(shape, panel, typed, cases), cases)


def _with_fewer(shape: Shape, panel: Panel, typed: float, cases: int) -> Power:
    """More donors never lower the mean, so what all but the least of them say is said at least."""
    if len(shape.donors) == 1:
        return NOTHING
    alone = {donor: _of_shape(without(shape, set(shape.donors) - {donor}), panel, typed, cases).mean for donor in shape.donors}
    return _of_shape(without(shape, {min(alone, key=alone.__getitem__)}), panel, typed, cases)
