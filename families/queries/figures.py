"""Whose kin are known, for one martyr's file and for figures without names."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from core.errors import NotFound
from core.places import unit_name
from core.work import Work
from families.models import Individual, KinshipClaim, Martyr
from families.queries.martyrs import martyr
from families.rules.relation import paths


@dataclass(frozen=True)
class KinView:
    """One relative of a martyr, as whoever may see families sees them."""

    donor_id: UUID
    donor_code: str
    name: str
    birth_year: int | None
    commune: str
    relation_word: str
    maternal_line: str
    individual_id: UUID | None = None


def kin_of(work: Work, martyr_id: UUID) -> tuple[list[KinView], int]:
    """The relatives of a martyr inside the viewer's units, each look written down, and how many live outside them."""
    query = (
        select(KinshipClaim, Individual, consent.Donor.code).join(Individual, col(Individual.id) == KinshipClaim.individual_id)
        .join(consent.Donor, col(consent.Donor.id) == KinshipClaim.donor_id).where(KinshipClaim.martyr_id == martyr_id)
        .where(col(Individual.erased_at).is_(None)).order_by(col(KinshipClaim.id))
    )
    newest = {claim.donor_id: (claim, person, code) for claim, person, code in work.session.exec(query)}
    standing = [row for row in newest.values() if not row[0].ended]
    seen = [row for row in standing if work.actor.sees(row[1].commune_code)]
    for _, _, code in seen:
        work.saw(f"donor:{code}", "martyr's file")
    views = [
        KinView(person.donor_id, code, person.name, person.birth_year, unit_name(person.commune_code or ""),
                claim.relation_word or paths.said(claim.relation_path or ""), claim.maternal_line, person.id)
        for claim, person, code in seen
    ]
    return views, len(standing) - len(seen)


def donors_of_martyr(session: Session, martyr_code: str) -> dict[UUID, str]:
    """Id → code of everybody who is on record as kin of this martyr: no name, so no look. Raises NotFound."""
    query = select(KinshipClaim.donor_id, consent.Donor.code, KinshipClaim.ended).join(consent.Donor, col(consent.Donor.id) == KinshipClaim.donor_id)
    rows = session.exec(query.where(KinshipClaim.martyr_id == martyr(session, martyr_code).id).order_by(col(KinshipClaim.id)))
    newest = {donor_id: (code, ended) for donor_id, code, ended in rows}
    return {donor_id: code for donor_id, (code, ended) in newest.items() if not ended}


def martyr_communes(session: Session) -> dict[str, tuple[str, ...]]:
    """Martyr code → the communes of today that the home may be; one where it is certain."""
    return {code: tuple(places) for code, places in session.exec(select(Martyr.code, Martyr.commune_codes))}


def kin_living_in(session: Session, commune_code: str) -> dict[str, set[str]]:
    """Martyr code → codes of the donors who live in this commune and whose kinship stands."""
    query = select(consent.Donor.code, Martyr.code, KinshipClaim.ended).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id)
    query = query.join(Individual, col(Individual.id) == KinshipClaim.individual_id).join(consent.Donor, col(consent.Donor.id) == KinshipClaim.donor_id)
    query = query.where(Individual.commune_code == commune_code).order_by(col(KinshipClaim.id))
    newest = {(code, donor): ended for donor, code, ended in session.exec(query)}
    found: dict[str, set[str]] = {}
    for (code, donor), ended in newest.items():
        if not ended:
            found.setdefault(code, set()).add(donor)
    return found


def martyrs_with_kin(session: Session) -> set[str]:
    """The codes of martyrs for whom at least one relative is registered."""
    query = select(KinshipClaim.donor_id, Martyr.code, KinshipClaim.ended).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id)
    query = query.join(Individual, col(Individual.id) == KinshipClaim.individual_id).where(col(Individual.erased_at).is_(None))
    newest = {(donor_id, code): ended for donor_id, code, ended in session.exec(query.order_by(col(KinshipClaim.id)))}
    return {code for (_, code), ended in newest.items() if not ended}


@dataclass(frozen=True)
class Revealed:
    """What is masked on every other page."""

    citizen_id: str
    phone: str
    email: str
    address: str
    note: str


def reveal(work: Work, donor_code: str, reason: str) -> Revealed:
    """Numbers and address in clear, for a reason that is written down beside the look. Raises NotFound outside the viewer's units."""
    donor = consent.donor(work.session, donor_code)
    row = work.session.exec(select(Individual).where(Individual.donor_id == donor.id)).first()
    if row is None or not work.actor.sees(row.commune_code):
        raise NotFound()
    work.saw(f"donor:{donor.code}", reason)
    return Revealed(row.citizen_id or "", row.phone or "", row.email or "", row.address or "", row.note or "")
