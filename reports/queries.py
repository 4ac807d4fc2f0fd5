"""Figures that add up, for those who steer. Aggregates only: no person, and no count that could point at one."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import families
import matching
import samples
from core import clock, places
from core.i18n import gettext
from core.work import Work
from reports import rules
from reports.rules import Count

WEEKS = 12


@dataclass(frozen=True)
class Figure:
    key: str
    title: str
    count: int
    definition: str
    share: int = 0


@dataclass(frozen=True)
class Tile:
    """One commune. `percent` is of its martyrs, how many have a maternal-line sample; None where it is hidden or there is no martyr."""

    code: str
    name: str
    lines: tuple[str, str]
    column: int
    row: int
    martyrs: int
    one: int
    two: int
    hidden: bool

    @property
    def percent(self) -> int | None:
        return None if self.hidden or not self.martyrs else round(100 * self.one / self.martyrs)

    @property
    def step(self) -> int:
        return rules.shade(self.percent) if self.percent is not None else 0


@dataclass(frozen=True)
class Week:
    starts: date
    count: int


@dataclass(frozen=True)
class Report:
    on: date
    figures: dict[str, Figure]
    funnel: list[Figure]
    tiles: list[Tile]
    elsewhere: Count
    weeks: list[Week]
    this_month: int

    @property
    def needy(self) -> list[Tile]:
        """Where another day would help most: the lowest shares among the communes that are shown."""
        return sorted((tile for tile in self.tiles if tile.percent is not None), key=lambda tile: (tile.percent or 0, -tile.martyrs))[:3]


def report(work: Work) -> Report:
    """Everything the page, the sheet and the paper show, counted once."""
    tubes = [tube for tube in samples.sample_facts(work.session) if tube.status != "voided"]
    homes = families.martyr_communes(work.session)
    enough = matching.sufficiency(tubes)
    analysed = matching.analysed_codes(work.session)
    known = matching.sufficiency(tube for tube in tubes if tube.code in analysed)
    counts, elsewhere = by_commune(homes, enough)
    funnel = {
        "martyrs": len(homes), "kin": len(families.martyrs_with_kin(work.session)), "one": _at_least(enough, 1), "two": _at_least(enough, 2),
        "analysed": _at_least(known, 1),
    }
    return Report(clock.today(), _figures(tubes), _funnel(funnel), _tiles(counts), elsewhere, _weeks(tubes), _this_month(tubes))


def _at_least(counts: dict[str, int], wanted: int) -> int:
    return sum(count >= wanted for count in counts.values())


def by_commune(homes: dict[str, tuple[str, ...]], enough: dict[str, int]) -> tuple[dict[str, Count], Count]:
    """The 69, and the martyrs whose commune of today is not certain; together they are all martyrs."""
    totals: dict[str, list[int]] = {code: [0, 0, 0] for code in places.units()}
    unclear = [0, 0, 0]
    for martyr, codes in homes.items():
        row = totals[codes[0]] if len(codes) == 1 and codes[0] in totals else unclear
        row[0] += 1
        row[1] += enough.get(martyr, 0) >= 1
        row[2] += enough.get(martyr, 0) >= 2
    return {code: Count(*row) for code, row in totals.items()}, Count(*unclear)


def _figures(tubes: list[samples.SampleFacts]) -> dict[str, Figure]:
    states = Counter(tube.status for tube in tubes)
    numbers = {key: sum(states[status] for status in group) for key, group in rules.GROUPS.items()}
    numbers |= {"collected": len(tubes), "received": numbers["accepted"] + numbers["repeat"]}
    return {key: Figure(key, gettext(title), numbers[key], gettext(definition)) for key, (title, definition) in rules.FIGURES.items()}


def _funnel(numbers: dict[str, int]) -> list[Figure]:
    most = max(numbers["martyrs"], 1)
    return [
        Figure(key, gettext(title), numbers[key], gettext(rules.DEFINITIONS[key]), round(1000 * numbers[key] / most)) for key, title in rules.FUNNEL
    ]


def _tiles(counts: dict[str, Count]) -> list[Tile]:
    hidden, made = rules.hidden(counts), []
    for code, each in counts.items():
        name = places.units()[code].name
        column, row = rules.place_of(name)
        made.append(Tile(code, name, rules.short(name), column, row, each.martyrs, each.one, each.two, code in hidden))
    return sorted(made, key=lambda tile: (tile.row, tile.column))


def _weeks(tubes: list[samples.SampleFacts]) -> list[Week]:
    """The last twelve weeks, from Monday; an empty week stays, because a storm is a reason to look."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    taken = Counter(_day(tube) - timedelta(days=_day(tube).weekday()) for tube in tubes)
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return [Week(start, taken[start]) for start in starts]


def _day(tube: samples.SampleFacts) -> date:
    return clock.local(tube.collected_at).date()


def _this_month(tubes: list[samples.SampleFacts]) -> int:
    first = clock.today().replace(day=1)
    return sum(_day(tube) >= first for tube in tubes)
