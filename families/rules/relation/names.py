"""From a path back to the word a family uses, in Vietnamese and in English (domain.md §2.2, science.md §7). Pure.

The word depends on the side, the sex, and on who is elder: `mother.sister` is dì when she is younger than the mother and bác gái (in
Nghệ Tĩnh già) when she is elder. Where nobody said who is elder, both words stand: "bác/dì ruột". Farther kin are named by their
generation, with the exact way in brackets: "chị/em họ (con dì con già ruột)". Every name can be read back by `read_relation`. A path has no
step for somebody whose sex nobody wrote down: `sex=UNKNOWN` names such a person "con", "anh/chị/em", "bác/cậu/dì" all the same.
Two people who are kin in several independent ways have several names. What an office says of a path is shown first.
"""

from collections.abc import Collection, Iterable

from families.rules.relation.english import UNKNOWN, english
from families.rules.relation.grammar import SIBLINGS, Shape, bare, fullness, sex_of, shape_of, steps_of
from families.rules.relation.reading import Words

__all__ = ["UNKNOWN", "names_for", "relation_names"]
NO_KIN_VI, NO_KIN_EN = "không có quan hệ huyết thống", "unrelated"
SELF_VI = "chính người đó"
FULLNESS = {"full": " ruột", "half-m": " cùng mẹ khác cha", "half-p": " cùng cha khác mẹ", "?": ""}
ONE_MOTHER = " cùng mẹ"
BASE = {
    "mother": "mẹ", "father": "cha", "son": "con trai", "daughter": "con gái", "adopted": "con nuôi", "mother.mother": "bà ngoại",
    "mother.father": "ông ngoại", "father.mother": "bà nội", "father.father": "ông nội", "son.spouse": "con dâu", "daughter.spouse": "con rể",
    "father.spouse": "mẹ kế", "mother.spouse": "cha dượng",
}
SIBLING = {"brother": ("anh trai", "em trai", "anh/em trai"), "sister": ("chị gái", "em gái", "chị/em gái")}
"""Elder, younger, and where nobody said."""
AUNT = {
    ("father", "brother"): ("bác trai bên nội", "chú", "bác/chú"), ("father", "sister"): ("bác gái bên nội", "cô", "bác/cô"),
    ("mother", "brother"): ("bác trai bên ngoại", "cậu", "bác/cậu"), ("mother", "sister"): ("bác gái bên ngoại", "dì", "bác/dì"),
}
EITHER_SIBLING = ("anh/chị", "em", "anh/chị/em")
EITHER_AUNT = {"father": ("bác bên nội", "chú/cô", "bác/chú/cô"), "mother": ("bác bên ngoại", "cậu/dì", "bác/cậu/dì")}
"""The same where the sex is not on record."""
COUSIN_BY = {("father", "brother"): "con chú con bác", ("father", "sister"): "con cô", ("mother", "brother"): "con cậu", ("mother", "sister"): "con dì con già"}
GRAND_AUNT = {"brother": "ông", "sister": "bà"}
NEXT_STEP = {"mother": "mẹ", "father": "cha", "son": "con trai", "daughter": "con gái", "adopted": "con nuôi"}
ABOVE, BELOW = {3: ("cụ ông", "cụ bà"), 4: ("kỵ ông", "kỵ bà")}, {3: "chắt", 4: "chút"}
MARRIED_IN: dict[tuple[str, str], tuple[str, str, str]] = {
    ("father", "brother"): ("bác gái", "thím", "thím"), ("mother", "brother"): ("bác gái", "mợ", "mợ"),
    ("father", "sister"): ("bác trai", "dượng", "dượng"), ("mother", "sister"): ("bác trai", "dượng", "dượng"),
    ("", "brother"): ("chị dâu", "em dâu", "chị/em dâu"), ("", "sister"): ("anh rể", "em rể", "anh/em rể"),
}


def names_for(
    paths: str | Iterable[str], *, sex: str | None = None, elder: bool | None = None, words: Words | None = None, unsaid: Collection[str] = (),
) -> tuple[str, ...]:
    """What the person at the end of each path is to the martyr; `elder` than the one beside whom the way steps to a sibling.

    `unsaid` are paths of which one mother is known and nothing of the fathers (`ways.unsaid_fathers`): "cùng mẹ", and no word more.
    """
    given = (paths,) if isinstance(paths, str) else tuple(paths)
    return tuple(dict.fromkeys(
        _name(path, sex, elder).replace(FULLNESS["half-m"], ONE_MOTHER) if path in unsaid else _office(path, sex, words or {}) or _name(path, sex, elder)
        for path in given
    ))


def relation_names(
    paths: Iterable[str], *, sex: str | None = None, elder: bool | None = None, unsaid: Collection[str] = (),
) -> tuple[str, str]:
    """In English and in Vietnamese, for a pair of people; every independent way is named. No way at all is no kinship by blood."""
    given = tuple(paths)
    if not given:
        return NO_KIN_EN, NO_KIN_VI
    return "; ".join(dict.fromkeys(_in_english(path, sex, path in unsaid) for path in given)), "; ".join(names_for(given, sex=sex, elder=elder, unsaid=unsaid))


def _in_english(path: str, sex: str | None, unsaid: bool) -> str:
    said = english(path, sex)
    return said.replace("half-", "half or full ").replace("half first", "half or full first") if unsaid else said


def _office(path: str, sex: str | None, words: Words) -> str:
    """The office's own word, where it means this path alone; "o" of `father.sister?` gives "o ruột" for `father.sister`."""
    for word, readings in words.items():
        mine = [reading for reading in readings if sex in (None, UNKNOWN) or sex_of(reading) in (None, sex)]
        if mine == [path]:
            return word
        place = path.rpartition(".")[2]
        if len(mine) == 1 and path and mine[0].endswith("?") and mine[0].count("?") == 1 and place in SIBLINGS and _opened(path) == mine[0]:
            return word + FULLNESS[fullness(steps_of(path)[-1])]
    return ""


def _opened(path: str) -> str:
    """The path with its last sibling step not asked about."""
    steps = steps_of(path)
    return ".".join([*steps[:-1], bare(steps[-1]) + "?"])


def _name(path: str, sex: str | None, elder: bool | None) -> str:
    if not path:
        return SELF_VI
    if path == "spouse":
        return {"female": "vợ", "male": "chồng"}.get(sex or "", "vợ/chồng")
    shape, either = shape_of(path), sex == UNKNOWN
    if (path in BASE and not either) or shape is None:
        return _way(path, either)
    if shape.end == "spouse":
        return _married(shape, path, elder)
    if shape.end or not shape.sibling:
        return _straight(shape, path, either)
    near, own = len(shape.ups) <= 1, UNKNOWN if either else sex_of(path)
    if near and not shape.downs:
        return _by_elder(_near(shape, either), elder) + FULLNESS[shape.fullness]
    if len(shape.ups) == len(shape.downs) == 1:
        return f"{_beside(own, elder)} ({COUSIN_BY[shape.ups[0], shape.sibling]}{FULLNESS[shape.fullness]})"
    head = _far(shape, own, elder)
    return f"{head} ({_way(path, either)})" if head else _way(path, either)


def _near(shape: Shape, either: bool) -> tuple[str, str, str]:
    """A sibling, or a parent's."""
    if either:
        return EITHER_AUNT[shape.ups[0]] if shape.ups else EITHER_SIBLING
    return AUNT[shape.ups[0], shape.sibling] if shape.ups else SIBLING[shape.sibling]


def _by_elder(words: tuple[str, str, str], elder: bool | None) -> str:
    return words[2] if elder is None else words[0] if elder else words[1]


def _beside(sex: str | None, elder: bool | None) -> str:
    """A cousin is "anh" or "chị" by whose parent is elder, whatever their own ages."""
    words = {"male": ("anh họ", "em họ", "anh/em họ"), "female": ("chị họ", "em họ", "chị/em họ")}.get(sex or "male", ("anh/chị họ", "em họ", "anh/chị/em họ"))
    return _by_elder(words, elder)


def _straight(shape: Shape, path: str, either: bool = False) -> str:
    """Ancestors, descendants and adopted children."""
    if shape.end:
        return _way(path)
    if len(shape.downs) == 2:
        return "cháu nội" if shape.downs[0] == "son" else "cháu ngoại"
    above = ABOVE.get(len(shape.ups), ("", ""))[shape.ups[-1] == "mother"] if shape.ups else ""
    head = above or BELOW.get(len(shape.downs), "")
    return f"{head} ({_way(path, either)})" if head else _way(path, either)


def _far(shape: Shape, sex: str | None, elder: bool | None) -> str:
    """The word for a generation: a great-aunt is bà, a mother's cousin dì họ, a nephew's child cháu."""
    up = len(shape.ups) - len(shape.downs)
    if not shape.ups:
        return {-1: "cháu", -2: "cháu"}.get(up, BELOW.get(-up, ""))
    if up == 2:
        if sex == UNKNOWN:
            return "ông/bà họ" if shape.downs else "ông/bà"
        side = AUNT[shape.ups[1], shape.sibling]
        return f"{GRAND_AUNT[shape.sibling]} {_by_elder(('bác', side[1], side[2]), elder)}" if not shape.downs else "ông họ" if sex == "male" else "bà họ"
    if up == 1:
        words = EITHER_AUNT[shape.ups[0]] if sex == UNKNOWN else AUNT[shape.ups[0], "brother" if sex == "male" else "sister"]
        return _by_elder(words, elder).removesuffix(" bên nội").removesuffix(" bên ngoại") + " họ"
    return _beside(sex, elder) if up == 0 else "cháu họ" if up < 0 else ""


def _married(shape: Shape, path: str, elder: bool | None) -> str:
    words = MARRIED_IN.get((shape.ups[0] if shape.ups else "", shape.sibling)) if len(shape.ups) <= 1 and not shape.downs else None
    if words is None:
        return _way(path)
    return _by_elder(words, elder) + ("" if shape.fullness == "?" and not elder else f" ({_way(path)})")


def _way(path: str, either: bool = False) -> str:
    """The exact way in words, from its end: "con gái của chị/em gái ruột của bà ngoại". `either`: of whose sex at that end nobody knows."""
    steps = steps_of(path)
    if either and bare(steps[-1]) in ("son", "daughter", *SIBLINGS):
        word = "con" if bare(steps[-1]) not in SIBLINGS else EITHER_SIBLING[2] + FULLNESS[fullness(steps[-1])]
        return f"{word} của {_way('.'.join(steps[:-1]))}" if steps[:-1] else word
    if path in BASE:
        return BASE[path]
    last, before = steps[-1], steps[:-1]
    kin, full = bare(last), FULLNESS[fullness(last)] if bare(last) in SIBLINGS else ""
    if kin in SIBLINGS and len(before) == 1 and before[0] in ("mother", "father"):
        return AUNT[before[0], kin][2] + full
    word = SIBLING[kin][2] + full if kin in SIBLINGS else NEXT_STEP.get(kin, "")
    if kin == "spouse":
        word = {"male": "vợ", "female": "chồng"}.get(sex_of(".".join(before)) or "" if before else "", "vợ/chồng")
    return f"{word} của {_way('.'.join(before))}" if before else word
