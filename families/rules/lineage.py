"""Who carries the martyr's mitochondrial line, and his Y, read off a path of kinship. Three-valued: yes, no, unknown (science.md §7).

Two people share the line when both lead up to one woman through mothers only. A step up to a father, or a step down from a
man, leaves it. A sibling step keeps it when the mother is shared, loses it when she is not, and nobody knows until asked.
The same answer is read off a pedigree, where several paths meet, and for a whole bank at once.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from families.rules.growth import OwnAncestor
from families.rules.pedigree import Pedigree
from families.rules.unify import FATHER, MOTHER
from families.rules.worlds import World, ancestry, worlds


def maternal_line(path: str, martyr_sex: str | None) -> str:
    """`yes`, `no` or `unknown` for the donor at the end of `path`.

    A martyr's own children carry the line only when the martyr is a woman; a martyr of unknown sex is asked about.
    Example by hand: mother.sister.son → yes; mother.brother.son → no (the brother does not pass it on); sister?.son → unknown.
    """
    answer, sex, half = "yes", martyr_sex, ""
    for part in path.split("."):
        if part in ("half-m", "half-p"):
            half = part
            continue
        step, asked = part.removesuffix("?"), not part.endswith("?")
        if step in ("spouse", "adopted"):
            return "no"
        if step in ("mother", "father"):
            if step == "father":
                return "no"
            sex = "female"
        elif step in ("brother", "sister"):
            if half == "half-p":
                return "no"
            answer = answer if asked else "unknown"
            sex = "male" if step == "brother" else "female"
        else:
            if sex == "male":
                return "no"
            answer = answer if sex == "female" else "unknown"
            sex = "male" if step == "son" else "female"
        half = ""
    return answer


def paternal_line(path: str, martyr_sex: str | None) -> str:
    """`yes`, `no` or `unknown`: whether the donor at the end of `path` shares the martyr's Y, which two men of one father's line do.

    Example by hand: brother.son → yes; father.brother?.son → unknown; sister.son → no (his Y is his father's); half-m.brother → no.
    """
    if martyr_sex == "female":
        return "no"
    answer, sex, half = "yes" if martyr_sex else "unknown", martyr_sex, ""
    for part in path.split("."):
        if part in ("half-m", "half-p"):
            half = part
            continue
        step = part.removesuffix("?")
        leaves = step in ("spouse", "adopted", "mother") or half == "half-m" or (step in ("son", "daughter") and sex == "female")
        if leaves:
            return "no"
        answer = "unknown" if part.endswith("?") else answer
        sex, half = "male" if step in ("father", "son", "brother") else "female", ""
    return answer if sex == "male" else "no"


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
    return {} if paths and ancestry(pedigree, (one,)).keys() & ancestry(pedigree, (other,)).keys() else paths


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
