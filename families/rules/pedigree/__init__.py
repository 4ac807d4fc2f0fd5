"""A family as genetics sees it: individuals, and who begot and who bore them. Pure, without a name (DESIGN §5, science.md §7).

Three kinds of individual stand in a pedigree: the martyr, individuals on record, and *inferred* ones, whom a declared kinship needs and
nobody named yet. A biological father or mother may be unknown (None). Where a family was not asked how two siblings are full, the
individual keeps every pair of parents that remains possible in `readings`, and all that depends on it is unknown. Social ties
(adoption, a step-parent) stand apart and never feed genetics; unions serve the drawing and the question "same mother?".

    expansion.py         what was said → a pedigree; unify.py: which places are one person; possible_parents.py, one_mother.py: what nobody asked
    worlds.py            every family that the open questions leave possible
    lineage.py           the maternal line and the Y, in three values; kinship.py: how much two people share
    kin_paths.py         every way in which two people are kin, as relation paths
    kin_facts.py         what is said of somebody who is added or known better; refusals.py, years.py: what cannot be
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


class SiblingStep(StrEnum):
    """How somebody on record is a brother or sister, as a relation path writes it."""

    brother = "brother"
    sister = "sister"
    unasked_brother = "brother?"
    unasked_sister = "sister?"
    half_m_brother = "half-m.brother"
    half_m_sister = "half-m.sister"
    half_p_brother = "half-p.brother"
    half_p_sister = "half-p.sister"


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


def _overruled(person: Individual) -> bool:
    """Whether a reading names another parent than the one that is settled: then the two are one person, or the reading is wrong."""
    both = (person.father, person.mother)
    return any(has and said not in (None, has) for pair in person.readings for has, said in zip(both, pair, strict=True))


@dataclass(frozen=True)
class SocialTie:
    child: str
    parent: str
    kind: TieKind


class Trouble(StrEnum):
    """How what was said of a family can contradict itself. It is shown to the office, and never stops a page."""

    two_parents = "two_parents"
    """`people` are a child and two different individuals on record, both said to be its mother (or father, `role`)."""
    wrong_sex = "wrong_sex"
    """A child and a parent of the other sex than `role`; or a donor alone whose kinship speaks of the other sex."""
    own_ancestor = "own_ancestor"
    """Everybody in the circle; the ties inside it are left out of the pedigree."""
    not_half = "not_half"
    """Two who were said to share one parent only, but share both."""
    not_siblings = "not_siblings"
    """Two who were said to be siblings, but have two fathers and two mothers on record."""
    years = "years"
    """A child and a parent (`role`) whose years cannot be."""


@dataclass(frozen=True)
class Contradiction:
    kind: Trouble
    people: tuple[str, ...]
    role: ParentRole | None = None


class OpenKind(StrEnum):
    sibling = "sibling"
    """`person` and `of` are siblings, and nobody asked whether by both parents, the mother or the father."""
    mother = "mother"
    """`person` and `of` have one father, and of one of them no mother is on record: the same, or another?"""
    child = "child"
    """`person` is a child of `of`, whose sex is not on record: the father or the mother."""
    word = "word"
    """`person` is kin of the martyr `of` by one of `paths`."""


@dataclass(frozen=True)
class Open:
    """What is still to be asked of a kinship. `answers` are those that remain possible: full, half-m, half-p; or father, mother."""

    kind: OpenKind
    person: str
    of: str
    answers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pedigree:
    """`unions` are couples, smaller key first; `unplaced` are donors whose words leave the kinship open: donor key → paths that remain.

    `opens` is what nobody asked yet, as it was said; `halves` were said to share one parent only, each pair in both orders; `aliases` leads
    from a key that turned out to be somebody else to the key of that one.
    """

    people: tuple[Individual, ...]
    unions: tuple[tuple[str, str], ...] = ()
    social: tuple[SocialTie, ...] = ()
    unplaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opens: tuple[Open, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    halves: frozenset[tuple[str, str]] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Individual]:
        return {person.key: person for person in self.people}

    @cached_property
    def opens_of(self) -> dict[str, tuple[Open, ...]]:
        """By person, what is open of his or her parents."""
        found: dict[str, tuple[Open, ...]] = {}
        for each in self.opens:
            if each.kind is not OpenKind.word:
                found[each.person] = (*found.get(each.person, ()), each)
        return found

    @cached_property
    def joiners(self) -> tuple[str, ...]:
        """Those whose open questions, once answered, may show that two other places are one person."""
        return tuple(person.key for person in self.people if person.readings and (len(self.opens_of.get(person.key, ())) > 1 or _overruled(person)))

    @cached_property
    def partners(self) -> dict[str, tuple[str, ...]]:
        """By person, those with whom he or she is a couple or has a child."""
        found: dict[str, dict[str, None]] = {}
        for one, other in [*self.unions, *((person.father, person.mother) for person in self.people)]:
            if one and other:
                found.setdefault(one, {})[other] = None
                found.setdefault(other, {})[one] = None
        return {key: tuple(others) for key, others in found.items()}

    @cached_property
    def clan(self) -> dict[str, str]:
        """By person, one key for everybody who hangs together by parents, possible parents, unions or social ties."""
        near: dict[str, list[str]] = {person.key: [] for person in self.people}
        ties = [(p.key, q) for p in self.people for pair in ((p.father, p.mother), *p.readings) for q in pair if q in near]
        for one, other in [*ties, *self.unions, *((tie.child, tie.parent) for tie in self.social)]:
            near[one].append(other)
            near[other].append(one)
        found: dict[str, str] = {}
        for first in near:
            todo = [first] if first not in found else []
            while todo:
                here = todo.pop()
                if here not in found:
                    found[here] = first
                    todo += near[here]
        return found

    @property
    def martyrs(self) -> tuple[str, ...]:
        return tuple(person.key for person in self.people if person.martyr)

    def parents(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Places of each individual's father and mother in `people`, shape (people,) each, -1 where unknown."""
        place = {person.key: number for number, person in enumerate(self.people)}
        fathers = np.fromiter((place.get(person.father or "", -1) for person in self.people), np.int32, len(self.people))
        mothers = np.fromiter((place.get(person.mother or "", -1) for person in self.people), np.int32, len(self.people))
        return fathers, mothers
