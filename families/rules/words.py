"""The built-in table of words for kin, the Centre's own among them, as folded word → readings (domain.md §2.2).

An office adds its own to it (the table RelationWord); what an office says of a word stands before what stands here.
"""

from collections.abc import Callable

from families.rules.grammar import sex_of


def by_sex(sex: str | None, male: str, female: str) -> tuple[str, ...]:
    return {"male": (male,), "female": (female,)}.get(sex or "", (male, female))


def ends(prefix: str, sex: str | None, male: str = "son", female: str = "daughter") -> tuple[str, ...]:
    return tuple(f"{prefix}.{end}" if prefix else end for end in by_sex(sex, male, female))


Reading = str | tuple[str, ...] | Callable[[str | None], tuple[str, ...]]
"""One path, several, or those that the donor's sex leaves."""


FULL = ("ruot", "cung cha me", "cung me cha", "cung cha cung me", "cung me cung cha")
HOW = {
    "": "{}?", "cung cha": "{}?", **dict.fromkeys(FULL, "{}"), **dict.fromkeys(("cung me", "cung me khac cha", "khac cha"), "half-m.{}"),
    **dict.fromkeys(("cung cha khac me", "khac me"), "half-p.{}"),
}
"""What is said of the parents → how the sibling step is written. "Cùng cha" alone says nothing of the mother: it is asked."""
MUTUAL = {"con di con gia": "di", "con gia con di": "di", "con chu con bac": "chu", "con bac con chu": "chu"}
"""What cousins say of each other → the aunt or uncle whose child is meant."""


def _words() -> dict[str, Reading]:
    """Folded word → its readings."""
    words: dict[str, Reading] = {
        "me": "mother", "me de": "mother", "me ruot": "mother", "ma": "mother", "u": "mother", "bam": "mother",
        "cha": "father", "cha de": "father", "bo": "father", "bo de": "father", "bo ruot": "father", "thai": "father", "tia": "father",
        "ba": ("father", "mother.mother", "father.mother", "mother.sister?"),
        "con trai": "son", "con gai": "daughter", "con trai de": "son", "con gai de": "daughter",
        "con": lambda s: ends("", s), "con de": lambda s: ends("", s), "con ruot": lambda s: ends("", s),
        "ba ngoai": "mother.mother", "ong ngoai": "mother.father", "ba noi": "father.mother", "ong noi": "father.father",
        "vo": "spouse", "chong": "spouse", "vo chong": "spouse", "con nuoi": "adopted", "con dau": "son.spouse", "con re": "daughter.spouse",
        "di ghe": "father.spouse", "me ghe": "father.spouse", "me ke": "father.spouse", "bo duong": "mother.spouse", "cha duong": "mother.spouse",
        "chau noi": lambda s: ends("son", s), "chau ngoai": lambda s: ends("daughter", s), "chau": nephews, "chau ruot": nephews,
        "em ho": cousins, "anh ho": cousins, "chi ho": cousins, "anh em ho": cousins, "chi em ho": cousins, "anh chi em ho": cousins,
    }
    return words | _aunts_and_uncles() | _siblings() | _nephews()


def _aunts_and_uncles() -> dict[str, Reading]:
    """The Centre's words too: "o" is cô, "già" and "bá" an elder aunt, "mự" whoever married an uncle."""
    words: dict[str, Reading] = {
        "mo": "mother.brother?.spouse", "thim": "father.brother?.spouse", "mu": ("father.brother?.spouse", "mother.brother?.spouse"),
        "duong": ("mother.sister?.spouse", "father.sister?.spouse"), "chu duong": ("mother.sister?.spouse", "father.sister?.spouse"),
        "con cau con co": lambda s: (*ends("mother.brother?", s), *ends("father.sister?", s)),
        "con co con cau": lambda s: (*ends("mother.brother?", s), *ends("father.sister?", s)),
    }
    sides = ("father", "mother")
    for word, paths in {
        "di": ("mother.sister",), "gia": ("mother.sister",), "di gia": ("mother.sister",), "cau": ("mother.brother",), "o": ("father.sister",),
        "co": ("father.sister",), "chu": ("father.brother",), "bac chu": ("father.brother",), "bac co": ("father.sister",), "bac cau": ("mother.brother",),
        "bac di": ("mother.sister",), "bac": tuple(f"{side}.{kin}" for side in sides for kin in ("brother", "sister")),
        "bac gai": tuple(f"{side}.sister" for side in sides), "bac trai": tuple(f"{side}.brother" for side in sides), "bac gai ben ngoai": ("mother.sister",),
        "bac trai ben ngoai": ("mother.brother",), "bac gai ben noi": ("father.sister",), "bac trai ben noi": ("father.brother",),
        "bac ben noi": ("father.brother", "father.sister"), "bac ben ngoai": ("mother.brother", "mother.sister"),
    }.items():
        for said, how in HOW.items():
            ways = tuple(f"{side}.{how.format(kin)}" for side, kin in (path.split(".") for path in paths))
            words |= {f"{word} {said}".strip(): _of_sex(ways), f"con {word} {said}".strip(): _children_of(ways)}
    return words | {f"{mutual} {said}".strip(): words[f"con {word} {said}".strip()] for mutual, word in MUTUAL.items() for said in HOW}


def _of_sex(paths: tuple[str, ...]) -> Reading:
    """The readings that the donor's sex leaves; all of them when none would be left."""
    return lambda sex: tuple(path for path in paths if sex in (None, sex_of(path))) or paths


def _children_of(paths: tuple[str, ...]) -> Reading:
    return lambda sex: tuple(end for path in paths for end in ends(path, sex))


SISTERS, BROTHERS = ("chi", "chi gai", "em gai", "chi em gai"), ("anh", "eng", "anh trai", "eng trai", "em trai", "anh em trai")
EITHER = ("a", "em", "anh em", "chi em", "anh chi em")
"""Words of either sex; "a" may be ả (elder sister) without its mark, or a short anh."""


def _siblings() -> dict[str, Reading]:
    """Elder or younger says nothing of mother or father; only the words behind do."""
    words: dict[str, Reading] = {}
    for said, how in HOW.items():
        words |= {f"{word} {said}".strip(): how.format("sister") for word in SISTERS}
        words |= {f"{word} {said}".strip(): how.format("brother") for word in BROTHERS}
        words |= {f"{word} {said}".strip(): _sibling(how) for word in EITHER}
    by_marriage = {"chi dau": "brother", "em dau": "brother", "chi em dau": "brother", "anh re": "sister", "em re": "sister", "anh em re": "sister"}
    return words | {word: f"{kin}?.spouse" for word, kin in by_marriage.items()}


def _sibling(how: str) -> Reading:
    return lambda sex: by_sex(sex, how.format("brother"), how.format("sister"))


def _nephews() -> dict[str, Reading]:
    """Children of a sibling, and what the donor calls the martyr: whoever says "cậu" is his sister's child."""
    words: dict[str, Reading] = {}
    for said, how in HOW.items():
        for step, kin in (("sister", SISTERS), ("brother", BROTHERS)):
            for word in kin:
                of = f"{word} {said}".strip()
                words |= {f"{child} {of}": _children_of((how.format(step),)) for child in ("con", "chau con", "chau")}
                words |= {f"con trai {of}": f"{how.format(step)}.son", f"con gai {of}": f"{how.format(step)}.daughter"}
    for called, steps in {
        "cau": ("sister?",), "di": ("sister?",), "gia": ("sister?",), "chu": ("brother?",), "o": ("brother?",), "co": ("brother?",),
        "bac": ("brother?", "sister?"), "ba": ("brother?", "sister?"),
    }.items():
        words[f"chau goi bang {called}"] = _children_of(steps)
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
