"""The race against time: over all martyrs of a commune with fewer than two usable maternal-line samples, the oldest useful donor first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

import families
import samples
from core import clock, places
from core.work import Work
from matching.queries.advice import Advice, advise_many
from matching.queries.profiles import profile_of
from matching.rules.advice import RULES_VERSION, Action, AdviceLine, comes_home, useful

SEEN = "race list"


@dataclass(frozen=True)
class RaceEntry:
    """One individual who may still give, for one martyr or several, best advice first. No name."""

    key: str
    donor_code: str | None
    age: int | None
    lines: tuple[tuple[str, AdviceLine], ...]

    @property
    def best(self) -> AdviceLine:
        return self.lines[0][1]

    @property
    def home_visit(self) -> bool:
        return comes_home(self.best)


@dataclass(frozen=True)
class RaceLine:
    """An entry whose person lives inside the viewer's units; `martyrs` are code, name and advice."""

    entry: RaceEntry
    person: families.PersonCard
    martyrs: tuple[tuple[str, str, AdviceLine], ...]
    expected_on: date | None


@dataclass(frozen=True)
class RaceList:
    commune: places.Unit
    profile: str
    rules_version: str
    lines: tuple[RaceLine, ...]
    questions: tuple[RaceLine, ...]
    elsewhere: int
    martyrs: int
    wanting: int


def martyrs_of(session: Session, commune_code: str) -> dict[str, bool]:
    """The martyrs whose home of today is, or may be, this commune: code → whether that is certain."""
    return {code: len(homes) == 1 for code, homes in sorted(families.martyr_communes(session).items()) if commune_code in homes}


@dataclass(frozen=True)
class Race:
    """`advice` is that of the martyrs at home here; `reach` are the donors to go to, `asked` those whose sample waits for one answer. Codes only."""

    advice: tuple[Advice, ...]
    reach: tuple[RaceEntry, ...]
    asked: tuple[RaceEntry, ...]

    @property
    def wanting(self) -> int:
        return sum(each.sufficiency < 2 for each in self.advice)


def race(session: Session, commune_code: str) -> Race:
    """Over the martyrs whose home is, or may be, this commune, and over the kin who live here of martyrs elsewhere."""
    homes, here = martyrs_of(session, commune_code), families.kin_living_in(session, commune_code)
    every = list(advise_many(session, [*homes, *(code for code in here if code not in homes)]))
    pairs = [
        (each.martyr_code, line) for each in every if each.sufficiency < 2 for line in each.lines
        if line.action is not Action.inform and not line.key.startswith("~") and useful(line)
        and (each.martyr_code in homes or line.key in here.get(each.martyr_code, ()))
    ]
    reach, asked = (_entries([pair for pair in pairs if pair[1].given is given]) for given in (False, True))
    return Race(tuple(each for each in every if each.martyr_code in homes), reach, asked)


def _entries(pairs: Iterable[tuple[str, AdviceLine]]) -> tuple[RaceEntry, ...]:
    """By individual, the oldest first; whose age nobody knows comes after them, the most useful first."""
    found: dict[str, list[tuple[str, AdviceLine]]] = {}
    for pair in pairs:
        found.setdefault(pair[1].key, []).append(pair)
    listed = []
    for key, lines in found.items():
        lines.sort(key=lambda pair: (-pair[1].score, pair[0]))
        listed.append(RaceEntry(key, lines[0][1].donor_code, lines[0][1].age, tuple(lines)))
    return tuple(sorted(listed, key=lambda entry: (entry.age is None, -(entry.age or 0), -entry.best.score, entry.key)))


def race_codes(work: Work, commune_code: str) -> list[RaceEntry]:
    """The entries inside the viewer's units, each look written down; still no name."""
    listed = race(work.session, commune_code).reach
    seen = families.cards(work, (entry.key for entry in listed), SEEN)
    return [entry for entry in listed if entry.key in seen]


def race_list(work: Work, commune_code: str) -> RaceList:
    """The list as an office works through it: names inside the viewer's units, each look written down. Raises the refusals of `commune_now`."""
    commune = places.commune_now(commune_code)
    found = race(work.session, commune.code)
    everybody = (*found.reach, *found.asked)
    people = families.cards(work, (entry.key for entry in everybody), SEEN)
    names = families.martyr_names(work.session, {code for entry in everybody for code, _ in entry.lines})
    coming = samples.appointments(work.session, clock.today(), (card.donor_id for card in people.values() if card.donor_id))

    def shown(entry: RaceEntry) -> RaceLine:
        person = people[entry.key]
        day = coming.get(person.donor_id) if person.donor_id else None
        return RaceLine(entry, person, tuple((code, names[code], line) for code, line in entry.lines), day.held_on if day else None)

    reach, asked = (tuple(shown(entry) for entry in entries if entry.key in people) for entries in (found.reach, found.asked))
    elsewhere = sum(entry.key not in people for entry in everybody)
    return RaceList(commune, profile_of(work.session).shown, RULES_VERSION, reach, asked, elsewhere, len(found.advice), found.wanting)
