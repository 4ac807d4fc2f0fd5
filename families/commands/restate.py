"""What a family answers later is a new statement beside the old one: how full two siblings are, and the kinship of somebody who becomes a donor (ADR 0010)."""

from dataclasses import replace
from uuid import UUID

import consent
from core.errors import NotFound
from core.work import Work
from families.commands.growing import Growing, one_by_one
from families.commands.kinship import state_kinship
from families.commands.relatives import revise_relative
from families.events import RelativeRegistered
from families.models import Individual, IndividualVersion, KinshipClaim
from families.queries.family_tree import in_units
from families.queries.kin_rows import ClaimRow, KinRows, PersonRow, around
from families.queries.pedigrees import pedigree_from
from families.rules.pedigree import Confidence, Open, OpenKind
from families.rules.pedigree.kin_facts import DonorAlready, NotKnownEnough, SettledAlready, StepUnknown
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.refusals import ErasedPlace
from families.rules.people import RelativeFacts
from families.rules.relation.grammar import sex_of, steps_of
from families.rules.relation.paths import SAME, checked, settle, unasked

ASKED = ("citizen_id", "phone", "phone_owner", "email", "commune_code", "address", "note", "witness")
"""What only somebody who gives a sample is asked for."""


def settle_fullness(work: Work, martyr_code: str, key: str, answer: str, of: str = "") -> None:
    """The answer to "cùng mẹ?" (full, half-m, half-p) about somebody of the tree, for everybody whose kinship leads over that sibling.

    Each claim it settles is stated anew. `of` is beside whom it was asked, where somebody has a father on record and no mother.
    Raises SettledAlready where nothing is open, and the refusals of a pedigree.
    """
    if answer not in SAME:
        raise StepUnknown()
    change = Growing(work, martyr_code)
    now = change.standing(key)
    claims = [claim for claim in change.rows.claims.values() if claim.path and now in _asked_about(change, claim)]
    siblings = [tie for tie in change.rows.siblings.values() if tie.step.endswith("?") and change.rows.key(tie.individual_id) == now]
    mothers = [each for each in change.before.opens_of.get(now, ()) if each.kind is OpenKind.mother and answer in each.answers]
    if of:
        claims, siblings, mothers = [], [], [each for each in mothers if each.of == change.standing(of)]
    if not claims and not siblings and not mothers:
        raise SettledAlready()
    settled = [(claim, settle(claim.path or "", answer)) for claim in claims]
    for claim, path in settled:
        change.rows.claims[claim.individual_id, claim.martyr_id] = replace(claim, path=path)
    for tie in siblings:
        change.sibling(change.rows.people[tie.individual_id], change.rows.people[tie.of_id], settle(tie.step, answer))
    for each in mothers:
        _beside(change, each, answer)
    change.keep("families.fullness_settled", key=now, answer=answer)
    for claim, path in settled:
        _state(work, change.rows.people[claim.individual_id], claim.martyr_id, path, claim)


def _beside(change: Growing, each: Open, answer: str) -> None:
    """Said of the one of the two whose sex is known, so that nobody becomes a brother by guess. Raises NotKnownEnough."""
    one, other = (each.person, each.of) if change.sex(each.person) else (each.of, each.person)
    sex = change.sex(one)
    if sex is None:
        raise NotKnownEnough()
    change.sibling(change.person(one), change.person(other), settle("sister?" if sex == "female" else "brother?", answer))


def _asked_about(change: Growing, claim: ClaimRow) -> tuple[str, ...]:
    """The sibling whom the first open step of a claim leads to, and the donor who said it."""
    path, donor = claim.path or "", change.rows.key(claim.individual_id)
    until = unasked(path)
    if until is None:
        return ()
    trail = ".".join(step.rpartition(".")[2].removesuffix("?") for step in steps_of(until))
    place = f"~{change.rows.martyrs[claim.martyr_id].code}:{donor}:{trail}"
    return (change.before.aliases.get(place, place), donor) if until != path else (donor,)


def register_from_tree(work: Work, individual_id: UUID, facts: RelativeFacts) -> Individual:
    """Somebody of a family tree gives a sample: the same individual gets a donor code, and is stated as kin of every martyr to whom the tree
    shows a way. Whoever has no commune on record is of the family's commune where the actor works, or the actor would lose sight of them.
    Raises NotFound outside the actor's units, DonorAlready, and NotKnownEnough."""
    one_by_one(work.session)
    rows = around(work.session, person_ids=[individual_id])
    row = rows.people.get(individual_id)
    if row is None or row.martyr_id or not in_units(work, rows, row):
        raise NotFound()
    if row.erased:
        raise ErasedPlace()
    if row.donor_id or individual_id in {one for one, _ in rows.merges}:
        raise DonorAlready()
    person, donor = work.session.get_one(Individual, individual_id), consent.new_donor(work)
    person.donor_id = donor.id
    work.save(person, IndividualVersion(individual_id=person.id, actor_id=work.actor.account_id, former={"donor_id": None}))
    known = {field: getattr(facts, field) or getattr(person, field) or "" for field in ("name", "birth_text", *ASKED)}
    known["commune_code"] = known["commune_code"] or _own_commune(work, rows)
    if not known["name"]:
        raise NotKnownEnough()
    revise_relative(work, donor.id, replace(facts, **known, sex=facts.sex or person.sex, birth_year=facts.birth_year or person.birth_year))
    work.audit("families.registered", f"donor:{donor.code}")
    work.publish(RelativeRegistered(donor.id, donor.code))
    rows = around(work.session, person_ids=[individual_id])
    pedigree = pedigree_from(work.session, rows)
    for own, of in rows.martyrs.items():
        if ways := [path for path in paths_between(pedigree, of.code, donor.code) if checked(path)]:
            if sex_of(ways[0]) and not person.sex:
                raise NotKnownEnough()
            _state(work, rows.people[individual_id], own, ways[0], None)
    return person


def _own_commune(work: Work, rows: KinRows) -> str:
    """The commune of the family's martyrs in which the actor works; nothing for whoever sees the whole province."""
    homes = (code for martyr in rows.martyrs.values() for code in martyr.commune_codes if work.actor.sees(code))
    return "" if work.actor.communes is None else next(homes, "")


def _state(work: Work, person: PersonRow, martyr_id: UUID, path: str, claim: ClaimRow | None) -> None:
    if person.donor_id is None:
        raise StepUnknown()
    old = work.session.get(KinshipClaim, claim.id) if claim else None
    said = {"word": old.relation_word or "", "informant_id": old.informant_id, "confidence": Confidence(old.confidence)} if old else {}
    state_kinship(work, person.donor_id, martyr_id, path, as_written=True, **said)
