"""What is refused when somebody writes a parent into a pedigree, in the sentence a clerk would say. Pure.

A register row that cannot be is only flagged (`Pedigree.contradictions`); a person entered by hand is refused, because the one who
can put it right sits there.
"""

from collections.abc import Collection, Iterable

from core.errors import Refused
from core.i18n import N_
from families.rules.pedigree import Contradiction, Individual, ParentRole, Pedigree, Trouble
from families.rules.unify import FATHER, MOTHER, Family


class OwnAncestor(Refused):
    message = N_("This person would become an ancestor of himself or herself. Nothing was saved. Look at the tree again: who is the parent, who the child?")


class WrongSexParent(Refused):
    message = N_("A mother is a woman and a father is a man, but the record of this person says otherwise. Nothing was saved. Correct the sex first.")


class SecondMother(Refused):
    message = N_("Another mother is on record for this person. Nothing was saved. A step-mother is entered as such; or say that the two are one person.")


class SecondFather(Refused):
    message = N_("Another father is on record for this person. Nothing was saved. A step-father is entered as such; or say that the two are one person.")


class YearsImpossible(Refused):
    message = N_("By these years the parent was too young, too old or no longer alive at the birth. Nothing was saved. Look at both years again.")


class NotHalfSiblings(Refused):
    message = N_("Two people who were said to share one parent only would share both. Nothing was saved. Ask the family about the other parent.")


class NotInThisFamily(Refused):
    message = N_("This person does not stand in this family's tree. Nothing was saved. Open the tree again.")


REFUSALS: dict[Trouble, type[Refused]] = {
    Trouble.own_ancestor: OwnAncestor, Trouble.wrong_sex: WrongSexParent, Trouble.years: YearsImpossible, Trouble.not_half: NotHalfSiblings,
    Trouble.not_siblings: NotHalfSiblings,
}


def check_parentage(pedigree: Pedigree, child: str, parent: str, role: ParentRole) -> None:
    """Raises the refusal where `parent` cannot be the biological mother or father of `child`; both stand in `pedigree`, linked or not.

    What follows is looked at, too: a named mother *is* the placeholder, so her own parents and years must fit the whole tree.
    """
    people = pedigree.by_key
    one, other = pedigree.aliases.get(child, child), pedigree.aliases.get(parent, parent)
    if one not in people or other not in people:
        raise NotInThisFamily()
    family = Family.of(pedigree.people)
    family.check()
    before = set(family.troubles)
    family.link(family.place[one], family.place[other], MOTHER if role is ParentRole.mother else FATHER)
    family.check()
    _refuse_new(before, family.troubles)


def check_growth(before: Pedigree, after: Pedigree) -> None:
    """Raises the refusal where a family reads worse than before: for every write, of whatever kind, read again before it is kept."""
    _refuse_new(before.contradictions, after.contradictions)


def _refuse_new(before: Collection[Contradiction], after: Iterable[Contradiction]) -> None:
    for trouble in after:
        if trouble not in before:
            raise _refusal(trouble)


def _refusal(trouble: Contradiction) -> Refused:
    if trouble.kind is Trouble.two_parents:
        return (SecondMother if trouble.role is ParentRole.mother else SecondFather)()
    return REFUSALS[trouble.kind]()


def with_person(pedigree: Pedigree, person: Individual) -> Pedigree:
    """The pedigree and one more, who is tied to nobody yet: what a form is about to add."""
    return Pedigree(
        (*pedigree.people, person), pedigree.unions, pedigree.social, pedigree.unplaced, pedigree.opens, pedigree.contradictions, pedigree.aliases,
    )
