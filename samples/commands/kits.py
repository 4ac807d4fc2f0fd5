"""Kits: given to a day, taken back, spoiled, used. Every kit used on a day was given to it, so that its numbers can agree."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

import consent
import labels
from core.work import Work
from samples import queries, rules
from samples.commands.days import writable_day
from samples.models import CollectionDay, KitEvent, Sample
from samples.queries.kits import ENDED, active_holder, events_of, holder_of, in_portions
from samples.rules import KitFate


def _event(work: Work, code: str, day: CollectionDay | None, what: KitFate, reason: str = "") -> KitEvent:
    return KitEvent(code=code, day_id=day.id if day else None, what=what, reason=reason or None, actor_id=work.actor.account_id)


def give_kits(work: Work, day_code: str, first: str, last: str = "") -> tuple[int, int]:
    """Give every good kit from one code to another; how many were given, and how many were used, spoiled or void and passed over."""
    row = writable_day(work, day_code)
    codes = labels.codes_between(work.session, labels.read_code(first), labels.read_code(last or first))
    known = events_of(work.session, codes)
    good = []
    for code in codes:
        events = known.get(code, [])
        if any(event.what in ENDED for event in events):
            continue
        other = active_holder(work.session, events)
        if other and other.id != row.id:
            raise rules.KitOfAnotherDay(code=labels.spaced(code), day=other.code)
        if other is None:
            good.append(code)
    if not good:
        raise rules.days.NoKitsToGive()
    _give(work, row, good)
    return len(good), labels.number_of(max(codes)) - labels.number_of(min(codes)) + 1 - len(good)


def give_new_kits(work: Work, day_code: str, kits: int, sheet: str | None = None) -> list[str]:
    """Fresh codes for this day."""
    row = writable_day(work, day_code)
    codes = labels.issue(work, kits, sheet)
    _give(work, row, codes)
    return codes


def _give(work: Work, row: CollectionDay, codes: Sequence[str]) -> None:
    work.save(*(_event(work, code, row, KitFate.given) for code in codes))
    work.audit("samples.kits_given", f"day:{row.code}", kits=len(codes), first=codes[0], last=codes[-1])


def take_back(work: Work, day_code: str, first: str, last: str = "") -> int:
    """Kits that this day does not need go back to the store."""
    row = writable_day(work, day_code)
    wanted = set(labels.codes_between(work.session, labels.read_code(first), labels.read_code(last or first)))
    back = [kit.code for kit in queries.kits_of(work.session, row.id) if kit.fate is KitFate.given and kit.code in wanted]
    if not back:
        raise rules.days.KitNotOfDay(code=labels.spaced(labels.read_code(first)), day=day_code)
    work.save(*(_event(work, code, row, KitFate.returned) for code in back))
    work.audit("samples.kits_returned", f"day:{day_code}", kits=len(back), first=back[0], last=back[-1])
    return len(back)


def check_kit(work: Work, code: str, day: CollectionDay | None) -> None:
    """Raise the refusal that fits: unknown, void, used, spoiled, or of another day."""
    status = labels.status_of(work.session, code)
    if status is None:
        raise rules.KitUnknown(code=labels.spaced(code))
    events = events_of(work.session, [code]).get(code, [])
    for event in events:
        if event.what in ENDED:
            raise (rules.KitUsed if event.what == KitFate.used else rules.KitSpoiled)(code=labels.spaced(code))
    if status != labels.LabelStatus.issued:
        raise rules.KitVoid(code=labels.spaced(code))
    other = active_holder(work.session, events)
    if other and (day is None or other.id != day.id):
        raise rules.KitOfAnotherDay(code=labels.spaced(code), day=other.code)


def use_kit(work: Work, code: str, day: CollectionDay | None) -> None:
    """Bind a checked kit; one that nobody had given to the day is given to it now."""
    _hold(work, code, day)
    work.save(_event(work, code, day, KitFate.used))


def _hold(work: Work, code: str, day: CollectionDay | None) -> None:
    if day and holder_of(events_of(work.session, [code]).get(code, [])) != day.id:
        work.save(_event(work, code, day, KitFate.given))


def spoil_kit(work: Work, day_code: str, text: str, reason: str = "") -> None:
    """A kit that fell, tore or leaked; its code is never used. Raises KitUsed for a bound one."""
    code = labels.read_code(text)
    row = writable_day(work, day_code)
    check_kit(work, code, row)
    _hold(work, code, row)
    work.save(_event(work, code, row, KitFate.spoiled, reason))
    work.audit("samples.kit_spoiled", f"kit:{code}", day=day_code)


def on_code_voided(work: Work, event: labels.CodeVoided) -> None:
    """A voided code is a spoiled kit of the day that holds it; the code of somebody's tube cannot be voided."""
    events = events_of(work.session, [event.code]).get(event.code, [])
    if any(each.what == KitFate.used for each in events):
        raise rules.KitUsed(code=labels.spaced(event.code))
    day = active_holder(work.session, events)
    if day and not any(each.what == KitFate.spoiled for each in events):
        work.save(_event(work, event.code, day, KitFate.spoiled))


def on_labels_printed(work: Work, event: labels.LabelsPrinted) -> None:
    """Law 7: the label of somebody's tube is printed again only while the consent to testing is in force."""
    bound: list[tuple[str, UUID]] = []
    for portion in in_portions(event.codes):
        bound += work.session.exec(select(Sample.code, Sample.donor_id).where(col(Sample.code).in_(portion)))
    allowed = consent.permitted(work.session, {donor_id for _, donor_id in bound}, consent.Purpose.testing)
    for code, donor_id in bound:
        if donor_id not in allowed:
            raise rules.days.NotPrintedAgain(code=labels.spaced(code))
