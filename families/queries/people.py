"""Relatives on record: found, looked at and compared; every read leaves a trace."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from core import names
from core.audit import acts_on
from core.auth import staff_name
from core.crypto import blind
from core.errors import NotFound
from core.i18n import N_, gettext
from core.people import mask, read_citizen_id, read_phone
from core.places import unit_name
from core.web import Moment
from core.work import Work
from families import intake
from families.models import Individual, KinshipClaim, Martyr, NameToken
from families.queries.in_trees import people_in_trees
from families.rules.pedigree import Confidence
from families.rules.people import RelativeFacts, may_be_one


def known_relatives(session: Session) -> intake.Known:
    """What a new list is compared with; only donor codes come out of it, and martyrs' codes for those who stand in a tree without one."""
    alike = {}
    prints = set()
    for person, of in people_in_trees(session):
        for commune in of.commune_codes or (None,):
            values = {"name": person.name, "citizen_id": None, "birth_year": person.birth_year, "commune_code": person.commune_code or commune, "phone": None}
            alike |= dict.fromkeys(intake.same_person_keys(values), of.code)
    for person, code in session.exec(select(Individual, consent.Donor.code).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id)):
        values = {"name": person.name, "citizen_id": person.citizen_id, "birth_year": person.birth_year, "commune_code": person.commune_code,
                  "phone": person.phone}
        alike |= dict.fromkeys(intake.same_person_keys(values), code)
        prints.add(person.fingerprint or "")
    return intake.Known(frozenset(prints - {""}), alike)


def donors_of(session: Session, fingerprints: Iterable[str]) -> list[UUID]:
    """The donors whom rows of a list brought onto record earlier, by the rows' fingerprints."""
    marks, found = sorted(set(fingerprints)), []
    for start in range(0, len(marks), 500):
        query = select(Individual.donor_id).where(col(Individual.donor_id).is_not(None))
        found += session.exec(query.where(col(Individual.fingerprint).in_(marks[start : start + 500])))
    return found


@dataclass(frozen=True)
class ClaimView:
    claim_id: UUID
    martyr_id: UUID
    martyr_code: str
    martyr_name: str
    relation_path: str | None
    relation_word: str | None
    maternal_line: str
    readings: tuple[str, ...] = ()
    informant_id: UUID | None = None
    confidence: str = Confidence.unasked

    @property
    def remaining(self) -> tuple[str, ...]:
        """Every way that what was said leaves possible."""
        return (self.relation_path,) if self.relation_path else self.readings


def claims(session: Session, donor_id: UUID) -> list[ClaimView]:
    """What holds now of this donor's kinship: the newest row per martyr, unless it ended."""
    query = select(KinshipClaim, Martyr).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id).where(KinshipClaim.donor_id == donor_id)
    newest = {claim.martyr_id: (claim, person) for claim, person in session.exec(query.order_by(col(KinshipClaim.id)))}
    return [
        ClaimView(claim.id, person.id, person.code, person.name, claim.relation_path, claim.relation_word, claim.maternal_line,
                  tuple(claim.readings), claim.informant_id, claim.confidence)
        for claim, person in newest.values()
        if not claim.ended
    ]


@dataclass(frozen=True)
class RelativeHit:
    donor_id: UUID
    donor_code: str
    name: str
    birth_year: int | None
    commune: str
    commune_code: str | None = None


@dataclass(frozen=True)
class RelativeView:
    individual_id: UUID
    donor_id: UUID
    donor_code: str
    name: str
    sex: str | None
    birth_text: str
    citizen_id_masked: str
    phone_masked: str
    phone_owner: str
    commune: str
    claims: tuple[ClaimView, ...]


def relative(work: Work, donor_id_or_code: UUID | str, reason: str | None = None) -> RelativeView:
    """One relative's record: scoped to the viewer's units, and the look is written down. Raises NotFound."""
    donor = consent.donor(work.session, donor_id_or_code)
    row = work.session.exec(select(Individual).where(Individual.donor_id == donor.id)).first()
    if row is None or not work.actor.sees(row.commune_code):
        raise NotFound()
    work.saw(f"donor:{donor.code}", reason)
    return RelativeView(
        row.id, donor.id, donor.code, row.name, row.sex, row.birth_text or str(row.birth_year or ""), mask(row.citizen_id), mask(row.phone),
        row.phone_owner or "", unit_name(row.commune_code) if row.commune_code else "", tuple(claims(work.session, donor.id)),
    )


def named(work: Work, donor_ids: Iterable[UUID]) -> dict[UUID, RelativeHit]:
    """The names behind codes, for a list that a desk works through; whoever shows the list writes down that it was looked at."""
    ids, found = list(donor_ids), {}
    for start in range(0, len(ids), 500):
        query = select(Individual, consent.Donor).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id)
        for person, donor in work.session.exec(query.where(col(Individual.donor_id).in_(ids[start : start + 500]))):
            commune = unit_name(person.commune_code or "")
            found[donor.id] = RelativeHit(donor.id, donor.code, person.name, person.birth_year, commune, person.commune_code)
    return found


def may_be_same(work: Work, facts: RelativeFacts, but: UUID | None = None) -> list[RelativeHit]:
    """People on record who may be this very person: the same number or telephone and a like name, or a like name and birth year.

    Only inside the viewer's units, the surest first; each that is shown is written down. Nobody is merged: a person decides.
    """
    given = names.tokens(facts.name)[-1:]
    token = select(NameToken.individual_id).where(col(NameToken.token).in_([blind(word, "individual.name") for word in given]))
    number = blind(facts.citizen_id, "individual.citizen_id") if facts.citizen_id else None
    near = col(Individual.id).in_(token)
    if facts.birth_year:
        near &= col(Individual.birth_year).is_(None) | col(Individual.birth_year).between(facts.birth_year - 2, facts.birth_year + 2)
    query = select(Individual, consent.Donor).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id)
    query = query.where(near | (Individual.citizen_id_blind == number) if number else near)
    alike = []
    for person, donor in work.session.exec(query):
        sure = number is not None and person.citizen_id_blind == number
        other_number = number is not None and person.citizen_id_blind is not None and not sure
        home = facts.commune_code is not None and person.commune_code == facts.commune_code
        like = not other_number and may_be_one(facts.name, person.name, facts.birth_year, person.birth_year, same_commune=home)
        if donor.id != but and (sure or like) and work.actor.sees(person.commune_code):
            alike.append((not sure, RelativeHit(donor.id, donor.code, person.name, person.birth_year, unit_name(person.commune_code or ""))))
            work.saw(f"donor:{donor.code}", "may be the same person")
    return [hit for _, hit in sorted(alike, key=lambda pair: (pair[0], pair[1].donor_code))]


def in_scope(work: Work, donor_id: UUID) -> bool:
    """Whether the donor lives inside the viewer's units."""
    row = work.session.exec(select(Individual).where(Individual.donor_id == donor_id)).first()
    return work.actor.sees(row.commune_code) if row else work.actor.communes is None and erased(work.session, donor_id)


def erased(session: Session, donor_id: UUID) -> bool:
    """Whether everything personal of this donor was destroyed; what remains of such a donor is the province's to look at."""
    return consent.erased(session, donor_id) is not None


def visible(work: Work, donor_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these donors who live inside the viewer's units: `in_scope` for a whole list."""
    ids = list(dict.fromkeys(donor_ids))
    if work.actor.communes is None:
        return set(ids)
    seen: set[UUID] = set()
    for start in range(0, len(ids), 500):
        query = select(Individual.donor_id).where(col(Individual.donor_id).in_(ids[start : start + 500]))
        seen |= set(work.session.exec(query.where(col(Individual.commune_code).in_(work.actor.communes))))
    return seen


def numbers_in(text: str) -> set[str]:
    """What a typed or scanned line may be as a citizen number or a telephone: a card's QR, +84, dots, an old 11-digit mobile."""
    if "|" in text:
        text = text.split("|", 1)[0]
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) < 9 or any(letter.isalpha() for letter in text):
        return set()
    return {number for number in (digits, read_phone(text).number, read_citizen_id(text).value) if number}


def find_relatives(work: Work, text: str, limit: int = 20) -> list[RelativeHit]:
    """By every word of the name (blind), the citizen number or the telephone; only inside the viewer's units, and written down."""
    query = select(Individual, consent.Donor).join(consent.Donor, col(consent.Donor.id) == Individual.donor_id)
    if numbers := numbers_in(text):
        ids = [blind(number, "individual.citizen_id") for number in numbers]
        phones = [blind(number, "individual.phone") for number in numbers]
        query = query.where(col(Individual.citizen_id_blind).in_(ids) | col(Individual.phone_blind).in_(phones))
    else:
        for word in names.tokens(text):
            token = select(NameToken.individual_id).where(NameToken.token == blind(word, "individual.name"))
            query = query.where(col(Individual.id).in_(token))
        if not names.tokens(text):
            return []
    if work.actor.communes is not None:
        query = query.where(col(Individual.commune_code).in_(work.actor.communes))
    found = [
        RelativeHit(donor.id, donor.code, person.name, person.birth_year, unit_name(person.commune_code or ""))
        for person, donor in work.session.exec(query.limit(limit))
    ]
    for hit in found:
        work.saw(f"donor:{hit.donor_code}", "search")
    return found


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """Registration and what was said of kinship."""
    person = work.session.exec(select(Individual).where(Individual.donor_id == donor_id)).first()
    donor = consent.donor(work.session, donor_id)
    began = next((act for act in acts_on(work.session, [f"donor:{donor.code}"]) if act.action == "families.registered"), None)
    who = staff_name(work.session, began.actor_id) if began else ""
    registered = [Moment(person.recorded_at, gettext(N_("The relative was registered.")), who)] if person else []
    query = select(KinshipClaim, Martyr.code).join(Martyr, col(Martyr.id) == KinshipClaim.martyr_id).where(KinshipClaim.donor_id == donor_id)
    return registered + [
        Moment(claim.occurred_at, gettext(N_("Kinship to %(code)s was stated."), code=code), staff_name(work.session, claim.actor_id), "",
               f"/ho-so/liet-si/{code}")
        for claim, code in work.session.exec(query)
    ]
