"""Collection days: planned, changed, opened, cancelled; who is expected and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

import labels
from core import auth, clock, places
from core.errors import NotFound
from core.work import Work
from samples import queries, rules
from samples.models import CollectionDay, DayEvent, Expected
from samples.rules import DayKind, DayStatus, Outcome


@dataclass(frozen=True)
class DayPlan:
    """What is planned: where and when, who leads, who does what, how many people each hour, how many kits."""

    held_on: date
    place: str
    commune_code: str
    kind: str = DayKind.hall
    lead_unit: str = ""
    partners: str = ""
    lead_id: UUID | None = None
    team: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    kits: int = 0

    def columns(self) -> dict[str, Any]:
        return vars(self) | {"team": {duty: names for duty, names in self.team.items() if names}, "slots": dict(self.slots)}


def plan_day(work: Work, **plan: Any) -> CollectionDay:
    """A day with its code, `NH-yymmdd-commune-n`; the code says date and commune only. The words of `plan` are those of DayPlan."""
    made = _checked(work, DayPlan(**plan))
    stem = f"NH-{made.held_on:%y%m%d}-{made.commune_code}"
    number = work.session.exec(select(func.count()).where(col(CollectionDay.code).startswith(stem))).one() + 1
    row = CollectionDay(code=f"{stem}-{number}", **made.columns())
    work.save(row)
    work.save(DayEvent(day_id=row.id, status=DayStatus.planned, actor_id=work.actor.account_id, occurred_at=clock.now()))
    work.audit("samples.day_planned", f"day:{row.code}")
    return row


def change_day(work: Work, code: str, plan: DayPlan) -> list[str]:
    """Change the plan of a day that is not open yet, and say in the audit row what was changed. Its code stays."""
    row = queries.seen_day(work, code, lock=True)
    rules.days.check_plannable(code, DayStatus(row.status))
    columns = _checked(work, plan).columns()
    changed = [name for name, value in columns.items() if (getattr(row, name) or None) != (value or None)]
    for name in changed:
        setattr(row, name, columns[name])
    if changed:
        work.save(row)
        work.audit("samples.day_changed", f"day:{code}", what=changed)
    return changed


def _checked(work: Work, plan: DayPlan) -> DayPlan:
    if places.unit(plan.commune_code) is None:
        raise rules.days.CommuneUnknown()
    if not work.actor.sees(plan.commune_code):
        raise NotFound()
    return plan


def move_day(work: Work, row: CollectionDay, action: str, reason: str = "") -> None:
    """Append what happened and cache its status: the only writer of `CollectionDay.status`."""
    row.status = rules.days.day_move(row.code, DayStatus(row.status), action, reason)
    work.save(row, DayEvent(day_id=row.id, status=row.status, reason=reason or None, actor_id=work.actor.account_id, occurred_at=clock.now()))
    work.audit(f"samples.day_{action}", f"day:{row.code}")
    if row.status in (DayStatus.closed, DayStatus.cancelled):
        auth.end_devices(work.session, f"day:{row.code}")


def open_day(work: Work, code: str) -> None:
    move_day(work, queries.seen_day(work, code, lock=True), "open")


def cancel_day(work: Work, code: str, reason: str) -> None:
    """A storm, a flood. Its kits are free for another day."""
    move_day(work, queries.seen_day(work, code, lock=True), "cancel", reason)


def reopen_day(work: Work, code: str, reason: str) -> None:
    """Something was forgotten: the lead opens a closed day once more, with the reason; the next closing is a new version of the record."""
    move_day(work, queries.seen_day(work, code, lock=True), "reopen", reason)


def writable_day(work: Work, code: str) -> CollectionDay:
    """The locked row of a day that may still be written to. Raises DayClosed."""
    row = queries.seen_day(work, code, lock=True)
    rules.days.check_writable(code, DayStatus(row.status))
    return row


def expect(work: Work, day_code: str, donor_ids: Sequence[UUID], slot: str = "") -> int:
    """Put people on a day's list; who stands there already is not added again."""
    row = writable_day(work, day_code)
    there = {person.donor_id for person in queries.on_list(work.session, row.id)}
    new = [donor_id for donor_id in dict.fromkeys(donor_ids) if donor_id not in there]
    work.save(*(_line(work, row.id, donor_id, slot=slot) for donor_id in new))
    work.audit("samples.expected", f"day:{day_code}", people=len(new))
    return len(new)


def _line(work: Work, day_id: UUID, donor_id: UUID, *, slot: str = "", outcome: str = Outcome.expected) -> Expected:
    return Expected(day_id=day_id, donor_id=donor_id, slot=slot, outcome=outcome, actor_id=work.actor.account_id)


def outcome(work: Work, day_code: str, donor_id: UUID, what: str) -> None:
    """What became of somebody on a day: came, refused, deferred. A new row; the newest counts."""
    row = writable_day(work, day_code)
    tube = queries.tube_of(work.session, row.id, donor_id)
    rules.days.check_outcome(day_code, DayStatus(row.status), Outcome(what), labels.spaced(tube) if tube else None)
    note_outcome(work, row, donor_id, what)


def note_outcome(work: Work, row: CollectionDay, donor_id: UUID, what: str) -> None:
    """Said again, it is not written again."""
    now = next((person.outcome for person in queries.on_list(work.session, row.id) if person.donor_id == donor_id), None)
    if now != what:
        work.save(_line(work, row.id, donor_id, outcome=what))
        work.audit("samples.outcome", f"day:{row.code}", what=what)


def set_slot(work: Work, day_code: str, donor_id: UUID, slot: str) -> None:
    """Give somebody on the list another hour, if there is room. Raises SlotFull, SlotUnknown, NotFound."""
    row = writable_day(work, day_code)
    people = queries.on_list(work.session, row.id)
    person = next((each for each in people if each.donor_id == donor_id), None)
    if person is None:
        raise NotFound()
    if person.slot == slot:
        return
    rules.days.check_slot(day_code, row.slots, queries.slots_taken(people), slot)
    work.save(_line(work, row.id, donor_id, slot=slot, outcome=person.outcome))
    work.audit("samples.slot_set", f"day:{day_code}", slot=slot)


def spread_slots(work: Work, day_code: str, order: Sequence[UUID] | None = None) -> tuple[int, int]:
    """Give an hour to everybody who has none and is still expected, in the given order or that of the list; how many got one, how many did not."""
    row = writable_day(work, day_code)
    people = queries.on_list(work.session, row.id)
    without = [each.donor_id for each in people if not each.slot and each.outcome == Outcome.expected]
    without.sort(key=list(order).index) if order is not None and set(without) <= set(order) else None
    hours = rules.days.spread(row.slots, queries.slots_taken(people), len(without))
    placed = [_line(work, row.id, donor_id, slot=hour) for donor_id, hour in zip(without, hours, strict=True) if hour]
    work.save(*placed)
    work.audit("samples.slots_spread", f"day:{day_code}", people=len(placed))
    return len(placed), len(without) - len(placed)
