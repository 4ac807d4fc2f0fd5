"""Who shares the maternal line, or the Y, in a pedigree, where several paths meet; and for a whole bank at once (relation/lineage.py says what a line is).

Three-valued: what holds in every world that the open questions leave is known, everything else is unknown (worlds.py). Pure.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from families.rules.pedigree import Pedigree
from families.rules.pedigree.refusals import OwnAncestor
from families.rules.pedigree.unify import FATHER, MOTHER
from families.rules.pedigree.worlds import World, ancestry, related, worlds
from families.rules.relation.lineage import maternal_line, paternal_line


def line(pedigree: Pedigree, one: str, other: str) -> str:
    """Whether two people of a pedigree share their mitochondrial line: lead up to one woman, or themselves, through mothers only.

    Different ends are a "no, by this pedigree" only where the way between the two is known; where it is not, the family is asked.
    """
    return _line(pedigree, one, other, MOTHER, maternal_line)


def paternal(pedigree: Pedigree, one: str, other: str) -> str:
    """Whether two men of a pedigree share their Y."""
    sexes = {pedigree.by_key[key].sex for each in (one, other) if (key := pedigree.aliases.get(each, each)) in pedigree.by_key}
    if "female" in sexes:
        return "no"
    answer = _line(pedigree, one, other, FATHER, paternal_line)
    return "unknown" if answer == "yes" and None in sexes else answer


def _line(pedigree: Pedigree, one: str, other: str, role: int, of_path: Callable[[str, str | None], str]) -> str:
    one, other = pedigree.aliases.get(one, one), pedigree.aliases.get(other, other)
    if one not in pedigree.by_key or other not in pedigree.by_key:
        return "unknown"
    paths = open_words(pedigree, one, other)
    if paths:
        answers = {of_path(path, pedigree.by_key[paths[path]].sex) for path in paths}
    elif pedigree.clan[one] != pedigree.clan[other]:
        return "unknown"
    else:
        answers = {"yes" if _end(world, one, role) == _end(world, other, role) else "no" for world in worlds(pedigree, (one, other), (role,))}
        if pedigree.unplaced and "no" in answers and not pedigree.unplaced.keys().isdisjoint(ancestry(pedigree, (one, other), (role,))):
            return "unknown"
    return answers.pop() if len(answers) == 1 else "unknown"


def open_words(pedigree: Pedigree, one: str, other: str) -> dict[str, str]:
    """The paths that a word left open between a martyr and a donor, each with the martyr; none where the pedigree knows by now how they are kin."""
    paths = {path: each.of for each in pedigree.opens if each.paths and {each.person, each.of} == {one, other} for path in each.paths}
    return {} if paths and related(pedigree, one, other) else paths


def _end(world: World, key: str, role: int) -> str:
    """The last mother of mothers, or father of fathers, that is known."""
    here = world.now.get(key, key)
    while (above := world.parents[here][role]) in world.parents and above is not None:
        here = above
    return here


def roots(parents: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each individual the end of his or her line: of mothers, given mothers' places, or of fathers. -1 is an unknown parent.

    Pointer jumping: everybody points to a parent, then to the parent's parent, and each round doubles the way. Raises OwnAncestor where
    somebody would be an ancestor of himself or herself. Equal ends share the line.
    """
    here = np.arange(len(parents), dtype=np.int32)
    label = np.where(parents < 0, here, parents)
    for _ in range(len(parents).bit_length() + 1):
        jumped = label[label]
        if np.array_equal(jumped, label):
            break
        label = jumped
    if (parents[label] >= 0).any():
        raise OwnAncestor()
    return label


def lines(pedigree: Pedigree, ones: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """`line` of many pairs of a whole bank at once; an open question on the way is "unknown", whatever it may be worth."""
    return tuple(_bulk(pedigree, ones, others, MOTHER))


def paternals(pedigree: Pedigree, ones: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """`paternal` of many pairs at once."""
    people, now = pedigree.by_key, pedigree.aliases
    sexes = ({people[now.get(key, key)].sex for key in both} for both in zip(ones, others, strict=True))
    return tuple(
        "no" if "female" in sex else "unknown" if answer == "yes" and None in sex else answer
        for sex, answer in zip(sexes, _bulk(pedigree, ones, others, FATHER), strict=True)
    )


def _bulk(pedigree: Pedigree, ones: Sequence[str], others: Sequence[str], role: int) -> Iterator[str]:
    place = {person.key: number for number, person in enumerate(pedigree.people)}
    ends, clans, now = roots(pedigree.parents()[role]), pedigree.clan, pedigree.aliases
    open_ = np.fromiter((bool(person.readings) or person.key in pedigree.unplaced for person in pedigree.people), np.bool_, len(place))
    a, b = (np.fromiter((place[now.get(key, key)] for key in keys), np.int64, len(keys)) for keys in (ones, others))
    same, known = ends[a] == ends[b], ~(open_[ends[a]] | open_[ends[b]])
    for one, other, alike, sure in zip(ones, others, same.tolist(), known.tolist(), strict=True):
        apart = sure and clans[now.get(one, one)] == clans[now.get(other, other)]
        yield "yes" if alike else "no" if apart else "unknown"
