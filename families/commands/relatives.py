"""Putting martyrs and their kin on record."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

import consent
from core import names
from core.crypto import blind
from core.staging import Staged, StagedRow
from core.work import Work
from families.commands.kinship import person_on_record, state_kinship
from families.events import RelativeRegistered
from families.models import Individual, IndividualVersion, Martyr, NameToken
from families.rules.people import RelativeFacts


def load_martyrs(work: Work, staged: Staged) -> int:
    """Save every accepted and flagged row of a staged register, all together."""
    number = work.session.exec(select(func.max(Martyr.number))).one() or 0
    rows = [_martyr(number + place, row) for place, row in enumerate(staged.loadable, 1)]
    work.save(*rows)
    work.audit("families.martyrs_loaded", "register:martyrs", rows=len(rows))
    return len(rows)


def _martyr(number: int, row: StagedRow) -> Martyr:
    values = row.values | {"name": names.proper(row.values["name"])}
    death = values.pop("death")
    on = date.fromisoformat((death + "-01-01")[:10] if len(death) == 4 else (death + "-01")[:10]) if death else None
    return Martyr(number=number, code=f"LS-{number:05d}", death_on=on, **values)


def register_relative(work: Work, facts: RelativeFacts) -> Individual:
    """A relative with a fresh donor code."""
    donor = consent.new_donor(work)
    person = Individual(
        donor_id=donor.id, name=names.proper(facts.name), sex=facts.sex, birth_year=facts.birth_year, birth_text=facts.birth_text or None,
        citizen_id=facts.citizen_id, citizen_id_blind=_index(facts.citizen_id, "individual.citizen_id"), phone=facts.phone,
        phone_blind=_index(facts.phone, "individual.phone"), phone_owner=facts.phone_owner or None, email=facts.email or None,
        commune_code=facts.commune_code,
        address=facts.address or None, note=facts.note or None, witness=facts.witness or None, fingerprint=facts.fingerprint,
    )
    work.save(person)
    tokens = sorted(set(names.tokens(person.name)))
    work.save(*(NameToken(individual_id=person.id, token=blind(word, "individual.name")) for word in tokens))
    work.audit("families.registered", f"donor:{donor.code}")
    work.publish(RelativeRegistered(donor.id, donor.code))
    return person


REVISABLE = ("name", "sex", "birth_year", "birth_text", "citizen_id", "phone", "phone_owner", "email", "commune_code", "address", "note", "witness")
SEARCHED = ("citizen_id", "phone")


def facts_on_record(work: Work, donor_id: UUID) -> RelativeFacts:
    """Everything that stands on a person's record, for the form that may change it; the look is written down. Raises NotFound."""
    person = person_on_record(work, donor_id)
    work.saw(f"donor:{consent.donor(work.session, donor_id).code}", "form")
    values = {key: getattr(person, key) for key in REVISABLE}
    return RelativeFacts(**{key: value or "" if isinstance(getattr(RelativeFacts, key, None), str) else value for key, value in values.items()})


def revise_relative(work: Work, donor_id: UUID, facts: RelativeFacts) -> bool:
    """Write down what is known better now; what stood there before is kept sealed. Whether anything changed. Raises NotFound."""
    person = person_on_record(work, donor_id)
    new = {key: getattr(facts, key) or None for key in REVISABLE} | {"name": names.tidy(facts.name)}
    former = {key: getattr(person, key) for key, value in new.items() if (getattr(person, key) or None) != value}
    if not former:
        return False
    for key in former:
        setattr(person, key, new[key])
    for key in SEARCHED:
        setattr(person, f"{key}_blind", _index(new[key], f"individual.{key}"))
    known = set(work.session.exec(select(NameToken.token).where(NameToken.individual_id == person.id)))
    tokens = {blind(word, "individual.name") for word in names.tokens(person.name)} - known
    work.save(person, IndividualVersion(individual_id=person.id, actor_id=work.actor.account_id, former=former),
              *(NameToken(individual_id=person.id, token=token) for token in sorted(tokens)))
    work.audit("families.revised", f"donor:{consent.donor(work.session, donor_id).code}", what=sorted(former))
    return True


def _index(value: str | None, context: str) -> str | None:
    return blind(value, context) if value else None


def load_relatives(work: Work, staged: Staged) -> list[UUID]:
    """Register every accepted and flagged row; a claim is stated where the martyr is certain."""
    codes = {row.code: row for row in work.session.exec(select(Martyr).where(col(Martyr.code).in_(_certain(staged))))}
    donor_ids = []
    for row in staged.loadable:
        values = row.values
        person = register_relative(work, _facts(values))
        donor_ids.append(person.donor_id)
        if len(values["martyr_candidates"]) == 1:
            of = codes[values["martyr_candidates"][0]]
            state_kinship(work, person.donor_id, of.id, values["relation_path"], values["relation_text"],
                          line=values["maternal_line"], readings=values.get("relation_readings", ()), as_written=True)
    work.audit("families.relatives_loaded", "register:relatives", rows=len(donor_ids))
    return donor_ids


def _certain(staged: Staged) -> list[str]:
    return sorted({row.values["martyr_candidates"][0] for row in staged.loadable if len(row.values["martyr_candidates"]) == 1})


def _facts(values: dict[str, Any]) -> RelativeFacts:
    same = ("name", "sex", "birth_year", "birth_text", "citizen_id", "phone", "phone_owner", "commune_code", "fingerprint")
    about = "" if len(values["martyr_candidates"]) == 1 else f"{values['relation_text']} – {values['martyr_name']}".strip(" –")
    note = "; ".join(text for text in (about, values["note"]) if text)
    return RelativeFacts(**{key: values[key] for key in same}, address=values["address_text"], note=note)
