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
    apart = _of_one_father(family)
    if not apart:
        return
    asked = {(family.find(one), family.find(other)) for _, one, other in unasked}
    asked |= {(one, mother) for one, other in asked if (mother := family.parent(other, MOTHER)) >= 0}
    for one, other in sorted(apart, key=lambda pair: (family.keys[pair[0]], family.keys[pair[1]])):
        if {(other, one), (one, other), (other, family.parent(one, MOTHER))} & asked or _said(family, half, one, other):
            continue
        if family.parent(one, MOTHER) < 0:
            key = family.keys[one]
            family.link(one, family.add(f"{key}.mother" if key.startswith("~") else f"~{key}:mother", ROLE_SEX[MOTHER]), MOTHER)
        asked |= {(other, one), (other, family.parent(one, MOTHER))}
        yield OpenKind.mother, other, one


def _of_one_father(family: Family) -> list[tuple[int, int]]:
    """Each martyr or ancestor with each other child of the father, where they have not one mother yet."""
    above = {one: father for one in _ancestors(family) if (father := family.parent(one, FATHER)) >= 0}
    children: dict[int, list[int]] = {father: [] for father in above.values()}
    for number in family.roots() if above else ():
        if (father := family.parent(number, FATHER)) in children:
            children[father].append(number)
    mother = {number: family.parent(number, MOTHER) for each in children.values() for number in each}
    return [
        (one, other) for one, father in above.items() for other in children[father] if one != other and not mother[one] == mother[other] >= 0
    ]


def _said(family: Family, half: Collection[tuple[int, int]], one: int, other: int) -> bool:
    """Whether it is known that they have two mothers."""
    mothers = family.parent(one, MOTHER), family.parent(other, MOTHER)
    if min(mothers) >= 0 and all(family.facts[mother] for mother in mothers):
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
