"""Deciding whose remains these are, and what becomes of a decision. Nothing is overwritten: a change is a new step."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from core import clock
from core.errors import NotFound
from core.names import tidy
from core.work import Work
from matching import queries
from matching.commands import visits
from matching.events import IdentificationChanged
from matching.models import Identification, IdentificationBasis, IdentificationScope, IdentificationStep, LabResult
from matching.rules import IdentificationStatus, decisions


@dataclass(frozen=True)
class DecisionFacts:
    """What the signed paper says, and the reviewed results it rests on: each with the martyr for whom it speaks."""

    number: str
    decided_on: date
    signer: str
    bases: tuple[tuple[UUID, str], ...]
    same_skeleton: bool = False
    note: str = ""


def decide(work: Work, facts: DecisionFacts) -> Identification:
    """One decision over all remains and all martyrs it touches. Consent, reviews and flags are asked now. Raises the refusals of `decisions`."""
    decisions.check_day(facts.decided_on, clock.today())
    number = tidy(facts.number)
    if work.session.exec(select(Identification).where(Identification.number == number)).first():
        raise decisions.NumberTaken(number=number)
    known = _checked(work, facts.bases, same_skeleton=facts.same_skeleton)
    row = Identification(
        number=number, decided_on=facts.decided_on, signer=tidy(facts.signer), note=facts.note or None, actor_id=work.account_id, actor=work.actor.name,
        occurred_at=clock.now(),
    )
    work.save(row)
    work.save(*_scope(row.id, known, facts.same_skeleton))
    work.save(*(
        IdentificationBasis(identification_id=row.id, result_id=each.result.id, donor_id=each.tube.donor_id, martyr_code=martyr)
        for each, martyr in known if each.tube
    ))
    _step(work, row, IdentificationStatus.standing, facts.note)
    return row


def _checked(
    work: Work, bases: tuple[tuple[UUID, str], ...], *, same_skeleton: bool, but: UUID | None = None
) -> list[tuple[queries.Evidence, str]]:
    """The results as they stand now, held while the decision is made. Raises NotFound and the refusals of `decisions`."""
    ids = sorted({result_id for result_id, _ in bases})
    rows = list(work.session.exec(select(LabResult).where(col(LabResult.id).in_(ids)).order_by(col(LabResult.id)).with_for_update()))
    by_id = {each.result.id: each for each in queries.evidence(work.session, rows)}
    if len(by_id) != len(ids):
        raise NotFound()
    known = [(by_id[result_id], martyr) for result_id, martyr in bases]
    decisions.check_decision(
        [queries.basis_of(each, martyr) for each, martyr in known], queries.holdings(work.session, but=but), same_skeleton=same_skeleton
    )
    return known


def _scope(identification_id: UUID, known: list[tuple[queries.Evidence, str]], same_skeleton: bool) -> list[IdentificationScope]:
    pairs = {
        (each.result.remains_code, martyr): next(claim.martyr_id for claim in each.tube.claims if claim.martyr_code == martyr)
        for each, martyr in known if each.tube
    }
    return [
        IdentificationScope(identification_id=identification_id, remains_code=remains, martyr_id=martyr_id, martyr_code=martyr, same_skeleton=same_skeleton)
        for (remains, martyr), martyr_id in sorted(pairs.items())
    ]


def suspend(work: Work, identification_id: UUID, reason: str) -> None:
    """The decision rests; nobody is told anything on it meanwhile, and it still holds its remains. Raises DecisionMove."""
    row, after = _moving(work, identification_id, "suspend")
    _step(work, row, after, reason)
    visits.call_off_for(work, identification_id)


def resume(work: Work, identification_id: UUID, reason: str) -> None:
    """A suspended decision stands again, if everything it rests on still carries it. Raises DecisionMove and the refusals of `decisions`."""
    row, after = _moving(work, identification_id, "resume")
    known = queries.decision(work.session, identification_id)
    bases = tuple((basis.result_id, basis.martyr_code) for basis, _ in known.bases)
    _checked(work, bases, same_skeleton=known.scope[0].same_skeleton, but=identification_id)
    _step(work, row, after, reason)


def revoke(work: Work, identification_id: UUID, reason: str) -> None:
    """The decision does not hold any more, stays readable, and gives its remains free. Raises DecisionMove."""
    row, after = _moving(work, identification_id, "revoke")
    for part in work.session.exec(select(IdentificationScope).where(IdentificationScope.identification_id == identification_id)):
        part.ended_at = clock.now()
    _step(work, row, after, reason)
    visits.call_off_for(work, identification_id)


def _moving(work: Work, identification_id: UUID, action: str) -> tuple[Identification, IdentificationStatus]:
    """The decision, held, and its status after this. Raises NotFound or DecisionMove."""
    row = work.session.get(Identification, identification_id, with_for_update=True)
    if row is None:
        raise NotFound()
    return row, decisions.move(row.number, IdentificationStatus(row.status), action)


def _step(work: Work, row: Identification, status: IdentificationStatus, reason: str) -> None:
    row.status = status.value
    work.save(row, IdentificationStep(
        identification_id=row.id, status=status, reason=reason, actor_id=work.account_id, actor=work.actor.name, occurred_at=clock.now()))
    work.audit("matching.decision", f"identification:{row.id}", status=status.value)
    work.publish(IdentificationChanged(row.id, status.value))
