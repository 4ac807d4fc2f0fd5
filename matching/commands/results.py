"""Loading a laboratory's sheet whole, and writing down two people's opinions."""

import hashlib
from datetime import date
from uuid import UUID

from sqlmodel import select

import samples
from core import clock, files
from core.staging import Staged, StagedRow
from core.work import Work
from matching import queries, rules
from matching.events import ResultsLoaded
from matching.models import LabResult, ResultAnswer, ResultFile, Review
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
    lines = {tube.code: tube.agreed for tube in samples.sample_facts(work.session, {row.values["sample_code"] for row in staged.loadable})}
    rows = [_result(row, kept.id, {claim.martyr_code: claim.maternal_line for claim in lines[row.values["sample_code"]]}) for row in staged.loadable]
    work.save(*rows)
    work.audit("matching.results_loaded", f"file:{sha256[:16]}", rows=len(rows))
    work.publish(ResultsLoaded(kept.id, len(rows)))


def _result(row: StagedRow, file_id: UUID, lines: dict[str, str]) -> LabResult:
    """The row as it is kept. Where one martyr's line is shared and another's is not, the flag names the martyr of whom it says nothing."""
    values = {**row.values, "reported_on": date.fromisoformat(row.values["reported_on"]) if row.values["reported_on"] else None}
    codes = [reason.code for reason in row.flags]
    silent = rules.silent_for(values["method"], values["conclusion"], lines)
    codes += [f"{code}:{martyr}" for martyr, code in sorted(silent.items()) if code not in codes]
    return LabResult(**values, file_id=file_id, sheet_row=row.row, flags=codes, stopped=bool(codes), policy=rules.POLICY)


def review(work: Work, result_id: UUID, opinion: Opinion, reason: str) -> Review:
    """One person's opinion and its reason. The result is held while it is written. Raises ResultUnusable, LoaderReviews, SameReviewer, ReviewedTwice."""
    known = _held(work, result_id)
    rules.check_reviewer(work.account_id, _loader(work, known), [r.actor_id for r in known.reviews])
    row = Review(
        result_id=result_id, donor_id=known.tube.donor_id if known.tube else None, round=known.round, actor_id=work.account_id, actor=work.actor.name,
        opinion=opinion, reason=reason, occurred_at=clock.now(),
    )
    work.save(row)
    work.audit("matching.reviewed", f"result:{result_id}", round=known.round)
    return row


def answer_flag(work: Work, result_id: UUID, flag: str, answer: str) -> ResultAnswer:
    """What was found out about a flag, which clears it. What only the family can answer is revised in their file instead.

    Raises ResultUnusable, LoaderReviews, NoSuchFlag or AskTheFamily.
    """
    known = _held(work, result_id)
    if work.account_id == _loader(work, known):
        raise rules.LoaderReviews()
    stop = next((stop for stop in known.stops if stop.key == flag), None)
    if stop is None:
        raise rules.NoSuchFlag()
    if stop.asks_family:
        raise rules.AskTheFamily()
    return _answer(work, known, flag, answer, "matching.flag_answered")


def reopen(work: Work, result_id: UUID, why: str) -> ResultAnswer:
    """Two people are asked anew, because something changed since opinions differed or more was asked for. Raises NothingToAskAgain."""
    known = _held(work, result_id)
    if known.state is not rules.ReviewState.unclear:
        raise rules.NothingToAskAgain()
    return _answer(work, known, rules.REOPENED, why, "matching.reopened")


def _held(work: Work, result_id: UUID) -> queries.Evidence:
    work.session.get(LabResult, result_id, with_for_update=True)
    known = queries.one(work.session, result_id)
    if not known.permitted:
        raise rules.ResultUnusable(code=known.result.sample_code)
    return known


def _loader(work: Work, known: queries.Evidence) -> UUID | None:
    source = work.session.get(ResultFile, known.result.file_id)
    return source.loaded_by if source else None


def _answer(work: Work, known: queries.Evidence, flag: str, answer: str, action: str) -> ResultAnswer:
    row = ResultAnswer(
        result_id=known.result.id, donor_id=known.tube.donor_id if known.tube else None, flag=flag, answer=answer,
        actor_id=work.account_id, actor=work.actor.name, occurred_at=clock.now(),
    )
    work.save(row)
    work.audit(action, f"result:{known.result.id}", flag=flag)
    return row
