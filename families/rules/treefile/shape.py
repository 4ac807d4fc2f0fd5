"""One shape for every tree file: people by the reference that the file gives them, who is whose parent and how, and couples."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from families.rules.pedigree import Individual, Life, ParentRole, Pedigree, SocialTie, TieKind


@dataclass(frozen=True)
class FilePerson:
    """Somebody in a file. `birth` and `death` are as written; `code` is a code of ours that the file carries; `line` is where the person stands."""

    ref: str
    name: str = ""
    sex: str | None = None
    birth: str = ""
    birth_year: int | None = None
    death: str = ""
    death_year: int | None = None
    dead: bool = False
    code: str = ""
    line: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileTie:
    child: str
    parent: str
    role: ParentRole
    kind: TieKind = TieKind.biological


@dataclass(frozen=True)
class TreeFile:
    """`asides` are lines that say nothing this program reads or that belong to nobody."""

    people: tuple[FilePerson, ...]
    ties: tuple[FileTie, ...] = ()
    couples: tuple[tuple[str, str], ...] = ()
    asides: int = 0

    @cached_property
    def by_ref(self) -> dict[str, FilePerson]:
        return {person.ref: person for person in self.people}

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each person stands in the file, from 1."""
        return {person.ref: place for place, person in enumerate(self.people, 1)}

    def parents(self, kind: TieKind = TieKind.biological) -> dict[str, list[FileTie]]:
        """Ties of one kind by the child."""
        found: dict[str, list[FileTie]] = {}
        for tie in self.ties:
            if tie.kind is kind:
                found.setdefault(tie.child, []).append(tie)
        return found


OPEN_PARENTS = "open-parents"
"""The remark on a person two readings of whose parents remain: a file cannot say that, so it says nothing."""


def doubts(pedigree: Pedigree) -> int:
    """How much of a pedigree no file can say: open parents, and donors whose words leave the kinship open."""
    return sum(bool(person.readings) for person in pedigree.people) + len(pedigree.unplaced)


def as_tree(pedigree: Pedigree, refs: Mapping[str, str], names: Mapping[str, str] | None = None) -> TreeFile:
    """A pedigree as a file may carry it: `refs` says what each key is called there. Years and deaths go only where names may go."""
    told = names is not None
    people = tuple(
        FilePerson(
            refs[person.key], (names or {}).get(person.key, ""), person.sex,
            birth=str(person.birth_year or "") if told else "", birth_year=person.birth_year if told else None,
            death=str(person.death_year or "") if told else "", death_year=person.death_year if told else None,
            dead=told and person.life is Life.dead, code=refs[person.key], remarks=(OPEN_PARENTS,) if person.readings else (),
        )
        for person in pedigree.people
    )
    blood = [
        FileTie(refs[person.key], refs[parent], role)
        for person in pedigree.people for role, parent in ((ParentRole.father, person.father), (ParentRole.mother, person.mother)) if parent and parent in refs
    ]
    other = [
        FileTie(refs[tie.child], refs[tie.parent], ParentRole.mother if pedigree.by_key[tie.parent].sex == "female" else ParentRole.father, tie.kind)
        for tie in pedigree.social if tie.child in refs and tie.parent in refs
    ]
    couples = tuple((refs[first], refs[second]) for first, second in pedigree.unions if first in refs and second in refs)
    return TreeFile(people, (*blood, *other), couples)


def as_pedigree(tree: TreeFile, martyr: str | None = None) -> Pedigree:
    """The file's people as a pedigree. Of two fathers (or mothers) said of one child neither is taken."""
    blood: dict[tuple[str, ParentRole], set[str]] = {}
    for tie in tree.ties:
        if tie.kind is TieKind.biological:
            blood.setdefault((tie.child, tie.role), set()).add(tie.parent)
    only = {place: next(iter(parents)) for place, parents in blood.items() if len(parents) == 1}
    people = tuple(
        Individual(
            person.ref, person.sex, only.get((person.ref, ParentRole.father)), only.get((person.ref, ParentRole.mother)), person.birth_year,
            person.death_year, Life.dead if person.dead else Life.unknown, martyr=person.ref == martyr,
        )
        for person in tree.people
    )
    social = tuple(SocialTie(tie.child, tie.parent, tie.kind) for tie in tree.ties if tie.kind is not TieKind.biological)
    unions = tuple(sorted({(min(pair), max(pair)) for pair in tree.couples}))
    return Pedigree(people, unions, social)
