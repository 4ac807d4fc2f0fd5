"""A PLINK .fam or .ped read as a pedigree. Pure (format: one line each of family, individual, father, mother, sex 1/2, phenotype …).

    F1 son dad mum 1 -9      0 is an unknown parent: an unrelated founder

An individual's key is the individual id, or `family:individual` where that id comes in several families; `family:individual` leads to it in
either case. A parent is looked for in the same family first; a parent with no line of their own is a founder. What a .ped says behind the
sixth field is never looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.errors import Malformed
from core.i18n import N_
from families.rules.pedigree import Individual, ParentRole, Pedigree
from families.rules.pedigree.unify import circles
from families.rules.treefile.gedcom import MOST_PEOPLE
from families.rules.treefile.letters import NotATree, TreeTooLarge
from families.rules.treefile.shape import FilePerson, FileTie, TreeFile

LEAST = 5
"""Fields before the phenotype, which some tools leave away."""
SEX = {"1": "male", "2": "female", "m": "male", "f": "female", "male": "male", "female": "female"}
NOBODY = "0"
COLUMNS = 6
LONGEST_ID = 100
"""Of a tree file: what is kept of a .ped, and how long an id may be."""

Ref = tuple[str, str]
"""Family and individual id."""


class FamEmpty(Malformed):
    message = N_("There is nobody in this .fam file. Nothing was saved. Check that it is the right file.")


class FamTorn(Malformed):
    message = N_("Line %(line)s of this .fam file is torn: it has not as many fields as the others. Nothing was saved. Please ask for the file again.")


class FamTwice(Malformed):
    message = N_("Lines %(first)s and %(line)s of this .fam file are about the same individual. Nothing was saved. Keep one of the two lines.")


class FamNobody(Malformed):
    message = N_("Line %(line)s of this .fam file has 0 for an individual, which means nobody. Nothing was saved. Give this individual an id.")


class FamParentSex(Malformed):
    message = N_("Line %(line)s of this .fam file names a father who is a woman, or a mother who is a man. Nothing was saved. Correct the line, or the sex.")


class FamCircle(Malformed):
    message = N_("By line %(line)s of this .fam file somebody is an ancestor of himself or herself. Nothing was saved. Correct the parents on that line.")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    me: Ref
    father: Ref | None
    mother: Ref | None
    sex: str | None


def read_fam(text: str) -> Pedigree:
    """Raises one of the refusals above, which say the line and never an id."""
    lines = list(_lines(text))
    if not lines:
        raise FamEmpty()
    listed = _listed(lines)
    families: dict[str, list[str]] = {}
    for family, individual in listed:
        families.setdefault(individual, []).append(family)
    found = {line.me: (_parent(line.father, listed, families), _parent(line.mother, listed, families)) for line in lines}
    sexes = _sexes(lines, found)
    keys = _keys(sexes)
    people = tuple(
        Individual(keys[ref], sex, keys[father] if father else None, keys[mother] if mother else None)
        for ref, sex in sexes.items() for father, mother in (found.get(ref, (None, None)),)
    )
    _check_circles(people, [line.number for line in lines])
    taken = set(keys.values())
    full = ((f"{family}:{individual}", key) for (family, individual), key in keys.items())
    return Pedigree(people, aliases={said: key for said, key in full if said not in taken})


def _lines(text: str) -> Iterator[_Line]:
    width = 0
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff").rstrip("\x1a")), 1):
        fields = raw.split()
        if not fields or fields[0].startswith("#") or (not width and [field.casefold() for field in fields[:2]] == ["fid", "iid"]):
            continue
        width = width or len(fields)
        if len(fields) != width or width < LEAST:
            raise FamTorn(line=number)
        family, me, father, mother, sex = fields[:LEAST]
        if me == NOBODY:
            raise FamNobody(line=number)
        yield _Line(number, (family, me), _ref(family, father), _ref(family, mother), SEX.get(sex.casefold()))


def _ref(family: str, individual: str) -> Ref | None:
    return None if individual == NOBODY else (family, individual)


def _listed(lines: list[_Line]) -> dict[Ref, int]:
    listed: dict[Ref, int] = {}
    for line in lines:
        if line.me in listed:
            raise FamTwice(first=listed[line.me], line=line.number)
        listed[line.me] = line.number
    return listed


def _parent(ref: Ref | None, listed: Mapping[Ref, int], families: Mapping[str, list[str]]) -> Ref | None:
    """The parent that is meant: of the same family, else the only one of that id, else a founder without a line."""
    if ref is None or ref in listed:
        return ref
    elsewhere = families.get(ref[1], [])
    return (elsewhere[0], ref[1]) if len(elsewhere) == 1 else ref


def _sexes(lines: list[_Line], parents: Mapping[Ref, tuple[Ref | None, Ref | None]]) -> dict[Ref, str | None]:
    """Everybody's sex, those who stand in the file as a parent only behind the others."""
    sexes = {line.me: line.sex for line in lines}
    for line in lines:
        for parent, sex in zip(parents[line.me], ("male", "female"), strict=True):
            if parent and (sexes.get(parent) or sex) != sex:
                raise FamParentSex(line=line.number)
            if parent:
                sexes[parent] = sex
    return sexes


def _keys(everybody: Mapping[Ref, str | None]) -> dict[Ref, str]:
    often = Counter(individual for _, individual in everybody)
    keys = {ref: ref[1] if often[ref[1]] == 1 else ":".join(ref) for ref in everybody}
    again = Counter(keys.values())
    return {ref: key if again[key] == 1 else ":".join(ref) for ref, key in keys.items()}


def _check_circles(people: tuple[Individual, ...], lines: list[int]) -> None:
    place = {person.key: number for number, person in enumerate(people)}
    above = {place[p.key]: [place[parent] for parent in (p.father, p.mother) if parent] for p in people}
    for circle in circles(above):
        raise FamCircle(line=lines[min(circle)])


def read_plink(text: str) -> TreeFile:
    """There are no names; a person's code is what the file calls the person. Raises NotATree, TreeTooLarge, and what read_fam refuses."""
    if len(next((fields for line in text.splitlines() if (fields := line.split())), ())) < LEAST:
        raise NotATree()
    if text.count("\n") + text.count("\r") > 4 * MOST_PEOPLE:
        raise TreeTooLarge()
    pedigree = read_fam(text)
    if len(pedigree.people) > MOST_PEOPLE or any(len(person.key) > LONGEST_ID for person in pedigree.people):
        raise TreeTooLarge()
    people = tuple(FilePerson(person.key, sex=person.sex, code=person.key) for person in pedigree.people)
    ties = tuple(
        FileTie(person.key, parent, role)
        for person in pedigree.people for role, parent in ((ParentRole.father, person.father), (ParentRole.mother, person.mother)) if parent
    )
    return TreeFile(people, ties)


def first_columns(text: str) -> str:
    """The six columns of a PED file, without the genotypes behind them."""
    return "\n".join("\t".join(line.split(None, COLUMNS)[:COLUMNS]) for line in text.splitlines())
