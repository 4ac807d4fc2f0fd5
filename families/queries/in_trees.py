"""People who stand in a family's tree by name and have no donor code yet: found again, so that nobody is registered twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from core import names
from core.crypto import blind
from core.work import Work
from families.models import Individual, NameToken
from families.queries.family_tree import in_units
from families.queries.kin_rows import MartyrRow, around, key_of
from families.queries.pedigrees import families_in
from families.rules.people import RelativeFacts, may_be_one

MOST = 20
"""People looked at for one question: each costs a look at a family."""


@dataclass(frozen=True)
class TreeHit:
    """Somebody of a tree; `martyr_code` is the first martyr of that family."""

    individual_id: UUID
    key: str
    name: str
    birth_year: int | None
    martyr_code: str


def alike_in_trees(work: Work, facts: RelativeFacts) -> list[TreeHit]:
    """Those who may be this very person, inside the viewer's units, each look written down. A person decides (`register_from_tree`)."""
    given = names.tokens(facts.name)[-1:]
    alike = [
        person for person in _named(work, given, MOST * 10)
        if may_be_one(facts.name, person.name or "", facts.birth_year, person.birth_year, same_commune=False) and {facts.sex, person.sex} != {"male", "female"}
    ]
    return list(_inside(work, alike, "may be the same person"))


def find_in_trees(work: Work, text: str, limit: int = MOST) -> list[TreeHit]:
    """By every word of the name; only inside the viewer's units, and written down."""
    words = names.tokens(text)
    return list(_inside(work, _named(work, words, MOST), "search"))[:limit] if words else []


def people_in_trees(session: Session) -> Iterator[tuple[Individual, MartyrRow]]:
    """Everybody named who has no code, with each martyr of the family: what a new list is compared with."""
    query = select(Individual).where(col(Individual.donor_id).is_(None), col(Individual.martyr_id).is_(None), col(Individual.name).is_not(None))
    people = {person.id: person for person in session.exec(query)}
    for rows in families_in(around(session, person_ids=people)) if people else ():
        for own in rows.people.keys() & people.keys():
            yield from ((people[own], martyr) for martyr in rows.martyrs.values())


def _named(work: Work, words: list[str], limit: int) -> list[Individual]:
    query = select(Individual).where(col(Individual.donor_id).is_(None), col(Individual.martyr_id).is_(None))
    for word in words:
        query = query.where(col(Individual.id).in_(select(NameToken.individual_id).where(NameToken.token == blind(word, "individual.name"))))
    return list(work.session.exec(query.order_by(col(Individual.id)).limit(limit)))


def _inside(work: Work, people: list[Individual], reason: str) -> Iterator[TreeHit]:
    for person in people[:MOST]:
        rows = around(work.session, person_ids=[person.id])
        gone = person.id in {one for one, _ in rows.merges}
        if rows.martyrs and not gone and in_units(work, rows, rows.people[person.id]):
            work.saw(f"individual:{key_of(person.id)}", reason)
            first = min(rows.martyrs.values(), key=lambda row: row.code)
            yield TreeHit(person.id, key_of(person.id), person.name or "", person.birth_year, first.code)
