"""Collection days: planned, opened, closed when the numbers agree or the difference is explained."""

from datetime import date
from uuid import UUID

from sqlmodel import col, func, select

import labels
from core.i18n import gettext
from core.work import Work
from samples import queries, rules
from samples.models import CollectionDay, Expected, KitEvent
from samples.rules import DAY_WORDS, DayStatus


def plan_day(
    work: Work, *, held_on: date, place: str, commune_code: str, kind: str = "hall", lead_unit: str = "", partners: str = "", kits: int = 0
) -> CollectionDay:
    """A day with its code, `NH-yymmdd-commune-n`; the code says date and commune only."""
    stem = f"NH-{held_on:%y%m%d}-{commune_code}"
    number = work.session.exec(select(func.count()).where(col(CollectionDay.code).startswith(stem))).one() + 1
    row = CollectionDay(
        code=f"{stem}-{number}", kind=kind, held_on=held_on, place=place, commune_code=commune_code, lead_unit=lead_unit, partners=partners, kits=kits
    )
    work.save(row)
    work.audit("samples.day_planned", f"day:{row.code}")
    return row


def open_day(work: Work, code: str) -> None:
    _move(work, code, {DayStatus.planned}, DayStatus.open)


def close_day(work: Work, code: str, explanation: str = "") -> None:
    """Raises NumbersDiffer unless samples and used kits agree or somebody says why not."""
    view = queries.day(work.session, code)
    if view.sampled != view.used and not explanation:
        raise rules.NumbersDiffer(day=code, sampled=view.sampled, used=view.used)
    _move(work, code, {DayStatus.open}, DayStatus.closed, explanation)


def _move(work: Work, code: str, before: set[DayStatus], after: DayStatus, explanation: str = "") -> None:
    row = queries.one(work.session, CollectionDay, code, lock=True)
    if DayStatus(row.status) not in before:
        raise rules.DayMove(day=code, status=gettext(DAY_WORDS[DayStatus(row.status)]))
    row.status, row.explanation = after, explanation or row.explanation
    work.save(row)
    work.audit(f"samples.day_{after}", f"day:{code}")


def expect(work: Work, day_code: str, donor_ids: list[UUID], slot: str = "") -> int:
    """Put people on a day's list; who stands there already is not added again."""
    row = queries.one(work.session, CollectionDay, day_code)
    there = set(work.session.exec(select(Expected.donor_id).where(Expected.day_id == row.id)))
    new = [donor_id for donor_id in dict.fromkeys(donor_ids) if donor_id not in there]
    work.save(*(Expected(day_id=row.id, donor_id=donor_id, slot=slot) for donor_id in new))
    work.audit("samples.expected", f"day:{day_code}", people=len(new))
    return len(new)


def outcome(work: Work, day_code: str, donor_id: UUID, what: str) -> None:
    """What became of somebody on a day: came, refused, deferred. A new row; the newest counts."""
    row = queries.one(work.session, CollectionDay, day_code)
    work.save(Expected(day_id=row.id, donor_id=donor_id, outcome=what))
    work.audit("samples.outcome", f"day:{day_code}", what=what)


def spoil_kit(work: Work, day_code: str, text: str) -> None:
    """A kit that fell, tore or leaked; its code is never used. Raises KitUsed for a bound one."""
    code = labels.read_code(text)
    row = queries.one(work.session, CollectionDay, day_code)
    if work.session.exec(select(KitEvent).where(KitEvent.code == code, KitEvent.what == "used")).first():
        raise rules.KitUsed(code=labels.spaced(code))
    work.save(KitEvent(code=code, day_id=row.id, what="spoiled", actor_id=work.actor.account_id))
    work.audit("samples.kit_spoiled", f"kit:{code}", day=day_code)
