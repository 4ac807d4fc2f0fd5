"""Where everybody stands in the small family tree between a martyr and a donor. Pure: places and words, no ink.

Generations go down, the elder above. A step up or down keeps its column where that is free; a sibling stands one column further and
hangs from the parent both have, who is drawn even when the path does not name her. Nobody stands where somebody else stands.
The thread is the path itself: solid through mothers, dashed through fathers, dotted where nobody asked.
"""

from dataclasses import dataclass

from core.i18n import N_, gettext
from families.rules.paths import kin_words
from families.rules.relations import SEX_OF, steps_of

SHARED = {"": "mother", "?": "mother", "half-m": "mother", "half-p": "father"}
"""The parent through whom a sibling step goes: a shared mother where there is one."""


@dataclass(frozen=True)
class Person:
    """`column` may lie between two others; `role` is martyr, donor or kin; `below` says that somebody hangs from this person."""

    column: float
    generation: int
    sex: str | None
    role: str
    words: str
    below: bool = False


@dataclass(frozen=True)
class Tie:
    """`kind`: maternal, paternal, unknown (nobody asked), couple, line (adopted). Ends are places in `people`."""

    upper: int
    lower: int
    kind: str


@dataclass(frozen=True)
class Drawing:
    people: tuple[Person, ...]
    ties: tuple[Tie, ...]

    @property
    def columns(self) -> float:
        return max(person.column for person in self.people) + 1

    @property
    def generations(self) -> int:
        return max(person.generation for person in self.people) + 1


class _Plan:
    """People are added one by one; the last one added is where the path stands now."""

    def __init__(self, martyr_sex: str | None, words: str):
        self.people = [Person(0, 0, martyr_sex, "martyr", words)]
        self.ties: list[Tie] = []
        self.parents: dict[int, int] = {}
        self.here = 0

    def add(self, column: float, generation: int, sex: str | None, words: str) -> int:
        while any(abs(p.column - column) < 1 and p.generation == generation for p in self.people):
            column = 1 + max(p.column for p in self.people if p.generation == generation)
        self.people.append(Person(column, generation, sex, "kin", words))
        return len(self.people) - 1

    def tie(self, upper: int, lower: int, kind: str) -> None:
        self.ties.append(Tie(upper, lower, kind))
        if kind != "couple":
            self.parents[lower] = upper

    def above(self, step: str, words: str) -> None:
        now = self.people[self.here]
        parent = self.add(now.column, now.generation - 1, SEX_OF[step], words)
        self.tie(parent, self.here, "maternal" if step == "mother" else "paternal")
        self.here = parent

    def beneath(self, sex: str | None, words: str, kind: str) -> None:
        now = self.people[self.here]
        child = self.add(now.column, now.generation + 1, sex, words)
        self.tie(self.here, child, kind)
        self.here = child

    def beside(self, step: str, fullness: str, words: str) -> None:
        now, shared = self.people[self.here], SHARED[fullness]
        kind = {"?": "unknown", "half-p": "paternal"}.get(fullness, "maternal")
        place = 1 + max(p.column for p in self.people if p.generation >= now.generation)
        if self.here not in self.parents:
            who = gettext(N_("mother?") if fullness == "?" else _SHARED_WORDS[shared])
            parent = self.add((now.column + place) / 2, now.generation - 1, SEX_OF[shared], who)
            self.tie(parent, self.here, "maternal" if shared == "mother" else "paternal")
        sibling = self.add(place, now.generation, SEX_OF[step], words)
        self.tie(self.parents[self.here], sibling, kind)
        self.here = sibling

    def married(self, words: str) -> None:
        now = self.people[self.here]
        other = self.add(now.column + 1, now.generation, {"male": "female", "female": "male"}.get(now.sex or ""), words)
        self.tie(self.here, other, "couple")
        self.here = other


_SHARED_WORDS = {"mother": N_("the mother of both"), "father": N_("the father of both")}


def _walk(plan: _Plan, step: str, words: str) -> None:
    half, _, bare = step.rpartition(".")
    kin, fullness = bare.removesuffix("?"), half or ("?" if bare.endswith("?") else "")
    if kin in ("mother", "father"):
        plan.above(kin, words)
    elif kin in ("son", "daughter"):
        plan.beneath(SEX_OF[kin], words, "maternal" if plan.people[plan.here].sex == "female" else "paternal")
    elif kin in ("brother", "sister"):
        plan.beside(kin, fullness, words)
    elif kin == "spouse":
        plan.married(words)
    else:
        plan.beneath(None, words, "line")


def lay_out(path: str, *, martyr_sex: str | None, martyr_words: str, donor_words: str) -> Drawing:
    """The tree of a path; an empty path is the martyr alone."""
    plan, steps = _Plan(martyr_sex, martyr_words), steps_of(path) if path else []
    for number, step in enumerate(steps, 1):
        _walk(plan, step, kin_words(".".join(steps[:number])))
    top = min(person.generation for person in plan.people)
    left = min(person.column for person in plan.people)
    uppers = {tie.upper for tie in plan.ties if tie.kind != "couple"}
    people = [
        Person(p.column - left, p.generation - top, p.sex, "donor" if steps and place == plan.here else p.role,
               donor_words if steps and place == plan.here else p.words, place in uppers)
        for place, p in enumerate(plan.people)
    ]
    return Drawing(tuple(people), tuple(plan.ties))
