"""What is refused when somebody writes a parent into a pedigree, in the sentence a clerk would say. Pure.

A register row that cannot be is only flagged (`Pedigree.contradictions`); a person entered by hand is refused, because the one who
can put it right sits there.
"""

from core.errors import Refused
from core.i18n import N_
from families.rules.pedigree import Contradiction, ParentRole, Pedigree, Trouble


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


class NotSiblings(Refused):
    message = N_("Two people who were said to be siblings would have no parent in common. Nothing was saved. Ask the family who their parents are.")


class NotInThisFamily(Refused):
    message = N_("This person does not stand in this family's tree. Nothing was saved. Open the tree again.")


class ErasedPlace(Refused):
    message = N_("Whoever stood in this place asked for all personal data to be erased. Nothing was saved. The place stays without a name.")


REFUSALS: dict[Trouble, type[Refused]] = {
    Trouble.own_ancestor: OwnAncestor, Trouble.wrong_sex: WrongSexParent, Trouble.years: YearsImpossible, Trouble.not_half: NotHalfSiblings,
    Trouble.not_siblings: NotSiblings,
}


def check_growth(before: Pedigree, after: Pedigree) -> None:
    """Raises the refusal where a family reads worse than before: for every write, of whatever kind, read again before it is kept.

    So what follows is looked at, too: a named mother *is* the placeholder, and her own parents and years must fit the whole tree.
    """
    for trouble in after.contradictions:
        if trouble not in before.contradictions:
            raise _refusal(trouble)


def _refusal(trouble: Contradiction) -> Refused:
    if trouble.kind is Trouble.two_parents:
        return (SecondMother if trouble.role is ParentRole.mother else SecondFather)()
    return REFUSALS[trouble.kind]()
