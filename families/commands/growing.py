"""One change of a family tree: what is on record, what is added, and whether the family still reads as one that can be (ADR 0010)."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from core import clock, names
from core.crypto import blind
from core.db import Record
from core.errors import NotFound
from core.ids import new_id
from core.work import Work
from families.events import KinshipRevised
from families.models import Individual, IndividualMerge, NameToken, Parentage, Sibling, Union
from families.queries.family_tree import in_units
from families.queries.kin_rows import ParentageRow, PersonRow, SiblingRow, key_of
from families.queries.pedigrees import pedigree_from, rows_of
from families.rules.pedigree import Confidence, OpenKind, ParentRole, Pedigree, TieKind
from families.rules.pedigree.kin_facts import KinFacts, living
from families.rules.pedigree.lineage import line
from families.rules.pedigree.refusals import NotInThisFamily, OwnAncestor, check_growth

TREE_LOCK = 7301_2026
"""PostgreSQL: trees grow one change after another, so that two clerks cannot each add a mother. SQLite writes one by one anyway."""


class Growing:
    """Rows are drafted, the family is read with them, and only a family that reads no worse than before is kept."""

    def __init__(self, work: Work, martyr_code: str, *, to_read: bool = False):
        """`to_read`: nothing will be kept, so nobody else has to wait."""
        if not to_read:
            one_by_one(work.session)
        self.work, self.code = work, martyr_code.upper()
        self.rows = rows_of(work.session, self.code)
        self.before = pedigree_from(work.session, self.rows)
        self.by_key = {self.rows.key(person.id): person for person in self.rows.standing()}
        self.new: list[Record] = []
        self.informant: UUID | None = None
        self.confidence = Confidence.unasked

    def said_by(self, facts: KinFacts) -> None:
        """Who says what is written down now, and how sure they are."""
        self.informant, self.confidence = self.person(facts.informant).id if facts.informant else None, facts.confidence

    def standing(self, key: str) -> str:
        """The key under which somebody stands in the tree now. Raises NotInThisFamily, and NotFound outside the actor's units."""
        now = self.before.aliases.get(key, key)
        if now not in self.before.by_key and now not in self.by_key:
            raise NotInThisFamily()
        person = self.by_key.get(now)
        inside = in_units(self.work, self.rows, person) if person and not person.martyr_id else self._of_this_office()
        if not inside:
            raise NotFound()
        return now

    def _of_this_office(self) -> bool:
        """Whether anybody of the family, the martyrs' homes included, lives inside the actor's units."""
        homes = [code for martyr in self.rows.martyrs.values() for code in martyr.commune_codes]
        return not homes or any(map(self.work.actor.sees, [*homes, *(person.commune_code for person in self.rows.people.values())]))

    def person(self, key: str) -> PersonRow:
        """Somebody of the tree as an individual on record; a martyr's own place is made when it is needed first, a placeholder is adopted."""
        now = self.standing(key)
        if now in self.by_key:
            return self.by_key[now]
        martyr = next((row for row in self.rows.martyrs.values() if row.code == now), None)
        return self.add_person(martyr_id=martyr.id, key=now) if martyr else self.adopt(now)

    def group(self, key: str) -> set[UUID]:
        """Everybody on record who is read as the one who stands there."""
        now = self.standing(key)
        return {own for own, person in self.rows.people.items() if self.before.aliases.get(self.rows.key(own), self.rows.key(own)) == now}

    def sex(self, key: str) -> str | None:
        found = self.before.by_key.get(self.before.aliases.get(key, key))
        return found.sex if found else None

    def adopt(self, key: str, person: PersonRow | None = None, child: str | None = None) -> PersonRow:
        """An inferred placeholder becomes somebody on record, with everybody nobody named on the way down to a known child (rules/pedigree/unify.py).

        `child` is the one of whom it was said; else the nearest on record.
        """
        person = person or self.add_person(sex=self.sex(key))
        self.by_key.setdefault(key, person)
        below = child or _nearest_child(self.before, key)
        if below:
            role = ParentRole.mother if self.before.by_key[below].mother == key else ParentRole.father
            self.parentage(self.person(below), person, role)
        else:
            self._beside(key, person)
        return person

    def _beside(self, key: str, person: PersonRow) -> None:
        """A placeholder without children is held by parents, by siblings, and by whom it married or adopted. Raises NotInThisFamily where nobody holds it."""
        place, already = self.before.by_key[key], len(self.new)
        for parent, role in ((place.father, ParentRole.father), (place.mother, ParentRole.mother)):
            if parent:
                self.parentage(person, self.person(parent), role)
        for each in self.before.opens:
            if each.kind is OpenKind.sibling and each.person == key:
                self.sibling(person, self.person(each.of), "sister?" if place.sex == "female" else "brother?")
        for couple in self.before.unions:
            if key in couple:
                self.union(person, self.person(couple[couple[0] == key]))
        for tie in self.before.social:
            if tie.parent == key:
                self.parentage(self.person(tie.child), person, ParentRole.mother if place.sex == "female" else ParentRole.father, tie.kind)
        if len(self.new) == already:
            raise NotInThisFamily()

    def add_person(
        self, facts: KinFacts | None = None, *, sex: str | None = None, martyr_id: UUID | None = None, key: str = "", own: UUID | None = None
    ) -> PersonRow:
        """Somebody new on record, with whatever is known."""
        facts, own = facts or KinFacts(), own or new_id()
        row = Individual(
            id=own, martyr_id=martyr_id, name=names.proper(facts.name) or None, sex=facts.sex or sex, birth_year=facts.birth_year,
            birth_text=facts.birth_text or None, death_year=facts.death_year, death_text=facts.death_text or None, life=living(facts), reach=facts.reach,
        )
        self.new += [row, *(NameToken(individual_id=own, token=blind(word, "individual.name")) for word in sorted(set(names.tokens(row.name or ""))))]
        person = PersonRow(own, key_of(own), None, martyr_id, row.sex, row.birth_year, row.death_year, row.life, row.reach, None)
        self.rows.people[own] = self.by_key[key or person.key] = person
        return person

    def parentage(self, child: PersonRow, parent: PersonRow, role: ParentRole, kind: TieKind = TieKind.biological) -> None:
        _two(child, parent)
        held = self.rows.parentages.get((child.id, parent.id))
        if held is None or (held.role, held.kind) != (role, kind):
            row = Parentage(child_id=child.id, parent_id=parent.id, role=role, kind=kind, **self._said())
            self.new.append(row)
            self.rows.parentages[child.id, parent.id] = ParentageRow(row.id, child.id, parent.id, role, kind)

    def sibling(self, person: PersonRow, of: PersonRow, step: str) -> None:
        _two(person, of)
        row = Sibling(individual_id=person.id, of_id=of.id, step=step, **self._said())
        self.new.append(row)
        self.rows.siblings[person.id, of.id] = SiblingRow(row.id, person.id, of.id, step)

    def union(self, one: PersonRow, other: PersonRow) -> None:
        _two(one, other)
        first, second = sorted((one.id, other.id))
        if (first, second) not in self.rows.unions:
            row = Union(first_id=first, second_id=second, **self._said())
            self.new.append(row)
            self.rows.unions[first, second] = row.id

    def merge(self, gone: PersonRow, into: PersonRow) -> None:
        row = IndividualMerge(individual_id=gone.id, into_id=into.id, **self._by())
        self.new.append(row)
        self.rows.merges[gone.id, into.id] = row.id

    def _by(self) -> dict[str, Any]:
        now: datetime = clock.now()
        return {"actor_id": self.work.actor.account_id, "occurred_at": now}

    def _said(self) -> dict[str, Any]:
        return self._by() | {"informant_id": self.informant, "confidence": self.confidence}

    def check(self) -> None:
        """Raises the refusal of whatever would not fit."""
        self._check(pedigree_from(self.work.session, self.rows))

    def _check(self, after: Pedigree) -> None:
        """What was wrong before stays somebody's to settle, under the names that people have now."""
        renamed = (replace(each, people=tuple(after.aliases.get(key, key) for key in each.people)) for each in self.before.contradictions)
        check_growth(replace(self.before, contradictions=(*self.before.contradictions, *renamed)), after)

    def keep(self, action: str, *, check: bool = True, **facts: object) -> Pedigree:
        """Raises the refusal of whatever would not fit; else everything drafted is saved, and donors whose line changed are told of."""
        after = pedigree_from(self.work.session, self.rows)
        if check:
            self._check(after)
        people = [row for row in self.new if isinstance(row, Individual)]
        self.work.save(*people)
        self.work.save(*(row for row in self.new if not isinstance(row, Individual)))
        self.work.audit(action, f"martyr:{self.code}", **facts)
        for person in self.rows.people.values():
            if person.donor_id and any(line(self.before, code, person.key) != line(after, code, person.key) for code in self.before.martyrs):
                self.work.publish(KinshipRevised(person.donor_id, person.key))
        return after


def _two(one: PersonRow, other: PersonRow) -> None:
    """Raises OwnAncestor: nobody is kin of himself or herself."""
    if one.id == other.id:
        raise OwnAncestor()


def _nearest_child(pedigree: Pedigree, key: str) -> str | None:
    """The child through whom somebody known is reached in the fewest steps down."""
    children: dict[str, list[str]] = {}
    for person in pedigree.people:
        for parent in {person.father, person.mother} - {None}:
            children.setdefault(str(parent), []).append(person.key)
    first, tier = {child: child for child in children.get(key, ())}, list(children.get(key, ()))
    while tier:
        known = [place for place in tier if not pedigree.by_key[place].inferred]
        if known:
            return first[min(known)]
        below = []
        for place in tier:
            for child in children.get(place, ()):
                if child not in first:
                    first[child] = first[place]
                    below.append(child)
        tier = below
    return None


def one_by_one(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TREE_LOCK})
