"""Results on record, and what the checks need to know of samples."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

import samples
from core.errors import NotFound
from core.i18n import N_, gettext
from core.staging import Staged, UnknownLayout
from core.web import Moment, Waiting
from core.work import Work
from matching import intake
from matching.models import LabResult, Review
from matching.rules import TubeFact


def tube_facts(session: Session) -> dict[str, TubeFact]:
    """Every sample that ever left the house, as the checks see it."""
    left = {"dispatched", "accepted", "rejected", "missing", "quarantined", "lost"}
    return {
        tube.code: TubeFact(tube.status == "accepted", tube.testing_permitted, {c.martyr_code: c.maternal_line for c in tube.claims})
        for tube in samples.sample_facts(session)
        if tube.status in left
    }


def stage_results(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    known = frozenset(session.exec(select(LabResult.fingerprint)))
    return intake.stage_results(name, content, tube_facts(session), samples.remains_codes(session), known, mapping)


@dataclass(frozen=True)
class Opinions:
    result: LabResult
    reviews: tuple[Review, ...]

    @property
    def done(self) -> bool:
        return len(self.reviews) >= 2


def result(session: Session, result_id: UUID) -> Opinions:
    """One result with its opinions. Raises NotFound."""
    row = session.get(LabResult, result_id)
    if row is None:
        raise NotFound()
    return Opinions(row, reviews_of(session, [row.id]).get(row.id, ()))


def reviews_of(session: Session, ids: list[UUID]) -> dict[UUID, tuple[Review, ...]]:
    found: dict[UUID, tuple[Review, ...]] = {}
    for start in range(0, len(ids), 500):
        for row in session.exec(select(Review).where(col(Review.result_id).in_(ids[start : start + 500])).order_by(col(Review.id))):
            found[row.result_id] = (*found.get(row.result_id, ()), row)
    return found


def work_list(session: Session) -> list[Opinions]:
    """Results that two people have to look at: flagged ones and what was not excluded, flagged first."""
    rows = [r for r in session.exec(select(LabResult).order_by(col(LabResult.id))) if r.flags or r.conclusion in ("match", "open")]
    reviews = reviews_of(session, [row.id for row in rows])
    return sorted((Opinions(row, reviews.get(row.id, ())) for row in rows), key=lambda o: (o.done, not o.result.flags))


def waiting(work: Work) -> list[Waiting]:
    if not work.actor.may("results.review"):
        return []
    mine = [o for o in work_list(work.session) if not o.done and work.actor.account_id not in [r.actor_id for r in o.reviews]]
    if not mine:
        return []
    oldest: datetime = min(o.result.recorded_at for o in mine)
    title = gettext(N_("%(count)s results wait for your opinion"), count=len(mine))
    return [Waiting(title, "", "/ket-qua", gettext(N_("Look at them")), since=oldest)]


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """That a result came in, for those who may see results; never what it says."""
    if not work.actor.may("results.see"):
        return []
    codes = [tube.code for tube in samples.of_donor(work.session, donor_id)]
    rows = work.session.exec(select(LabResult).where(col(LabResult.sample_code).in_(codes)))
    return [Moment(row.recorded_at, gettext(N_("A laboratory result came in.")), "", row.sample_code, f"/ket-qua/{row.id}") for row in rows]
