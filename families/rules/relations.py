"""The family's own words for kin, and the path of steps they stand for (domain.md §2.2, DESIGN §5).

A path leads from the martyr to the donor: `mother.sister.son`. `half-m` or `half-p` stands before a sibling step, `?` after one
whose fullness nobody asked, `spouse` and `adopted` at the end. A word that does not say which kin it means keeps all its readings.

    mẹ đẻ                    mother                 carries the line
    em gái ruột              sister                 carries it: "ruột" says same father and mother
    em trai                  brother?               not known until "cùng mẹ?" is asked
    con dì con già           mother.sister?.son     not known until the sisters are asked about
    bác                      several readings       not known until the family says which
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_
from core.names import fold, tidy
from families.rules.lineage import maternal_line

STEPS = {"mother", "father", "son", "daughter", "brother", "sister"}
ENDS = {"spouse", "adopted"}
SIBLINGS = {"brother", "sister"}
SEX_OF = {"mother": "female", "daughter": "female", "sister": "female", "father": "male", "son": "male", "brother": "male"}

ASK_SAME_MOTHER = N_("Do they have the same mother (cùng mẹ)?")
ASK_MARTYR_SEX = N_("Was the martyr a man or a woman?")
ASK_WHICH = N_("Which kin is meant: on the father's or the mother's side, and through whom?")


class PathUnreadable(Refused):
    message = N_("This path of kinship cannot be read. Nothing was saved. Choose the steps again from the martyr to the donor.")


@dataclass(frozen=True)
class RelationReading:
    """`path` when there is one reading, else None with all `readings`; `question` settles most when the line is not known."""

    path: str | None
    readings: tuple[str, ...]
    maternal_line: str
    question: str | None = None


def steps_of(path: str) -> list[str]:
    """`half-m.sister.son` → ["half-m.sister", "son"]: a half mark belongs to the sibling step behind it."""
    steps: list[str] = []
    half = ""
    for part in path.split("."):
        if part in ("half-m", "half-p"):
            half = part + "."
        else:
            steps.append(half + part)
            half = ""
    if half:
        raise PathUnreadable()
    return steps


def check_path(path: str) -> str:
    """The path itself. Raises PathUnreadable where it breaks the grammar."""
    steps = steps_of(path)
    for place, step in enumerate(steps):
        half, _, bare = step.rpartition(".")
        known = bare.removesuffix("?")
        end = known in ENDS and place == len(steps) - 1 and not half and bare == known
        kin = known in STEPS and (bare == known or known in SIBLINGS) and (not half or (known in SIBLINGS and bare == known))
        if not (end or kin):
            raise PathUnreadable()
    return path


def sex_of(path: str) -> str | None:
    """The sex of the person at the end of a path, where its last step says it."""
    return SEX_OF.get(steps_of(path)[-1].rpartition(".")[2].removesuffix("?"))


def by_sex(sex: str | None, male: str, female: str) -> tuple[str, ...]:
    return {"male": (male,), "female": (female,)}.get(sex or "", (male, female))


def ends(prefix: str, sex: str | None, male: str = "son", female: str = "daughter") -> tuple[str, ...]:
    return tuple(f"{prefix}.{end}" if prefix else end for end in by_sex(sex, male, female))


Reading = str | tuple[str, ...] | Callable[[str | None], tuple[str, ...]]
"""One path, several, or those that the donor's sex leaves."""


def _words() -> dict[str, Reading]:
    """Folded word → its readings."""
    return {
        "me": "mother", "me de": "mother", "me ruot": "mother", "ma": "mother", "u": "mother", "bam": "mother",
        "cha": "father", "cha de": "father", "bo": "father", "bo de": "father", "bo ruot": "father", "thai": "father", "tia": "father",
        "ba": ("father", "mother.mother", "father.mother", "mother.sister?"),
        "con trai": "son", "con gai": "daughter", "con trai de": "son", "con gai de": "daughter",
        "con": lambda s: ends("", s), "con de": lambda s: ends("", s), "con ruot": lambda s: ends("", s),
        "ba ngoai": "mother.mother", "ong ngoai": "mother.father", "ba noi": "father.mother", "ong noi": "father.father",
        "vo": "spouse", "chong": "spouse", "con nuoi": "adopted", "con dau": "son.spouse", "con re": "daughter.spouse",
        "di ghe": "father.spouse", "me ghe": "father.spouse", "me ke": "father.spouse", "bo duong": "mother.spouse", "cha duong": "mother.spouse",
        "chau noi": lambda s: ends("son", s), "chau ngoai": lambda s: ends("daughter", s), "chau": nephews, "chau ruot": nephews,
        "em ho": cousins, "anh ho": cousins, "chi ho": cousins, "anh em ho": cousins, "chi em ho": cousins, "anh chi em ho": cousins,
    } | _aunts_and_uncles() | _siblings() | _nephews()


def _aunts_and_uncles() -> dict[str, Reading]:
    """The Centre's words too: "o" is cô, "già" and "bá" an elder aunt, "mự" whoever married an uncle."""
    words: dict[str, Reading] = {
        "mo": "mother.brother?.spouse", "thim": "father.brother?.spouse", "mu": ("father.brother?.spouse", "mother.brother?.spouse"),
        "duong": ("mother.sister?.spouse", "father.sister?.spouse"), "chu duong": ("mother.sister?.spouse", "father.sister?.spouse"),
        "con cau con co": lambda s: (*ends("mother.brother?", s), *ends("father.sister?", s)),
        "con co con cau": lambda s: (*ends("mother.brother?", s), *ends("father.sister?", s)),
        "con chu con bac": lambda s: ends("father.brother?", s), "con gia con di": lambda s: ends("mother.sister?", s),
    }
    sides = ("father", "mother")
    for word, paths in {
        "di": ("mother.sister",), "gia": ("mother.sister",), "di gia": ("mother.sister",), "cau": ("mother.brother",), "o": ("father.sister",),
        "co": ("father.sister",), "chu": ("father.brother",), "bac": tuple(f"{side}.{kin}" for side in sides for kin in ("brother", "sister")),
        "bac gai": tuple(f"{side}.sister" for side in sides), "bac trai": tuple(f"{side}.brother" for side in sides), "bac gai ben ngoai": ("mother.sister",),
        "bac trai ben ngoai": ("mother.brother",), "bac gai ben noi": ("father.sister",), "bac trai ben noi": ("father.brother",),
        "bac ben noi": ("father.brother", "father.sister"), "bac ben ngoai": ("mother.brother", "mother.sister"),
    }.items():
        words |= {word: _of_sex(paths, "?"), f"{word} ruot": _of_sex(paths, "")}
        words |= {f"con {word}": _children_of(paths, "?"), f"con {word} ruot": _children_of(paths, "")}
    return words | {"con di con gia": words["con di"]}


def _of_sex(paths: tuple[str, ...], mark: str) -> Reading:
    """The readings that the donor's sex leaves; all of them when none would be left."""
    return lambda sex: tuple(p + mark for p in paths if sex in (None, SEX_OF[p.rpartition(".")[2]])) or tuple(p + mark for p in paths)


def _children_of(paths: tuple[str, ...], mark: str) -> Reading:
    return lambda sex: tuple(end for path in paths for end in ends(path + mark, sex))


FULL = ("ruot", "cung cha me", "cung me cha", "cung cha cung me", "cung me cung cha")
HOW = {
    "": "{}?", "cung cha": "{}?", **dict.fromkeys(FULL, "{}"), **dict.fromkeys(("cung me", "cung me khac cha", "khac cha"), "half-m.{}"),
    **dict.fromkeys(("cung cha khac me", "khac me"), "half-p.{}"),
}
"""What is said of the parents → how the sibling step is written. "Cùng cha" alone says nothing of the mother: it is asked."""
SISTERS, BROTHERS = ("chi", "chi gai", "em gai"), ("anh", "eng", "anh trai", "eng trai", "em trai")
EITHER = ("a", "em", "anh em", "chi em", "anh chi em")
"""Words of either sex; "a" may be ả (elder sister) without its mark, or a short anh."""


def _siblings() -> dict[str, Reading]:
    """Elder or younger says nothing of mother or father; only the words behind do."""
    words: dict[str, Reading] = {}
    for said, how in HOW.items():
        words |= {f"{word} {said}".strip(): how.format("sister") for word in SISTERS}
        words |= {f"{word} {said}".strip(): how.format("brother") for word in BROTHERS}
        words |= {f"{word} {said}".strip(): _sibling(how) for word in EITHER}
    return words | {"chi dau": "brother?.spouse", "em dau": "brother?.spouse", "anh re": "sister?.spouse", "em re": "sister?.spouse"}


def _sibling(how: str) -> Reading:
    return lambda sex: by_sex(sex, how.format("brother"), how.format("sister"))


def _nephews() -> dict[str, Reading]:
    """Children of a sibling, and what the donor calls the martyr: whoever says "cậu" is his sister's child."""
    words: dict[str, Reading] = {}
    for said, how in HOW.items():
        for step, kin in (("sister", SISTERS), ("brother", BROTHERS)):
            for word in kin:
                of = f"{word} {said}".strip()
                words |= {f"{child} {of}": _children_of((how.format(step),), "") for child in ("con", "chau con", "chau")}
                words |= {f"con trai {of}": f"{how.format(step)}.son", f"con gai {of}": f"{how.format(step)}.daughter"}
    for called, steps in {
        "cau": ("sister?",), "di": ("sister?",), "gia": ("sister?",), "chu": ("brother?",), "o": ("brother?",), "co": ("brother?",),
        "bac": ("brother?", "sister?"), "ba": ("brother?", "sister?"),
    }.items():
        words[f"chau goi bang {called}"] = _children_of(steps, "")
    return words


def nephews(sex: str | None) -> tuple[str, ...]:
    """"Cháu" alone is a nephew, a niece or a grandchild."""
    return tuple(path for of in ("sister?", "brother?", "son", "daughter") for path in ends(of, sex))


def cousins(sex: str | None) -> tuple[str, ...]:
    """"Họ" says neither side nor through whom: every first cousin remains possible."""
    return tuple(path for side in ("mother", "father") for sibling in ("sister?", "brother?") for path in ends(f"{side}.{sibling}", sex))


WORDS = _words()
MARKED: dict[str, Reading] = {"mệ": ("mother", "mother.mother", "father.mother"), "bà": ("mother.mother", "father.mother")}
"""Words whose mark tells them from another: mệ is a grandmother or the mother, mẹ only the mother."""
SAID_OTHERWISE = (
    (r"\b(liet si|ls)\b", " "), (r"\b(cua|voi|cho)\b", " "), (r"\bgoi +(la|bang)?\b", "goi bang"), (r"^goi\b", "chau goi"), (r"\bcung bo\b", "cung cha"),
    (r"\bkhac bo\b", "khac cha"), (r"^(anh|chi|em|eng|anh em|chi em|anh chi em)( trai| gai)? con ", "con "), (r" +", " "),
)
"""Folded turns of speech that mean the same; the martyr is left out, because every relation is to the martyr."""


def read_relation(word: str, *, donor_sex: str | None, martyr_sex: str | None) -> RelationReading:
    """What a word for kin means. An unknown word has no reading and leaves the line unknown."""
    said = fold(re.sub(r"\bả\b", "chị", tidy(word).lower()))
    for pattern, meant in SAID_OTHERWISE:
        said = re.sub(pattern, meant, said)
    found = MARKED.get(tidy(word).lower(), WORDS.get(said.strip(), ()))
    readings = (found,) if isinstance(found, str) else found(donor_sex) if callable(found) else found
    lines = {maternal_line(path, martyr_sex) for path in readings}
    line = lines.pop() if len(lines) == 1 else "unknown"
    path = readings[0] if len(readings) == 1 else None
    return RelationReading(path, readings, line, _question(readings, line, martyr_sex))


def _question(readings: tuple[str, ...], line: str, martyr_sex: str | None) -> str | None:
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


STEP_WORDS = {
    "mother": N_("mother"), "father": N_("father"), "son": N_("son"), "daughter": N_("daughter"), "brother": N_("brother"), "sister": N_("sister"),
    "spouse": N_("husband or wife"), "adopted": N_("adopted child"),
}
HALF_WORDS = {"half-m": N_("of the same mother"), "half-p": N_("of the same father only")}
