"""The pedigree of a family, computed from what was said of it: claims, parentages, couples and merges (ADR 0010)."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from core.crypto import opened
from core.errors import NotFound
from families.models import KinshipClaim, Martyr
from families.queries.kin_rows import PORTION, ClaimRow, KinRows, PersonRow, around, everything
from families.queries.words import relation_words
from families.rules.pedigree import Individual, Life, ParentRole, Pedigree, Reachable, TieKind
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, TieFact, expand
from families.rules.relation.reading import readings_of


def pedigree_of(session: Session, martyr_code: str) -> Pedigree:
    """The whole family of one martyr, other martyrs of it included. Raises NotFound."""
    return pedigree_from(session, rows_of(session, martyr_code))


def rows_of(session: Session, martyr_code: str) -> KinRows:
    """What is on record of one martyr's family. Raises NotFound."""
    martyr_id = session.exec(select(Martyr.id).where(Martyr.code == martyr_code.upper())).first()
    if martyr_id is None:
        raise NotFound()
    return around(session, [martyr_id])


def pedigrees(session: Session, codes: Iterable[str] | None = None) -> Iterator[Pedigree]:
    """Every family of these martyrs once, or of the whole bank: a few questions for each five hundred martyrs, or for all of them."""
    if codes is None:
        yield from _each(session, everything(session))
        return
    wanted, done = list(dict.fromkeys(code.upper() for code in codes)), set[str]()
    for start in range(0, len(wanted), PORTION):
        portion = [code for code in wanted[start : start + PORTION] if code not in done]
        ids = session.exec(select(Martyr.id).where(col(Martyr.code).in_(portion))).all()
        for pedigree in _each(session, around(session, ids)):
            done.update(pedigree.martyrs)
            yield pedigree


def pedigree_from(session: Session, rows: KinRows) -> Pedigree:
    """One pedigree of all these rows."""
    return _expanded(rows, _open_words(session, rows))


def _expanded(rows: KinRows, words: dict[UUID, tuple[str, ...]]) -> Pedigree:
    return expand(
        [MartyrNode(row.code, row.sex, row.birth_year, row.death_year) for row in rows.martyrs.values()],
        [_claim(rows, claim, words) for claim in rows.claims.values()]
        + [ClaimFact(rows.key(tie.individual_id), rows.key(tie.of_id), tie.step) for tie in rows.siblings.values()],
        [_individual(rows, person) for person in rows.people.values()],
        [TieFact(rows.key(tie.child_id), rows.key(tie.parent_id), ParentRole(tie.role), TieKind(tie.kind)) for tie in rows.parentages.values()],
        [(rows.key(one), rows.key(other)) for one, other in rows.unions],
        [(rows.key(one), rows.key(other)) for one, other in rows.merges],
    )


def _individual(rows: KinRows, person: PersonRow) -> Individual:
    return Individual(
        rows.key(person.id), person.sex, birth_year=person.birth_year, death_year=person.death_year, life=Life(person.life),
        reach=Reachable(person.reach), martyr=person.martyr_id is not None, donor=person.donor_id is not None,
    )


def _claim(rows: KinRows, claim: ClaimRow, words: dict[UUID, tuple[str, ...]]) -> ClaimFact:
    return ClaimFact(rows.key(claim.individual_id), rows.martyrs[claim.martyr_id].code, claim.path, words.get(claim.id, claim.readings))


def _open_words(session: Session, rows: KinRows) -> dict[UUID, tuple[str, ...]]:
    """What the words mean, by the office's table first, of claims written down before their readings were kept or the word was known."""
    open_ = {claim.id: claim for claim in rows.claims.values() if not claim.path and not claim.readings}
    ids, found, office = list(open_), dict[UUID, tuple[str, ...]](), relation_words(session) if open_ else {}
    for start in range(0, len(ids), PORTION):
        query = select(KinshipClaim.id, KinshipClaim.relation_word).where(col(KinshipClaim.id).in_(ids[start : start + PORTION]))
        words = {own: opened(session, own, word) for own, word in session.exec(query)}
        found |= {own: readings_of(word, rows.people[open_[own].individual_id].sex, office) for own, word in words.items() if word}
    return found


def _each(session: Session, rows: KinRows) -> Iterator[Pedigree]:
    words = _open_words(session, rows)
    return (_expanded(part, words) for part in families_in(rows))


def families_in(rows: KinRows) -> list[KinRows]:
    """The families among these rows that have a martyr, in the order of their first martyr."""
    family = dict[UUID, UUID]()

    def head(end: UUID) -> UUID:
        while (above := family.setdefault(end, end)) != end:
            family[end] = end = family[above]
        return end

    for one, other in rows.ties():
        family[head(one)] = head(other)
    apart: dict[UUID, KinRows] = {}
    for martyr_id, martyr in rows.martyrs.items():
        apart.setdefault(head(martyr_id), KinRows()).martyrs[martyr_id] = martyr
    for name in ("people", "claims", "parentages", "siblings", "unions", "merges"):
        for own, row in getattr(rows, name).items():
            if found := apart.get(head(own if name == "people" else own[0])):
                getattr(found, name)[own] = row
    return list(apart.values())
