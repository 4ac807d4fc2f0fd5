"""What the desk does across rooms: each step is one command of the room it belongs to, and is saved on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import consent
import families
import samples
from core import clock
from core.staging import Staged
from core.work import Work
from desk import rules
from desk.queries import Seat, day_here


def load_expected(work: Work, staged: Staged, day_code: str | None) -> None:
    """Register everybody on the list and, where a day is named, expect them there; also those whom an earlier list brought onto record."""
    donor_ids = families.load_relatives(work, staged)
    if day_code:
        earlier = families.donors_of(work.session, (row.values["fingerprint"] for row in staged.rows if row.values.get("fingerprint")))
        samples.expect(work, day_code, list(dict.fromkeys([*donor_ids, *earlier])))


def on_kinship_revised(work: Work, event: families.KinshipRevised) -> None:
    """Hand the claims that hold now over to the samples; both versions stay in the sample's history."""
    samples.revise_claims(work, event.donor_id, claims_now(work, event.donor_id))


def claims_now(work: Work, donor_id: UUID) -> tuple[samples.Claim, ...]:
    return tuple(
        samples.Claim(claim.martyr_id, claim.martyr_code, claim.relation_path, claim.maternal_line) for claim in families.claims(work.session, donor_id)
    )


def welcome(seat: Seat, facts: families.RelativeFacts) -> None:
    """This is the person who was expected; what is known better now is written down. Raises WitnessNeeded."""
    families.check_identified(facts.citizen_id, facts.witness)
    families.revise_relative(seat.work, seat.person.donor_id, facts)
    if seat.now.outcome not in rules.HERE:
        samples.outcome(seat.work, seat.day.code, seat.person.donor_id, "came")


def walk_in(work: Work, day_code: str, facts: families.RelativeFacts, *, surely_new: bool, in_tree: UUID | None = None) -> str:
    """Somebody who is on no list; the donor code. Raises WitnessNeeded, and MayBeSame unless a person decided that it is somebody new.

    `in_tree` is the individual of a family tree who this is: that very individual gets the code, and the kinship that the tree shows.
    """
    day = day_here(work, day_code)
    families.check_identified(facts.citizen_id, facts.witness)
    if in_tree:
        person = families.register_from_tree(work, in_tree, facts)
    elif not surely_new and (families.may_be_same(work, facts) or families.alike_in_trees(work, facts)):
        raise families.MayBeSame()
    else:
        person = families.register_relative(work, facts)
    samples.expect(work, day.code, [person.donor_id])
    samples.outcome(work, day.code, person.donor_id, "came")
    return consent.donor(work.session, person.donor_id).code


def put_on_list(work: Work, day_code: str, donor_code: str) -> str:
    """Somebody on record who was not expected on this day. Raises NotFound outside the viewer's units."""
    person = families.relative(work, donor_code, "put on the list of a day")
    samples.expect(work, day_here(work, day_code).code, [person.donor_id])
    return person.donor_code


def state_kinship(seat: Seat, martyr_id: UUID, ways: Sequence[str], word: str, *, informant: str = "",
                  confidence: families.Confidence = families.Confidence.unasked) -> None:
    """What the family says: one way, or all that remain possible; the same said again leaves no second row. `informant` is another relative's code."""
    path, readings = (ways[0], ()) if len(ways) == 1 else (None, tuple(ways))
    told_by = families.relative(seat.work, informant, "informant").individual_id if informant else None
    told = (path, readings, told_by, confidence)
    for claim in seat.person.claims:
        said = (claim.relation_path, claim.readings if readings else (), claim.informant_id, claim.confidence)
        if claim.martyr_id == martyr_id and said == told and (not word or claim.relation_word == word):
            return
    families.state_kinship(
        seat.work, seat.person.donor_id, martyr_id, path, word, readings=readings, informant_id=told_by, confidence=confidence)


def agree(seat: Seat, facts: consent.ConsentFacts) -> bool:
    """Write the consent down; whether it was given. A no is an outcome of the day like any other."""
    given = consent.record(seat.work, facts).given
    samples.outcome(seat.work, seat.day.code, seat.person.donor_id, "came" if given else "refused")
    return given


def defer(seat: Seat, *, back: bool) -> None:
    """Not today; or back at the desk after all."""
    samples.outcome(seat.work, seat.day.code, seat.person.donor_id, "came" if back else "deferred")


@dataclass(frozen=True)
class TubeFacts:
    """What the clerk says of a tube; the rest is known."""

    code: str
    again: str
    kind: samples.SampleKind
    taker: str
    occurred_at: datetime | None = None
    conditions: dict[str, bool] = field(default_factory=dict)
    second_reason: str = ""


def take_sample(seat: Seat, tube: TubeFacts) -> str:
    """Bind the kit, and have the family's slip ready; the tube's code. Raises the refusals of `samples.collect`, RoadEnded and NotThisStoneYet."""
    if seat.now.refused:
        raise rules.RoadEnded()
    if not seat.now.has_claim:
        raise rules.NotThisStoneYet()
    work, repeated = seat.work, seat.to_repeat
    made = samples.collect(work, samples.CollectFacts(
        donor_id=seat.person.donor_id, donor_code=seat.code, kit_code=tube.code, kit_code_again=tube.again, kind=tube.kind, taker=tube.taker,
        claims=claims_now(work, seat.person.donor_id), occurred_at=tube.occurred_at or clock.now(), day_code=seat.day.code, conditions=tube.conditions,
        second_reason=tube.second_reason, replaces=repeated.code if repeated else None))
    if seat.slip is None:
        families.issue_slip(work, seat.person.donor_id)
    return str(made.code)
