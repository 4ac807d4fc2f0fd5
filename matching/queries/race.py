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
from matching.rules.advice import Action, AdviceLine, comes_home, useful

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


def race(session: Session, commune_code: str) -> tuple[list[Advice], list[RaceEntry]]:
    """Every advice of the commune, and who is to be reached first. Codes only."""
    advice = list(advise_many(session, martyrs_of(session, commune_code)))
    return advice, entries(each for each in advice if each.sufficiency < 2)


def entries(advice: Iterable[Advice], *, given: bool = False) -> list[RaceEntry]:
    """Individuals on record who would help, the oldest first; whose age nobody knows comes after them, the most useful first.

    `given`: instead those whose sample is here and waits for one answer.
    """
    found: dict[str, list[tuple[str, AdviceLine]]] = {}
    for each in advice:
        for line in each.lines:
            if line.action is not Action.inform and not line.key.startswith("~") and line.given is given and useful(line):
                found.setdefault(line.key, []).append((each.martyr_code, line))
    listed = []
    for key, lines in found.items():
        lines.sort(key=lambda pair: (-pair[1].score, pair[0]))
        listed.append(RaceEntry(key, lines[0][1].donor_code, lines[0][1].age, tuple(lines)))
    return sorted(listed, key=lambda entry: (entry.age is None, -(entry.age or 0), -entry.best.score, entry.key))


def race_list(work: Work, commune_code: str) -> RaceList:
    """The list as an office works through it: names inside the viewer's units, each look written down. Raises the refusals of `commune_now`."""
    commune = places.commune_now(commune_code)
    advice, listed = race(work.session, commune.code)
    waiting = [each for each in advice if each.sufficiency < 2]
    asked = entries(waiting, given=True)
    people = families.cards(work, (entry.key for entry in (*listed, *asked)), SEEN)
    names = {code: families.martyr(work.session, code).name for code in {code for entry in (*listed, *asked) for code, _ in entry.lines}}
    coming = samples.appointments(work.session, clock.today(), (card.donor_id for card in people.values() if card.donor_id))

    def shown(entry: RaceEntry) -> RaceLine:
        person = people[entry.key]
        day = coming.get(person.donor_id) if person.donor_id else None
        return RaceLine(entry, person, tuple((code, names[code], line) for code, line in entry.lines), day.held_on if day else None)

    head = advice[0] if advice else None
    return RaceList(
        commune, head.profile.shown if head else "", head.rules_version if head else "", tuple(shown(entry) for entry in listed if entry.key in people),
        tuple(shown(entry) for entry in asked if entry.key in people), sum(entry.key not in people for entry in (*listed, *asked)), len(advice), len(waiting),
    )
