"""The family's own words for kin, and the path of steps they stand for (domain.md §2.2, DESIGN §5).

A word that does not say which kin it means keeps all its readings (the grammar of a path: grammar.py).

    mẹ đẻ                    mother                 carries the line
    em gái ruột              sister                 carries it: "ruột" says same father and mother
    em trai                  brother?               not known until "cùng mẹ?" is asked
    con dì con già           mother.sister?.son     not known until the sisters are asked about
    bác                      several readings       not known until the family says which
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from core.i18n import N_
from core.names import fold, tidy
from families.rules.relation.builtin_words import HOW, MARKED, WORDS, of
from families.rules.relation.grammar import LONGEST, SEX_OF, PathUnreadable, check_path, sex_of, steps_of
from families.rules.relation.lineage import maternal_line

ASK_SAME_MOTHER = N_("Do they have the same mother (cùng mẹ)?")
ASK_MARTYR_SEX = N_("Was the martyr a man or a woman?")
ASK_WHICH = N_("Which kin is meant: on the father's or the mother's side, and through whom?")

Words = Mapping[str, tuple[str, ...]]
"""What an office says of words: the word as it is written, in small letters → the paths it may mean. It stands before the built-in table."""


@dataclass(frozen=True)
class RelationReading:
    """`path` when there is one reading, else None with all `readings`; `question` settles most when the line is not known."""

    path: str | None
    readings: tuple[str, ...]
    maternal_line: str
    question: str | None = None


SAID_OTHERWISE = (
    (r"\b(liet si|ls)\b", " "), (r"\b(voi|cho)\b", " "), (r"\bgoi +(la|bang)?\b", "goi bang"), (r"^goi\b", "chau goi"), (r"\bcung bo\b", "cung cha"),
    (r"\bkhac bo\b", "khac cha"), (r"^(anh|chi|em|eng|anh em|chi em|anh chi em)( ho)?( trai| gai)? con ", "con "), (r"^chau con ", "con "), (r" +", " "),
)
"""Folded turns of speech that mean the same; the martyr is left out, because every relation is to the martyr."""
SAID_OF_PARENTS = {fold(said): how for said, how in HOW.items()}
LONGEST_SAID, MOST_PIECES, MOST_READINGS = 240, 8, 32
"""Beyond these a sentence is no word for kin any more, and is not guessed at."""


def read_relation(word: str, *, donor_sex: str | None, martyr_sex: str | None, words: Words | None = None) -> RelationReading:
    """What a word for kin means, the office's own table first. An unknown word has no reading and leaves the line unknown."""
    readings = readings_of(word, donor_sex, words or {})
    line = line_of(readings, martyr_sex)
    return RelationReading(readings[0] if len(readings) == 1 else None, readings, line, _question(readings, line, martyr_sex))


def line_of(readings: Iterable[str], martyr_sex: str | None) -> str:
    """Three-valued over everything that remains possible: all yes, all no, or unknown; no reading at all is unknown."""
    lines = {maternal_line(path, martyr_sex) for path in readings}
    return lines.pop() if len(lines) == 1 else "unknown"


def readings_of(word: str, donor_sex: str | None, words: Words) -> tuple[str, ...]:
    """As a whole; else what stands in brackets, "Cháu (con chị gái)"; else piece by piece, "con gái của dì ruột"."""
    text = tidy(word)
    if len(text) > LONGEST_SAID:
        return ()
    inside = re.search(r"\((.+)\)", text)
    for said in (text, inside[1] if inside else ""):
        found = said and (_looked_up(said, donor_sex, words) or _pieced(said, donor_sex, words))
        if found:
            return found
    return ()


def normal(text: str) -> str:
    """The folded word without its turns of speech."""
    said = fold(re.sub(r"\bả\b", "chị", text.lower()))
    for pattern, meant in SAID_OTHERWISE:
        said = re.sub(pattern, meant, said)
    return said.strip()


def _looked_up(text: str, sex: str | None, words: Words) -> tuple[str, ...]:
    lower, said = text.lower(), normal(text)
    for own, readings in words.items():
        how = SAID_OF_PARENTS.get(said.removeprefix(normal(own)).strip(), "") if said.startswith(normal(own)) and (own in lower or text.isascii()) else ""
        if how:
            paths = tuple(dict.fromkeys(_told(path, how) for path in readings))
            return tuple(path for path in paths if sex is None or sex_of(path) in (None, sex)) or paths
    plain = re.sub(r" +", " ", re.sub(r"\bcua\b", " ", said)).strip()
    return of(MARKED.get(lower) or WORDS.get(plain) or WORDS.get(normal(plain), ()), sex)


def _told(path: str, how: str) -> str:
    """The last step as the words behind say it is: "o" and "o ruột"."""
    before, _, last = path.rpartition(".")
    return ".".join(filter(None, (before, how.format(last.removesuffix("?"))))) if last.endswith("?") else path


NEXT = {
    "con": ("son", "daughter"), "con de": ("son", "daughter"), "con ruot": ("son", "daughter"),
    "chau": ("son.son", "son.daughter", "daughter.son", "daughter.daughter"),
    "chau noi": ("son.son", "son.daughter"), "chau ngoai": ("daughter.son", "daughter.daughter"),
}
"""What a piece before "của" adds; every other piece adds its own readings, where all of them are near kin."""


def _pieced(text: str, sex: str | None, words: Words) -> tuple[str, ...]:
    """ "con gái của dì ruột": the last piece is kin of the martyr, every piece before it kin of the piece behind it."""
    pieces = [piece for piece in re.split(r"\s+của\s+|\s+cua\s+", text, flags=re.IGNORECASE) if normal(piece)]
    if not 1 < len(pieces) <= MOST_PIECES:
        return ()
    ways: list[tuple[str, ...]] = []
    for place, piece in enumerate(reversed(pieces)):
        last = place == len(pieces) - 1
        found = NEXT.get(normal(piece), ()) if place else ()
        ways.append(tuple(p for p in found if not last or sex in (None, sex_of(p))) or _looked_up(piece, sex if last else None, words))
    joined = (".".join(way) for way in product(*ways)) if prod(map(len, ways)) <= MOST_READINGS else ()
    return tuple(dict.fromkeys(path for path in joined if _readable(path)))


def _readable(path: str) -> bool:
    try:
        return len(steps_of(check_path(path))) <= LONGEST
    except PathUnreadable:
        return False


def _question(readings: tuple[str, ...], line: str, martyr_sex: str | None) -> str | None:
    """What a register's row is asked, in one short sentence; the page asks more closely (questions.py)."""
    if not readings:
        return ASK_WHICH
    if line != "unknown":
        return None
    shapes = {tuple(SEX_OF.get(step.rpartition(".")[2].removesuffix("?")) for step in steps_of(path)[:-1]) for path in readings}
    if len({steps_of(path)[0].removesuffix("?") for path in readings}) > 1 and len(readings) > 2 or len(shapes) > 1:
        return ASK_WHICH
    if readings[0].split(".")[0] in ("son", "daughter") and martyr_sex is None:
        return ASK_MARTYR_SEX
    return ASK_SAME_MOTHER
