"""Checks of a family's file, and across files: the questions behind families.rules.family_checks. Names are compared here and go nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from consent import Donor
from core import names
from core.crypto import blind, opened
from core.i18n import N_, gettext
from core.work import Work
from families.models import Individual, KinshipClaim, NameToken
from families.queries.family_tree import inside_units
from families.queries.kin_rows import PORTION, KinRows, around, key_of
from families.queries.pedigrees import pedigree_from, rows_of
from families.queries.words import relation_words
from families.rules import family_checks as rules
from families.rules.relation.names import names_for
from families.rules.relation.paths import said

ELSEWHERE = N_("a record in another commune")


@dataclass(frozen=True)
class FamilyCheck:
    """`keys` are codes, or empty where a record lies outside the viewer's units; `words` a sentence without a name."""

    kind: rules.CheckKind
    keys: tuple[str, ...]
    words: str


def family_checks(work: Work | Session, martyr_code: str) -> list[FamilyCheck]:
    """What may be wrong with this family's file, and with which other file it may be one. With a Work: scoped, and each look at a record outside
    the family is written down. Raises NotFound."""
    session = work.session if isinstance(work, Work) else work
    rows = rows_of(session, martyr_code)
    pedigree = pedigree_from(session, rows)
    codes = {martyr_id: row.code for martyr_id, row in rows.martyrs.items()}
    declared = [
        rules.Declared(rows.key(claim.individual_id), codes[claim.martyr_id], claim.path, claim.maternal_line) for claim in rows.claims.values()
    ]
    above = rules.foremothers(pedigree)
    ours = [replace(seen, ancestor=seen.key in above) for seen in _seen(session, rows.people).values() if seen.name]
    shown = _Shown(work, rows)
    found = rules.of_the_tree(pedigree, declared)
    found += [rules.Found(rules.CheckKind.same_person, (one.key, other.key)) for place, one in enumerate(ours) for other in ours[place + 1 :]
              if rules.same_person(one, other)]
    found += _across(session, rows, pedigree.martyrs[0], ours, shown)
    ways = {(each.donor, each.martyr): said(each.path or "") for each in declared}
    return [shown.told(each, ways.get(each.keys[:2], "")) for each in found]


def _seen(session: Session, ids: Iterable[UUID]) -> dict[UUID, rules.Seen]:
    listed, found = list(ids), dict[UUID, rules.Seen]()
    fields = (Individual.id, Individual.name, Individual.sex, Individual.birth_year, Individual.commune_code, Individual.citizen_id_blind,
              Individual.phone_blind, Donor.code)
    for start in range(0, len(listed), PORTION):
        query = select(*fields).join(Donor, col(Donor.id) == Individual.donor_id, isouter=True)
        for own, name, sex, born, commune, number, phone, code in session.exec(query.where(col(Individual.id).in_(listed[start : start + PORTION]))):
            found[own] = rules.Seen(code or key_of(own), opened(session, own, name) or "", sex, born, commune, number, phone, code is not None)
    return found


def _candidates(session: Session, rows: KinRows, ours: list[rules.Seen]) -> list[UUID]:
    """Records outside this family that share a number, a telephone, or the given name and a year of birth; of those who gave no sample, the name alone."""
    given = {blind(word, "individual.name") for seen in ours for word in names.tokens(seen.name)[-1:]}
    years = {year for seen in ours if seen.birth_year for year in range(seen.birth_year - 2, seen.birth_year + 3)}
    numbers, phones = {seen.number for seen in ours} - {None}, {seen.phone for seen in ours} - {None}
    same = or_(col(Individual.citizen_id_blind).in_(numbers), col(Individual.phone_blind).in_(phones))
    found = set(session.exec(select(Individual.id).where(same)))
    named = select(Individual.id).join(NameToken, col(NameToken.individual_id) == Individual.id).where(col(NameToken.token).in_(given))
    found |= set(session.exec(named.where(or_(col(Individual.birth_year).in_(years), col(Individual.donor_id).is_(None)))))
    return sorted(found - rows.people.keys())


def _across(session: Session, rows: KinRows, martyr: str, ours: list[rules.Seen], shown: "_Shown") -> list[rules.Found]:
    """Pairs with records of other files, and the files that share something with this one."""
    found, files = list[rules.Found](), dict[str, set[str]]()
    hits = dict.fromkeys((own, "informant") for own in _informants(session, rows))
    for own, other in _seen(session, _candidates(session, rows, ours)).items():
        same = [one for one in ours if rules.same_person(one, other)]
        found += [rules.Found(rules.CheckKind.same_person, (one.key, other.key)) for one in same]
        if same:
            shown.meet(other)
        hits |= dict.fromkeys((own, why) for one in ours if (why := rules.shared(one, replace(other, ancestor=True))))
    for own, why in hits:
        theirs = around(session, person_ids=[own])
        if why == "ancestor" and theirs.key(own) not in rules.foremothers(pedigree_from(session, theirs)):
            continue
        for row in theirs.martyrs.values():
            files.setdefault(row.code, set()).add(why)
    return found + [rules.Found(rules.CheckKind.one_family, (martyr, code), why) for code, whys in sorted(files.items()) for why in sorted(whys)]


def _informants(session: Session, rows: KinRows) -> set[UUID]:
    """People of other files who told of this one, and kin of other files of whom somebody of this one told."""
    told = {claim.informant_id for claim in rows.claims.values() if claim.informant_id} - rows.people.keys()
    query = select(KinshipClaim.individual_id).where(col(KinshipClaim.informant_id).in_(list(rows.people)))
    return told | (set(session.exec(query)) - rows.people.keys())


class _Shown:
    """Which codes a viewer may see, and the look that is written down."""

    def __init__(self, work: Work | Session, rows: KinRows):
        self.work, self.office = work if isinstance(work, Work) else None, relation_words(work.session if isinstance(work, Work) else work)
        seen = inside_units(self.work, rows) if self.work else frozenset(rows.people)
        self.hidden = {rows.key(person.id) for person in rows.people.values() if not person.martyr_id and person.id not in seen}

    def meet(self, other: rules.Seen) -> None:
        if self.work and not self.work.actor.sees(other.commune):
            self.hidden.add(other.key)
        elif self.work:
            self.work.saw(f"donor:{other.key}", "may be the same person")

    def told(self, found: rules.Found, declared: str) -> FamilyCheck:
        shown = {key: gettext(ELSEWHERE) if key in self.hidden else key for key in found.keys}
        values = rules.places(found, shown, declared, gettext, lambda path: " / ".join(names_for(path, words=self.office)))
        keys = tuple(key for key in found.keys if key not in self.hidden)
        return FamilyCheck(found.kind, keys, gettext(rules.CHECK_WORDS[found.kind], **values))
