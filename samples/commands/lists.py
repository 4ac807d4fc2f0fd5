"""A list with names that another room drew for a day: kept sealed, each print written down."""

from collections.abc import Sequence
from uuid import UUID

from core import files
from core.work import Work
from samples import queries
from samples.models import DayPaper


def keep_list(work: Work, day_code: str, content: bytes, donor_ids: Sequence[UUID]) -> DayPaper:
    """Keep what was drawn; `donor_ids` are those whose names stand on it."""
    row = queries.seen_day(work, day_code)
    kept = files.keep(work, "day_list", content, "application/pdf", apart=True)
    paper = DayPaper(day_id=row.id, file_id=kept.id, sha256=kept.sha256, donor_ids=[str(each) for each in donor_ids], actor_id=work.actor.account_id)
    work.save(paper)
    work.audit("samples.list_printed", f"day:{day_code}", people=len(donor_ids), sha256=kept.sha256)
    return paper
