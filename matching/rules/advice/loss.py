"""How likely a donor is lost if nobody comes: age, health, distance. And how likely somebody of whom nothing is known still lives.

The curve is a simple one (Gompertz): the yearly chance of dying is 0.0945 at 80 and doubles every eight years. Both numbers were read off the
decennial life table of thirteen countries with good data, 1970–1980, mean of men and women (demogr.mpg.de, monograph 3, annex table 3: 0.0945
at 80, 0.223 at 90). Beyond 97 death rates rise more slowly (Zeng and Vaupel 2003, Chinese oldest old), hence the cap. No life table of
Vietnam was used; health and distance are inference. The number orders people; it is never shown as anybody's chance of dying.
"""

from collections import deque
from collections.abc import Iterable
from functools import cache
from math import prod

from families import Individual, Life, Pedigree, Reachable

AT_80, DOUBLES, CAP = 0.0945, 8.0, 0.4
HORIZON = 2
"""Years: the campaign ends in July 2027, and one missed round of days is a year."""
WEAK, FAR = 3.0, 0.05
"""A person who is weak dies about three times as often; one in twenty of those far away is never reached. Inference."""
GENERATION, AT_DEATH, OLDEST, TOLERANCE = 27, 22, 106, 15
"""Usual years between parent and child, a martyr's usual age, the greatest age that is believed, and how far an estimated year may be off."""
USUAL_AGE = 75
"""Of a relative of a martyr whose age nobody can even estimate."""
ALIVE_AT_LEAST = 0.05
"""A question costs a minute: nobody of a believable age is put quite at the end."""


def dies_within_a_year(age: float) -> float:
    """0.0945 at 80, 0.19 at 88, and never above 0.4."""
    return min(CAP, AT_80 * 2 ** ((age - 80) / DOUBLES))


def loss(age: float | None, reach: Reachable) -> float:
    """The chance that this living donor can no longer give within two years (0–1)."""
    yearly = min(CAP, dies_within_a_year(USUAL_AGE if age is None else age) * (WEAK if reach is Reachable.weak else 1))
    kept = (1 - yearly) ** HORIZON * ((1 - FAR) if reach is Reachable.far else 1)
    return 1 - kept


@cache
def still_lives(age: int | None) -> float:
    """The chance that a grown person of whom nobody knows lives to this age."""
    if age is None:
        return 0.5
    return max(ALIVE_AT_LEAST, prod(1 - dies_within_a_year(year) for year in range(30, age)))


def births(pedigree: Pedigree) -> dict[str, int]:
    """The year of birth of everybody, on record or estimated from the nearest kin: a generation is 27 years. Nobody whose family has no year."""
    found: dict[str, int] = {}
    for person in pedigree.people:
        if person.birth_year:
            found[person.key] = person.birth_year
        elif person.martyr and person.death_year:
            found[person.key] = person.death_year - AT_DEATH
    near: dict[str, list[tuple[str, int]]] = {person.key: [] for person in pedigree.people}
    for person in pedigree.people:
        for parent in _parents(person):
            if parent in near:
                near[parent].append((person.key, GENERATION))
                near[person.key].append((parent, -GENERATION))
    for one, other in pedigree.unions:
        if one in near and other in near:
            near[one].append((other, 0))
            near[other].append((one, 0))
    queue = deque(sorted(found))
    while queue:
        key = queue.popleft()
        for other, later in near[key]:
            if other not in found:
                found[other] = found[key] + later
                queue.append(other)
    _elder_than_children(pedigree, found)
    return found


def _elder_than_children(pedigree: Pedigree, found: dict[str, int]) -> None:
    """Who has no year of birth is a generation older than the eldest of all children, whoever of the family was nearest; nobody is born after dying."""
    people = pedigree.by_key
    for key, person in people.items():
        if key in found and person.death_year and not person.birth_year:
            found[key] = min(found[key], person.death_year)
    queue = deque(found)
    while queue:
        child = people[queue.popleft()]
        for parent in (child.father, child.mother):
            if parent in people and not people[parent].birth_year and found[parent] > found[child.key] - GENERATION:
                found[parent] = found[child.key] - GENERATION
                queue.append(parent)


def _parents(person: Individual) -> Iterable[str]:
    return sorted({parent for pair in ((person.father, person.mother), *person.readings) for parent in pair if parent})


def believable(person: Individual, born: int | None, year: int) -> bool:
    """Whether this person may be living in `year`: not known to be dead, and not older than anybody gets."""
    if person.martyr or person.life is Life.dead or person.death_year:
        return False
    if born is None:
        return True
    slack = 0 if person.birth_year else TOLERANCE
    return year - born - slack <= OLDEST and born <= year
