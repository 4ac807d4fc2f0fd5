"""GEDCOM 5.5.1 and 7 → the neutral shape. The two share their line (level, reference, tag, value), and nearly all tags read here.

Only what kinship needs is read: names, sex, birth, death, and the families that tie people. Notes, addresses, pictures and sources are
passed over and never kept. One record is held at a time, so a file of 20 MB needs little more memory than its text. A line that is none is taken as the
rest of the line before it, as many programs break long texts.

    1 FAMC @F1@       the child's side of a tie; under it PEDI says how: birth, adopted, foster; GEDCOM 7 says OTHER with a phrase
    1 CHIL @I3@       the family's side; under it _FREL and _MREL of some programs say how for father and mother apart
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.errors import Malformed
from core.i18n import N_
from core.names import fold, tidy
from families.rules.pedigree import ParentRole, TieKind
from families.rules.treefile.dates import read_gedcom_date
from families.rules.treefile.letters import NotATree, TornTree, TreeTooLarge
from families.rules.treefile.shape import FilePerson, FileTie, TreeFile

LINE = re.compile(r"[\s\ufeff]*(\d{1,2})[ \t]+(?:@([^@\s]{1,60})@[ \t]+)?(\w{1,31})(?:[ \t](.*))?$", re.DOTALL)
MOST_PEOPLE = 50_000
MOST_SPOUSES = 6
"""Lines of parents in one family; a true one has two."""
LONGEST_NAME = 200
SEXES = {"M": "male", "F": "female"}
KINDS = {
    "ADOPTED": TieKind.adoptive, "STEP": TieKind.step, "FOSTER": TieKind.social, "SEALING": TieKind.social, "GUARDIAN": TieKind.social,
    "OTHER": TieKind.social, "RELATED": TieKind.social, "PRIVATE": TieKind.social, "UNKNOWN": TieKind.social, "SOCIAL": TieKind.social,
}
"""How a child belongs to a family. What is neither birth nor a word of this list is no tie of blood either: nothing is guessed."""
BLOOD = {"", "BIRTH", "NATURAL", "BIOLOGICAL", "BLOOD"}
COMMON = (
    "nguien tran le pham hoang huinh vu vo phan truong bui dang do ngo ho duong dinh li dao doan luong mai trinh lam ha cao thai ta to luu chau "
    "tang bien bach kieu tong quach diep thach vuong hua nghiem dau thieu lai phung ton cu khuat la uong dong loi kim chu"
)
SURNAMES = frozenset(COMMON.split())
"""Family names as folded, to set a name right that a Western program turned round ("Văn An /Nguyễn/")."""


class TwoTrees(Malformed):
    message = N_("Two family trees were put into one file. Nothing was saved. Please load the two files one after the other.")


class EmptyTree(Malformed):
    message = N_("There is nobody in this family tree's file. Nothing was saved. Check that it is the right file.")


class TwicePerson(Malformed):
    message = N_("In this family tree one number (%(ref)s) stands for two records. Nothing was saved. Ask the family to save and send the file again.")


@dataclass
class Record:
    """One level-0 record: its lines as (level, tag, value), in order."""

    ref: str
    tag: str
    line: int
    lines: list[tuple[int, str, str]] = field(default_factory=list)

    def under(self, start: int) -> Iterator[tuple[int, str, str]]:
        """The lines that belong to the line at `start`, one level deeper or more."""
        level = self.lines[start][0]
        for place in range(start + 1, len(self.lines)):
            if self.lines[place][0] <= level:
                return
            yield self.lines[place]

    def value_under(self, start: int, tag: str) -> str:
        return next((value for _, name, value in self.under(start) if name == tag), "")


@dataclass
class Family:
    """`children` and `ties` say how each child belongs to the father and to the mother."""

    spouses: list[tuple[ParentRole, str]] = field(default_factory=list)
    children: dict[str, tuple[str, str]] = field(default_factory=dict)


def records(text: str) -> Iterator[Record]:
    """Record by record. Raises NotATree, TornTree or TwoTrees."""
    current: Record | None = None
    ended = False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text.rstrip("\x1a \t\r\n")), 1):
        match = LINE.match(raw)
        if match is None:
            if current is None and raw.strip():
                raise NotATree()
            if current is not None and current.lines and raw.strip():
                level, tag, value = current.lines[-1]
                current.lines[-1] = (level, tag, f"{value} {raw.strip()}"[:1000])
            continue
        level, ref, tag, value = int(match[1]), match[2] or "", match[3].upper(), tidy(match[4] or "")
        if level:
            if current is None:
                raise NotATree()
            _take(current, level, tag, value)
            continue
        if current is None and tag != "HEAD":
            raise NotATree()
        if (current is not None and tag == "HEAD") or (ended and tag != "TRLR"):
            raise TwoTrees()
        if current is not None:
            yield current
        current, ended = Record(ref, tag, number), tag == "TRLR"
    if current is None:
        raise NotATree()
    if not ended:
        raise TornTree()


def _take(record: Record, level: int, tag: str, value: str) -> None:
    if tag in ("CONC", "CONT") and record.lines:
        above, name, text = record.lines[-1]
        if len(text) < 1000:
            record.lines[-1] = (above, name, text + (" " if tag == "CONT" else "") + value)
    else:
        record.lines.append((level, tag, value))


def read_gedcom(text: str, *, latest_year: int) -> TreeFile:
    """The people and families of a file. Raises NotATree, TornTree, TwoTrees, TwicePerson, EmptyTree or TreeTooLarge."""
    people: dict[str, FilePerson] = {}
    families: dict[str, Family] = {}
    belongs: list[tuple[str, str, str, str]] = []
    for record in records(text):
        if record.tag == "INDI" and record.ref:
            if record.ref in people:
                raise TwicePerson(ref=record.ref)
            people[record.ref] = person_of(record, latest_year)
            belongs += [(record.ref, *link) for link in families_of(record)]
        elif record.tag == "FAM" and record.ref:
            if record.ref in families:
                raise TwicePerson(ref=record.ref)
            families[record.ref] = family_of(record)
        if len(people) > MOST_PEOPLE or len(families) > MOST_PEOPLE:
            raise TreeTooLarge()
    if not people:
        raise EmptyTree()
    return joined(people, families, belongs)


def person_of(record: Record, latest_year: int) -> FilePerson:
    name, sex, code, dead = "", None, "", False
    birth: tuple[str, int | None] = ("", None)
    death = birth
    for place, (level, tag, value) in enumerate(record.lines):
        if level != 1:
            continue
        if tag == "NAME" and not name:
            name = name_of(value) or tidy(f"{record.value_under(place, 'SURN')} {record.value_under(place, 'GIVN')}")
        elif tag == "SEX":
            sex = SEXES.get(value[:1].upper())
        elif tag == "BIRT" and not birth[0]:
            birth = read_gedcom_date(record.value_under(place, "DATE"), latest_year=latest_year)
        elif tag == "DEAT":
            dead = value != "N"
            death = death if death[0] else read_gedcom_date(record.value_under(place, "DATE"), latest_year=latest_year)
        elif tag == "REFN" and record.value_under(place, "TYPE") == "hoiam":
            code = value
    return FilePerson(record.ref, name[:LONGEST_NAME], sex, birth[0], birth[1], death[0], death[1], dead, code, record.line)


def name_of(value: str) -> str:
    """`/Nguyễn/ Văn An` and `Văn An /Nguyễn/` → Nguyễn Văn An; a name of another people keeps its order."""
    parts = [tidy(part) for part in value.replace("@@", "@").split("/")]
    if len(parts) < 3 or not parts[1] or not parts[0]:
        return tidy(" ".join(parts))
    given, surname = parts[0], parts[1]
    if fold(given).startswith(fold(surname) + " "):
        return tidy(f"{given} {parts[2]}")
    return tidy(f"{surname} {given} {parts[2]}" if fold(surname).split(" ")[0] in SURNAMES else " ".join(parts))


def pointer(value: str) -> str:
    return value.strip().strip("@")


def families_of(record: Record) -> Iterator[tuple[str, str, str]]:
    """(family, how the child belongs to its father, to its mother) as the child's own record says."""
    adopted = {}
    for place, (level, tag, _) in enumerate(record.lines):
        if level == 1 and tag == "ADOP" and (family := record.value_under(place, "FAMC")):
            adopted[pointer(family)] = record.value_under(place, "ADOP").upper()
    for place, (level, tag, value) in enumerate(record.lines):
        if level == 1 and tag == "FAMC":
            how = record.value_under(place, "PEDI").upper()
            how = record.value_under(place, "PHRASE").upper() or how if how == "OTHER" else how
            by = adopted.pop(pointer(value), None)
            yield pointer(value), "ADOPTED" if by in ("", "BOTH", "HUSB") else how, "ADOPTED" if by in ("", "BOTH", "WIFE") else how
    for family, by in adopted.items():
        yield family, "ADOPTED" if by != "WIFE" else "NONE", "ADOPTED" if by != "HUSB" else "NONE"


def family_of(record: Record) -> Family:
    family = Family()
    for place, (level, tag, value) in enumerate(record.lines):
        if level != 1:
            continue
        if tag in ("HUSB", "WIFE") and len(family.spouses) < MOST_SPOUSES:
            family.spouses.append((ParentRole.father if tag == "HUSB" else ParentRole.mother, pointer(value)))
        elif tag == "CHIL":
            family.children[pointer(value)] = (record.value_under(place, "_FREL").upper(), record.value_under(place, "_MREL").upper())
    return family


def kind_of(*said: str) -> TieKind | None:
    """The first word that says something; None where there is no tie at all."""
    word = next((word for word in said if word), "")
    return None if word == "NONE" else TieKind.biological if word in BLOOD else KINDS.get(word, TieKind.social)


def joined(people: dict[str, FilePerson], families: dict[str, Family], belongs: list[tuple[str, str, str, str]]) -> TreeFile:
    """Both sides of every tie together; a family's own word on father and mother apart goes before the child's word on both."""
    lost, ties, couples = 0, {}, []
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for child, ref, father, mother in belongs:
        if ref in families:
            told[ref, child] = (father, mother)
            families[ref].children.setdefault(child, ("", ""))
        else:
            lost += 1
    for ref, family in families.items():
        spouses = [(role, parent) for role, parent in dict.fromkeys(family.spouses) if parent in people]
        lost += len(family.spouses) - len(spouses)
        couples += [(spouses[0][1], other) for _, other in spouses[1:] if other != spouses[0][1]]
        for child, own in family.children.items():
            if child not in people:
                lost += 1
                continue
            theirs = told.get((ref, child), ("", ""))
            for role, parent in spouses:
                side = 0 if role is ParentRole.father else 1
                kind = kind_of(own[side], theirs[side])
                if kind is not None:
                    ties[child, parent, kind] = FileTie(child, parent, _role(role, people[parent].sex), kind)
    return TreeFile(tuple(people.values()), tuple(ties.values()), tuple(dict.fromkeys(couples)), lost)


def _role(slot: ParentRole, sex: str | None) -> ParentRole:
    """The parent's own sex decides; where it is not said, the place in the family does."""
    return {"male": ParentRole.father, "female": ParentRole.mother}.get(sex or "", slot)
