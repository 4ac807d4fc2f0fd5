"""Which pairs of parents remain possible for somebody of whom nobody asked. Pure; places by number (rules/unify.py), -1 where unknown."""

from collections.abc import Iterable

from families.rules.pedigree import OpenKind
from families.rules.unify import FATHER, MOTHER, Family

Pair = tuple[int, int]


def possible(family: Family, kind: OpenKind, person: int, other: int) -> list[Pair]:
    """The pairs of parents that agree with what is known of `person`. None at all: what was said cannot be."""
    base = (family.parent(person, FATHER), family.parent(person, MOTHER))
    if kind is OpenKind.child:
        offered: Iterable[Pair] = ((other, -1), (-1, other))
        shared = (-1, -1)
    else:
        shared = (family.parent(other, FATHER), family.parent(other, MOTHER))
        offered = (shared, (-1, shared[MOTHER]), (shared[FATHER], -1))
    found = [pair for said in offered if (pair := _agreed(family, base, said, shared))]
    return list(dict.fromkeys(found))


def _agreed(family: Family, base: Pair, said: Pair, shared: Pair) -> Pair | None:
    father, mother = (_one(family, *each) for each in zip(base, said, shared, strict=True))
    return None if father is None or mother is None else (father, mother)


def _one(family: Family, base: int, said: int, shared: int) -> int | None:
    """The parent in this reading, or None where the reading cannot be: two on record who differ, or one shared who was said not to be."""
    if said < 0:
        return None if base >= 0 and base == shared else base
    if base < 0 or base == said:
        return said
    return None if family.facts[base] and family.facts[said] else said
