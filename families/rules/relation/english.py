"""A path of kinship as English names it: "maternal aunt", "half first cousin once removed (mother's half-sister's daughter's son)". Pure."""

from families.rules.relation.grammar import SIBLINGS, Shape, bare, fullness, sex_of, shape_of, steps_of

UNKNOWN = "unknown"
"""Given as the sex of somebody whose sex nobody wrote down, whatever the last step of the path says."""
EITHER = {"son": "child", "daughter": "child", "brother": "sibling", "sister": "sibling"}
SELF = "the same person"
SIDE = {"mother": "maternal ", "father": "paternal "}
HALF = {"half-m": "maternal half-", "half-p": "paternal half-"}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")
TIMES = ("", " once removed", " twice removed")
NOT_ASKED = ", full or half not known"


def english(path: str, sex: str | None = None) -> str:
    """What the person at the end of `path` is to the one at its beginning."""
    if not path:
        return SELF
    shape, either = shape_of(path), sex == UNKNOWN
    if shape is None:
        return _way(path, either)
    if shape.end:
        head = ".".join(steps_of(path)[:-1])
        word = "adopted child" if shape.end == "adopted" else _married(sex_of(head) if head else {"male": "female", "female": "male"}.get(sex or ""))
        return f"{english(head)}'s {word}" if head else word
    return _blood(shape, path, either) + (NOT_ASKED if shape.fullness == "?" else "")


def _married(sex: str | None) -> str:
    return {"male": "wife", "female": "husband"}.get(sex or "", "husband or wife")


def _blood(shape: Shape, path: str, either: bool) -> str:
    ups, downs = len(shape.ups), len(shape.downs)
    aunt, niece = ("uncle or aunt", "nephew or niece") if either else ("uncle", "nephew") if sex_of(path) == "male" else ("aunt", "niece")
    half = "half-" if shape.fullness in HALF else ""
    if not shape.sibling:
        return _straight(shape, ups or downs, either)
    if not ups and not downs:
        return HALF.get(shape.fullness, "") + (EITHER[shape.sibling] if either else shape.sibling)
    if not downs:
        return SIDE[shape.ups[0]] + half + "great-" * (ups - 1) + aunt
    if not ups:
        return f"{'great-' * (downs - 1)}{half}{niece} ({_way(path, either)})"
    near, apart = min(ups, downs), abs(ups - downs)
    removed = TIMES[apart] if apart < len(TIMES) else f" {apart} times removed"
    return f"{half.replace('-', ' ')}{ORDINALS[near]} cousin{removed} ({_way(path, either)})"


def _straight(shape: Shape, generations: int, either: bool) -> str:
    steps = shape.ups or (*shape.downs[:-1], EITHER[shape.downs[-1]] if either else shape.downs[-1])
    if generations == 1:
        return steps[0]
    great = "great-" * (generations - 2) + "grand" + steps[-1]
    return SIDE[steps[0]] + great if shape.ups else f"{great} ({_possessive(steps)})"


def _way(path: str, either: bool = False) -> str:
    """"mother's half-sister's daughter"."""
    words = [HALF.get(fullness(step), "") + bare(step) if bare(step) in SIBLINGS else step for step in steps_of(path)]
    if either:
        half, dash, kin = words[-1].rpartition("-")
        words[-1] = half + dash + EITHER.get(kin, kin)
    return _possessive(tuple(words))


def _possessive(steps: tuple[str, ...]) -> str:
    return "'s ".join(steps).replace("spouse", "husband or wife").replace("adopted", "adopted child")
