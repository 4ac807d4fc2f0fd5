"""Whether the years on record allow a kinship that somebody types in by hand. Pure.

A register's row is flagged, because papers disagree; what is entered while the family sits at the table is refused, because it can be asked
at once. The bounds are wider than life: only what cannot be is refused, never what is merely rare.
"""

from collections.abc import Iterable

from core.errors import Refused
from core.i18n import N_
from families.rules.relation.grammar import bare, fullness, steps_of
from families.rules.relation.names import names_for

YOUNGEST_PARENT, OLDEST_MOTHER, OLDEST_FATHER = 10, 65, 100
"""Wider than life, so that a slip of a decade is caught and a true family never: papers round years of birth."""
Span = tuple[int, int]


class KinImpossible(Refused):
    message = N_("By the years on record, somebody born in %(born)s cannot be %(kin)s of a martyr born in %(martyr_born)s. Nothing was saved. "
                 "Ask for the year of birth again, or for the kinship.")


class BornTooLate(Refused):
    message = N_("Somebody born in %(born)s cannot be %(kin)s of a martyr who fell in %(died)s. Nothing was saved. "
                 "Ask for the year of birth again, or for the kinship.")


def check_years(readings: Iterable[str], born: int | None, martyr_born: int | None, martyr_died: int | None, sex: str | None = None) -> None:
    """Raise KinImpossible or BornTooLate when no reading is possible by the years; what is not known forbids nothing.

    Example by hand: a mother born 1955 of a martyr born 1950 → refused; a brother born 30 years after him → possible, by a second wife.
    """
    readings = tuple(readings)
    if born is None or not readings:
        return
    if not any(_alive_for(path, born, martyr_died) for path in readings):
        raise BornTooLate(born=born, kin=names_for(readings[0], sex=sex)[0], died=martyr_died)
    if martyr_born is not None and not any(low <= born <= high for low, high in (span_of(path, martyr_born) for path in readings)):
        raise KinImpossible(born=born, kin=names_for(readings[0], sex=sex)[0], martyr_born=martyr_born)


def span_of(path: str, martyr_born: int) -> Span:
    """The years in which the person at the end of `path` can be born."""
    low = high = martyr_born
    parent = ""
    for step in steps_of(path):
        kin = bare(step)
        if kin in ("mother", "father"):
            low, high = low - (OLDEST_MOTHER if kin == "mother" else OLDEST_FATHER), high - YOUNGEST_PARENT
        elif kin in ("son", "daughter"):
            low, high = low + YOUNGEST_PARENT, high + (OLDEST_MOTHER if parent in ("mother", "sister", "daughter") else OLDEST_FATHER)
        elif kin in ("brother", "sister"):
            apart = (OLDEST_MOTHER if fullness(step) in ("full", "half-m") else OLDEST_FATHER) - YOUNGEST_PARENT
            low, high = low - apart, high + apart
        else:
            low, high = low - OLDEST_FATHER, high + OLDEST_FATHER
        parent = kin
    return low, high


def _alive_for(path: str, born: int, martyr_died: int | None) -> bool:
    """A child is born at the latest in the year after its father fell; husband or wife was somebody of at least ten by then."""
    if martyr_died is None or path not in ("son", "daughter", "spouse"):
        return True
    return born <= martyr_died - YOUNGEST_PARENT if path == "spouse" else born <= martyr_died + 1


def side_of(readings: Iterable[str]) -> str | None:
    """The side of the family, where everything that remains possible is on one: `mother`, `father`, or None."""
    firsts = {bare(steps_of(path)[0]) for path in readings}
    return firsts.pop() if len(firsts) == 1 and firsts <= {"mother", "father"} else None
