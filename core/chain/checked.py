"""What came of a verification: written into the log itself, and said in words."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from core.audit import AuditRow
from core.chain.verifying import Broken, Fault, Verdict
from core.i18n import N_, gettext
from core.work import Work

VERIFIED = "audit.verified"
WHOLE = N_("The log is whole: %(rows)s rows were read, and every one is as it was written.")
BROKEN = N_("THE LOG DOES NOT AGREE: %(broken)s findings in %(rows)s rows. The first: %(first)s")
AGREES = N_("The paper agrees: nothing written before it was changed or taken away.")
NO_PAPER = N_("Without a paper nobody can tell whether the whole log was written anew. Compare it with the seal on a hand-over record too.")


@dataclass(frozen=True)
class Checked:
    """A verification as it was written down: when, who, and what came of it."""

    at: datetime
    actor: str
    rows: int
    broken: int
    papers: int
    first: Broken | None


def note(work: Work, verdict: Verdict) -> None:
    """Leave the row that says who verified, and what came of it."""
    first = verdict.first_broken
    work.audit(
        VERIFIED, "audit:chain", rows=verdict.rows, broken=verdict.broken, papers=verdict.heads, first=[*map(str, astuple(first))] if first else [],
    )


def last(session: Session) -> Checked | None:
    query = select(AuditRow).where(AuditRow.action == VERIFIED).order_by(col(AuditRow.recorded_at).desc(), col(AuditRow.id).desc())
    row = session.exec(query.limit(1)).first()
    return _read(row) if row else None


def _read(row: AuditRow) -> Checked:
    rows, broken, papers = (int(row.facts.get(name, 0)) for name in ("rows", "broken", "papers"))
    first = None
    if row.facts.get("first"):
        fault, table, identity, seq = row.facts["first"]
        first = Broken(Fault(fault), table, identity, int(seq))
    return Checked(row.recorded_at, row.actor, rows, broken, papers, first)


def sentences(found: Verdict | Checked, words: Mapping[str, str] | None = None) -> list[str]:
    """What was found, and what a paper adds; `words` say what a table holds."""
    first, papers = (found.first_broken, found.heads) if isinstance(found, Verdict) else (found.first, found.papers)
    if first:
        named = replace(first, table=gettext((words or {}).get(first.table, first.table)))
        return [gettext(BROKEN, broken=found.broken, rows=found.rows, first=named.sentence())]
    return [gettext(WHOLE, rows=found.rows), gettext(AGREES if papers else NO_PAPER)]
