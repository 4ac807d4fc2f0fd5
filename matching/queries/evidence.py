"""A result as it stands today: its donor's lines and consent as they are now, what still stops a reader, and who thinks what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

import samples
from core.errors import NotFound
from matching import rules
from matching.models import LabResult, ResultAnswer, Review
from matching.rules import Conclusion, MethodKind, ResultRow, ReviewState

LINE_FLAGS = frozenset(rules.SILENT.values())


@dataclass(frozen=True)
class Stop:
    """A question that must be cleared up first; with a martyr it concerns that one only."""

    code: str
    martyr: str | None = None

    @property
    def key(self) -> str:
        return f"{self.code}:{self.martyr}" if self.martyr else self.code

    @property
    def asks_family(self) -> bool:
        """Whether only the family can answer: kinship is revised in their file, not here."""
        return self.code in LINE_FLAGS


@dataclass(frozen=True)
class Evidence:
    result: LabResult
    tube: samples.SampleFacts | None
    stops: tuple[Stop, ...]
    answers: tuple[ResultAnswer, ...]
    reviews: tuple[Review, ...]
    earlier: tuple[Review, ...]

    @property
    def lines(self) -> dict[str, str]:
        return lines_of(self.tube)

    @property
    def paths(self) -> dict[str, str | None]:
        return {claim.martyr_code: claim.relation_path for claim in self.tube.claims} if self.tube else {}

    @property
    def permitted(self) -> bool:
        return usable(self.tube)

    @property
    def state(self) -> ReviewState:
        return rules.review_state([row.opinion for row in self.reviews])

    @property
    def round(self) -> int:
        return 1 + sum(row.flag == rules.REOPENED for row in self.answers)

    def stops_for(self, martyr_code: str) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.stops if stop.martyr in (None, martyr_code))


def lines_of(tube: samples.SampleFacts | None) -> dict[str, str]:
    """The martyrs of whom a tube may speak now, each with its line; of a tube that may not be used at all, those it was given for."""
    return {claim.martyr_code: claim.maternal_line for claim in tube.agreed or tube.claims} if tube else {}


def usable(tube: samples.SampleFacts | None) -> bool:
    """Whether a result of this tube may be used now: consent is asked at the moment of use (law 7)."""
    return tube is not None and tube.testing_permitted and tube.status != samples.SampleStatus.voided


def as_row(result: LabResult) -> ResultRow:
    return ResultRow(
        result.sample_code, result.remains_code, MethodKind(result.method), Conclusion(result.conclusion), result.differences, result.lr, result.prior,
        result.posterior, result.reported_on,
    )


def evidence(session: Session, rows: Sequence[LabResult]) -> list[Evidence]:
    """These results as they stand today, in the order given."""
    ids = [row.id for row in rows]
    reviews, answers = _by_result(session, Review, ids), _by_result(session, ResultAnswer, ids)
    peers = _peers(session, {row.remains_code for row in rows})
    tubes = {tube.code: tube for tube in samples.sample_facts(session, {row.sample_code for row in (*rows, *peers)})}
    crossed = _crossed([row for row in peers if usable(tubes.get(row.sample_code))], tubes)
    return [_one(row, tubes.get(row.sample_code), crossed[row.id], answers[row.id], reviews[row.id]) for row in rows]


def one(session: Session, result_id: UUID) -> Evidence:
    """One result. Raises NotFound."""
    row = session.get(LabResult, result_id)
    if row is None:
        raise NotFound()
    return evidence(session, [row])[0]


def _one(
    row: LabResult, tube: samples.SampleFacts | None, crossed: list[Stop], answers: list[ResultAnswer], reviews: list[Review]
) -> Evidence:
    lines = lines_of(tube)
    silent = rules.silent_for(row.method, row.conclusion, lines)
    stored = [Stop(flag) for flag in row.flags if ":" not in flag and flag not in LINE_FLAGS]
    told = {stop.code for stop in stored}
    found = [Stop(code, martyr) for martyr, code in silent.items()] + stored + [stop for stop in crossed if stop.code not in told]
    if "contradiction-in-file" in told:
        found = [stop for stop in found if stop.code != "contradiction-on-record"]
    cleared = {answer.flag for answer in answers}
    now = 1 + sum(answer.flag == rules.REOPENED for answer in answers)
    return Evidence(
        row, tube, tuple(stop for stop in found if stop.key not in cleared), tuple(answers), tuple(r for r in reviews if r.round == now),
        tuple(r for r in reviews if r.round != now),
    )


def _by_result(session: Session, table: type, ids: Sequence[UUID]) -> defaultdict[UUID, list]:
    found: defaultdict[UUID, list] = defaultdict(list)
    for start in range(0, len(ids), 500):
        for row in session.exec(select(table).where(table.result_id.in_(ids[start : start + 500])).order_by(table.id)):
            found[row.result_id].append(row)
    return found


def _peers(session: Session, remains: Iterable[str]) -> list[LabResult]:
    """Every match and exclusion about these remains."""
    codes, found = sorted(remains), []
    for start in range(0, len(codes), 500):
        query = select(LabResult).where(col(LabResult.remains_code).in_(codes[start : start + 500]))
        found += session.exec(query.where(col(LabResult.conclusion).in_([Conclusion.match, Conclusion.exclude])).order_by(col(LabResult.id)))
    return found


def _crossed(peers: Sequence[LabResult], tubes: dict[str, samples.SampleFacts]) -> defaultdict[UUID, list[Stop]]:
    """What results say against each other, whichever file they came in."""
    rows = [as_row(row) for row in peers]
    lines = {row.sample_code: lines_of(tubes[row.sample_code]) for row in rows}
    found: defaultdict[UUID, list[Stop]] = defaultdict(list)
    for place in sorted(rules.claimed_twice(rows, {code: frozenset(of) for code, of in lines.items()})):
        found[peers[place].id].append(Stop("remains-claimed-twice"))
    for place in sorted(rules.contradictions(rows)):
        found[peers[place].id].append(Stop("contradiction-on-record"))
    for place, martyrs in rules.spoken_against(rows, lines).items():
        found[peers[place].id] += [Stop("excluded-by-another-donor", martyr) for martyr in sorted(martyrs)]
    return found
