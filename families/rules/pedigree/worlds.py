"""Every family that the open questions leave possible. Pure.

Three readings of one sister are three worlds; what holds in all of them is known, and what differs is unknown (science.md §7). Only what
the people asked about descend from is looked at, so a large family with many open questions stays quick.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from families.rules.pedigree import Individual, Open, OpenKind, Parents, Pedigree
from families.rules.pedigree.possible_parents import SHARED
from families.rules.pedigree.unify import FATHER, MOTHER, Family

BOTH = (FATHER, MOTHER)
MOST_ASKED = 3
"""Open questions answered one by one; beyond them all others together, by both parents or by none: wider than the truth, never beside it."""


@dataclass(frozen=True, slots=True)
class World:
    """Settled parents of a few people and their ancestors; `now` leads from a key that is somebody else in this world."""

    parents: Mapping[str, Parents]
    now: Mapping[str, str]


def worlds(pedigree: Pedigree, keys: Iterable[str], roles: tuple[int, ...] = BOTH) -> Iterator[World]:
    """The possible ancestries of `keys` through fathers, mothers or both. At least one, also where nothing fits together."""
    keys = [key for key in keys if key in pedigree.by_key]
    clans = {pedigree.clan[key] for key in keys}
    base = ancestry(pedigree, [*keys, *(key for key in pedigree.joiners if pedigree.clan[key] in clans)], roles)
    asked = [question for key in base for question in _questions(pedigree, key, roles)]
    if not asked:
        yield World(base, {})
        return
    found = False
    for answers in _answers(asked):
        world = _world(pedigree, base, answers, roles)
        if world and not _both_shared(pedigree, world):
            found = True
            yield world
    if not found:
        yield World(base, {})


def ancestry(pedigree: Pedigree, keys: Iterable[str], roles: tuple[int, ...] = BOTH) -> dict[str, Parents]:
    """The settled parents of `keys` and of all their ancestors, the possible ones too."""
    people, found = pedigree.by_key, dict[str, Parents]()
    todo = deque(key for key in keys if key in people)
    while todo:
        key = todo.popleft()
        if key in found:
            continue
        person = people[key]
        found[key] = (person.father, person.mother)
        for pair in (found[key], *person.readings):
            todo += [parent for role in roles if (parent := pair[role]) in people and parent is not None]
    return found


def related(pedigree: Pedigree, one: str, other: str) -> bool:
    """Whether the two are of one blood, or may be: they have an ancestor in common, themselves counted."""
    return not ancestry(pedigree, (one,)).keys().isdisjoint(ancestry(pedigree, (other,)))


@dataclass(frozen=True, slots=True)
class _Question:
    """`answers`: for each, the parents it gives `person` (None: nothing said), and those it says are not shared."""

    person: str
    answers: tuple[tuple[Parents, Parents], ...]


def _questions(pedigree: Pedigree, key: str, roles: tuple[int, ...]) -> Iterator[_Question]:
    person = pedigree.by_key[key]
    opens = pedigree.opens_of.get(key, ())
    for each in opens:
        answers = (_meant(pedigree.by_key[each.of], each, answer, roles) for answer in each.answers)
        yield _Question(key, tuple(dict.fromkeys(answers)))
    if person.readings and not opens:
        readings = ((_only(pair, roles), (None, None)) for pair in person.readings)
        yield _Question(key, tuple(dict.fromkeys(readings)))


def _meant(of: Individual, each: Open, answer: str, roles: tuple[int, ...]) -> tuple[Parents, Parents]:
    offered = (of.key, of.key) if each.kind is OpenKind.child else (of.father, of.mother)
    gives = _only(offered, tuple(role for role in SHARED[answer] if role in roles))
    apart = (None, None) if each.kind is OpenKind.child else _only(offered, tuple(role for role in roles if role not in SHARED[answer]))
    return gives, apart


def _only(pair: Parents, roles: tuple[int, ...]) -> Parents:
    return pair[FATHER] if FATHER in roles else None, pair[MOTHER] if MOTHER in roles else None


def _answers(asked: list[_Question]) -> Iterator[list[tuple[str, Parents, Parents]]]:
    first, rest = asked[:MOST_ASKED], asked[MOST_ASKED:]
    choices = [[[(question.person, *answer)] for answer in question.answers] for question in first]
    if rest:
        choices.append([[(question.person, *question.answers[0]) for question in rest], []])
    for chosen in product(*choices):
        yield [each for group in chosen for each in group]


def _world(
    pedigree: Pedigree, base: Mapping[str, Parents], answers: list[tuple[str, Parents, Parents]], roles: tuple[int, ...],
) -> World | None:
    """The world where these answers hold, or None where they cannot hold together."""
    parents = dict(base)
    for person, gives, _ in answers:
        has = parents[person]
        if any(given and known and given != known for given, known in zip(gives, has, strict=True)):
            return _united(pedigree, base, answers)
        parents[person] = (has[0] or gives[0], has[1] or gives[1])
    apart = all(not shared or parents[person][role] != shared for person, _, said in answers for role, shared in enumerate(said))
    return World(parents, {}) if apart and not circular(parents, roles) else None


def _both_shared(pedigree: Pedigree, world: World) -> bool:
    """Whether two who were said to share one parent only would share both."""
    def parent(key: str, role: int) -> str | None:
        person, here = pedigree.by_key[key], world.parents.get(world.now.get(key, key))
        return (here and here[role]) or (person.father, person.mother)[role]

    return any(all(parent(one, role) == parent(other, role) is not None for role in BOTH) for one, other in pedigree.halves)


def _united(pedigree: Pedigree, base: Mapping[str, Parents], answers: list[tuple[str, Parents, Parents]]) -> World | None:
    """Where an answer makes two places one person."""
    family = Family.of(pedigree.by_key[key] for key in base)
    before = len(family.troubles)
    for person, gives, _ in answers:
        for role, parent in enumerate(gives):
            if parent:
                family.link(family.place[person], family.place[parent], role)
    for person, _, said in answers:
        for role, shared in enumerate(said):
            if shared in family.place and family.parent(family.place[person], role) == family.find(family.place[shared]):
                return None
    family.check()
    if len(family.troubles) > before:
        return None
    return World({family.keys[number]: family.key_parents(number) for number in family.roots()}, family.aliases())


def circular(parents: Mapping[str, Parents], roles: tuple[int, ...] = BOTH) -> bool:
    """Whether somebody would be an ancestor of himself or herself."""
    left = {key: [parent for role in roles if (parent := pair[role]) in parents] for key, pair in parents.items()}
    while left:
        free = [key for key, above in left.items() if not any(parent in left for parent in above)]
        if not free:
            return True
        for key in free:
            del left[key]
    return False
