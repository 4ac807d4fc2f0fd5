"""Which ties of a file fit the family as it is on record. One that does not is left out and named; the record is never bent to a file."""

from collections.abc import Iterable, Sequence

from families.rules.pedigree import Contradiction, Individual, ParentRole, Pedigree
from families.rules.pedigree.unify import FATHER, MOTHER, Family
from families.rules.treefile.shape import FileTie

ROUNDS = 25


def fitting(pedigree: Pedigree, new: Iterable[Individual], ties: Sequence[FileTie]) -> tuple[list[FileTie], dict[FileTie, Contradiction]]:
    """(ties that hold, ties that do not and why). The ends of `ties` are keys of the pedigree or of `new`; only blood is asked about."""
    held, dropped = list(ties), dict[FileTie, Contradiction]()
    for _ in range(ROUNDS):
        troubles = _troubles(pedigree, new, held)
        blamed = {tie: trouble for trouble in troubles for tie in _blamed(trouble, held)}
        if not blamed:
            break
        dropped |= blamed
        held = [tie for tie in held if tie not in blamed]
    else:
        dropped |= dict.fromkeys(held, troubles[0])
        held = []
    return held, dropped


def _troubles(pedigree: Pedigree, new: Iterable[Individual], ties: Iterable[FileTie]) -> list[Contradiction]:
    """What is wrong with these ties that was not wrong before."""
    family = Family.of([*pedigree.people, *new])
    family.check()
    before = set(family.troubles)
    for tie in ties:
        family.link(family.place[tie.child], family.place[tie.parent], MOTHER if tie.role is ParentRole.mother else FATHER)
    family.check()
    return [trouble for trouble in family.troubles if trouble not in before]


def _blamed(trouble: Contradiction, ties: Iterable[FileTie]) -> list[FileTie]:
    """The ties that speak of exactly these people; else of the child; else of any of them; else all."""
    people = set(trouble.people)
    for speaks in (
        lambda tie: {tie.child, tie.parent} <= people, lambda tie: tie.child == trouble.people[0], lambda tie: bool({tie.child, tie.parent} & people),
    ):
        if found := [tie for tie in ties if speaks(tie)]:
            return found
    return list(ties)
