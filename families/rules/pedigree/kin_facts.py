"""Somebody is added to a family tree, or known better: which steps there are, what may be said, what cannot be. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_
from families.rules.pedigree import Confidence, Life, ParentRole, Pedigree, Reachable, TieKind


class SexNeeded(Refused):
    message = N_("Nobody wrote down yet whether the parent is a man or a woman. Nothing was saved. Add that first, then the child.")


class SexDoesNotFit(Refused):
    message = N_("The kinship says a man and the record says a woman, or the other way round. Nothing was saved. Look at both again.")


class LifeImpossible(Refused):
    message = N_("These years of birth and death cannot both be right, or somebody with a year of death is said to be alive. Nothing was saved.")


class StepUnknown(Refused):
    message = N_("This way of kinship is not known here. Nothing was saved. Choose one of the relatives offered beside the person.")


class TwoCodes(Refused):
    message = N_("Both people have a code of their own, so a person has to look at both files first. Nothing was saved. Call the province office.")


class SameAlready(Refused):
    message = N_("These two are one person already. Nothing was changed.")


class JoinedAlready(Refused):
    message = N_("These two are joined in just this way already. Nothing was changed.")


class NoCouple(Refused):
    message = N_("These two are parent and child, or have a parent in common, so they cannot be a couple. Nothing was saved. Look at both places again.")


class NoSuchTie(Refused):
    message = N_("Nothing on record ties these two directly, perhaps because somebody ended it just now. Nothing was changed. Open the tree again.")


class AlreadyInTree(Refused):
    message = N_("Somebody with this name already stands at this place of the tree. Nothing was saved. Look at the tree again before adding another one.")


class PlaceTaken(Refused):
    message = N_("Somebody else is on record at this place of the tree, perhaps written down just now. Nothing was saved. Open the tree again.")


class SettledAlready(Refused):
    message = N_("This question was answered already, perhaps by a colleague just now. Nothing was changed. Open the tree again.")


class DonorAlready(Refused):
    message = N_("This person is registered as a relative already and has a code. Nothing was saved. Search for the name and open that record.")


class NotKnownEnough(Refused):
    message = N_("The name, or whether it is a man or a woman, is not written down yet. Nothing was saved. Write both on the card, then register this person.")


class StepKind(StrEnum):
    parent = "parent"
    sibling = "sibling"
    child = "child"
    spouse = "spouse"


@dataclass(frozen=True)
class Step:
    """What one button beside a person adds: `role` and `tie` for parents, `tie` for children, the sex it says."""

    kind: StepKind
    label: str
    sex: str | None = None
    role: ParentRole | None = None
    tie: TieKind = TieKind.biological


def _parent(label: str, role: ParentRole, tie: TieKind = TieKind.biological) -> Step:
    return Step(StepKind.parent, label, "female" if role is ParentRole.mother else "male", role, tie)


def _siblings() -> dict[str, Step]:
    labels = {
        "sister": N_("sister of the same parents"), "brother": N_("brother of the same parents"), "half-m.sister": N_("sister of the same mother"),
        "half-m.brother": N_("brother of the same mother"), "half-p.sister": N_("sister of the same father only"),
        "half-p.brother": N_("brother of the same father only"), "sister?": N_("sister, not asked how"), "brother?": N_("brother, not asked how"),
    }
    return {step: Step(StepKind.sibling, label, "female" if "sister" in step else "male") for step, label in labels.items()}


KIN_STEPS: dict[str, Step] = {
    "mother": _parent(N_("mother"), ParentRole.mother), "father": _parent(N_("father"), ParentRole.father), **_siblings(),
    "son": Step(StepKind.child, N_("son"), "male"), "daughter": Step(StepKind.child, N_("daughter"), "female"),
    "child": Step(StepKind.child, N_("child")),
    "spouse": Step(StepKind.spouse, N_("husband or wife")), "adopted": Step(StepKind.child, N_("adopted child"), tie=TieKind.adoptive),
    "stepchild": Step(StepKind.child, N_("stepchild"), tie=TieKind.step),
    "adoptive-mother": _parent(N_("adoptive mother"), ParentRole.mother, TieKind.adoptive),
    "adoptive-father": _parent(N_("adoptive father"), ParentRole.father, TieKind.adoptive),
    "step-mother": _parent(N_("step-mother"), ParentRole.mother, TieKind.step),
    "step-father": _parent(N_("step-father"), ParentRole.father, TieKind.step),
}
"""Everybody who can be added beside a person, in the order in which a family tells."""


@dataclass(frozen=True)
class KinFacts:
    """What is known of somebody in a family tree; all of it may be missing. `informant` is the key of the individual who said so."""

    name: str = ""
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str = ""
    death_year: int | None = None
    death_text: str = ""
    life: Life = Life.unknown
    reach: Reachable = Reachable.unknown
    informant: str | None = None
    confidence: Confidence = Confidence.unasked


SURE_WORDS = {
    Confidence.unasked: N_("Not asked"), Confidence.sure: N_("Knows it for certain"), Confidence.thinks: N_("Thinks so"), Confidence.heard: N_("Heard it told"),
}
"""How sure whoever told it is; nothing is chosen for them."""
LONGEST_LIFE = 120


def check_facts(facts: KinFacts, this_year: int) -> None:
    """Raises LifeImpossible. Whoever has a year of death, and whoever was born longer ago than anybody lives, is not alive."""
    born, died = facts.birth_year, facts.death_year
    turned = born is not None and died is not None and not born <= died <= born + LONGEST_LIFE
    later = any(year is not None and year > this_year for year in (born, died))
    alive = facts.life is Life.alive and (died is not None or (born is not None and this_year - born > LONGEST_LIFE))
    if turned or later or alive:
        raise LifeImpossible()


def step_named(step: str) -> Step:
    """Raises StepUnknown."""
    if step not in KIN_STEPS:
        raise StepUnknown()
    return KIN_STEPS[step]


def fitting_sex(said: str | None, known: str | None) -> str | None:
    """The sex that both agree on. Raises SexDoesNotFit."""
    if said and known and said != known:
        raise SexDoesNotFit()
    return said or known


def role_of(sex: str | None) -> ParentRole:
    """Whether somebody of this sex is a father or a mother. Raises SexNeeded."""
    if sex not in ("male", "female"):
        raise SexNeeded()
    return ParentRole.mother if sex == "female" else ParentRole.father


def check_couple(pedigree: Pedigree, one: str, other: str) -> None:
    """Raises SameAlready, JoinedAlready, and NoCouple for parent and child and for siblings; cousins did marry."""
    if one == other:
        raise SameAlready()
    if (min(one, other), max(one, other)) in pedigree.unions:
        raise JoinedAlready()
    parents = [{person.father, person.mother} - {None} for person in (pedigree.by_key[one], pedigree.by_key[other])]
    if one in parents[1] or other in parents[0] or parents[0] & parents[1]:
        raise NoCouple()


def living(facts: KinFacts) -> Life:
    """Alive, dead or unknown; a year of death says it."""
    return Life.dead if facts.death_year is not None else facts.life
