"""A family as genetics sees it: individuals, and who begot and who bore them. Pure, without a name (DESIGN §5, science.md §7).

Three kinds of individual stand in a pedigree: the martyr, individuals on record, and *inferred* ones, whom a declared kinship needs and
nobody named yet. A biological father or mother may be unknown (None). Where a family was not asked how two siblings are full, the
individual keeps every pair of parents that remains possible in `readings`, and all that depends on it is unknown. Social ties
(adoption, a step-parent) stand apart and never feed genetics; unions serve the drawing and the question "same mother?".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Parents = tuple[str | None, str | None]
"""Keys of the biological father and mother; None where unknown."""


class Life(StrEnum):
    alive = "alive"
    dead = "dead"
    unknown = "unknown"


class Reachable(StrEnum):
    """How a living individual can be reached for a sample."""

    near = "near"
    far = "far"
    weak = "weak"
    unknown = "unknown"


class ParentRole(StrEnum):
    father = "father"
    mother = "mother"


class TieKind(StrEnum):
    """Only a biological tie feeds genetics."""

    biological = "biological"
    adoptive = "adoptive"
    step = "step"
    social = "social"


class Confidence(StrEnum):
    """How sure the informant is of a declared kinship."""

    sure = "sure"
    thinks = "thinks"
    heard = "heard"
    unasked = "unasked"


@dataclass(frozen=True)
class Individual:
    """One place in a pedigree. `key` is a martyr's code, a donor's code, `i-…` for another individual on record, `~…` for an inferred one."""

    key: str
    sex: str | None = None
    father: str | None = None
    mother: str | None = None
    birth_year: int | None = None
    death_year: int | None = None
    life: Life = Life.unknown
    reach: Reachable = Reachable.unknown
    martyr: bool = False
    donor: bool = False
    inferred: bool = False
    readings: tuple[Parents, ...] = ()


@dataclass(frozen=True)
class SocialTie:
    child: str
    parent: str
    kind: TieKind


@dataclass(frozen=True)
class Pedigree:
    """`unions` are couples, smaller key first; `unplaced` are donors whose words leave the kinship open: donor key → paths that remain."""

    people: tuple[Individual, ...]
    unions: tuple[tuple[str, str], ...] = ()
    social: tuple[SocialTie, ...] = ()
    unplaced: Mapping[str, tuple[str, ...]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        object.__setattr__(self, "unplaced", dict(self.unplaced or {}))

    @cached_property
    def by_key(self) -> dict[str, Individual]:
        return {person.key: person for person in self.people}

    @property
    def martyrs(self) -> tuple[str, ...]:
        return tuple(person.key for person in self.people if person.martyr)

    def parents(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Places of each individual's father and mother in `people`, shape (people,) each, -1 where unknown."""
        place = {person.key: number for number, person in enumerate(self.people)}
        fathers = np.fromiter((place.get(person.father or "", -1) for person in self.people), np.int32, len(self.people))
        mothers = np.fromiter((place.get(person.mother or "", -1) for person in self.people), np.int32, len(self.people))
        return fathers, mothers
