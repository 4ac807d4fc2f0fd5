"""What may happen on a collection day, to its kits and its people, and which of its numbers must agree. Pure.

    day        planned → open → closed → open again (with a reason) → closed …
               planned → cancelled (a storm, a flood)
    kit        in stock → given to a day → used | spoiled | left, and may be given to the next day
    person     expected → came | refused | deferred; the newest word counts
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_, gettext


class DayStatus(StrEnum):
    planned = "planned"
    open = "open"
    closed = "closed"
    cancelled = "cancelled"


class DayKind(StrEnum):
    hall = "hall"
    home = "home"


class Outcome(StrEnum):
    expected = "expected"
    came = "came"
    refused = "refused"
    deferred = "deferred"


class KitFate(StrEnum):
    given = "given"
    returned = "returned"
    used = "used"
    spoiled = "spoiled"


D = DayStatus
DAY_MOVES: dict[str, dict[DayStatus, DayStatus]] = {
    "open": {D.planned: D.open}, "close": {D.open: D.closed}, "reopen": {D.closed: D.open}, "cancel": {D.planned: D.cancelled},
}
ACTIVE = (D.planned, D.open)
"""A day that still holds its kits."""

DAY_WORDS = {D.planned: N_("planned"), D.open: N_("open day"), D.closed: N_("closed"), D.cancelled: N_("cancelled")}
DAY_KIND_WORDS = {DayKind.hall: N_("in a hall"), DayKind.home: N_("home visits")}
OUTCOME_WORDS = {
    Outcome.expected: N_("not seen yet"), Outcome.came: N_("came"), Outcome.refused: N_("declined"), Outcome.deferred: N_("another day"),
}
FATE_WORDS = {KitFate.given: N_("still there"), KitFate.returned: N_("moved on"), KitFate.used: N_("used"), KitFate.spoiled: N_("spoiled")}
DUTIES = {
    "reception": N_("Reception"), "consent": N_("Taking consent"), "sampler": N_("Taking samples"), "nurse": N_("Nurse on duty"),
    "order": N_("Guiding and order"), "transport": N_("Carrying the samples"),
}
"""Who does what on a day, beside its lead (domain.md row 108)."""

HOURS = tuple(f"{hour:02d}:00" for hour in range(6, 18))


class DayNotOpen(Refused):
    message = N_("Day %(day)s is not open. Nothing was saved. Open the day first.")


class DayOver(Refused):
    message = N_("Day %(day)s is over. Nothing was changed. Devices are signed in for a day that is planned or open.")


class DayMove(Refused):
    message = N_("Day %(day)s is already “%(status)s”. Nothing was changed.")


class DayClosed(Refused):
    message = N_("Day %(day)s is “%(status)s” and cannot be written to. Nothing was saved. If something was forgotten, its lead opens it again with a reason.")


class DayNotPlanned(Refused):
    message = N_("Day %(day)s is “%(status)s”; its plan can be changed only before it is opened. Nothing was changed.")


class DayReasonMissing(Refused):
    message = N_("This needs a reason. Nothing was changed. Write in a few words why.")


class CommuneUnknown(Refused):
    message = N_("This is not one of the communes of the province. Nothing was saved. Choose the commune from the list.")


class SlotUnknown(Refused):
    message = N_("Day %(day)s has no slot at %(slot)s. Nothing was changed. Choose another hour.")


class SlotFull(Refused):
    message = N_("The slot at %(slot)s is full: %(places)s people. Nothing was changed. Choose another hour.")


class GaveSample(Refused):
    message = N_("This person gave sample %(code)s on this day. Nothing was changed. If the sample was entered wrongly, correct the sample first.")


class KitOfAnotherDay(Refused):
    message = N_("Kit %(code)s belongs to day %(day)s. Nothing was saved. Take a kit of this day.")


class KitNotOfDay(Refused):
    message = N_("Kit %(code)s was not given to day %(day)s. Nothing was changed. Check the code.")


class NotPrintedAgain(Refused):
    message = N_("Sample %(code)s belongs to somebody whose consent to testing is not in force, so its label is not printed again. Nothing was printed.")


class NoKitsToGive(Refused):
    message = N_("No kit between these two codes can be given. Nothing was changed. Check the codes, or print new kits.")


class LeftMoreThanGiven(Refused):
    message = N_("%(left)s kits left is more than the %(given)s that were given. Nothing was closed. Count again.")


class NumbersDiffer(Refused):
    message = N_("The numbers of day %(day)s do not agree: %(which)s. Nothing was closed. Count again, or explain each difference.")


@dataclass(frozen=True)
class DayNumbers:
    """What was counted of one day.

    People: who was expected, who was put on the list after the day was opened, and the newest word about each. Tubes: those that count, those set
    apart because their consent is not in force, those entered wrongly; `donors` are the people behind the tubes that count. Kits: by code.
    """

    expected: int = 0
    walk_ins: int = 0
    came: int = 0
    refused: int = 0
    deferred: int = 0
    not_seen: int = 0
    donors: int = 0
    tubes: int = 0
    voided: int = 0
    apart: int = 0
    given: int = 0
    moved: int = 0
    used: int = 0
    spoiled: int = 0

    @property
    def left(self) -> int:
        """Kits that should still be there by the record."""
        return self.given - self.moved - self.used - self.spoiled


@dataclass(frozen=True)
class Agreement:
    """One sum that must come out: a name, what each side is, and by how much they differ."""

    name: str
    title: str
    sentence: str
    difference: int

    @property
    def holds(self) -> bool:
        return self.difference == 0


PEOPLE = N_("%(expected)s expected + %(walk_ins)s unannounced %(sign)s %(came)s came + %(refused)s declined + %(deferred)s another day + %(not_seen)s not seen")
DONORS = N_("%(came)s came %(sign)s %(donors)s gave a sample")
TUBES = N_("%(used)s kits used %(sign)s %(tubes)s samples + %(apart)s set apart + %(voided)s entered wrongly")
KITS = N_("%(given)s kits given %(sign)s %(used)s used + %(spoiled)s spoiled + %(moved)s moved on + %(left)s left, counted by hand")


def agreements(numbers: DayNumbers, left: int | None) -> list[Agreement]:
    """The four sums of a day. `left` is what the lead counted by hand; without a count the last sum is not drawn."""
    n = numbers
    sums = [
        ("people", N_("People on the list"), PEOPLE, n.expected + n.walk_ins - n.came - n.refused - n.deferred - n.not_seen),
        ("donors", N_("People and samples"), DONORS, n.came - n.donors),
        ("tubes", N_("Kits and samples"), TUBES, n.used - n.tubes - n.apart - n.voided),
    ]
    if left is not None:
        sums.append(("kits", N_("Kits"), KITS, n.given - n.used - n.spoiled - n.moved - left))
    values = {**vars(n), "left": left}
    return [
        Agreement(name, gettext(title), gettext(words, sign="≠" if difference else "=", **values), difference) for name, title, words, difference in sums
    ]


def check_closing(day: str, numbers: DayNumbers, left: int, explanations: Mapping[str, str]) -> None:
    """Raise unless every sum comes out or its difference is explained in words."""
    if left > numbers.given:
        raise LeftMoreThanGiven(left=left, given=numbers.given)
    silent = [each.sentence for each in agreements(numbers, left) if not each.holds and not explanations.get(each.name, "").strip()]
    if silent:
        raise NumbersDiffer(day=day, which="; ".join(silent))


def day_move(day: str, status: DayStatus, action: str, reason: str = "") -> DayStatus:
    """The status after an action. Raises DayMove, or DayReasonMissing where an action owes one."""
    after = DAY_MOVES[action].get(status)
    if after is None:
        raise DayMove(day=day, status=gettext(DAY_WORDS[status]))
    if action in ("reopen", "cancel") and not reason.strip():
        raise DayReasonMissing()
    return after


def check_writable(day: str, status: DayStatus) -> None:
    if status not in ACTIVE:
        raise DayClosed(day=day, status=gettext(DAY_WORDS[status]))


def check_plannable(day: str, status: DayStatus) -> None:
    if status is not D.planned:
        raise DayNotPlanned(day=day, status=gettext(DAY_WORDS[status]))


def check_outcome(day: str, status: DayStatus, what: Outcome, tube: str | None) -> None:
    """Nobody comes before the day is open; who gave a tube came. A refusal by telephone may be noted earlier."""
    check_writable(day, status)
    if what is Outcome.came and status is not D.open:
        raise DayNotOpen(day=day)
    if tube and what is not Outcome.came:
        raise GaveSample(code=tube)


def check_slot(day: str, slots: Mapping[str, int], taken: Mapping[str, int], slot: str) -> None:
    if slot not in slots:
        raise SlotUnknown(day=day, slot=slot)
    if taken.get(slot, 0) >= slots[slot]:
        raise SlotFull(slot=slot, places=slots[slot])


def spread(slots: Mapping[str, int], taken: Mapping[str, int], people: int) -> list[str]:
    """The slots of so many people in their order: every hour filled alike, neighbours on the list together; "" when no place is left."""
    filled = {slot: taken.get(slot, 0) for slot in sorted(slots)}
    new = dict.fromkeys(filled, 0)
    for _ in range(people):
        open_ones = [slot for slot, count in filled.items() if count < slots[slot]]
        if not open_ones:
            break
        slot = min(open_ones, key=lambda each: (filled[each] / slots[each], each))
        filled[slot] += 1
        new[slot] += 1
    given = [slot for slot, count in new.items() for _ in range(count)]
    return given + [""] * (people - len(given))


def places(slots: Mapping[str, int]) -> int:
    return sum(slots.values())


def kits_short(planned: int, given: int, expected: int) -> int:
    """How many kits are missing for what was planned, or for those who are expected."""
    return max(0, max(planned, expected) - given)
