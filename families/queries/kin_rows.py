"""The rows that make families: every martyr, individual and standing tie that hangs together, in a few questions however many families are asked for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from consent import Donor
from families.models import Individual, IndividualMerge, KinshipClaim, Martyr, Parentage, Sibling, Union

PORTION = 500
"""Ids in one question."""
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What of an individual is readable without opening a seal. `key` is the name it bears in a pedigree."""

    id: UUID
    key: str
    donor_id: UUID | None
    martyr_id: UUID | None
    sex: str | None
    birth_year: int | None
    death_year: int | None
    life: str
    reach: str
    commune_code: str | None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class MartyrRow:
    id: UUID
    code: str
    sex: str | None
    birth_year: int | None
    death_year: int | None
    commune_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    id: UUID
    individual_id: UUID
    martyr_id: UUID
    path: str | None
    readings: tuple[str, ...]
    maternal_line: str
    informant_id: UUID | None


@dataclass(frozen=True, slots=True)
class ParentageRow:
    id: UUID
    child_id: UUID
    parent_id: UUID
    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class SiblingRow:
    id: UUID
    individual_id: UUID
    of_id: UUID
    step: str


@dataclass
class KinRows:
    """The newest row about each two ends, ended ones left out, and everybody whom they name."""

    martyrs: dict[UUID, MartyrRow] = field(default_factory=dict)
    people: dict[UUID, PersonRow] = field(default_factory=dict)
    claims: dict[Pair, ClaimRow] = field(default_factory=dict)
    parentages: dict[Pair, ParentageRow] = field(default_factory=dict)
    siblings: dict[Pair, SiblingRow] = field(default_factory=dict)
    unions: dict[Pair, UUID] = field(default_factory=dict)
    merges: dict[Pair, UUID] = field(default_factory=dict)

    def key(self, person_id: UUID) -> str:
        person = self.people[person_id]
        return self.martyrs[person.martyr_id].code if person.martyr_id else person.key

    def standing(self) -> list[PersonRow]:
        """Everybody who is not read as somebody else."""
        gone = {one for one, _ in self.merges}
        return [person for person in self.people.values() if person.id not in gone]

    def ties(self) -> Iterator[Pair]:
        """Every two that belong to one family."""
        yield from self.claims
        yield from self.parentages
        yield from self.siblings
        yield from self.unions
        yield from self.merges
        yield from ((person.id, person.martyr_id) for person in self.people.values() if person.martyr_id)


def key_of(individual_id: UUID) -> str:
    return f"i-{individual_id.hex}"


def _people(session: Session, *where: Any) -> Iterator[PersonRow]:
    fields = (Individual.id, Individual.donor_id, Individual.martyr_id, Individual.sex, Individual.birth_year, Individual.death_year, Individual.life,
              Individual.reach, Individual.commune_code, Individual.erased_at, Donor.code)
    query = select(*fields).join(Donor, col(Donor.id) == Individual.donor_id, isouter=True).where(*where)
    for own, donor_id, martyr_id, sex, born, died, life, reach, commune, erased_at, code in session.exec(query):
        yield PersonRow(own, code or key_of(own), donor_id, martyr_id, sex, born, died, life, reach, commune, erased_at is not None)


def erased_places(session: Session) -> set[str]:
    """Keys of those who were erased and whose place others' kinship needs: nobody asks them for anything again."""
    return {key_of(own) for own in session.exec(select(Individual.id).where(col(Individual.erased_at).is_not(None)))}


def _martyrs(session: Session, *where: Any) -> Iterator[MartyrRow]:
    query = select(Martyr.id, Martyr.code, Martyr.sex, Martyr.birth_year, Martyr.death_on, Martyr.commune_codes).where(*where)
    for own, code, sex, born, died, communes in session.exec(query):
        yield MartyrRow(own, code, sex, born, died.year if died else None, tuple(communes))


def _newest(session: Session, table: Any, ends: tuple[Any, Any], fields: tuple[Any, ...], made: Callable[..., Any], *where: Any) -> dict[Pair, Any]:
    """The newest row about each two ends, where it does not say that it is ended."""
    newest = {}
    for own, one, other, ended, *said in session.exec(select(table.id, *ends, table.ended, *fields).where(*where).order_by(table.id)):
        newest[one, other] = None if ended else made(own, one, other, *said)
    return {pair: row for pair, row in newest.items() if row}


def _claims(session: Session, *where: Any) -> dict[Pair, ClaimRow]:
    def made(own: UUID, person: UUID, martyr: UUID, path: str | None, readings: list[str], line: str, informant: UUID | None) -> ClaimRow:
        return ClaimRow(own, person, martyr, path, tuple(readings), line, informant)

    fields = (KinshipClaim.relation_path, KinshipClaim.readings, KinshipClaim.maternal_line, KinshipClaim.informant_id)
    return _newest(session, KinshipClaim, (KinshipClaim.individual_id, KinshipClaim.martyr_id), fields, made, *where)


def _parentages(session: Session, *where: Any) -> dict[Pair, ParentageRow]:
    return _newest(session, Parentage, (Parentage.child_id, Parentage.parent_id), (Parentage.role, Parentage.kind), ParentageRow, *where)


def _siblings(session: Session, *where: Any) -> dict[Pair, SiblingRow]:
    return _newest(session, Sibling, (Sibling.individual_id, Sibling.of_id), (Sibling.step,), SiblingRow, *where)


def _unions(session: Session, *where: Any) -> dict[Pair, UUID]:
    return _newest(session, Union, (Union.first_id, Union.second_id), (), lambda own, *_: own, *where)


def _merges(session: Session, *where: Any) -> dict[Pair, UUID]:
    return _newest(session, IndividualMerge, (IndividualMerge.individual_id, IndividualMerge.into_id), (), lambda own, *_: own, *where)


def everything(session: Session) -> KinRows:
    """The whole bank, in seven questions."""
    return KinRows(
        {row.id: row for row in _martyrs(session)}, {row.id: row for row in _people(session)}, _claims(session), _parentages(session), _siblings(session),
        _unions(session), _merges(session),
    )


def around(session: Session, martyr_ids: Iterable[UUID] = (), person_ids: Iterable[UUID] = ()) -> KinRows:
    """Whole families: from these martyrs and individuals along every standing tie, until nobody new is met."""
    rows, martyrs, people = KinRows(), set(martyr_ids), set(person_ids)
    while martyrs or people:
        _follow(session, rows, martyrs, people)
        met = {end for tie in rows.ties() for end in tie} | {person.martyr_id for person in rows.people.values() if person.martyr_id}
        of_martyrs = {claim.martyr_id for claim in rows.claims.values()} | {p.martyr_id for p in rows.people.values() if p.martyr_id}
        martyrs, people = of_martyrs - rows.martyrs.keys(), met - of_martyrs - rows.people.keys() - rows.martyrs.keys()
    return rows


def _follow(session: Session, rows: KinRows, martyrs: set[UUID], people: set[UUID]) -> None:
    """Read these martyrs and individuals, and every tie that one of them is an end of."""
    def ask(what: Callable[..., Any], column: Any, ids: set[UUID]) -> Iterator[Any]:
        listed = list(ids)
        return (what(session, column.in_(listed[start : start + PORTION])) for start in range(0, len(listed), PORTION))

    for found in ask(_martyrs, col(Martyr.id), martyrs):
        rows.martyrs |= {row.id: row for row in found}
    for column, ids in ((col(Individual.id), people), (col(Individual.martyr_id), martyrs)):
        for found in ask(_people, column, ids):
            rows.people |= {row.id: row for row in found}
    known = people | {row.id for row in rows.people.values() if row.martyr_id in martyrs}
    for found in (*ask(_claims, col(KinshipClaim.martyr_id), martyrs), *ask(_claims, col(KinshipClaim.individual_id), known)):
        rows.claims |= found
    for what, held, columns in (
        (_parentages, rows.parentages, (Parentage.child_id, Parentage.parent_id)), (_siblings, rows.siblings, (Sibling.individual_id, Sibling.of_id)),
        (_unions, rows.unions, (Union.first_id, Union.second_id)), (_merges, rows.merges, (IndividualMerge.individual_id, IndividualMerge.into_id)),
    ):
        for column in columns:
            for found in ask(what, col(column), known):
                held.update(found)
