"""The built-in table of words for kin, the Centre's own among them: word → readings (domain.md §2.2).

An office adds its own to it (the table RelationWord); what an office says of a word stands before what stands here. Words are written
with their marks and looked up without; the few that differ by a mark only stand in MARKED. Behind a word for a sibling, aunt or uncle
stands what is said of the parents: "ruột", "cùng mẹ khác cha".
"""

from collections.abc import Callable, Iterable

from core.names import fold
from families.rules.relation.grammar import sex_of

Reading = str | tuple[str, ...] | Callable[[str | None], tuple[str, ...]]
"""One path, several, or those that the donor's sex leaves."""


def by_sex(sex: str | None, male: str, female: str) -> tuple[str, ...]:
    return {"male": (male,), "female": (female,)}.get(sex or "", (male, female))


def ends(prefix: str, sex: str | None, male: str = "son", female: str = "daughter") -> tuple[str, ...]:
    return tuple(f"{prefix}.{end}" if prefix else end for end in by_sex(sex, male, female))


def of(found: Reading, sex: str | None) -> tuple[str, ...]:
    """The readings for somebody of this sex."""
    return (found,) if isinstance(found, str) else found(sex) if callable(found) else found


FULL = ("ruột", "cùng cha mẹ", "cùng mẹ cha", "cùng cha cùng mẹ", "cùng mẹ cùng cha")
HOW = {
    "": "{}?", "cùng cha": "{}?", **dict.fromkeys(FULL, "{}"), **dict.fromkeys(("cùng mẹ", "cùng mẹ khác cha", "khác cha"), "half-m.{}"),
    **dict.fromkeys(("cùng cha khác mẹ", "khác mẹ"), "half-p.{}"),
}
"""What is said of the parents → how the sibling step is written. "Cùng cha" alone says nothing of the mother: it is asked."""

NEAR: dict[str, Reading] = {
    **dict.fromkeys(("mẹ", "mẹ đẻ", "mẹ ruột", "má", "mạ", "u", "bầm"), "mother"),
    **dict.fromkeys(("cha", "cha đẻ", "bố", "bọ", "bố đẻ", "bọ đẻ", "bố ruột", "thầy", "tía"), "father"),
    **dict.fromkeys(("con trai", "con trai đẻ"), "son"), **dict.fromkeys(("con gái", "con gái đẻ"), "daughter"),
    **dict.fromkeys(("con", "con đẻ", "con ruột"), lambda sex: ends("", sex)),
    "bà ngoại": "mother.mother", "ông ngoại": "mother.father", "bà nội": "father.mother", "ông nội": "father.father",
    "vợ": "spouse", "chồng": "spouse", "vợ chồng": "spouse", "con nuôi": "adopted", "con dâu": "son.spouse", "con rể": "daughter.spouse",
    **dict.fromkeys(("dì ghẻ", "mẹ ghẻ", "mẹ kế"), "father.spouse"), **dict.fromkeys(("bố dượng", "cha dượng"), "mother.spouse"),
    "cháu nội": lambda sex: ends("son", sex), "cháu ngoại": lambda sex: ends("daughter", sex),
    "mợ": "mother.brother?.spouse", "thím": "father.brother?.spouse", "mự": ("father.brother?.spouse", "mother.brother?.spouse"),
    **dict.fromkeys(("dượng", "chú dượng"), ("mother.sister?.spouse", "father.sister?.spouse")),
    **dict.fromkeys(("chị dâu", "em dâu", "chị em dâu"), "brother?.spouse"), **dict.fromkeys(("anh rể", "em rể", "anh em rể"), "sister?.spouse"),
    **dict.fromkeys(("con cậu con cô", "con cô con cậu"), lambda sex: (*ends("mother.brother?", sex), *ends("father.sister?", sex))),
}
SISTERS, BROTHERS = ("chị", "chị gái", "em gái", "chị em gái"), ("anh", "eng", "anh trai", "eng trai", "em trai", "anh em trai")
EITHER = ("a", "em", "anh em", "chị em", "anh chị em")
"""Words of either sex; "a" may be ả (elder sister) without its mark, or a short anh."""
BOTH_SIDES = ("father", "mother")
AUNTS = {
    **dict.fromkeys(("dì", "già", "dì già", "bác dì", "bác gái bên ngoại"), ("mother.sister",)),
    **dict.fromkeys(("cậu", "bác cậu", "bác trai bên ngoại"), ("mother.brother",)),
    **dict.fromkeys(("o", "cô", "bác cô", "bác gái bên nội"), ("father.sister",)),
    **dict.fromkeys(("chú", "bác chú", "bác trai bên nội"), ("father.brother",)),
    "bác": tuple(f"{side}.{kin}" for side in BOTH_SIDES for kin in ("brother", "sister")), "bác gái": tuple(f"{side}.sister" for side in BOTH_SIDES),
    "bác trai": tuple(f"{side}.brother" for side in BOTH_SIDES), "bác bên nội": ("father.brother", "father.sister"),
    "bác bên ngoại": ("mother.brother", "mother.sister"),
}
"""The parent's brothers and sisters; "o" is cô, "già" an elder dì."""
MUTUAL = {"con dì con già": "dì", "con già con dì": "dì", "con chú con bác": "chú", "con bác con chú": "chú"}
"""What cousins say of each other → the aunt or uncle whose child is meant."""
CALLED = {
    **dict.fromkeys(("cậu", "dì", "già"), ("sister?",)), **dict.fromkeys(("chú", "o", "cô"), ("brother?",)),
    **dict.fromkeys(("bác", "bà"), ("brother?", "sister?")),
}
"""What a nephew or niece calls the martyr → whose child it is: whoever says "cậu" is his sister's."""


def nephews(sex: str | None) -> tuple[str, ...]:
    """"Cháu" alone is a nephew, a niece or a grandchild."""
    return tuple(path for first in ("sister?", "brother?", "son", "daughter") for path in ends(first, sex))


def cousins(sex: str | None) -> tuple[str, ...]:
    """"Họ" says neither side nor through whom: every first cousin remains possible."""
    return tuple(path for side in ("mother", "father") for sibling in ("sister?", "brother?") for path in ends(f"{side}.{sibling}", sex))


FAR: dict[str, Reading] = {
    **dict.fromkeys(("cháu", "cháu ruột"), nephews), **dict.fromkeys(("em họ", "anh họ", "chị họ", "anh em họ", "chị em họ", "anh chị em họ"), cousins),
}


def _of_sex(paths: tuple[str, ...]) -> Reading:
    """The readings that the donor's sex leaves; all of them when none would be left."""
    return lambda sex: tuple(path for path in paths if sex in (None, sex_of(path))) or paths


def _children_of(paths: Iterable[str]) -> Reading:
    each = tuple(paths)
    return lambda sex: tuple(end for path in each for end in ends(path, sex))


def _aunts(said: str, how: str) -> dict[str, Reading]:
    words: dict[str, Reading] = {}
    for word, paths in AUNTS.items():
        ways = tuple(f"{side}.{how.format(kin)}" for side, kin in (path.split(".") for path in paths))
        words |= {f"{word} {said}".strip(): _of_sex(ways), f"con {word} {said}".strip(): _children_of(ways)}
    return words | {f"{mutual} {said}".strip(): words[f"con {word} {said}".strip()] for mutual, word in MUTUAL.items()}


def _siblings(said: str, how: str) -> dict[str, Reading]:
    """Elder or younger says nothing of mother or father; only the words behind do."""
    words: dict[str, Reading] = {f"{word} {said}".strip(): _sibling(how) for word in EITHER}
    for kin, names in (("sister", SISTERS), ("brother", BROTHERS)):
        step = how.format(kin)
        for name in names:
            full = f"{name} {said}".strip()
            words |= {full: step, f"con trai {full}": f"{step}.son", f"con gái {full}": f"{step}.daughter"}
            words |= {f"{child} {full}": _children_of((step,)) for child in ("con", "cháu con", "cháu")}
    return words


def _sibling(how: str) -> Reading:
    return lambda sex: by_sex(sex, how.format("brother"), how.format("sister"))


SPELLED: dict[str, Reading] = (
    NEAR | _siblings("", HOW[""]) | _aunts("", HOW[""]) | {f"cháu gọi bằng {called}": _children_of(steps) for called, steps in CALLED.items()} | FAR
)
"""Every word as it is spelled, without what may be said of the parents behind it: what the page of words shows."""
MARKED: dict[str, Reading] = {
    "mệ": ("mother", "mother.mother", "father.mother"), "bà": ("mother.mother", "father.mother"), "bá": ("mother.sister?", "father.sister?"),
    "ba": "father", "ả": "sister?",
}
"""Words whose mark tells them from another: mệ is a grandmother or the mother, mẹ only the mother."""
UNMARKED: dict[str, Reading] = {"ba": ("father", "mother.mother", "father.mother", "mother.sister?")}
"""What such a word may mean when it was typed without its mark."""
WORDS: dict[str, Reading] = {
    fold(word): reading for said, how in HOW.items() for word, reading in (_siblings(said, how) | _aunts(said, how)).items()
} | {fold(word): reading for word, reading in SPELLED.items()} | UNMARKED
"""Folded word → its readings."""
