"""The list of a day: who is expected, who came, and what became of each; names joined from `families`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

import families
import samples
from core import clock, people
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Hit, Waiting
from core.work import Work
from desk import rules


@dataclass(frozen=True)
class Line:
    donor_id: UUID
    donor_code: str
    name: str
    birth_year: int | None
    commune: str
    commune_code: str | None
    slot: str
    outcome: str
    state: str


@dataclass(frozen=True)
class Board:
    day: samples.DayView
    lines: tuple[Line, ...]
    counts: dict[str, int]

    @property
    def waiting(self) -> int:
        return self.counts.get("waiting", 0)


def day_here(work: Work, code: str) -> samples.DayView:
    """One day of the viewer's units. Raises NotFound."""
    day = samples.day(work.session, code)
    if not work.actor.sees(day.commune_code):
        raise NotFound()
    return day


def looked_at(work: Work, lines: Iterable[Line]) -> None:
    """Whoever was shown by name, each in a row of the trail; the rows go to the database in one statement."""
    for line in lines:
        work.saw(f"donor:{line.donor_code}", "list of the expected")


def on_the_list(work: Work, code: str) -> Board:
    """The whole list, in the order of slots and of coming onto it. Raises NotFound."""
    day = day_here(work, code)
    expected = samples.expected(work.session, code)
    named = families.named(work, (each.donor_id for each in expected))
    sampled = samples.sampled_on(work.session, code)
    lines = [_line(named[each.donor_id], each, sampled) for each in expected if each.donor_id in named]
    ordered = sorted(lines, key=lambda line: line.slot or "~")
    return Board(day, tuple(ordered), dict(Counter(line.state for line in lines)))


def _line(person: families.RelativeHit, listed: samples.ExpectedView, sampled: set[UUID]) -> Line:
    state = rules.state(listed.outcome, sampled=listed.donor_id in sampled)
    return Line(listed.donor_id, person.donor_code, person.name, person.birth_year, person.commune, person.commune_code, listed.slot, listed.outcome, state)


def chosen(lines: Iterable[Line], *, state: str = "", text: str = "") -> list[Line]:
    return [
        line for line in lines
        if (not state or line.state == state) and (not text or rules.fits(f"{line.name} {line.birth_year or ''} {line.commune} {line.donor_code}", text))
    ]


def open_days(work: Work) -> list[Any]:
    """Days at which a desk may sit: open ones, the nearest first."""
    days = [day for day in samples.days(work.session, work.actor.communes) if day.status == "open"]
    return sorted(days, key=lambda day: day.held_on, reverse=True)


def coming_days(work: Work) -> list[Any]:
    """Days for which a list may be loaded: planned and open ones, the soonest first."""
    days = [day for day in samples.days(work.session, work.actor.communes) if day.status in ("planned", "open")]
    return sorted(days, key=lambda day: day.held_on)


def found(work: Work, text: str) -> list[Hit]:
    """The text of a card, scanned on whatever page: the person at the desk of an open day. A mangled card is said so where it is read."""
    if "|" not in text or not work.actor.may("desk.use"):
        return []
    card = people.read_card(text)
    known = {hit.donor_code: hit for hit in families.find_relatives(work, card.citizen_id)}
    return [
        Hit(known[line.donor_code].name, day.place, f"/ban/{day.code}/{line.donor_code}", gettext(N_("At the desk")), exact=True)
        for day in open_days(work) for line in on_the_list(work, day.code).lines if line.donor_code in known
    ] if known else []


def waiting(work: Work) -> list[Waiting]:
    """Open days with people who still wait."""
    if not work.actor.may("desk.use"):
        return []
    tasks = []
    for day in open_days(work):
        left = sum(each.outcome == "expected" for each in samples.expected(work.session, day.code))
        if left:
            since = datetime.combine(day.held_on, time(7), tzinfo=clock.VIETNAM)
            tasks.append(Waiting(gettext(N_("%(count)s people are expected at the desk"), count=left), day.place, f"/ban/{day.code}",
                                 gettext(N_("Go to the desk")), due_on=day.held_on, since=since, count=left))
    return tasks
