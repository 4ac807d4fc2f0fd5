"""PLINK .fam and PED → the neutral shape: family, person, father, mother, sex, and whatever else stands behind, which is not looked at.

0 is an unknown parent. There are no names; a person's code is what the file calls the person. Where two families use one code, the family's stands before it.
"""

from collections import Counter
from collections.abc import Iterator

from families.rules.pedigree import ParentRole
from families.rules.treefile.gedcom import MOST_PEOPLE, TwicePerson
from families.rules.treefile.letters import NotATree, TreeTooLarge
from families.rules.treefile.shape import FilePerson, FileTie, TreeFile

SEXES = {"1": "male", "2": "female", "m": "male", "f": "female", "male": "male", "female": "female"}
HEADS = frozenset({"fid", "famid", "family", "ped", "pedid"})
LONGEST = 60
Row = tuple[int, str, str, str, str, str]
"""Line, family, person, father, mother, sex."""


def read_plink(text: str) -> TreeFile:
    """Raises NotATree, TwicePerson or TreeTooLarge."""
    rows = list(_rows(text))
    if not rows:
        raise NotATree()
    seen = Counter((family, person) for _, family, person, *_ in rows)
    if twice := next((pair for pair, times in seen.items() if times > 1), None):
        raise TwicePerson(ref=twice[1])
    codes = Counter(person for _, _, person, *_ in rows)

    def ref(family: str, person: str) -> str:
        return person if codes[person] == 1 else f"{family}:{person}"

    people = tuple(FilePerson(ref(family, person), sex=SEXES.get(sex.lower()), code=person, line=line) for line, family, person, _, _, sex in rows)
    ties = [
        (FileTie(ref(family, person), ref(family, parent), role), (family, parent) in seen)
        for _, family, person, father, mother, _ in rows for role, parent in ((ParentRole.father, father), (ParentRole.mother, mother)) if parent != "0"
    ]
    return TreeFile(people, tuple(tie for tie, known in ties if known), asides=sum(not known for _, known in ties))


def _rows(text: str) -> Iterator[Row]:
    found = 0
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.split(None, 6)[:6]
        if not cells or cells[0].startswith("##"):
            continue
        if not found and cells[0].lstrip("#").lower() in HEADS:
            continue
        if len(cells) < 5 or any(len(cell) > LONGEST for cell in cells):
            raise NotATree()
        found += 1
        if found > MOST_PEOPLE:
            raise TreeTooLarge()
        yield number, cells[0], cells[1], cells[2], cells[3], cells[4]
