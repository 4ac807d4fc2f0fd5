"""What remains in this room of a donor who was erased: nothing, or a place without a name where somebody else's kinship rests on it."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlmodel import col, or_, select

import consent
from core import clock, crypto
from core.work import Work
from families.commands.growing import one_by_one
from families.commands.slips import revoke_standing
from families.models import Individual, IndividualMerge, IndividualVersion, KinshipClaim, NameToken, Parentage, Sibling, TreeMark, Union
from families.queries.kin_rows import KinRows, around
from families.queries.pedigrees import pedigree_from
from families.rules.pedigree import Life, Pedigree, Reachable
from families.rules.pedigree.kinship import Kin, pairs

PERSONAL = (
    "name", "birth_year", "birth_text", "death_year", "death_text", "citizen_id", "citizen_id_blind", "phone", "phone_blind", "phone_owner", "email",
    "commune_code", "address", "note", "witness", "fingerprint", "donor_id",
)
"""All that an individual's row says of the person. The sex stays only where a place in the tree must be a mother's or a father's."""


def on_donor_erased(work: Work, event: consent.DonorErased) -> None:
    """Empty the person's row, forget its keyed words and marks, revoke the slip, and take away what was said of kinship, unless others rest on it."""
    row = work.session.exec(select(Individual).where(Individual.donor_id == event.donor_id)).first()
    if row is None:
        return
    one_by_one(work.session)
    revoke_standing(work, event.donor_id)
    rows = around(work.session, person_ids=[row.id])
    same = _read_as(rows, row.id)
    stays = _others_rest_on(work, rows, same)
    _forget(work, (NameToken, TreeMark, IndividualVersion), same)
    (_empty_words if stays else _forget_kinship)(work, same)
    for own in same:
        _empty(work, work.session.get_one(Individual, own), stays)
    crypto.destroy_key(work.session, *same)
    work.audit("families.erased", f"donor:{event.donor_code}", place_stays=stays)


def _read_as(rows: KinRows, own: UUID) -> set[UUID]:
    """The person's row and every other that is read as the same person."""
    found, ahead = {own}, [own]
    while ahead:
        into = ahead.pop()
        new = {one for one, other in rows.merges if other == into} - found
        found |= new
        ahead += new
    return found


def _others_rest_on(work: Work, rows: KinRows, same: set[UUID]) -> bool:
    """Whether anybody else on record would be kin of a martyr in another way, or not at all, if this person's place were gone."""
    without = replace(
        rows, people={own: person for own, person in rows.people.items() if own not in same},
        claims={pair: row for pair, row in rows.claims.items() if pair[0] not in same},
        **{name: {pair: row for pair, row in getattr(rows, name).items() if not same & set(pair)} for name in ("parentages", "siblings", "unions", "merges")},
    )
    others = [rows.key(person.id) for person in without.standing() if person.martyr_id is None]
    martyrs = [martyr.code for martyr in rows.martyrs.values()]
    return _kinships(pedigree_from(work.session, rows), martyrs, others) != _kinships(pedigree_from(work.session, without), martyrs, others)


def _kinships(pedigree: Pedigree, martyrs: Iterable[str], others: Iterable[str]) -> list[Kin | None]:
    asked = [(martyr, other) for martyr in martyrs for other in others]
    known = [pair for pair in asked if all(pedigree.aliases.get(key, key) in pedigree.by_key for key in pair)]
    found = dict(zip(known, pairs(pedigree, known), strict=True)) if known else {}
    return [found.get(pair) for pair in asked]


def _forget(work: Work, tables: Iterable[type], same: set[UUID]) -> None:
    for table in tables:
        for row in work.session.exec(select(table).where(col(table.individual_id).in_(same))).all():
            work.session.delete(row)
    work.session.flush()


def _forget_kinship(work: Work, same: set[UUID]) -> None:
    """Every row, ended ones too, that ties this person to a martyr or to somebody."""
    ends = (
        (KinshipClaim, ("individual_id",)), (Parentage, ("child_id", "parent_id")), (Sibling, ("individual_id", "of_id")), (Union, ("first_id", "second_id")),
        (IndividualMerge, ("individual_id", "into_id")),
    )
    for table, columns in ends:
        for row in work.session.exec(select(table).where(or_(*(col(getattr(table, name)).in_(same) for name in columns)))).all():
            work.session.delete(row)
    work.session.flush()


def _empty_words(work: Work, same: set[UUID]) -> None:
    """The way of kinship stays, the family's own words for it and the reason of a correction go."""
    claims = work.session.exec(select(KinshipClaim).where(col(KinshipClaim.individual_id).in_(same))).all()
    for claim in claims:
        claim.relation_word = claim.reason = None
    work.save(*claims)


def _empty(work: Work, row: Individual, stays: bool) -> None:
    for name in PERSONAL:
        setattr(row, name, None)
    row.life, row.reach, row.erased_at = Life.unknown, Reachable.unknown, clock.now()
    row.sex = row.sex if stays else None
    work.save(row)
