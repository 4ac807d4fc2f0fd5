"""Kinship that is still open: whose line nobody knows yet, and the one question that settles most, to be asked when the family is met again."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

import consent
from core.work import Work
from families.models import Individual, KinshipClaim, Martyr
from families.queries.words import relation_words
from families.rules.relation.questions import Question, question_for
from families.rules.relation.reading import readings_of

PORTION = 20
"""People on one page: as many calls as a morning holds."""


@dataclass(frozen=True)
class OpenKin:
    """One relative whose line is not known. `question` is None where the word itself is not known here."""

    donor_code: str
    name: str
    martyr_code: str
    martyr_name: str
    word: str
    question: Question | None


def open_kin(work: Work, page: int = 1) -> tuple[list[OpenKin], int]:
    """A page of them inside the viewer's units, each look written down, and how many there are."""
    query = select(KinshipClaim, Individual, Martyr, consent.Donor.code).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id)
    query = query.join(consent.Donor, col(consent.Donor.id) == KinshipClaim.donor_id)
    rows = work.session.exec(_open(work, query).order_by(col(Martyr.code), col(KinshipClaim.id)).offset((page - 1) * PORTION).limit(PORTION)).all()
    words = relation_words(work.session)
    found = []
    for claim, person, martyr, code in rows:
        work.saw(f"donor:{code}", "kinship question")
        ways = [claim.relation_path] if claim.relation_path else claim.readings or readings_of(claim.relation_word or "", person.sex, words)
        found.append(OpenKin(code, person.name or "", martyr.code, martyr.name, claim.relation_word or "", question_for(ways, martyr.sex)))
    return found, open_lines(work)


def open_lines(work: Work) -> int:
    """How many standing kinships inside the viewer's units wait for one answer about the maternal line."""
    return work.session.exec(_open(work, select(func.count()).select_from(KinshipClaim))).one()


def _open(work: Work, query: Any) -> Any:
    """Claims that stand, whose line is unknown, of people inside the viewer's units."""
    later = aliased(KinshipClaim)
    newer = select(later.id).where(later.individual_id == KinshipClaim.individual_id, later.martyr_id == KinshipClaim.martyr_id, later.id > KinshipClaim.id)
    query = query.join(Individual, col(Individual.id) == KinshipClaim.individual_id)
    query = query.where(col(Individual.erased_at).is_(None), KinshipClaim.maternal_line == "unknown", ~col(KinshipClaim.ended), ~newer.exists())
    return query if work.actor.communes is None else query.where(col(Individual.commune_code).in_(work.actor.communes))
