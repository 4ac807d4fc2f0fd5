"""Closing a day: the sums agree or each difference is explained, the hand-over record is frozen, and nothing is written to the day any more."""

from collections.abc import Mapping

from core import chain, clock, files
from core.work import Work
from samples import papers, queries, rules
from samples.commands.days import move_day
from samples.models import Handover
from samples.rules import DayStatus


def close_day(work: Work, code: str, left: int, explanations: Mapping[str, str] | None = None) -> Handover:
    """`left` is what the day lead counted by hand; `explanations` are words for each sum that does not come out, by its name. Raises NumbersDiffer."""
    row = queries.seen_day(work, code, lock=True)
    rules.days.day_move(code, DayStatus(row.status), "close")
    counted = queries.numbers(work.session, row.id)
    rules.days.check_closing(code, counted, left, explanations or {})
    differing = {each.name for each in rules.days.agreements(counted, left) if not each.holds}
    said = {name: words.strip() for name, words in (explanations or {}).items() if name in differing}
    move_day(work, row, "close")
    earlier = queries.handovers(work.session, row.id)
    facts = papers.HandoverFacts(
        day=queries.day_view(work.session, row), version=len(earlier) + 1, left=left, explanations=said, closed_at=clock.now(),
        replaces=earlier[-1].sha256 if earlier else "", closed_by=work.actor.name, chain_head=chain.head(work.session).printed,
    )
    kept = files.keep(work, "handover", papers.handover_pdf(work.session, facts), "application/pdf")
    record = Handover(
        day_id=row.id, version=facts.version, numbers=vars(counted), left=left, explanations=said, file_id=kept.id, sha256=kept.sha256,
        actor_id=work.actor.account_id, closed_at=facts.closed_at, chain_head=facts.chain_head,
    )
    work.save(record)
    work.audit("samples.handover_frozen", f"day:{code}", version=record.version, sha256=kept.sha256)
    return record
