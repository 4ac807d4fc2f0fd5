"""Who is one person with whom, in what was said of a family. Pure.

A person has one biological father and one mother. So two places that are both mother of the same child are one person, and so are their
own parents, and theirs: union-find with the closure that follows. Somebody on record beats an inferred placeholder; two on record who would
have to be one are a contradiction, which is kept as data. Nothing here depends on the order in which a family told its story.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from families.rules.pedigree import Contradiction, Individual, ParentRole, Parents, Trouble
from families.rules.pedigree.years import years_allow

FATHER, MOTHER = 0, 1
ROLES = (ParentRole.father, ParentRole.mother)
ROLE_SEX = ("male", "female")
OTHER_SEX = {"male": "female", "female": "male"}


@dataclass(frozen=True, slots=True)
class Because:
    child: int
    role: int


class Family:
    """Places by number while a family is put together. `find` gives the number that stands for a place now."""

    def __init__(self) -> None:
        self.place: dict[str, int] = {}
        self.keys: list[str] = []
        self.facts: list[Individual | None] = []
        self.sex: list[str | None] = []
        self.parents: tuple[list[int], list[int]] = ([], [])
        self.troubles: dict[Contradiction, None] = {}
        self._same: list[int] = []

    @classmethod
    def of(cls, people: Iterable[Individual]) -> "Family":
        """A pedigree's people as they stand, ready to hear more."""
        family = cls()
        known = [(family.add(person.key, person.sex, None if person.inferred else person), person) for person in people]
        for number, person in known:
            for role, parent in ((FATHER, person.father), (MOTHER, person.mother)):
                if parent in family.place:
                    family.link(number, family.place[parent], role)
        return family

    def add(self, key: str, sex: str | None = None, facts: Individual | None = None) -> int:
        """The place of `key`, made where it is new. Only somebody with `facts` is on record."""
        number = self.place.get(key)
        if number is None:
            number = self.place[key] = len(self.keys)
            self.keys.append(key)
            self.facts.append(facts)
            self.sex.append(sex)
            self.parents[FATHER].append(-1)
            self.parents[MOTHER].append(-1)
            self._same.append(number)
        return number

    def find(self, number: int) -> int:
        same = self._same
        while same[number] != number:
            same[number] = number = same[same[number]]
        return number

    def parent(self, number: int, role: int) -> int:
        """The father or mother of a place, or -1."""
        found = self.parents[role][self.find(number)]
        return self.find(found) if found >= 0 else -1

    def link(self, child: int, parent: int, role: int) -> None:
        """Say that `parent` is the father or mother of `child`."""
        child, parent = self.find(child), self.find(parent)
        if self.sex[parent] not in (None, ROLE_SEX[role]):
            self.trouble(Trouble.wrong_sex, (child, parent), role)
            return
        self.sex[parent] = ROLE_SEX[role]
        has = self.parents[role][child]
        if has < 0:
            self.parents[role][child] = parent
        else:
            self.unite(has, parent, Because(child, role))

    def unite(self, one: int, other: int, because: Because) -> None:
        """Say that two places are one person, and follow what that means for their parents."""
        todo = [(one, other, because)]
        while todo:
            one, other, why = todo.pop()
            keep, gone = sorted((self.find(one), self.find(other)), key=self._standing)
            if keep == gone:
                continue
            if self.facts[gone]:
                self.trouble(Trouble.two_parents, (why.child, keep, gone), why.role)
                continue
            self._same[gone] = keep
            self.sex[keep] = self.sex[keep] or self.sex[gone]
            for role in (FATHER, MOTHER):
                has, brings = self.parents[role][keep], self.parents[role][gone]
                if has < 0:
                    self.parents[role][keep] = brings
                elif brings >= 0:
                    todo.append((has, brings, Because(keep, role)))

    def trouble(self, kind: Trouble, people: Iterable[int], role: int | None = None) -> None:
        keys = tuple(self.keys[self.find(number)] for number in people)
        self.troubles[Contradiction(kind, keys, None if role is None else ROLES[role])] = None

    def _standing(self, number: int) -> tuple[bool, int, str]:
        key = self.keys[number]
        return not self.facts[number], len(key), key

    def roots(self) -> Iterator[int]:
        return (number for number, same in enumerate(self._same) if number == same)

    def key(self, number: int) -> str | None:
        return self.keys[self.find(number)] if number >= 0 else None

    def key_parents(self, number: int) -> Parents:
        return self.key(self.parents[FATHER][number]), self.key(self.parents[MOTHER][number])

    def aliases(self) -> dict[str, str]:
        return {key: self.keys[self.find(number)] for number, key in enumerate(self.keys) if self._same[number] != number}

    def check(self) -> None:
        """Cut every circle of ancestors, then look at the years of who is left with whom."""
        for circle in circles({number: [p for p in (self.parent(number, FATHER), self.parent(number, MOTHER)) if p >= 0] for number in self.roots()}):
            inside = set(circle)
            self.trouble(Trouble.own_ancestor, sorted(circle, key=self._standing))
            for number in circle:
                for role in (FATHER, MOTHER):
                    if self.parent(number, role) in inside:
                        self.parents[role][number] = -1
        for number in self.roots():
            child = self.facts[number]
            for role in (FATHER, MOTHER):
                above = self.parent(number, role)
                parent = self.facts[above] if above >= 0 else None
                if child and parent and not years_allow(child, parent, ROLES[role]):
                    self.trouble(Trouble.years, (number, above), role)


def circles(parents: dict[int, list[int]]) -> list[list[int]]:
    """Groups of people each of whom is an ancestor of all of the group, oneself included. Empty for every possible family."""
    waiting = {person: len(above) for person, above in parents.items()}
    children: dict[int, list[int]] = {}
    for person, above in parents.items():
        for parent in above:
            children.setdefault(parent, []).append(person)
    ready = [person for person, count in waiting.items() if not count]
    for person in ready:
        for child in children.get(person, ()):
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    left = set(parents) - set(ready)
    return _groups(left, parents) if left else []


def _groups(left: set[int], parents: dict[int, list[int]]) -> list[list[int]]:
    """Strongly connected (Tarjan) without recursion: in the time of one walk, however long a circle is."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    held: dict[int, None] = {}
    groups: list[list[int]] = []
    for start in left:
        way, ahead = [start] if start not in order else [], dict[int, list[int]]()
        while way:
            here = way[-1]
            if here not in order:
                order[here] = low[here] = len(order)
                held[here] = None
                ahead[here] = [parent for parent in parents[here] if parent in left]
            if ahead[here]:
                parent = ahead[here].pop()
                if parent not in order:
                    way.append(parent)
                elif parent in held:
                    low[here] = min(low[here], order[parent])
                continue
            way.pop()
            if way:
                low[way[-1]] = min(low[way[-1]], low[here])
            if low[here] == order[here]:
                group = _let_go(held, here)
                groups += [sorted(group)] if len(group) > 1 or here in parents[here] else []
    return sorted(groups)


def _let_go(held: dict[int, None], last: int) -> list[int]:
    """Everybody held since `last`, who is held no longer."""
    group = [held.popitem()[0]]
    while group[-1] != last:
        group.append(held.popitem()[0])
    return group
