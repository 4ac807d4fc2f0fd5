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
from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_
from core.names import fold
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


def by_sex(sex: str | None, male: str, female: str) -> tuple[str, ...]:
    return {"male": (male,), "female": (female,)}.get(sex or "", (male, female))


def ends(prefix: str, sex: str | None, male: str = "son", female: str = "daughter") -> tuple[str, ...]:
    return tuple(f"{prefix}.{end}" if prefix else end for end in by_sex(sex, male, female))


def _words() -> dict[str, object]:
    """Folded word → path, or a function of the donor's sex giving readings."""
    words: dict[str, object] = {
        "me": "mother", "me de": "mother", "me ruot": "mother", "ma": "mother", "u": "mother", "bam": "mother",
        "cha": "father", "cha de": "father", "bo": "father", "bo de": "father", "bo ruot": "father", "thai": "father",
        "ba": lambda s: ("father", "mother.mother", "father.mother", "mother.sister?"),
        "con trai": "son", "con gai": "daughter", "con trai de": "son", "con gai de": "daughter",
        "con": lambda s: ends("", s), "con de": lambda s: ends("", s), "con ruot": lambda s: ends("", s),
        "ba ngoai": "mother.mother", "ong ngoai": "mother.father", "ba noi": "father.mother", "ong noi": "father.father",
        "vo": "spouse", "chong": "spouse", "con nuoi": "adopted", "con dau": lambda s: ("son.spouse",), "con re": lambda s: ("daughter.spouse",),
        "chau noi": lambda s: ends("son", s), "chau ngoai": lambda s: ends("daughter", s),
        "di": "mother.sister?", "cau": "mother.brother?", "o": "father.sister?", "co": "father.sister?", "chu": "father.brother?",
        "di ruot": "mother.sister", "cau ruot": "mother.brother", "o ruot": "father.sister", "co ruot": "father.sister", "chu ruot": "father.brother",
        "bac": lambda s: (*ends("father", s, "brother?", "sister?"), *ends("mother", s, "brother?", "sister?")),
        "bac ruot": lambda s: (*ends("father", s, "brother", "sister"), *ends("mother", s, "brother", "sister")),
        "bac gai ben ngoai": "mother.sister?", "bac trai ben ngoai": "mother.brother?", "bac ben noi": lambda s: ends("father", s, "brother?", "sister?"),
        "con di con gia": lambda s: ends("mother.sister?", s), "con di": lambda s: ends("mother.sister?", s), "con gia": lambda s: ends("mother.sister?", s),
        "con cau": lambda s: ends("mother.brother?", s), "con chu": lambda s: ends("father.brother?", s), "con o": lambda s: ends("father.sister?", s),
        "con co": lambda s: ends("father.sister?", s), "con cau con co": lambda s: (*ends("mother.brother?", s), *ends("father.sister?", s)),
        "con chu con bac": lambda s: ends("father.brother?", s),
    }
    return words | _nephews() | _siblings()


def _nephews() -> dict[str, object]:
    return {
        "chau con chi gai": lambda s: ends("sister?", s), "chau con em gai": lambda s: ends("sister?", s), "con chi gai": lambda s: ends("sister?", s),
        "con em gai": lambda s: ends("sister?", s), "chau con anh trai": lambda s: ends("brother?", s), "chau con em trai": lambda s: ends("brother?", s),
        "con anh trai": lambda s: ends("brother?", s), "con em trai": lambda s: ends("brother?", s),
        "chau con chi gai ruot": lambda s: ends("sister", s), "chau con em gai ruot": lambda s: ends("sister", s),
        "chau goi bang cau": lambda s: ends("sister?", s), "chau goi ls la cau": lambda s: ends("sister?", s),
        "chau goi liet si la cau": lambda s: ends("sister?", s), "chau goi bang di": lambda s: ends("sister?", s),
        "chau goi ls la di": lambda s: ends("sister?", s),
        "chau goi bang chu": lambda s: ends("brother?", s), "chau goi ls la chu": lambda s: ends("brother?", s),
        "chau goi liet si la chu": lambda s: ends("brother?", s), "chau goi bang o": lambda s: ends("brother?", s),
        "chau goi bang co": lambda s: ends("brother?", s),
        "chau goi bang bac": lambda s: (*ends("brother?", s), *ends("sister?", s)), "chau goi ls la bac": lambda s: (*ends("brother?", s), *ends("sister?", s)),
        "em ho": cousins, "anh ho": cousins, "chi ho": cousins, "anh em ho": cousins,
    }


def _siblings() -> dict[str, object]:
    """Elder or younger says nothing of mother or father; only the words behind do."""
    full = {"ruot", "cung cha me", "cung bo me", "cung me cung cha"}
    words: dict[str, object] = {}
    for word, step in {"anh": "brother", "eng": "brother", "anh trai": "brother", "em trai": "brother", "chi": "sister", "a": "sister", "chi gai": "sister",
                       "em gai": "sister"}.items():
        words[word] = f"{step}?"
        words |= {f"{word} {said}": step for said in full}
        words |= {f"{word} cung me": f"half-m.{step}", f"{word} cung me khac cha": f"half-m.{step}", f"{word} cung cha khac me": f"half-p.{step}",
                  f"{word} cung cha": f"half-p.{step}"}
    words["em"] = lambda s: by_sex(s, "brother?", "sister?")
    for said in full:
        words[f"em {said}"] = words[f"anh chi em {said}"] = lambda s: by_sex(s, "brother", "sister")
    for said, half in {"cung me khac cha": "half-m", "cung cha khac me": "half-p", "cung me": "half-m"}.items():
        words[f"em {said}"] = words[f"anh chi em {said}"] = lambda s, half=half: by_sex(s, f"{half}.brother", f"{half}.sister")
    return words


def cousins(sex: str | None) -> tuple[str, ...]:
    """"Họ" says neither side nor through whom: every first cousin remains possible."""
    return tuple(path for side in ("mother", "father") for sibling in ("sister?", "brother?") for path in ends(f"{side}.{sibling}", sex))


WORDS = _words()


def read_relation(word: str, *, donor_sex: str | None, martyr_sex: str | None) -> RelationReading:
    """What a word for kin means. An unknown word has no reading and leaves the line unknown."""
    found = WORDS.get(re.sub(r"\b(cua )?(liet si|ls)$", "", fold(word)).strip(), WORDS.get(fold(word), ()))
    readings = found(donor_sex) if callable(found) else (found,) if isinstance(found, str) else ()
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
