"""Loading a laboratory's sheet whole, and writing down two people's opinions."""

import hashlib
from datetime import date
from uuid import UUID

from sqlmodel import select

from core import clock, files
from core.staging import Staged
from core.work import Work
from matching import queries, rules
from matching.events import ResultsLoaded
from matching.models import LabResult, ResultFile, Review
from matching.rules import Opinion


def load_results(work: Work, staged: Staged, content: bytes) -> None:
    """Every accepted and flagged row, or none; the laboratory's file is kept sealed. The same file twice adds nothing."""
    if not staged.loadable:
        return
    sha256 = hashlib.sha256(content).hexdigest()
    kept = work.session.exec(select(ResultFile).where(ResultFile.sha256 == sha256)).first()
    if kept is None:
        kept = ResultFile(
            file_id=files.keep(work, "laboratory-results", content, "application/octet-stream").id, sha256=sha256, loaded_by=work.actor.account_id
        )
        work.save(kept)
    rows = [
        LabResult(
            **{**row.values, "reported_on": date.fromisoformat(row.values["reported_on"]) if row.values["reported_on"] else None}, file_id=kept.id,
            sheet_row=row.row, flags=[r.code for r in row.flags], policy=rules.POLICY,
        )
        for row in staged.loadable
    ]
    work.save(*rows)
    work.audit("matching.results_loaded", f"file:{sha256[:16]}", rows=len(rows))
    work.publish(ResultsLoaded(kept.id, len(rows)))


def review(work: Work, result_id: UUID, opinion: Opinion, reason: str) -> Review:
    """One person's opinion and its reason; refused for the loader, the same person twice, and a third. The result is held while it is written."""
    work.session.get(LabResult, result_id, with_for_update=True)
    known = queries.result(work.session, result_id)
    source = work.session.get(ResultFile, known.result.file_id)
    rules.check_reviewer(work.account_id, source.loaded_by if source else None, [r.actor_id for r in known.reviews])
    row = Review(result_id=result_id, actor_id=work.account_id, actor=work.actor.name, opinion=opinion, reason=reason, occurred_at=clock.now())
    work.save(row)
    work.audit("matching.reviewed", f"result:{result_id}")
    return row
