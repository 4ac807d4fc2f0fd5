"""One tube: taking it, moving it, setting it apart. Every move is a custody event; the status caches the newest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

import consent
import labels
from core import auth, clock
from core.work import Work
from samples import queries, rules
from samples.commands.days import note_outcome
from samples.commands.kits import check_kit, use_kit
from samples.commands.manifests import recall
from samples.commands.received import close_received
from samples.events import SampleCollected, SampleQuarantined
from samples.models import BoxPlace, CollectionDay, CustodyEvent, Sample, SampleClaim
from samples.rules import Claim, DayStatus, Outcome, SampleKind, SampleStatus


@dataclass(frozen=True)
class CollectFacts:
    """What was written down when a sample was taken; the code stands twice because it was scanned twice."""

    donor_id: UUID
    donor_code: str
    kit_code: str
    kit_code_again: str
    kind: SampleKind
    taker: str
    claims: tuple[Claim, ...]
    occurred_at: datetime
    day_code: str | None = None
    commune_code: str | None = None
    conditions: dict[str, bool] = field(default_factory=dict)
    second_reason: str = ""
    replaces: str | None = None


def collect(work: Work, facts: CollectFacts) -> Sample:
    """Bind a kit to a donor. Refused untrained, without purpose 1, with a wrong, used, spoiled, void or foreign code, or a second sample without a reason."""
    session = work.session
    auth.taker_must_be_qualified(session, facts.taker, work.actor, auth.Skill.sampling, clock.today())
    code = labels.read_code(facts.kit_code)
    if code != labels.read_code(facts.kit_code_again):
        raise rules.CodesDiffer()
    day = queries.one(session, CollectionDay, facts.day_code, lock=True) if facts.day_code else None
    if day and day.status != DayStatus.open:
        raise rules.DayNotOpen(day=day.code)
    check_kit(work, code, day)
    check_consent(work, facts)
    earlier = _earlier(work, facts.donor_id)
    if earlier and not (facts.second_reason or facts.replaces):
        raise rules.SecondSample(code=labels.spaced(earlier.code))
    row = Sample(
        code=code, donor_id=facts.donor_id, donor_code=facts.donor_code, day_id=day.id if day else None, commune_code=facts.commune_code or (
            day.commune_code if day else None), kind=facts.kind, taker=facts.taker, collected_at=facts.occurred_at, conditions=facts.conditions,
        second_reason=facts.second_reason, replaces_id=_replaced(work, facts),
    )
    work.save(row)
    use_kit(work, code, day)
    if day:
        note_outcome(work, day, facts.donor_id, Outcome.came)
    write_claims(work, row, facts.claims, version=1)
    custody(work, row, "collect", SampleStatus.collected, facts.occurred_at, place=day.code if day else "")
    work.publish(SampleCollected(code, row.donor_id, row.donor_code))
    return row


def _replaced(work: Work, facts: CollectFacts) -> UUID | None:
    """The tube this one stands in for: the one named, or else the donor's newest rejected or lost tube that nothing replaced yet."""
    if facts.replaces:
        return queries.one(work.session, Sample, labels.read_code(facts.replaces)).id
    replaced = select(Sample.replaces_id).where(Sample.donor_id == facts.donor_id, col(Sample.replaces_id).is_not(None), Sample.status != SampleStatus.voided)
    query = select(Sample.id).where(Sample.donor_id == facts.donor_id, col(Sample.status).in_(rules.REPEATED), col(Sample.id).not_in(replaced))
    return work.session.exec(query.order_by(col(Sample.collected_at).desc())).first()


def check_consent(work: Work, facts: CollectFacts) -> None:
    """Law 7: asked right now, for every martyr that is claimed."""
    testing = consent.Purpose.testing
    if consent.restricted(work.session, facts.donor_id):
        raise consent.RestrictionStands()
    if not facts.claims or not all(consent.permits(work.session, facts.donor_id, testing, c.martyr_id) for c in facts.claims):
        raise rules.ConsentMissing(donor=facts.donor_code)


def _earlier(work: Work, donor_id: UUID) -> Sample | None:
    done = (SampleStatus.voided, *rules.REPEATED, *rules.APART)
    return work.session.exec(select(Sample).where(Sample.donor_id == donor_id, col(Sample.status).not_in(done))).first()


def write_claims(work: Work, sample: Sample, claims: tuple[Claim, ...], *, version: int) -> None:
    work.save(
        *(SampleClaim(sample_id=sample.id, version=version, martyr_id=c.martyr_id, martyr_code=c.martyr_code, relation_path=c.relation_path,
                      maternal_line=c.maternal_line) for c in claims)
    )


def custody(
    work: Work, sample: Sample, action: str, status: SampleStatus, at: datetime | None = None, *, place: str = "", reason: str = ""
) -> None:
    """Append the link and cache its status: the only writer of `Sample.status`."""
    sample.status = status
    work.save(
        sample,
        CustodyEvent(sample_id=sample.id, action=action, status=status, actor_id=work.actor.account_id, occurred_at=at or clock.now(), place=place,
                     reason=reason or None),
    )
    work.audit(f"samples.{action}", f"sample:{sample.code}", place=place)


def step(work: Work, sample: Sample, action: str, *, at: datetime | None = None, place: str = "", reason: str = "") -> None:
    """Move a tube by the rules. Raises WrongMove."""
    after = rules.move(labels.spaced(sample.code), SampleStatus(sample.status), action)
    custody(work, sample, action, after, at, place=place, reason=reason)


def declare_lost(work: Work, text: str, reason: str) -> None:
    """Lost, with the reason. Before the box is sent the tube leaves its cell; on the road the list keeps it."""
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    before = SampleStatus(sample.status)
    step(work, sample, "lose", reason=reason)
    if before not in rules.ON_THE_ROAD:
        take_out(work, sample)
    close_received(work)


def find(work: Work, text: str, reason: str) -> None:
    """A lost tube turned up: on the road it is under way again; otherwise it waits for a box. Was the consent taken back meanwhile, it is set apart."""
    sample: Sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    rules.move(labels.spaced(sample.code), SampleStatus(sample.status), "find")
    before = SampleStatus(queries.custody(work.session, sample.id)[-2].status)
    after = rules.found_again(before)
    custody(work, sample, "find", after, reason=reason)
    if after is SampleStatus.collected:
        take_out(work, sample)
    if not queries.agreed_claims(work.session, [sample]):
        set_apart(work, [sample])


def void(work: Work, text: str, reason: str) -> None:
    """ "Entered wrongly": the tube counts as never taken and stays readable; its kit stays used."""
    sample = queries.one(work.session, Sample, labels.read_code(text), lock=True)
    step(work, sample, "void", reason=reason)
    take_out(work, sample)


def take_out(work: Work, sample: Sample) -> None:
    """Leave the cell, if the tube stands in an open box."""
    query = select(BoxPlace).where(BoxPlace.sample_id == sample.id, col(BoxPlace.taken_out_at).is_(None))
    for place in work.session.exec(query):
        place.taken_out_at = clock.now()
        work.save(place)


def revise_claims(work: Work, donor_id: UUID, claims: tuple[Claim, ...]) -> None:
    """Kinship was revised: every tube of the donor gets a new version of its claims; the earlier ones stay in its history."""
    for sample in work.session.exec(select(Sample).where(Sample.donor_id == donor_id)):
        known = queries.claims_of(work.session, [sample.id]).get(sample.id, [])
        if known != list(claims) and claims:
            versions = [row.version for row in work.session.exec(select(SampleClaim).where(SampleClaim.sample_id == sample.id))]
            write_claims(work, sample, claims, version=max(versions, default=0) + 1)
            work.audit("samples.claims_revised", f"sample:{sample.code}")


def quarantine(work: Work, donor_id: UUID) -> None:
    """Set every tube of a donor apart. In an open box it is shown as one that must come out; what was sent is recalled from the laboratory."""
    set_apart(work, work.session.exec(select(Sample).where(Sample.donor_id == donor_id).with_for_update()).all())


def set_apart(work: Work, tubes: Sequence[Sample]) -> None:
    apart = [tube for tube in tubes if SampleStatus(tube.status) in rules.MOVES["quarantine"]]
    for tube in apart:
        step(work, tube, "quarantine")
        work.publish(SampleQuarantined(tube.code, tube.donor_id))
    recall(work, apart)
    close_received(work)
