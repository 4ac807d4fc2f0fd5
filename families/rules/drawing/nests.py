"""Who hangs from whom: a nest is the children of the same parents, in the order of their birth. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from families.rules.pedigree import Individual, Pedigree


@dataclass(frozen=True)
class Nest:
    """`unsure` are children who may have only one of these parents; a social nest is adoption or a step-parent."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    unsure: frozenset[str] = frozenset()
    social: bool = False


def drawn_parents(person: Individual) -> tuple[str, ...]:
    """The parents from whom somebody hangs: where several readings remain, those of the fullest one."""
    pairs = person.readings or ((person.father, person.mother),)
    fullest = max(pairs, key=lambda pair: (sum(key is not None for key in pair), pair[1] is not None))
    return tuple(key for key in fullest if key is not None)


def nests_of(pedigree: Pedigree) -> tuple[Nest, ...]:
    known = pedigree.by_key
    groups: dict[tuple[tuple[str, ...], bool], list[Individual]] = defaultdict(list)
    for person in pedigree.people:
        parents = tuple(key for key in drawn_parents(person) if key in known and key != person.key)
        if parents:
            groups[parents, False].append(person)
    for tie in pedigree.social:
        if tie.child in known and tie.parent in known and tie.child != tie.parent:
            groups[(tie.parent,), True].append(known[tie.child])
    return tuple(
        Nest(parents, tuple(child.key for child in sorted(children, key=by_birth)), frozenset(c.key for c in children if c.readings), social)
        for (parents, social), children in groups.items()
    )


def by_birth(person: Individual) -> tuple[int, bool]:
    """The elder first; whoever has no year stands after them, in the order of the record."""
    return (person.birth_year or 9999, person.inferred)


def couples_of(pedigree: Pedigree, nests: Iterable[Nest]) -> tuple[tuple[str, str], ...]:
    """Whoever has a child together, and whoever is on record as a couple."""
    pairs = [(nest.parents[0], nest.parents[1]) for nest in nests if len(nest.parents) == 2]
    pairs += [(a, b) for a, b in pedigree.unions if a != b and a in pedigree.by_key and b in pedigree.by_key]
    return tuple({frozenset(pair): pair for pair in reversed(pairs)}.values())[::-1]
