"""Who somebody is: what the desk asks for, and when two records may be one person. Nothing is ever merged by a rule."""

from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_
from core.names import similarity


class WitnessNeeded(Refused):
    message = N_("Without a card or its number, somebody who knows this person says who it is. Nothing was saved. Write down that witness, or the number.")


class MayBeSame(Refused):
    message = N_("Somebody on record may be this very person. Nothing was saved. Look at the people below and choose; a person decides, never the program.")


@dataclass(frozen=True)
class RelativeFacts:
    """What is known of a person who came or is expected."""

    name: str
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str = ""
    citizen_id: str | None = None
    phone: str | None = None
    phone_owner: str = ""
    email: str = ""
    commune_code: str | None = None
    address: str = ""
    note: str = ""
    witness: str = ""
    fingerprint: str | None = None


def check_identified(citizen_id: str | None, witness: str) -> None:
    """Raise WitnessNeeded unless a number or a named witness says who this is (domain.md §2.4: people of 80 without papers)."""
    if not citizen_id and not witness:
        raise WitnessNeeded()


ALIKE, ALIKE_AT_HOME = 0.9, 0.8
"""How alike two folded names are to be shown side by side: from anywhere, and from the same commune."""


def may_be_one(name: str, other: str, birth_year: int | None, other_year: int | None, *, same_commune: bool) -> bool:
    """Whether two records are alike enough to be shown to a person. Ages are often known to a year or two only.

    Example by hand: Trần Thị Lài 1958 and Tran Thi Lai 1957 → shown; Trần Thị Lài 1958 and Trần Thị Lai 1931 → two people.
    """
    apart = abs(birth_year - other_year) if birth_year and other_year else 0
    likeness = similarity(name, other)
    return (likeness >= ALIKE and apart <= 1) or (same_commune and likeness >= ALIKE_AT_HOME and apart <= 2)
