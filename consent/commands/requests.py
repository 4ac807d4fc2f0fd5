"""One request and its steps as rows: the code, the clocks, the cached state, the letters. What the steps mean stands in `rights` and `record`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from consent import papers
from consent.models import DataRequest, RequestStep
from consent.papers import Receiver
from consent.papers.rights import desk_of
from consent.queries import clocks, donor, erased, open_request
from consent.rules import rights
from consent.rules.rights import Channel, RequestKind, RequestState, Step
from core import clock, files
from core.work import Work


@dataclass(frozen=True)
class Asked:
    """What was asked, by whom; `representative` and `basis` where somebody asks for the person, `receiver` where a receipt is drawn."""

    donor_id: UUID
    kind: RequestKind
    channel: Channel
    received_on: date
    text: str
    receiver: Receiver | None = None
    representative: str = ""
    basis: str = ""


def next_code(work: Work) -> str:
    """`QH-00001` and on; two who take one at the same moment are told apart by the table's constraint."""
    newest = work.session.exec(select(DataRequest.code).order_by(col(DataRequest.id).desc()).limit(1)).first()
    return f"QH-{int(newest.removeprefix('QH-')) + 1 if newest else 1:05d}"


def open_new(work: Work, asked: Asked) -> DataRequest:
    """A request with its clocks as the office has set them today. Raises OpenAlready."""
    person, days = donor(work.session, asked.donor_id), clocks(work.session, asked.kind)
    already = open_request(work.session, asked.donor_id, asked.kind)
    if already and asked.kind is not RequestKind.complain:
        raise rights.OpenAlready(code=already.code)
    row = DataRequest(
        code=next_code(work), kind=asked.kind, donor_id=asked.donor_id, channel=asked.channel, received_on=asked.received_on,
        first_answer_by=rights.first_answer_by(asked.received_on, days), due_on=rights.due_on(asked.received_on, days),
        status=RequestState.received, actor_id=work.actor.account_id, asked=asked.text, representative=asked.representative or None,
        basis=asked.basis or None,
    )
    if asked.receiver:
        row.receipt_file_id = _drawn(work, row, None, person.code, asked.receiver)
    work.save(row)
    work.audit("rights.taken", f"request:{row.code}", donor=person.code, kind=asked.kind)
    return row


def steps_taken(work: Work, request_id: UUID) -> list[RequestStep]:
    return list(work.session.exec(select(RequestStep).where(RequestStep.request_id == request_id).order_by(col(RequestStep.id))))


def move(work: Work, row: DataRequest, step: Step, *, word: str = "", note: str = "", receiver: Receiver | None = None) -> RequestStep:
    """Ask the rule, write the step down with its letter, and let the request cache where it stands. Raises what the rule says."""
    earlier, now = frozenset(Step(each.step) for each in steps_taken(work, row.id)), clock.now()
    after = rights.next_state(
        RequestKind(row.kind), RequestState(row.status), step, earlier, word=word, represented=row.representative is not None
    )
    due = _moved(work, row, step, earlier)
    row.status, row.due_on = after, due or row.due_on
    if step in rights.LETTERS and step is not Step.extend and row.first_answered_on is None:
        row.first_answered_on = clock.local(now).date()
    gone = erased(work.session, row.donor_id) is not None
    code = donor(work.session, row.donor_id).code
    drawn = _drawn(work, row, step, code, receiver, word, note, gone) if receiver and step in rights.LETTERS else None
    made = RequestStep(
        request_id=row.id, donor_id=row.donor_id, step=step, actor_id=work.actor.account_id, occurred_at=now, word=word, due_on=due,
        note=None if gone else note or None, paper_file_id=drawn,
    )
    work.save(row, made)
    work.audit(f"rights.{step}", f"request:{row.code}", donor=code, reason=word or None)
    return made


def _moved(work: Work, row: DataRequest, step: Step, earlier: frozenset[Step]) -> date | None:
    if step not in (Step.extend, Step.hand_on):
        return None
    known, days = earlier | {step}, clocks(work.session, RequestKind(row.kind))
    return rights.due_on(row.received_on, days, others=Step.hand_on in known, extended=Step.extend in known)


def _drawn(
    work: Work, row: DataRequest, step: Step | None, donor_code: str, receiver: Receiver, word: str = "", note: str = "", gone: bool = False
) -> UUID:
    """The letter, sealed under the person's key; after an erasure it names nobody but the code, and is the house's."""
    desk = desk_of(work.session, work.actor.name)
    to = Receiver("") if gone else receiver
    drawn = papers.letter(step, row, donor_code, to, desk, word=word, note=note, on=clock.today())
    return files.keep(work, "rights-letter", drawn, "application/pdf", of=None if gone else row.donor_id).id
