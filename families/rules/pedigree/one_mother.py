"""Who shares the martyr's father, or that of an ancestor of the martyr, while nobody said of what mother. Pure (science.md §7).

A file, or a clerk, writes down a father and no mother. That is a link not recorded, never another mother: until the family is asked
"cùng mẹ?" she may be the same. Only those are asked about over whom a line to the martyr may lead; nephews among themselves are not.
Where the family said "cùng cha khác mẹ", of these two or of brothers and sisters of theirs by the same mothers, it is said already.
"""

from collections.abc import Collection, Iterator

from families.rules.pedigree import OpenKind
from families.rules.pedigree.unify import FATHER, MOTHER, ROLE_SEX, Family

Asked = tuple[OpenKind, int, int]


def unasked_mothers(family: Family, half: Collection[tuple[int, int]], unasked: Collection[Asked]) -> Iterator[Asked]:
    """Pairs to be asked about. Whoever has no mother there, and needs one to be asked about, gets a placeholder."""
    children: dict[int, list[int]] = {}
    for number in family.roots():
        if (father := family.parent(number, FATHER)) >= 0:
            children.setdefault(father, []).append(number)
    asked = {(family.find(one), family.find(other)) for _, one, other in unasked}
    asked |= {(one, mother) for one, other in asked if (mother := family.parent(other, MOTHER)) >= 0}
    for one in sorted(_ancestors(family), key=lambda number: family.keys[number]):
        for other in sorted(children.get(family.parent(one, FATHER), ()), key=lambda number: family.keys[number]):
            if one == other or {(other, one), (one, other), (other, family.parent(one, MOTHER))} & asked or _said(family, half, one, other):
                continue
            if family.parent(one, MOTHER) < 0:
                key = family.keys[one]
                family.link(one, family.add(f"{key}.mother" if key.startswith("~") else f"~{key}:mother", ROLE_SEX[MOTHER]), MOTHER)
            asked |= {(other, one), (other, family.parent(one, MOTHER))}
            yield OpenKind.mother, other, one


def _said(family: Family, half: Collection[tuple[int, int]], one: int, other: int) -> bool:
    """Whether it is known that they share their mother, or that they do not."""
    mothers = family.parent(one, MOTHER), family.parent(other, MOTHER)
    if min(mothers) >= 0 and (mothers[0] == mothers[1] or all(family.facts[mother] for mother in mothers)):
        return True

    def like(number: int, place: int) -> bool:
        return family.find(number) == (one, other)[place] or family.parent(number, MOTHER) == mothers[place] >= 0

    return any((like(a, 0) and like(b, 1)) or (like(a, 1) and like(b, 0)) for a, b in half)


def _ancestors(family: Family) -> set[int]:
    """The martyrs and everybody above them."""
    found = set[int]()
    todo = [number for number in family.roots() if (person := family.facts[number]) and person.martyr]
    while todo:
        here = todo.pop()
        if here >= 0 and here not in found:
            found.add(here)
            todo += [family.parent(here, FATHER), family.parent(here, MOTHER)]
    return found
