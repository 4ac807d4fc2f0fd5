"""The names of some individuals for a list that an office works through: inside the viewer's units only, each look written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

import consent
from core.places import unit_name
from core.work import Work
from families.models import Individual
from families.queries.family_tree import in_units
from families.queries.kin_rows import PORTION, around, key_of


@dataclass(frozen=True)
class PersonCard:
    key: str
    donor_id: UUID | None
    name: str
    birth_year: int | None
    commune: str


def cards(work: Work, keys: Iterable[str], reason: str) -> dict[str, PersonCard]:
    """By their keys in a pedigree, donors and others on record; whoever lives outside the viewer's units is not in the answer."""
    wanted, found = sorted(set(keys)), dict[str, PersonCard]()
    for start in range(0, len(wanted), PORTION):
        part = wanted[start : start + PORTION]
        ids = [UUID(hex=key[2:]) for key in part if key.startswith("i-")]
        query = select(Individual, consent.Donor.code).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id, isouter=True)
        for person, code in work.session.exec(query.where(col(consent.Donor.code).in_(part) | col(Individual.id).in_(ids))):
            if work.actor.sees(person.commune_code) or (code is None and _of_the_family(work, person.id)):
                key = code or key_of(person.id)
                found[key] = PersonCard(key, person.donor_id, person.name or "", person.birth_year, unit_name(person.commune_code or ""))
                work.saw(f"donor:{key}" if code else f"individual:{key}", reason)
    return found


def _of_the_family(work: Work, individual_id: UUID) -> bool:
    """Whoever has no code and no commune belongs to those through whom the family knows them."""
    rows = around(work.session, person_ids=[individual_id])
    return in_units(work, rows, rows.people[individual_id])
