"""How far a martyr's family is: sufficiency, what was analysed, and which results there are. Codes and counts, no name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

import samples
from core import clock
from core.i18n import gettext
from matching.models import LabResult
from matching.rules import CONCLUSION_WORDS, Conclusion


def sufficiency(tubes: Iterable[samples.SampleFacts]) -> dict[str, int]:
    """Martyr code → how many different donors of the maternal line have a tube that can answer, with consent in force (DESIGN §5)."""
    donors: dict[str, set[UUID]] = defaultdict(set)
    for tube in tubes:
        if tube.can_answer and tube.testing_permitted:
            for claim in tube.agreed:
                if claim.maternal_line == "yes":
                    donors[claim.martyr_code].add(tube.donor_id)
    return {code: len(givers) for code, givers in donors.items()}


def analysed_codes(session: Session) -> set[str]:
    """Every tube of which the laboratory gave a result that was not "too little"."""
    return set(session.exec(select(LabResult.sample_code).where(LabResult.conclusion != Conclusion.poor).distinct()))


@dataclass(frozen=True)
class ResultLine:
    """That there is a result, and what the laboratory said; for those who may see results."""

    id: UUID
    remains_code: str
    sample_code: str
    words: str
    on: date


def results_of(session: Session, sample_codes: Iterable[str]) -> list[ResultLine]:
    """Every result of these tubes, oldest first."""
    query = select(LabResult).where(col(LabResult.sample_code).in_(list(sample_codes))).order_by(col(LabResult.id))
    return [
        ResultLine(row.id, row.remains_code, row.sample_code, gettext(CONCLUSION_WORDS[Conclusion(row.conclusion)]),
                   row.reported_on or clock.local(row.recorded_at).date())
        for row in session.exec(query)
    ]
