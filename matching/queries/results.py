"""Results on record: the work list, and what the checks of a new sheet need to know."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

import samples
from core import sheets
from core.auth import Actor
from core.staging import LayoutUnknown, Staged, UnknownLayout
from matching import intake, rules
from matching.models import LabResult, ResultAnswer, ResultFile, Review
from matching.queries.evidence import as_row, usable
from matching.rules import Conclusion, ResultRow, ReviewState, TubeFact


def tube_facts(session: Session) -> dict[str, TubeFact]:
    """Every sample that ever left the house, as the checks see it."""
    left = {"dispatched", "accepted", "rejected", "missing", "quarantined", "destroyed", "returned", "lost"}
    return {
        tube.code: TubeFact(tube.status == "accepted", tube.testing_permitted, {c.martyr_code: c.maternal_line for c in tube.agreed})
        for tube in samples.sample_facts(session)
        if tube.status in left
    }


def spoken(session: Session, tubes: dict[str, TubeFact]) -> list[ResultRow]:
    """What is on record and may still be used: matches and exclusions, against which a new sheet is read."""
    rows = session.exec(select(LabResult).where(col(LabResult.conclusion).in_([Conclusion.match, Conclusion.exclude])))
    return [as_row(row) for row in rows if row.sample_code in tubes and tubes[row.sample_code].permitted]


def stage_results(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    known, tubes = frozenset(session.exec(select(LabResult.fingerprint))), tube_facts(session)
    return intake.stage_results(name, content, tubes, samples.remains_codes(session), known, mapping, earlier=spoken(session, tubes))


def stage_sent(session: Session, actor: Actor, rows: Sequence[Mapping[str, str]]) -> tuple[Staged, bytes]:
    """Rows that a laboratory's system sent, as the sheet they would be, judged like any sheet. Tubes of other laboratories are unknown to it."""
    head, tubes, sent = [column.key for column in intake.RESULT_COLUMNS], tube_facts(session), samples.sent_codes(session, actor)
    content = sheets.as_csv(head, [[row.get(key, "") for key in head] for row in rows])
    known = frozenset(session.exec(select(LabResult.fingerprint)))
    staged = intake.stage_results("api.csv", content, tubes, samples.remains_codes(session), known, earlier=spoken(session, tubes))
    if not isinstance(staged, Staged):
        raise LayoutUnknown()
    for row in staged.rows:
        if row.values.get("sample_code") in tubes.keys() - sent:
            row.refusals, row.flags, row.skips = [intake.why("unknown-sample")], [], []
    return staged, content


@dataclass(frozen=True)
class ListedResult:
    """One line of the work list; opinions stay out of it."""

    id: UUID
    remains_code: str
    sample_code: str
    method: str
    conclusion: str
    stopped: bool
    since: datetime
    state: ReviewState
    reviewers: frozenset[UUID]
    loader: UUID | None

    def waits_for(self, account_id: UUID | None) -> bool:
        return self.state is ReviewState.waiting and account_id not in self.reviewers and account_id != self.loader


def work_list(session: Session) -> list[ListedResult]:
    """What two people have to look at: flagged results and what was not excluded, while the consent holds; flagged first, the oldest first."""
    query = select(LabResult, ResultFile.loaded_by).join(ResultFile, col(ResultFile.id) == LabResult.file_id)
    query = query.where(or_(col(LabResult.stopped), col(LabResult.conclusion).in_([Conclusion.match, Conclusion.open])))
    rows = list(session.exec(query.order_by(col(LabResult.stopped).desc(), col(LabResult.id))))
    tubes = {tube.code: tube for tube in samples.sample_facts(session, {row.sample_code for row, _ in rows})}
    rounds, opinions = _rounds(session), _opinions(session)
    listed = []
    for row, loader in rows:
        now = opinions[(row.id, rounds.get(row.id, 1))]
        if usable(tubes.get(row.sample_code)):
            state = rules.review_state([opinion for _, opinion in now])
            listed.append(ListedResult(
                row.id, row.remains_code, row.sample_code, row.method, row.conclusion, row.stopped, row.recorded_at, state,
                frozenset(actor for actor, _ in now), loader))
    return listed


def _rounds(session: Session) -> dict[UUID, int]:
    found: defaultdict[UUID, int] = defaultdict(lambda: 1)
    for result_id in session.exec(select(ResultAnswer.result_id).where(ResultAnswer.flag == rules.REOPENED)):
        found[result_id] += 1
    return found


def _opinions(session: Session) -> defaultdict[tuple[UUID, int], list[tuple[UUID, str]]]:
    found: defaultdict[tuple[UUID, int], list[tuple[UUID, str]]] = defaultdict(list)
    for result_id, number, actor, opinion in session.exec(select(Review.result_id, Review.round, Review.actor_id, Review.opinion)):
        found[(result_id, number)].append((actor, opinion))
    return found


def of_samples(session: Session, codes: list[str]) -> list[LabResult]:
    """Every result about these samples, in the order of remains."""
    return list(session.exec(select(LabResult).where(col(LabResult.sample_code).in_(codes)).order_by(LabResult.remains_code, col(LabResult.id))))
