"""The grammar of a relation path: steps from the martyr to the donor, joined by dots (DESIGN §5).

`mother.sister.son`. `half-m` (same mother only) or `half-p` (same father only) stands before a sibling step, `?` after one whose
fullness nobody asked, `spouse` and `adopted` at the end.
"""

from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_

STEPS = {"mother", "father", "son", "daughter", "brother", "sister"}
ENDS = {"spouse", "adopted"}
SIBLINGS = {"brother", "sister"}
SEX_OF = {"mother": "female", "daughter": "female", "sister": "female", "father": "male", "son": "male", "brother": "male"}
LONGEST = 8
"""More steps than any kinship in which a sample helps; a longer path is a slip of the hand."""

STEP_WORDS = {
    "mother": N_("mother"), "father": N_("father"), "son": N_("son"), "daughter": N_("daughter"), "brother": N_("brother"), "sister": N_("sister"),
    "spouse": N_("husband or wife"), "adopted": N_("adopted child"),
}
HALF_WORDS = {"half-m": N_("of the same mother"), "half-p": N_("of the same father only")}


class PathUnreadable(Refused):
    message = N_("This path of kinship cannot be read. Nothing was saved. Choose the steps again from the martyr to the donor.")


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


def bare(step: str) -> str:
    """The step without what is said of its fullness: `half-m.sister` and `sister?` → `sister`."""
    return step.rpartition(".")[2].removesuffix("?")


def fullness(step: str) -> str:
    """What is said of a sibling step: `full`, `half-m`, `half-p`, or `?` where nobody asked."""
    return "?" if step.endswith("?") else step.rpartition(".")[0] or "full"


@dataclass(frozen=True)
class Shape:
    """A path as steps up, at most one step to a sibling, steps down, and perhaps a husband, wife or adopted child."""

    ups: tuple[str, ...]
    sibling: str
    fullness: str
    downs: tuple[str, ...]
    end: str


def shape_of(path: str) -> Shape | None:
    """None for a way that turns upward again, such as a half-sister's other father."""
    steps = steps_of(path)
    end = steps.pop() if steps[-1] in ENDS else ""
    turn = next((n for n, step in enumerate(steps) if bare(step) not in ("mother", "father")), len(steps))
    ups, rest = tuple(steps[:turn]), steps[turn:]
    beside = rest.pop(0) if rest and bare(rest[0]) in SIBLINGS else ""
    if not all(step in ("son", "daughter") for step in rest) or (ups and rest and not beside):
        return None
    return Shape(ups, bare(beside), fullness(beside) if beside else "", tuple(rest), end)
