"""A path of kinship built step by step at the desk, and the one question that settles it (DESIGN §5, domain.md §2.2).

    extend("mother", "sister")            mother.sister?          a sibling is unasked until somebody asks
    settle("mother.sister?.son", "full")  mother.sister.son       same father and mother
    settle("sister?", "half-m")           half-m.sister           same mother only: the line is shared
    settle("sister?", "half-p")           half-p.sister           same father only: it is not
    shorten("half-m.sister.son")          half-m.sister
"""

from core.i18n import N_, gettext
from families.rules.relation.grammar import ENDS, HALF_WORDS, LONGEST, SEX_OF, SIBLINGS, STEP_WORDS, STEPS, PathUnreadable, check_path, steps_of

SAME = ("full", "half-m", "half-p")

KIN_WORDS = {
    "mother": N_("his or her mother"), "father": N_("his or her father"), "mother.mother": N_("mother's mother"), "mother.father": N_("mother's father"),
    "father.mother": N_("father's mother"), "father.father": N_("father's father"), "mother.sister": N_("mother's sister"),
    "mother.brother": N_("mother's brother"), "father.sister": N_("father's sister"), "father.brother": N_("father's brother"),
}
"""Kin that have a word of their own in the hall."""


def extend(path: str, step: str) -> str:
    """`path` with one step more. Raises PathUnreadable after a husband, wife or adopted child, and for a path too long."""
    steps = steps_of(path) if path else []
    if step not in STEPS | ENDS or len(steps) >= LONGEST or (steps and steps[-1] in ENDS):
        raise PathUnreadable()
    return check_path(".".join([*steps, step + "?" if step in SIBLINGS else step]))


def shorten(path: str) -> str:
    return ".".join(steps_of(path)[:-1]) if path else ""


def can_extend(path: str) -> bool:
    steps = steps_of(path) if path else []
    return len(steps) < LONGEST and not (steps and steps[-1] in ENDS)


def unasked(path: str | None) -> str | None:
    """The path up to the first sibling step whose fullness nobody asked, or None when all is settled."""
    steps = steps_of(path) if path else []
    place = next((number for number, step in enumerate(steps, 1) if step.endswith("?")), None)
    return ".".join(steps[:place]) if place else None


def settle(path: str, answer: str) -> str:
    """`path` after the answer to "cùng mẹ?" for its first unasked step. Raises PathUnreadable when there is none."""
    steps = steps_of(path) if path else []
    place = next((number for number, step in enumerate(steps) if step.endswith("?")), None)
    if place is None or answer not in SAME:
        raise PathUnreadable()
    bare = steps[place].removesuffix("?")
    steps[place] = bare if answer == "full" else f"{answer}.{bare}"
    return check_path(".".join(steps))


def prefixes(path: str) -> list[str]:
    """Everybody on the way, as the path that leads to them."""
    steps = steps_of(path) if path else []
    return [".".join(steps[:number]) for number in range(1, len(steps) + 1)]


def kin_words(path: str) -> str:
    """Who stands at the end of `path`, in the hall's words: "chị, em gái của mẹ", "con trai"."""
    bare = path.replace("?", "")
    if bare in KIN_WORDS:
        return gettext(KIN_WORDS[bare])
    half, _, step = steps_of(path)[-1].rpartition(".")
    words = gettext(STEP_WORDS[step.removesuffix("?")])
    return f"{words} {gettext(HALF_WORDS[half])}" if half else words


def spoken(path: str) -> list[str]:
    """Every step of the way in words, for the chips and for whoever listens instead of looking."""
    return [kin_words(prefix) for prefix in prefixes(path)]


def said(path: str) -> str:
    """The whole way in one line: "chị, em gái của mẹ → con trai". Nothing where it cannot be read, rather than a code on a page."""
    return " → ".join(spoken(path)) if checked(path) else ""


def checked(path: str) -> str:
    """`path` when it can be read, else nothing: an address that somebody shortened by hand starts anew."""
    try:
        return check_path(path) if path else ""
    except PathUnreadable:
        return ""


def other_sex(path: str, sex: str | None) -> bool:
    """Whether the last step speaks of the other sex than this person's, which is a slip worth a look."""
    said = SEX_OF.get(steps_of(path)[-1].rpartition(".")[2].removesuffix("?"))
    return bool(said and sex and said != sex)
