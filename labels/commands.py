"""Give out codes, void them, remember each print.

Whether a code that became somebody's tube may be printed again, `samples` decides: it hears of the print and may refuse it (DESIGN law 7).
"""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core import clock
from core.crypto import sealed_rows
from core.ids import new_id
from core.work import Work
from labels import rules
from labels.events import CodesIssued, CodeVoided, LabelsPrinted
from labels.models import LabelBatch, LabelCode, LabelCodeEvent, LabelCounter, LabelPrint
from labels.rules import LabelStatus, NeverIssued

COUNTER = "tube"


def issue(work: Work, kits: int, sheet: str | None = None) -> list[str]:
    """New codes, one for each kit, nobody's yet (DESIGN law 7)."""
    if sheet is not None and sheet != rules.ZPL:
        rules.sheet(sheet)
    first = _take_numbers(work.session, rules.check_kits(kits))
    made = {number: rules.make_code(number) for number in range(first, first + kits)}
    moment, actor_id = clock.now(), work.actor.account_id
    batch = LabelBatch(made_at=moment, made_by=actor_id, sheet=sheet, kits=kits)
    work.save(batch)
    rows = [{"id": new_id(), "code": code, "number": number, "batch_id": batch.id} for number, code in made.items()]
    work.session.execute(insert(LabelCode), rows)
    stamp = {"status": LabelStatus.issued, "actor_id": actor_id, "occurred_at": moment}
    work.session.execute(insert(LabelCodeEvent), [{"label_code_id": row["id"], **stamp} for row in rows])
    codes = list(made.values())
    work.audit("labels.issued", f"label_batch:{batch.id}", kits=kits, sheet=sheet, first=codes[0], last=codes[-1])
    work.publish(CodesIssued(batch.id, kits))
    return codes


def void(work: Work, code: str, reason: str) -> None:
    """Take a code out of use for good: spoiled, torn, found on two tubes."""
    row = _load(work.session, code)
    row.status = rules.void(LabelStatus(row.status), row.code, reason)
    event = LabelCodeEvent(
        label_code_id=row.id, status=row.status, reason=reason.strip(), actor_id=work.actor.account_id, occurred_at=clock.now()
    )
    work.save(row, event)
    work.audit("labels.voided", f"sample:{row.code}")
    work.publish(CodeVoided(row.code))


def printed(work: Work, codes: Sequence[str], reason: str) -> None:
    """Remember that the labels of these codes left the printer once more, and why. A void code is not printed."""
    found = {row.code: row for row in _rows(work.session, codes)}
    for code in codes:
        if code not in found:
            raise NeverIssued(code=rules.spaced(code))
        if found[code].status == LabelStatus.void:
            raise rules.AlreadyVoid(code=rules.spaced(code))
    stamp = {"reason": reason, "actor_id": work.actor.account_id, "occurred_at": clock.now()}
    if codes:
        rows = [{"label_code_id": found[code].id, **stamp} for code in codes]
        work.session.execute(insert(LabelPrint), sealed_rows(work.session, LabelPrint, rows))
        work.audit("labels.printed", f"sample:{codes[0]}", kits=len(codes), last=codes[-1])
        work.publish(LabelsPrinted(tuple(codes)))


def _load(session: Session, code: str) -> LabelCode:
    row = session.exec(select(LabelCode).where(LabelCode.code == code).with_for_update()).first()
    if row is None:
        raise NeverIssued(code=rules.spaced(code))
    return row


def _rows(session: Session, codes: Sequence[str]) -> list[LabelCode]:
    """In portions: a database takes only so many values in one question."""
    portions = (codes[start : start + 500] for start in range(0, len(codes), 500))
    return [row for portion in portions for row in session.exec(select(LabelCode).where(col(LabelCode.code).in_(portion)))]


def _take_numbers(session: Session, count: int) -> int:
    """The first of `count` numbers nobody else gets. The unique constraint on codes stands behind this."""
    counter = _counter(session)
    first = counter.next_number
    if first + count - 1 > rules.GREATEST_NUMBER:
        raise rules.CodesUsedUp
    counter.next_number = first + count
    session.add(counter)
    session.flush()
    return first


def _counter(session: Session) -> LabelCounter:
    query = select(LabelCounter).where(LabelCounter.name == COUNTER).with_for_update().execution_options(populate_existing=True)
    if counter := session.exec(query).first():
        return counter
    with suppress(IntegrityError), session.begin_nested():  # another process may make the row in the same moment
        session.add(LabelCounter(name=COUNTER, next_number=1))
    return session.exec(query).one()
