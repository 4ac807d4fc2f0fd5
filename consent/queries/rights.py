"""Requests of data subjects: one, a list with the next due first, and the clocks of this office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from consent.models import DataRequest, RequestStep
from consent.queries.record import donor_codes
from consent.rules import rights
from consent.rules.rights import CLOCK_RUNS, OPEN, Clocks, RequestKind, RequestState, Step
from core import office
from core.auth import staff_name
from core.errors import NotFound


@dataclass(frozen=True)
class StepView:
    step: Step
    at: datetime
    who: str
    word: str
    note: str
    due_on: date | None
    paper: bool
    id: UUID
    actor_id: UUID | None


@dataclass(frozen=True)
class RequestView:
    """A request as a list shows it; nothing sealed stands in it."""

    id: UUID
    code: str
    kind: RequestKind
    donor_id: UUID
    donor_code: str
    channel: rights.Channel
    received_on: date
    first_answer_by: date
    first_answered_on: date | None
    due_on: date
    state: RequestState

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def next_due_on(self) -> date | None:
        """The day that counts next: the first answer, then the end; none once it is carried out."""
        if self.state not in CLOCK_RUNS:
            return None
        return self.due_on if self.first_answered_on else min(self.first_answer_by, self.due_on)

    def overdue(self, today: date) -> bool:
        return self.next_due_on is not None and self.next_due_on < today


@dataclass(frozen=True)
class RequestFilter:
    only_open: bool = True
    kind: RequestKind | None = None


def clocks(session: Session, kind: RequestKind) -> Clocks:
    own, others, extension = (office.number(session, key) for key in rights.CLOCK_KEYS[kind])
    return Clocks(office.number(session, "first_answer_days"), own, max(own, others), extension)


def request(session: Session, id_or_code: UUID | str) -> DataRequest:
    """The request. Raises NotFound."""
    wanted = DataRequest.id == id_or_code if isinstance(id_or_code, UUID) else DataRequest.code == id_or_code.strip().upper()
    found = session.exec(select(DataRequest).where(wanted)).first()
    if found is None:
        raise NotFound()
    return found


def requests(session: Session, sought: RequestFilter = RequestFilter()) -> list[RequestView]:
    """The next due first; what is carried out and only waits for its answer after that, what is closed last."""
    query = select(DataRequest)
    if sought.only_open:
        query = query.where(col(DataRequest.status).in_([state.value for state in OPEN]))
    if sought.kind:
        query = query.where(DataRequest.kind == sought.kind)
    return sorted(_views(session, session.exec(query).all()), key=_next_due_first)


def requests_of(session: Session, donor_id: UUID) -> list[RequestView]:
    """Everything one person ever asked for, newest first."""
    rows = session.exec(select(DataRequest).where(DataRequest.donor_id == donor_id).order_by(col(DataRequest.id).desc())).all()
    return _views(session, rows)


def open_request(session: Session, donor_id: UUID, kind: RequestKind) -> DataRequest | None:
    query = select(DataRequest).where(DataRequest.donor_id == donor_id, DataRequest.kind == kind)
    return session.exec(query.where(col(DataRequest.status).in_([state.value for state in OPEN])).order_by(col(DataRequest.id))).first()


def steps_of(session: Session, request_id: UUID) -> list[StepView]:
    """In the order in which they were written down."""
    rows = session.exec(select(RequestStep).where(RequestStep.request_id == request_id).order_by(col(RequestStep.id)))
    return [
        StepView(Step(row.step), row.occurred_at, staff_name(session, row.actor_id), row.word, row.note or "", row.due_on, row.paper_file_id is not None,
                 row.id, row.actor_id)
        for row in rows
    ]


def letter_of(session: Session, request_id: UUID, step_id: UUID) -> UUID | None:
    """The sealed letter of a step, where it has one."""
    row = session.get(RequestStep, step_id)
    return row.paper_file_id if row and row.request_id == request_id else None


def _views(session: Session, rows: Sequence[DataRequest]) -> list[RequestView]:
    codes = donor_codes(session, {row.donor_id for row in rows})
    return [
        RequestView(row.id, row.code, RequestKind(row.kind), row.donor_id, codes[row.donor_id], rights.Channel(row.channel), row.received_on,
                    row.first_answer_by, row.first_answered_on, row.due_on, RequestState(row.status))
        for row in rows
    ]


def _next_due_first(view: RequestView) -> tuple[bool, date, str]:
    return not view.open, view.next_due_on or view.due_on, view.code
