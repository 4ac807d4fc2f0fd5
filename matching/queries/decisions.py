"""Decisions: what may be decided, what was decided, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

import samples
from core.errors import NotFound, Refused
from matching.models import Identification, IdentificationBasis, IdentificationScope, IdentificationStep, LabResult, Review
from matching.queries.evidence import Evidence, evidence
from matching.rules import Conclusion, IdentificationStatus, ReviewState
from matching.rules.decisions import Basis, Holding, check_basis
from matching.rules.results import Opinion


def basis_of(known: Evidence, martyr_code: str) -> Basis:
    result = known.result
    return Basis(
        result.sample_code, result.remains_code, martyr_code, result.method, result.conclusion, known.state, martyr_code in known.lines,
        known.permitted, bool(known.stops_for(martyr_code)),
    )


def holdings(session: Session, *, but: UUID | None = None) -> list[Holding]:
    """Remains and martyrs in decisions that were not revoked."""
    query = select(Identification.number, IdentificationScope.remains_code, IdentificationScope.martyr_code)
    query = query.join(IdentificationScope, col(IdentificationScope.identification_id) == Identification.id).where(
        col(IdentificationScope.ended_at).is_(None), col(Identification.id) != but if but else col(Identification.id).is_not(None))
    return [Holding(*row) for row in session.exec(query)]


def decidable(session: Session) -> list[tuple[Evidence, str]]:
    """Matches that two people agreed on and nothing stops, each with a martyr it speaks for; the rules are asked again when deciding."""
    agreed = select(Review.result_id).where(Review.opinion == Opinion.agree)
    query = select(LabResult).where(LabResult.conclusion == Conclusion.match, col(LabResult.id).in_(agreed))
    held = {holding.remains_code for holding in holdings(session)}
    rows = [row for row in session.exec(query.order_by(LabResult.remains_code, col(LabResult.id))) if row.remains_code not in held]
    found = [(known, martyr) for known in evidence(session, rows) for martyr in known.lines]
    return [(known, martyr) for known, martyr in found if known.state is ReviewState.agreed and _holds(basis_of(known, martyr))]


def _holds(basis: Basis) -> bool:
    try:
        check_basis(basis)
    except Refused:
        return False
    return True


@dataclass(frozen=True)
class Decision:
    """One decision with everything it touches."""

    row: Identification
    scope: tuple[IdentificationScope, ...]
    bases: tuple[tuple[IdentificationBasis, Evidence], ...]
    steps: tuple[IdentificationStep, ...]

    @property
    def stands(self) -> bool:
        return self.row.status == IdentificationStatus.standing

    @property
    def unsound(self) -> list[str]:
        """Samples under this decision whose consent is not in force now."""
        return sorted({known.result.sample_code for _, known in self.bases if not known.permitted})


def decision(session: Session, id_or_number: UUID | str) -> Decision:
    """One decision. Raises NotFound."""
    wanted = Identification.id == id_or_number if isinstance(id_or_number, UUID) else Identification.number == id_or_number
    row = session.exec(select(Identification).where(wanted)).first()
    if row is None:
        raise NotFound()
    bases = list(session.exec(select(IdentificationBasis).where(IdentificationBasis.identification_id == row.id).order_by(col(IdentificationBasis.id))))
    known = {e.result.id: e for e in evidence(session, list(session.exec(select(LabResult).where(col(LabResult.id).in_([b.result_id for b in bases])))))}
    scope = session.exec(select(IdentificationScope).where(IdentificationScope.identification_id == row.id).order_by(IdentificationScope.remains_code))
    steps = session.exec(select(IdentificationStep).where(IdentificationStep.identification_id == row.id).order_by(col(IdentificationStep.id)))
    return Decision(row, tuple(scope), tuple((b, known[b.result_id]) for b in bases), tuple(steps))


def decisions(session: Session) -> list[tuple[Identification, tuple[IdentificationScope, ...]]]:
    """Every decision with its scope, the newest first."""
    scope: dict[UUID, list[IdentificationScope]] = {}
    for part in session.exec(select(IdentificationScope).order_by(IdentificationScope.remains_code)):
        scope.setdefault(part.identification_id, []).append(part)
    rows = session.exec(select(Identification).order_by(col(Identification.decided_on).desc(), col(Identification.id).desc()))
    return [(row, tuple(scope.get(row.id, ()))) for row in rows]


def donors_under(session: Session) -> dict[UUID, set[UUID]]:
    """Whose samples each decision rests on."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for decided, donor_id in session.exec(select(IdentificationBasis.identification_id, IdentificationBasis.donor_id)):
        found[decided].add(donor_id)
    return found


def unsound(session: Session) -> list[tuple[Identification, list[str]]]:
    """Decisions that were not revoked and rest on a sample whose consent is not in force now."""
    query = select(Identification, LabResult.sample_code, IdentificationBasis.martyr_code)
    query = query.join(IdentificationBasis, col(IdentificationBasis.identification_id) == Identification.id)
    query = query.join(LabResult, col(LabResult.id) == IdentificationBasis.result_id).where(Identification.status == IdentificationStatus.standing)
    rows = list(session.exec(query))
    allowed = {(tube.code, claim.martyr_code) for tube in samples.sample_facts(session, {code for _, code, _ in rows}) for claim in tube.agreed}
    found: dict[UUID, tuple[Identification, list[str]]] = {}
    for row, code, martyr in rows:
        if (code, martyr) not in allowed:
            found.setdefault(row.id, (row, []))[1].append(code)
    return [(row, sorted(set(codes))) for row, codes in found.values()]


def kin_of(session: Session, martyr_codes: Iterable[str]) -> dict[UUID, samples.SampleFacts]:
    """Donors who gave a sample for these martyrs, each with one tube: the families to be told."""
    wanted = set(martyr_codes)
    return {
        tube.donor_id: tube for tube in samples.for_martyrs(session, wanted)
        if tube.status != samples.SampleStatus.voided and wanted & {claim.martyr_code for claim in tube.claims}
    }
