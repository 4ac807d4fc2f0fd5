"""What the advisor is told of one family, and who of it may be asked at all. Codes and kinship, no name."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from families import Individual, Life, Pedigree, related
from matching.rules.advice.loss import believable, births


class Action(StrEnum):
    """What a person of the office does next about somebody."""

    sample = "sample"
    ask = "ask"
    confirm = "confirm"
    consult = "consult"
    inform = "inform"


@dataclass(frozen=True)
class Tie:
    """How somebody is kin to the martyr: the shortest path, the family's word for it, the three-valued line, and the question still open.

    `alone` is the mean evidence of this tie by itself, for somebody whom no pedigree can place yet.
    """

    path: str
    words: str
    line: str
    question: str = ""
    alone: float = 0.0


@dataclass(frozen=True)
class Family:
    """`tie_of` answers for a key; None is kin by marriage or by law only. `usable`: donors with a tube that can answer and consent in force.
    `sufficiency`: how many of them are of the maternal line. `declined`: refused or withdrew, which is final. `again`: their tube came to nothing.
    """

    pedigree: Pedigree
    martyr: str
    tie_of: Callable[[str], Tie | None]
    year: int
    usable: frozenset[str] = frozenset()
    sufficiency: int = 0
    declined: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()


Evidence = Callable[[Pedigree, frozenset[str]], float]
"""Mean autosomal log10 LR of a set of donors under the profile's panel; 0 where the profile reads none. Where siblings are of open fullness:
the middle of what the readings give."""


@dataclass(frozen=True)
class Candidate:
    person: Individual
    action: Action
    born: int | None
    given: bool = False
    with_child: str = ""
    pedigree: Pedigree | None = field(default=None, repr=False, compare=False)
    """`given`: the sample is here, only a question is open. `with_child`: for a spouse, the child without whom the sample says nothing;
    `pedigree` then has the two of them as its parents."""

    @property
    def key(self) -> str:
        return self.person.key


def candidates(family: Family) -> list[Candidate]:
    """Everybody living, or perhaps living, who did not refuse; of whom there is a usable sample, only those with an open question."""
    born = births(family.pedigree)
    found = []
    for person in family.pedigree.people:
        if person.key in family.declined or not believable(person, born.get(person.key), family.year):
            continue
        action = _action(family, person)
        given = person.key in family.usable
        if action is Action.ask or (action is not None and not given):
            found.append(Candidate(person, action, born.get(person.key), given))
    placed = family.pedigree.by_key
    for key in sorted(set(family.pedigree.unplaced) - set(placed) - family.declined):
        found.append(Candidate(Individual(key, donor=True), Action.ask, None, key in family.usable))
    return _with_spouses(family, found)


def _action(family: Family, person: Individual) -> Action | None:
    tie = family.tie_of(person.key)
    if tie is None or not related(family.pedigree, person.key, family.martyr):
        if person.key in family.pedigree.unplaced:
            return Action.ask
        return None if person.inferred else Action.inform
    if tie.line == "unknown" and tie.question:
        return Action.ask
    return Action.sample if person.life is Life.alive or person.donor else Action.confirm


def _with_spouses(family: Family, found: list[Candidate]) -> list[Candidate]:
    """The martyr's husband or wife is worth a sample where a child of the two gave one or can give one; else only worth asking."""
    children = {person.key: person for person in family.pedigree.people if family.martyr in (person.father, person.mother)}
    ready = {each.key for each in found if each.action in (Action.sample, Action.confirm)} | family.usable
    able = [key for key in children if key in ready]
    able.sort(key=lambda key: (key not in family.usable, key))
    spouses = {other for pair in family.pedigree.unions if family.martyr in pair for other in pair if other != family.martyr}
    changed = []
    for each in found:
        child = next((key for key in able if each.key in _other_parents(family, children[key], spouses)), "")
        if child and not related(family.pedigree, each.key, family.martyr):
            action = Action.sample if each.person.life is Life.alive or each.person.donor else Action.confirm
            changed.append(replace(each, action=action, with_child=child, pedigree=_joined(family, child, each.key)))
        else:
            changed.append(each)
    return changed


def _other_parents(family: Family, child: Individual, spouses: set[str]) -> set[str]:
    """Who is the child's other parent: on record, or the martyr's only husband or wife where nobody said another."""
    other = child.mother if child.father == family.martyr else child.father
    known = family.pedigree.by_key.get(other or "")
    if known is not None and (not known.inferred or len(spouses) != 1):
        return {known.key}
    return {*spouses, *([other] if other else [])} if len(spouses) <= 1 else set()


def _joined(family: Family, child: str, spouse: str) -> Pedigree:
    """The pedigree with the spouse as the child's other parent."""
    people = family.pedigree.people
    found = family.pedigree.by_key[child]
    joined = replace(found, mother=spouse) if found.father == family.martyr else replace(found, father=spouse)
    return replace(family.pedigree, people=tuple(joined if person.key == child else person for person in people))
