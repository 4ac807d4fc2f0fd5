"""The one question that settles most of what a declared kinship leaves open (domain.md §2.2, science.md §7). Pure.

A word keeps its readings until the family is asked. Every question that could be asked now divides what remains possible; the best one
is that whose answers leave least doubt about the maternal line, then about the path, and among equals the one that is easiest to answer.

    bác                     the mother's side or the father's? → the mother's: the same mother as she? → mother.sister
    em trai                 the same mother? → half-p.brother, and the line is not shared
    con trai (of a martyr whose sex is not on record)      was the martyr a woman or a man?

Whoever does not know says so, and what remains possible is kept: nothing is ever chosen for the family.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from math import log2

from core.i18n import N_, gettext
from families.rules.relation.grammar import ENDS, SIBLINGS, bare, fullness, sex_of, steps_of
from families.rules.relation.lineage import maternal_line
from families.rules.relation.paths import SAME, kin_words, settle, unasked

SIDE, THROUGH, WHO, SAME_MOTHER, DONOR_SEX, MARTYR_SEX = "side", "through", "who", "same_mother", "donor_sex", "martyr_sex"
KINDS = (MARTYR_SEX, SIDE, SAME_MOTHER, DONOR_SEX, THROUGH, WHO)
"""Among questions that settle equally much, the one further left is easier to answer at a hall's table."""
TEXTS = {
    SIDE: N_("Is this person kin of the martyr on the mother's side or on the father's side?"),
    THROUGH: N_("Through whom is this person kin of the martyr?"),
    WHO: N_("Who is this person to the martyr?"),
    SAME_MOTHER: N_("%(whose)s and %(who)s: were both born of one mother?"),
    DONOR_SEX: N_("Is this person a man or a woman?"),
    MARTYR_SEX: N_("Was the martyr a man or a woman?"),
}
CHILD_OF = N_("Whose child is this person?")
THIS_PERSON, OF_MARTYR, THE_MARTYR = N_("this person"), N_("%(kin)s of the martyr"), N_("the martyr")
MOTHER_OF_THIS, FATHER_OF_THIS = N_("the mother of this person"), N_("the father of this person")
MOST_WHO = 3
"""More people than these are not listed in one breath; then the question goes step by step."""
ANSWERS = {
    "mother": N_("The mother's side (bên ngoại)"), "father": N_("The father's side (bên nội)"), "female": N_("A woman"), "male": N_("A man"),
    "full": N_("Yes, of one mother and one father"), "half-m": N_("Yes, of one mother; the fathers differ"), "half-p": N_("No, only the father is the same"),
}


@dataclass(frozen=True)
class Answer:
    """What remains possible after it; `martyr_sex` is what it says of the martyr."""

    key: str
    words: str
    readings: tuple[str, ...]
    martyr_sex: str | None = None


@dataclass(frozen=True)
class Question:
    """`text` is a message with places for `said`; `for_line` says that the maternal line is still open, else only the path is."""

    key: str
    text: str
    answers: tuple[Answer, ...]
    for_line: bool
    said: tuple[tuple[str, str], ...] = ()

    def words(self) -> str:
        """The question as it is read aloud."""
        text = gettext(self.text, **dict(self.said))
        return text[:1].upper() + text[1:]


World = tuple[str, str | None]
"""One way things may be: a path without open steps, and the martyr's sex where the line hangs on it."""


def worlds(readings: Sequence[str], martyr_sex: str | None) -> frozenset[World]:
    """Everything that remains possible."""
    paths = {path for reading in readings for path in _settled(reading)}
    return frozenset((path, sex) for path in paths for sex in (_sexes(path, martyr_sex)))


def question_for(readings: Sequence[str], martyr_sex: str | None) -> Question | None:
    """What to ask next; None when one path is left and the line is known, when no reading is known at all, and when
    only the brothers and sisters between a martyr and his kin by marriage are open: no family is asked about its mothers for nothing."""
    readings = tuple(dict.fromkeys(readings))
    remain = worlds(readings, martyr_sex)
    if len(remain) <= 1:
        return None
    asked = _askable(readings, martyr_sex)
    if not asked:
        return None
    best = min(asked, key=lambda question: _left(question, martyr_sex))
    return replace(best, for_line=_doubt(remain, _line) > 0)


def _left(question: Question, martyr_sex: str | None) -> tuple[float, float, int]:
    """The doubt that the answers leave about the line and about the path, to a millionth of a bit; then how easy the question is."""
    parts = [worlds(answer.readings, answer.martyr_sex or martyr_sex) for answer in question.answers]
    every = sum(map(len, parts))
    line, path = (sum(len(part) / every * _doubt(part, about) for part in parts) for about in (_line, _path))
    return round(line, 6), round(path, 6), KINDS.index(question.key)


def _line(world: World) -> str:
    return maternal_line(*world)


def _path(world: World) -> str:
    return world[0]


def _doubt(part: frozenset[World], about: Callable[[World], Hashable]) -> float:
    """Bits of uncertainty when everything that remains is equally likely."""
    return -sum(n / len(part) * log2(n / len(part)) for n in Counter(map(about, part)).values())


def _settled(path: str) -> tuple[str, ...]:
    return tuple(found for answer in SAME for found in _settled(settle(path, answer))) if unasked(path) else (path,)


def _sexes(path: str, martyr_sex: str | None) -> tuple[str | None, ...]:
    hangs = martyr_sex is None and path.partition(".")[0] in ("son", "daughter") and maternal_line(path, "female") == "yes"
    return ("female", "male") if hangs else (martyr_sex,)


def _askable(readings: tuple[str, ...], martyr_sex: str | None) -> list[Question]:
    """Everything that could be asked now, each with at least two answers."""
    by_law = len(readings) == 1 and steps_of(readings[0])[-1] in ENDS
    asked = [_by_step(readings), None if by_law else _by_mother(readings)]
    sexes = {sex: tuple(path for path in readings if sex_of(path) == sex) for sex in ("female", "male")}
    if all(sexes.values()) and sum(map(len, sexes.values())) == len(readings):
        asked.append(_question(DONOR_SEX, [Answer(sex, gettext(ANSWERS[sex]), paths) for sex, paths in sexes.items()]))
    if 1 < len({tuple(map(bare, steps_of(path))) for path in readings}) == len(readings) <= MOST_WHO:
        asked.append(_question(WHO, [Answer(path, _who(path), (path,)) for path in readings]))
    if any(len(_sexes(path, martyr_sex)) > 1 for reading in readings for path in _settled(reading)):
        asked.append(_question(MARTYR_SEX, [Answer(sex, gettext(ANSWERS[sex]), readings, sex) for sex in ("female", "male")]))
    return [question for question in asked if question]


def _question(key: str, answers: Sequence[Answer], text: str = "", **said: str) -> Question:
    return Question(key, text or TEXTS[key], tuple(answers), True, tuple(said.items()))


def _by_step(readings: tuple[str, ...]) -> Question | None:
    """The first step at which the readings part."""
    ways = {path: [bare(step) for step in steps_of(path)] for path in readings}
    place = next((n for n in range(max(map(len, ways.values()))) if len({way[n] if n < len(way) else "" for way in ways.values()}) > 1), None)
    if place is None:
        return None
    groups: dict[str, list[str]] = {}
    for path, way in ways.items():
        groups.setdefault(way[place] if place < len(way) else "", []).append(path)
    if place == 0 and set(groups) == {"mother", "father"}:
        return _question(SIDE, [Answer(side, gettext(ANSWERS[side]), tuple(groups[side])) for side in ("mother", "father")])
    children = all(len(way) == place + 2 and way[-1] in ("son", "daughter") for way in ways.values())
    ended = any(len(way) <= place + 1 for way in ways.values())
    return _question(WHO if ended else THROUGH, [
        Answer(step or "self", _who(".".join(steps_of(paths[0])[: place + bool(step)])), tuple(paths)) for step, paths in groups.items()
    ], CHILD_OF if children else "")


def _by_mother(readings: tuple[str, ...]) -> Question | None:
    """The first sibling step whose fullness is open, where all readings lead to it by one way."""
    ways = [steps_of(path) for path in readings]
    place = next((n for n in range(min(map(len, ways))) if any(way[n].endswith("?") for way in ways) or len({fullness(way[n]) for way in ways}) > 1), None)
    if place is None or len({tuple(map(bare, way[:place])) for way in ways}) > 1 or not all(bare(way[place]) in SIBLINGS for way in ways):
        return None
    lower = _sibling(ways, place)
    if lower is None:
        return None
    upper = _who(".".join(ways[0][:place])) if place else gettext(THE_MARTYR)
    answers = [Answer(kind, gettext(ANSWERS[kind]), tuple(dict.fromkeys(filter(None, (_as(way, place, kind) for way in ways))))) for kind in SAME]
    answers = [answer for answer in answers if answer.readings]
    return _question(SAME_MOTHER, answers, whose=upper, who=lower) if len(answers) > 1 else None


def _sibling(ways: list[list[str]], place: int) -> str | None:
    """The sibling at `place` as seen from this person, where it is one and the same for all: "mẹ của người này"."""
    if all(len(way) == place + 1 for way in ways):
        return gettext(THIS_PERSON)
    kin = {bare(way[place]) for way in ways}
    if len(kin) > 1:
        return None
    if all(len(way) == place + 2 and way[-1] in ("son", "daughter") for way in ways):
        return gettext(MOTHER_OF_THIS if kin == {"sister"} else FATHER_OF_THIS)
    return _who(".".join([*ways[0][:place], kin.pop()]))


def _as(way: list[str], place: int, kind: str) -> str:
    """The way with the step at `place` settled as `kind`; nothing where it is known to be otherwise."""
    step, kin = way[place], bare(way[place])
    settled = kin if kind == "full" else f"{kind}.{kin}"
    return ".".join([*way[:place], settled, *way[place + 1 :]]) if step in (settled, f"{kin}?") else ""


def _who(path: str) -> str:
    words = kin_words(path)
    return words if "." in path.replace("half-m.", "").replace("half-p.", "") else gettext(OF_MARTYR, kin=words)
