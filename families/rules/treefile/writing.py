"""The neutral shape → GEDCOM 5.5.1, GEDCOM 7, PLINK .fam and PED.

    .fam, .ped   family, person, father, mother (0 unknown), sex (1, 2, 0), phenotype (-9); a .ped without genotypes is the same lines with tabs.
                 They know blood only: couples and social ties stay behind
    gedcom5      FAM per pair of parents; PEDI adopted or foster, and _FREL/_MREL where the standard has no word (a step-parent)
    gedcom7      the same with PEDI ADOPTED, or OTHER and a phrase

The note in the head says what the file is, who took it and when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.i18n import N_, gettext
from core.names import fold
from families.rules.pedigree import ParentRole, TieKind
from families.rules.treefile.gedcom import SURNAMES
from families.rules.treefile.shape import OPEN_PARENTS, FilePerson, TreeFile

FORMS = {"fam": "fam", "ped": "ped", "gedcom5": "ged", "gedcom7": "ged"}
"""Form → how the file's name ends."""
PLINK_SEX = {"male": "1", "female": "2"}
SEX = {"male": "M", "female": "F"}
PEDI5 = {TieKind.biological: "birth", TieKind.adoptive: "adopted", TieKind.step: "foster", TieKind.social: "foster"}
REL5 = {TieKind.biological: "Birth", TieKind.adoptive: "Adopted", TieKind.step: "Step", TieKind.social: "Guardian"}
REMARK_WORDS = {OPEN_PARENTS: N_("Which parents: not settled; the family is still to be asked.")}
LONGEST_LINE = 200
"""5.5.1 allows 255 letters a line; what is longer goes on with CONC."""
Line = tuple[int, str, str]


class Pointer(str):
    """A reference to another record. Any other text that looks like one is escaped."""

    __slots__ = ()



@dataclass(frozen=True)
class Head:
    """Who took the file, on which day (`on` as DD MON YYYY) and what it is; `note` is the watermark's lines."""

    family: str
    on: str
    who: str
    note: tuple[str, ...] = ()


def write_tree(tree: TreeFile, form: str, head: Head) -> str:
    """The whole file as text; the same tree and head give the same bytes."""
    if form in ("fam", "ped"):
        return "".join(f"{line}\n" for line in _plink(tree, head.family, " " if form == "fam" else "\t"))
    five = form == "gedcom5"
    families = list(_families(tree))
    links = _links(families, five)
    lines = [*_head(head, five)]
    for person in tree.people:
        lines += [(0, f"{_at(tree, person.ref)} INDI", ""), *_person(person, links.get(person.ref, []))]
    for number, family in enumerate(families, 1):
        lines += [(0, f"@F{number}@ FAM", ""), *_family(family, tree, five)]
    return "".join(_written([*lines, (0, "TRLR", "")], five))


def _plink(tree: TreeFile, family: str, between: str) -> Iterator[str]:
    parents = tree.parents()
    for person in tree.people:
        known = {tie.role: tie.parent for tie in parents.get(person.ref, [])}
        yield between.join((
            family, person.ref, known.get(ParentRole.father, "0"), known.get(ParentRole.mother, "0"), PLINK_SEX.get(person.sex or "", "0"), "-9",
        ))


@dataclass(frozen=True)
class _Family:
    """Who stands on which side, and the children with the kind of their tie to each side."""

    father: str | None
    mother: str | None
    children: tuple[tuple[str, TieKind], ...] = ()


def _families(tree: TreeFile) -> Iterator[_Family]:
    """One per pair of parents, one per social tie's parent and kind, and one per couple that has no child together here."""
    blood: dict[tuple[str | None, str | None], list[str]] = {}
    for child, ties in tree.parents().items():
        known: Mapping[ParentRole, str] = {tie.role: tie.parent for tie in ties}
        blood.setdefault((known.get(ParentRole.father), known.get(ParentRole.mother)), []).append(child)
    for (father, mother), children in blood.items():
        yield _Family(father, mother, tuple((child, TieKind.biological) for child in children))
    social: dict[tuple[str, ParentRole, TieKind], list[str]] = {}
    for tie in tree.ties:
        if tie.kind is not TieKind.biological:
            social.setdefault((tie.parent, tie.role, tie.kind), []).append(tie.child)
    for (parent, role, kind), children in social.items():
        of_father = role is ParentRole.father
        yield _Family(parent if of_father else None, None if of_father else parent, tuple((child, kind) for child in children))
    together = {frozenset(pair) for pair in blood}
    for first, second in tree.couples:
        if frozenset((first, second)) not in together:
            turned = tree.by_ref[first].sex == "female" or tree.by_ref[second].sex == "male"
            yield _Family(*((second, first) if turned else (first, second)))


def _at(tree: TreeFile, ref: str) -> Pointer:
    return Pointer(f"@I{tree.places[ref]}@")


def _head(head: Head, five: bool) -> Iterator[Line]:
    yield (0, "HEAD", "")
    if not five:
        yield from ((1, "GEDC", ""), (2, "VERS", "7.0"))
    yield from ((1, "SOUR", "HOIAM"), (2, "NAME", "Hồi Âm"), (1, "DATE", head.on), (1, "SUBM", Pointer("@U1@")))
    if five:
        yield from ((1, "GEDC", ""), (2, "VERS", "5.5.1"), (2, "FORM", "LINEAGE-LINKED"), (1, "CHAR", "UTF-8"))
    yield from ((1, "NOTE", "\n".join(head.note)), (0, "@U1@ SUBM", ""), (1, "NAME", head.who))


def _person(person: FilePerson, links: list[Line]) -> Iterator[Line]:
    if person.name:
        yield (1, "NAME", name_line(person.name))
    yield (1, "SEX", SEX.get(person.sex or "", "U"))
    if person.birth_year:
        yield from ((1, "BIRT", ""), (2, "DATE", str(person.birth_year)))
    if person.dead or person.death_year:
        yield (1, "DEAT", "" if person.death_year else "Y")
        if person.death_year:
            yield (2, "DATE", str(person.death_year))
    yield from links
    if person.code:
        yield from ((1, "REFN", person.code), (2, "TYPE", "hoiam"))
    for remark in person.remarks:
        yield (1, "NOTE", gettext(REMARK_WORDS[remark]))


def _links(families: list[_Family], five: bool) -> dict[str, list[Line]]:
    """Each person's side of the families: as a child, then as a parent."""
    links: dict[str, list[Line]] = {}
    for number, family in enumerate(families, 1):
        for child, kind in family.children:
            links.setdefault(child, []).extend([(1, "FAMC", Pointer(f"@F{number}@")), *_pedigree(kind, five)])
    for number, family in enumerate(families, 1):
        for spouse in (family.father, family.mother):
            if spouse:
                links.setdefault(spouse, []).append((1, "FAMS", Pointer(f"@F{number}@")))
    return links


def _pedigree(kind: TieKind, five: bool) -> Iterator[Line]:
    if five:
        yield (2, "PEDI", PEDI5[kind])
    elif kind in (TieKind.biological, TieKind.adoptive):
        yield (2, "PEDI", "BIRTH" if kind is TieKind.biological else "ADOPTED")
    else:
        yield from ((2, "PEDI", "OTHER"), (3, "PHRASE", kind.value))


def _family(family: _Family, tree: TreeFile, five: bool) -> Iterator[Line]:
    for tag, spouse in (("HUSB", family.father), ("WIFE", family.mother)):
        if spouse:
            yield (1, tag, _at(tree, spouse))
    for child, kind in family.children:
        yield (1, "CHIL", _at(tree, child))
        if five and kind is not TieKind.biological:
            yield from ((2, side, REL5[kind]) for side, parent in (("_FREL", family.father), ("_MREL", family.mother)) if parent)


def name_line(name: str) -> str:
    """`Nguyễn Thị Lài` → `/Nguyễn/ Thị Lài`: the family name is marked where it is one, and stays in front."""
    first, _, rest = name.replace("/", " ").partition(" ")
    return f"/{first}/ {rest}" if rest and fold(first) in SURNAMES else f"{first} {rest}".strip()


def _written(lines: list[Line], five: bool) -> Iterator[str]:
    """Level, tag, value; a second line of a text goes on with CONT, a too long one with CONC (5.5.1 only)."""
    for level, tag, value in lines:
        if isinstance(value, Pointer):
            yield f"{level} {tag} {value}\n"
            continue
        for number, part in enumerate(value.split("\n")):
            pieces = [part[at : at + LONGEST_LINE] for at in range(0, len(part), LONGEST_LINE)] if five else [part]
            for place, piece in enumerate(pieces or [""]):
                name = tag if not number and not place else "CONC" if place else "CONT"
                depth = level if not number and not place else level + 1
                yield f"{depth} {name} {_escaped(piece, five)}".rstrip() + "\n"


def _escaped(text: str, five: bool) -> str:
    """@ is doubled: everywhere in 5.5.1, at the start of a line in 7."""
    return text.replace("@", "@@") if five else "@" + text if text.startswith("@") else text
