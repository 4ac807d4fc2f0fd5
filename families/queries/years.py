"""A year of birth that is known better later, held against the kinship that was said before."""

from uuid import UUID

from sqlmodel import Session, select

from core.errors import Refused
from families.models import Individual
from families.queries.martyrs import martyr
from families.queries.people import claims
from families.queries.words import relation_words
from families.rules.relation.names import names_for
from families.rules.relation.years import check_years


def impossible_kin(session: Session, donor_id: UUID) -> list[tuple[str, str]]:
    """What this donor is said to be and by the years on record cannot be: the family's words for it, and the martyr's code."""
    person, found = session.exec(select(Individual).where(Individual.donor_id == donor_id)).one(), []
    for claim in claims(session, donor_id):
        of = martyr(session, claim.martyr_id)
        try:
            check_years(claim.remaining, person.birth_year, of.birth_year, of.death_year, person.sex)
        except Refused:
            found.append((names_for(claim.remaining[0], sex=person.sex, words=relation_words(session))[0], of.code))
    return found
