"""Which pairs of parents remain possible for somebody of whom nobody asked. Pure; places by number (rules/pedigree/unify.py), -1 where unknown."""

from families.rules.pedigree import OpenKind
from families.rules.pedigree.unify import FATHER, MOTHER, Family

Pair = tuple[int, int]


SHARED = {"full": (FATHER, MOTHER), "half-m": (MOTHER,), "half-p": (FATHER,), "father": (FATHER,), "mother": (MOTHER,)}
"""Which parents each answer settles."""
ANSWERS = {OpenKind.sibling: ("full", "half-m", "half-p"), OpenKind.mother: ("full", "half-p"), OpenKind.child: ("father", "mother")}


def possible(family: Family, kind: OpenKind, person: int, other: int) -> dict[str, Pair]:
    """Answer → the pair of parents it would mean, where it agrees with what is known of `person`. None at all: what was said cannot be."""
    base = (family.parent(person, FATHER), family.parent(person, MOTHER))
    offered = (other, other) if kind is OpenKind.child else (family.parent(other, FATHER), family.parent(other, MOTHER))
    apart = (-1, -1) if kind is OpenKind.child else offered
    found: dict[str, Pair] = {}
    for answer in ANSWERS[kind]:
        father, mother = (
            _one(family, base[role], offered[role] if role in SHARED[answer] else -1, apart[role]) for role in (FATHER, MOTHER)
        )
        if father is not None and mother is not None:
            found[answer] = (father, mother)
    return found


def _one(family: Family, base: int, said: int, apart: int) -> int | None:
    """The parent in this reading, or None where the reading cannot be: two on record who differ, or one shared who was said not to be."""
    if said < 0:
        return None if base >= 0 and base == apart else base
    if base < 0 or base == said:
        return said
    return None if family.facts[base] and family.facts[said] else said
