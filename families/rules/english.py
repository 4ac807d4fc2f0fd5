"""A path of kinship as English names it: "maternal aunt", "half first cousin once removed (mother's half-sister's daughter's son)". Pure."""

from families.rules.grammar import SIBLINGS, Shape, bare, fullness, sex_of, shape_of, steps_of

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
    shape = shape_of(path)
    if shape is None:
        return _way(path)
    if shape.end:
        head = ".".join(steps_of(path)[:-1])
        word = "adopted child" if shape.end == "adopted" else _married(sex_of(head) if head else {"male": "female", "female": "male"}.get(sex or ""))
        return f"{english(head)}'s {word}" if head else word
    return _blood(shape, path) + (NOT_ASKED if shape.fullness == "?" else "")


def _married(sex: str | None) -> str:
    return {"male": "wife", "female": "husband"}.get(sex or "", "husband or wife")


def _blood(shape: Shape, path: str) -> str:
    ups, downs, male = len(shape.ups), len(shape.downs), sex_of(path) == "male"
    half = "half-" if shape.fullness in HALF else ""
    if not shape.sibling:
        return _straight(shape, ups or downs)
    if not ups and not downs:
        return HALF.get(shape.fullness, "") + shape.sibling
    if not downs:
        return SIDE[shape.ups[0]] + half + "great-" * (ups - 1) + ("uncle" if male else "aunt")
    if not ups:
        return f"{'great-' * (downs - 1)}{half}{'nephew' if male else 'niece'} ({_way(path)})"
    near, apart = min(ups, downs), abs(ups - downs)
    removed = TIMES[apart] if apart < len(TIMES) else f" {apart} times removed"
    return f"{half.replace('-', ' ')}{ORDINALS[near]} cousin{removed} ({_way(path)})"


def _straight(shape: Shape, generations: int) -> str:
    steps = shape.ups or shape.downs
    if generations == 1:
        return steps[0]
    great = "great-" * (generations - 2) + "grand" + steps[-1]
    return SIDE[steps[0]] + great if shape.ups else f"{great} ({_possessive(steps)})"


def _way(path: str) -> str:
    """"mother's half-sister's daughter"."""
    return _possessive(tuple(HALF.get(fullness(step), "") + bare(step) if bare(step) in SIBLINGS else step for step in steps_of(path)))


def _possessive(steps: tuple[str, ...]) -> str:
    return "'s ".join(steps).replace("spouse", "husband or wife").replace("adopted", "adopted child")
