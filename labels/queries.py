"""What is known of codes. No code belongs to a person here; `samples` knows whose a kit became."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from labels.models import LabelBatch, LabelCode, LabelPrint
from labels.rules import LabelStatus, number_of


@dataclass(frozen=True)
class BatchRow:
    """One print run, newest first on the page that lists them."""

    id: UUID
    made_at: datetime
    sheet: str | None
    kits: int
    first_code: str
    last_code: str


def status_of(session: Session, code: str) -> LabelStatus | None:
    """What became of a code; None: it was never issued here."""
    status = session.exec(select(LabelCode.status).where(LabelCode.code == code)).first()
    return LabelStatus(status) if status else None


def is_issued(session: Session, code: str) -> bool:
    return status_of(session, code) is LabelStatus.issued


def print_count(session: Session, code: str) -> int:
    query = select(func.count()).select_from(LabelPrint).join(LabelCode).where(LabelCode.code == code)
    return session.exec(query).one()


def code_counts(session: Session) -> dict[LabelStatus, int]:
    """How many codes are good, and how many were voided."""
    counted = {LabelStatus(status): count for status, count in session.exec(select(LabelCode.status, func.count()).group_by(LabelCode.status))}
    return {status: counted.get(status, 0) for status in LabelStatus}


def void_codes(session: Session) -> list[str]:
    return list(session.exec(select(LabelCode.code).where(LabelCode.status == LabelStatus.void)))


def never_printed(session: Session, codes: Sequence[str]) -> list[str]:
    """Those of these codes whose labels never left a printer, in the given order."""
    done: set[str] = set()
    for start in range(0, len(codes), 500):
        printed = select(LabelCode.code).join(LabelPrint, col(LabelPrint.label_code_id) == LabelCode.id)
        done |= set(session.exec(printed.where(col(LabelCode.code).in_(codes[start : start + 500]))))
    return [code for code in codes if code not in done]


def codes_of(session: Session, batch_id: UUID) -> list[str]:
    """The codes of a batch that are still good, in the order they were made."""
    query = select(LabelCode.code).where(LabelCode.batch_id == batch_id, LabelCode.status == LabelStatus.issued)
    return list(session.exec(query.order_by(col(LabelCode.number))))


def codes_between(session: Session, first: str, last: str) -> list[str]:
    """The codes between two, both included, that were issued here and are still good; whichever of the two is typed first."""
    ends = sorted((number_of(first), number_of(last)))
    query = select(LabelCode.code).where(col(LabelCode.number).between(*ends), LabelCode.status == LabelStatus.issued)
    return list(session.exec(query.order_by(col(LabelCode.number))))


def batches(session: Session, limit: int = 50) -> list[BatchRow]:
    query = (
        select(LabelBatch, func.min(LabelCode.code), func.max(LabelCode.code))
        .join(LabelCode, col(LabelCode.batch_id) == LabelBatch.id)
        .group_by(col(LabelBatch.id))
        .order_by(col(LabelBatch.made_at).desc(), col(LabelBatch.id).desc())
        .limit(limit)
    )
    return [BatchRow(batch.id, batch.made_at, batch.sheet, batch.kits, first, last) for batch, first, last in session.exec(query)]


def good_codes(session: Session) -> int:
    """How many codes were made and not voided."""
    return session.exec(select(func.count()).select_from(LabelCode).where(LabelCode.status == LabelStatus.issued)).one()
