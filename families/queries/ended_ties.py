"""Ties of a family that somebody ended: shown so that a slip of the hand can be taken back, and nobody is lost from sight."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from core.i18n import N_, gettext
from core.work import Work
from families.models import Individual, Parentage, Sibling, Union
from families.queries.family_tree import ELSEWHERE, NAMELESS, inside_units, subject_of
from families.queries.kin_rows import KinRows, PersonRow, around
from families.queries.martyrs import martyr_names
from families.queries.pedigrees import rows_of
from families.rules.pedigree import ParentRole, TieKind

ENDS = ((Parentage, Parentage.child_id, Parentage.parent_id), (Union, Union.first_id, Union.second_id), (Sibling, Sibling.individual_id, Sibling.of_id))
SAID = {
    ParentRole.mother: N_("%(other)s, mother of %(one)s"), ParentRole.father: N_("%(other)s, father of %(one)s"), Union: N_("%(one)s and %(other)s, a couple"),
    Sibling: N_("%(one)s and %(other)s, siblings"), Parentage: N_("%(other)s brought up %(one)s"),
}


@dataclass(frozen=True)
class EndedTie:
    """`row` is the newest row of the two ends, which says that the tie is ended; `words` name only whom the viewer may see."""

    row: UUID
    words: str
    ended_at: datetime


def ended_rows(session: Session, rows: KinRows) -> Iterator[tuple[Any, UUID, UUID]]:
    """The newest row about each two ends of whom one stands in the family, where it says that the tie is ended."""
    for table, first, second in ENDS:
        newest = dict[tuple[UUID, UUID], Any]()
        query: Any = select(table).where(or_(col(first).in_(list(rows.people)), col(second).in_(list(rows.people)))).order_by(col(table.id))
        for row in session.exec(query):
            one, other = getattr(row, first.key), getattr(row, second.key)
            newest[one, other] = row
        yield from ((row, one, other) for (one, other), row in newest.items() if row.ended)


def far_end(session: Session, rows: KinRows, *ends: UUID) -> KinRows:
    """The records of an end that no standing tie leads to any more, with their own kin."""
    beyond = [end for end in ends if end not in rows.people]
    return around(session, person_ids=beyond) if beyond else KinRows()


def may_see_ends(work: Work, rows: KinRows, one: PersonRow, other: PersonRow) -> tuple[bool, bool]:
    """Whether the actor may see each end. Whoever was cut off, without a commune or a donor code, is as hidden as the one through whom the family
    knew them."""
    inside = inside_units(work, rows)

    def may(person: PersonRow, beside: PersonRow) -> bool:
        if person.id in rows.people:
            return person.martyr_id is not None or person.id in inside
        return work.actor.sees(person.commune_code) if person.donor_id or person.commune_code else may(beside, person)

    return may(one, other), may(other, one)


def ended_ties(work: Work, martyr_code: str) -> list[EndedTie]:
    """Newest first; each name that is shown is written down as seen."""
    rows, found = rows_of(work.session, martyr_code), []
    for row, one, other in ended_rows(work.session, rows):
        people = rows.people | far_end(work.session, rows, one, other).people
        seen = may_see_ends(work, rows, people[one], people[other])
        said = {end: _name(work, rows, people[who], may) for end, who, may in zip(("one", "other"), (one, other), seen, strict=True)}
        how = row.role if isinstance(row, Parentage) and row.kind == TieKind.biological else type(row)
        found.append(EndedTie(row.id, gettext(SAID[how], **said), row.occurred_at))
    return sorted(found, key=lambda tie: tie.ended_at, reverse=True)


def _name(work: Work, rows: KinRows, person: PersonRow, may: bool) -> str:
    if person.martyr_id:
        return next(iter(martyr_names(work.session, [rows.martyrs[person.martyr_id].code]).values())) if person.martyr_id in rows.martyrs else gettext(NAMELESS)
    if not may:
        return gettext(ELSEWHERE)
    work.saw(subject_of(person), "family tree")
    return work.session.get_one(Individual, person.id).name or gettext(NAMELESS)
