"""What a family says of its kin, written down as it was said (law 4: each saying is a new row)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

import consent
from core import clock
from core.errors import NotFound, Refused
from core.i18n import N_
from core.work import Work
from families.events import KinshipRevised
from families.models import Individual, KinshipClaim, Martyr
from families.queries.martyrs import martyr
from families.queries.people import relative
from families.queries.words import relation_words
from families.rules.pedigree import Confidence
from families.rules.relation.grammar import check_path
from families.rules.relation.questions import question_for
from families.rules.relation.reading import line_of, readings_of
from families.rules.relation.years import check_years, side_of


class AnsweredAlready(Refused):
    message = N_("This question is not open any more: somebody answered it meanwhile. Nothing was saved. Look at the list again.")


class SexOnRecord(Refused):
    message = N_("The martyr's sex stands on record already. Nothing was saved. If the record is wrong, tell the province office.")


def state_kinship(
    work: Work, donor_id: UUID, martyr_id: UUID, path: str | None, word: str = "", occurred_at: datetime | None = None, *, line: str | None = None,
    readings: Sequence[str] = (), informant_id: UUID | None = None, confidence: Confidence = Confidence.unasked, as_written: bool = False,
) -> KinshipClaim:
    """What the family says of its kin: a path, or the readings that remain; without either, the readings of the word.

    `informant_id` is another individual than the donor, and how sure whoever said it is was asked or not: neither is ever filled in.
    Raises PathUnreadable, and KinImpossible or BornTooLate by the years on record; a register is taken `as_written`, flagged in its staging.
    """
    person, of = person_on_record(work, donor_id), martyr(work.session, martyr_id)
    kept = [check_path(each) for each in ([path] if path else readings)]
    kept = kept or list(readings_of(word, person.sex, relation_words(work.session)) if word else ())
    if not as_written:
        check_years(kept, person.birth_year, of.birth_year, of.death_year, person.sex)
    claim = KinshipClaim(
        individual_id=person.id, donor_id=donor_id, martyr_id=martyr_id, relation_path=path, relation_word=word or None, readings=[] if path else kept,
        maternal_line=line_of(kept, of.sex) if kept else line or "unknown", side=side_of(kept), informant_id=informant_id,
        confidence=confidence, actor_id=work.actor.account_id, occurred_at=occurred_at or clock.now(),
    )
    work.save(claim)
    tell(work, donor_id, "families.kinship_stated", of.code)
    return claim


def end_kinship(work: Work, claim_id: UUID, reason: str = "") -> None:
    """A claim that was entered for the wrong martyr; a new dated row says so and why. Raises NotFound."""
    claim = work.session.get(KinshipClaim, claim_id)
    if claim is None:
        raise NotFound()
    work.save(_again(work, claim, ended=True, reason=reason or None))
    tell(work, claim.donor_id, "families.kinship_ended", martyr(work.session, claim.martyr_id).code)


def say_martyr_sex(work: Work, martyr_code: str, sex: str) -> None:
    """What the register left out and the family knows; every claim whose line hangs on it is written down anew. Raises NotFound and SexOnRecord."""
    of = work.session.exec(select(Martyr).where(Martyr.code == martyr_code.upper())).first()
    if of is None or sex not in ("female", "male"):
        raise NotFound()
    if of.sex:
        raise SexOnRecord()
    of.sex = sex
    work.save(of)
    work.audit("families.martyr_sex_said", f"martyr:{of.code}")
    query = select(KinshipClaim).where(KinshipClaim.martyr_id == of.id).order_by(col(KinshipClaim.id))
    for claim in {row.donor_id: row for row in work.session.exec(query)}.values():
        paths = [claim.relation_path] if claim.relation_path else claim.readings
        line = line_of(paths, sex)
        if not claim.ended and paths and line != claim.maternal_line:
            work.save(_again(work, claim, maternal_line=line))
            tell(work, claim.donor_id, "families.kinship_stated", of.code)


def answer_kinship(work: Work, donor_code: str, martyr_code: str, question: str, answer: str) -> None:
    """What the family answers later: fewer ways remain, and are written down as a new saying. Raises NotFound and AnsweredAlready."""
    person, of = relative(work, donor_code, "kinship question"), martyr(work.session, martyr_code)
    claim = next((claim for claim in person.claims if claim.martyr_id == of.id), None)
    if claim is None:
        raise NotFound()
    word = claim.relation_word or ""
    asked = question_for(claim.remaining or readings_of(word, person.sex, relation_words(work.session)), of.sex)
    said = next((each for each in asked.answers if each.key == answer), None) if asked and asked.key == question else None
    if said is None:
        raise AnsweredAlready()
    if said.martyr_sex:
        say_martyr_sex(work, of.code, said.martyr_sex)
        return
    path = said.readings[0] if len(said.readings) == 1 else None
    state_kinship(work, person.donor_id, of.id, path, word, readings=said.readings, informant_id=claim.informant_id,
                  confidence=Confidence(claim.confidence), as_written=True)


def _again(work: Work, claim: KinshipClaim, **changes: object) -> KinshipClaim:
    copied = claim.model_dump(exclude={"id", "recorded_at", "actor_id", "occurred_at", *changes})
    return KinshipClaim(**copied, **changes, actor_id=work.actor.account_id, occurred_at=clock.now())


def person_on_record(work: Work, donor_id: UUID) -> Individual:
    """Raises NotFound."""
    person = work.session.exec(select(Individual).where(Individual.donor_id == donor_id)).first()
    if person is None:
        raise NotFound()
    return person


def tell(work: Work, donor_id: UUID, action: str, martyr_code: str) -> None:
    donor = consent.donor(work.session, donor_id)
    work.audit(action, f"donor:{donor.code}", martyr=martyr_code)
    work.publish(KinshipRevised(donor.id, donor.code))
