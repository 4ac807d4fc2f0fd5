"""Whom of a family's whole tree one martyr's file needs, who in it the martyr may be, and what in it cannot be.

A clan's book names thousands. Kept are the near kin, the whole maternal line however far (it carries the mark that answers), and the other
parents of their children, so that full and half brothers are told apart; and whom the martyr or his parents raised. Everybody else stays in the
family's file.
"""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n import N_
from core.names import similarity
from families.rules.pedigree import Individual, ParentRole, TieKind
from families.rules.pedigree.years import years_allow
from families.rules.treefile.shape import FileTie, TreeFile

REACH = 6
"""Steps of parent and child between the martyr and the furthest kin: a second cousin is six away."""
MOST_KEPT = 1_000
ALIKE = 0.6
OFFERED = 12

OWN_ANCESTOR = "own-ancestor"
TWO_PARENTS = "two-parents"
YEARS = "years"
IMPOSSIBLE_WORDS = {
    OWN_ANCESTOR: N_("By this file the person would be their own ancestor. The person was left out; please ask the family."),
    TWO_PARENTS: N_("The file names two fathers or two mothers of this person. Neither of the two was taken; please ask the family."),
    YEARS: N_("By the years a parent was too young, too old or no longer alive at the birth. That tie was left out; please ask the family."),
}


def impossible(tree: TreeFile) -> dict[str, str]:
    """Reference → why the person, or a tie to a parent, cannot be. Nobody is set right by the program."""
    found = {tie.child: YEARS for tie in tree.ties if tie.kind is TieKind.biological and years_speak_against(tree, tie)}
    counts = Counter((tie.child, tie.role) for tie in tree.ties if tie.kind is TieKind.biological)
    found |= {child: TWO_PARENTS for (child, _), number in counts.items() if number > 1}
    return found | dict.fromkeys(own_ancestors(tree), OWN_ANCESTOR)


def years_speak_against(tree: TreeFile, tie: FileTie) -> bool:
    child, parent = tree.by_ref[tie.child], tree.by_ref[tie.parent]
    return not years_allow(
        Individual(child.ref, birth_year=child.birth_year), Individual(parent.ref, birth_year=parent.birth_year, death_year=parent.death_year), tie.role
    )


def own_ancestors(tree: TreeFile) -> set[str]:
    """Whoever stands between themselves: what is left when people without parents, and people without children, are taken away again and again."""
    up: dict[str, set[str]] = {}
    down: dict[str, set[str]] = {}
    for tie in tree.ties:
        if tie.kind is TieKind.biological:
            up.setdefault(tie.child, set()).add(tie.parent)
            down.setdefault(tie.parent, set()).add(tie.child)
    left = set(up) & set(down)
    bare = deque({*up, *down} - left)
    while bare:
        gone = bare.popleft()
        for towards, back in ((up, down), (down, up)):
            for other in towards.pop(gone, ()):
                back.get(other, set()).discard(gone)
                if other in left and not back.get(other):
                    left.discard(other)
                    bare.append(other)
    return left


@dataclass(frozen=True)
class Near:
    """Who is kept, the nearest first, which ties among them hold, and how many people stay in the family's file."""

    refs: tuple[str, ...]
    ties: tuple[FileTie, ...]
    couples: tuple[tuple[str, str], ...]
    left: int


def near(tree: TreeFile, martyr: str) -> Near:
    """The part of a tree that this martyr's file takes over."""
    wrong, often = impossible(tree), Counter((tie.child, tie.role) for tie in tree.ties if tie.kind is TieKind.biological)
    sound = [
        tie for tie in tree.ties
        if OWN_ANCESTOR not in (wrong.get(tie.child), wrong.get(tie.parent))
        and (tie.kind is not TieKind.biological or (often[tie.child, tie.role] == 1 and not years_speak_against(tree, tie)))
    ]
    parents: dict[str, dict[ParentRole, str]] = {}
    children: dict[str, list[str]] = {}
    for tie in sound:
        if tie.kind is TieKind.biological:
            parents.setdefault(tie.child, {})[tie.role] = tie.parent
            children.setdefault(tie.parent, []).append(tie.child)
    kept = dict.fromkeys([*_within(martyr, parents, children), *_maternal(tree, martyr, parents, children)])
    kept |= dict.fromkeys(other for one in list(kept) for child in children.get(one, ()) for other in parents[child].values() if child in kept)
    kept |= dict.fromkeys(tie.parent for tie in sound if tie.kind is not TieKind.biological and tie.child in kept)
    home = {martyr, *parents.get(martyr, {}).values()}
    kept |= dict.fromkeys(tie.child for tie in sound if tie.kind is not TieKind.biological and tie.parent in home)
    kept |= dict.fromkeys(other for pair in tree.couples if martyr in pair for other in pair if wrong.get(other) != OWN_ANCESTOR)
    refs = tuple(kept)[:MOST_KEPT]
    inside = set(refs)
    return Near(
        refs, tuple(tie for tie in sound if {tie.child, tie.parent} <= inside), tuple(pair for pair in tree.couples if set(pair) <= inside),
        len(tree.people) - len(refs),
    )


Parents = Mapping[str, Mapping[ParentRole, str]]
Children = Mapping[str, list[str]]


def _within(martyr: str, parents: Parents, children: Children) -> dict[str, int]:
    steps = {martyr: 0}
    queue = deque([martyr])
    while queue:
        here = queue.popleft()
        if steps[here] == REACH:
            continue
        for other in (*parents.get(here, {}).values(), *children.get(here, ())):
            if other not in steps:
                steps[other] = steps[here] + 1
                queue.append(other)
    return steps


def _maternal(tree: TreeFile, martyr: str, parents: Parents, children: Children) -> dict[str, None]:
    """Up through mothers to the oldest, and down from her through daughters."""
    line = {martyr: None}
    oldest = martyr
    while (mother := parents.get(oldest, {}).get(ParentRole.mother)) is not None:
        line[mother] = None
        oldest = mother
    queue = deque([oldest])
    while queue:
        here = queue.popleft()
        carries = tree.by_ref[here].sex == "female" or any(parents[child].get(ParentRole.mother) == here for child in children.get(here, ()))
        for child in children.get(here, ()) if carries else ():
            line.setdefault(child, None)
            queue.append(child)
    return line


def likely_martyrs(tree: TreeFile, name: str, birth_year: int | None, code: str = "") -> tuple[str, ...]:
    """Who in the file may be the martyr, the likeliest first; a person chooses."""
    scored = []
    for person in tree.people:
        if code and person.code == code:
            return (person.ref,)
        like = similarity(name, person.name) if person.name else 0.0
        if birth_year and person.birth_year:
            like += 0.1 if abs(birth_year - person.birth_year) <= 1 else -0.02 * min(10, abs(birth_year - person.birth_year))
        if like >= ALIKE:
            scored.append((-like, person.line, person.ref))
    return tuple(ref for _, _, ref in sorted(scored)[:OFFERED])
