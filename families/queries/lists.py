"""The people of a day's list: name, birth, hamlet and martyr in a few questions, however long the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

import consent
from core.places import read_place, unit_name
from core.work import Work
from families.models import Individual, KinshipClaim, Martyr


@dataclass(frozen=True)
class ListedRelative:
    donor_id: UUID
    donor_code: str
    name: str
    birth_year: int | None
    birth_text: str
    commune: str
    hamlet: str
    martyrs: tuple[str, ...]


def listed(work: Work, donor_ids: Iterable[UUID], reason: str) -> dict[UUID, ListedRelative]:
    """Those of these people who live inside the viewer's units; each look is written down with its reason."""
    ids, found = list(donor_ids), {}
    for start in range(0, len(ids), 500):
        portion = ids[start : start + 500]
        query = select(Individual, consent.Donor.code).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id)
        martyrs = _martyrs(work, portion)
        for person, code in work.session.exec(query.where(col(Individual.donor_id).in_(portion))):
            if work.actor.sees(person.commune_code):
                work.saw(f"donor:{code}", reason)
                found[person.donor_id] = ListedRelative(
                    person.donor_id, code, person.name, person.birth_year, person.birth_text or str(person.birth_year or ""),
                    unit_name(person.commune_code) if person.commune_code else "", _hamlet(person.address or ""), martyrs.get(person.donor_id, ()),
                )
    return found


def _hamlet(address: str) -> str:
    """What stands before the commune; the whole text where no commune is named."""
    place = read_place(address)
    return place.hamlet if place.codes else address


def _martyrs(work: Work, donor_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    query = select(KinshipClaim, Martyr.name).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id).where(col(KinshipClaim.donor_id).in_(donor_ids))
    newest: dict[UUID, dict[UUID, str]] = {}
    for claim, name in work.session.exec(query.order_by(col(KinshipClaim.id))):
        of_donor = newest.setdefault(claim.donor_id, {})
        of_donor.pop(claim.martyr_id, None)
        if not claim.ended:
            of_donor[claim.martyr_id] = name
    return {donor_id: tuple(names.values()) for donor_id, names in newest.items()}
