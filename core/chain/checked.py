"""What came of a verification: written into the log itself, and said in words."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.audit import AuditRow
from core.chain.verifying import Verdict
from core.i18n import N_, gettext
from core.work import Work

VERIFIED = "audit.verified"
WHOLE = N_("The log is whole: %(rows)s rows were read, and every one is as it was written.")
BROKEN = N_("THE LOG DOES NOT AGREE: %(broken)s findings in %(rows)s rows. The first: %(first)s")
AGREES = N_("The paper agrees: nothing written before it was changed or taken away.")
NO_PAPER = N_("Without a paper nobody can tell whether the whole log was written anew. Compare it with the seal on a hand-over record too.")


@dataclass(frozen=True)
class Checked:
    """The last verification that was written down."""

    at: datetime
    actor: str
    rows: int
    broken: int
    papers: int


def note(work: Work, verdict: Verdict) -> None:
    """Leave the row that says who verified, and what came of it."""
    first = verdict.first_broken
    work.audit(
        VERIFIED, "audit:chain", rows=verdict.rows, broken=verdict.broken, seq=verdict.head.seq, papers=verdict.heads,
        first=f"{first.fault} {first.table} {first.row} {first.seq}" if first else "",
    )


def last(session: Session) -> Checked | None:
    query = select(AuditRow).where(AuditRow.action == VERIFIED).order_by(col(AuditRow.recorded_at).desc(), col(AuditRow.id).desc())
    row = session.exec(query.limit(1)).first()
    return Checked(row.recorded_at, row.actor, *(int(row.facts.get(name, 0)) for name in ("rows", "broken", "papers"))) if row else None


def sentences(verdict: Verdict) -> list[str]:
    """The verdict, the newest link as paper carries it, and what a paper adds."""
    first = verdict.first_broken
    if first:
        return [gettext(BROKEN, broken=verdict.broken, rows=verdict.rows, first=first.sentence()), verdict.head.printed]
    return [gettext(WHOLE, rows=verdict.rows), verdict.head.printed, gettext(AGREES if verdict.heads else NO_PAPER)]
