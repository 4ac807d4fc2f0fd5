"""Sufficiency of a commune's martyrs, by code: how many different usable donors of the maternal line each has (DESIGN §5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

import samples
from core import places
from matching.queries.race import martyrs_of
from matching.rules.advice import SUFFICIENCY, sufficiency_words


@dataclass(frozen=True)
class MartyrDonors:
    """`donors` are codes; `certain` is whether the martyr's home of today is surely this commune."""

    code: str
    donors: tuple[str, ...]
    certain: bool


@dataclass(frozen=True)
class CommuneSufficiency:
    commune: places.Unit
    martyrs: tuple[MartyrDonors, ...]

    @property
    def totals(self) -> dict[str, int]:
        counted = Counter(sufficiency_words(len(martyr.donors)) for martyr in self.martyrs)
        return {words: counted[words] for words in SUFFICIENCY}

    def as_json(self) -> dict[str, Any]:
        return {
            "commune": self.commune.code, "name": self.commune.full_name, "totals": self.totals | {"martyrs": len(self.martyrs)},
            "home_not_certain": sum(not martyr.certain for martyr in self.martyrs),
            "martyrs": [
                {"martyr": martyr.code, "sufficiency": sufficiency_words(len(martyr.donors)), "donors": list(martyr.donors), "home_certain": martyr.certain}
                for martyr in self.martyrs
            ],
        }


def usable_donors(session: Session, codes: list[str]) -> dict[str, set[str]]:
    """Martyr code → codes of the donors whom `standing.sufficiency` counts."""
    found: dict[str, set[str]] = defaultdict(set)
    for tube in samples.for_martyrs(session, codes):
        for claim in tube.agreed if tube.can_answer else ():
            if claim.maternal_line == "yes":
                found[claim.martyr_code].add(tube.donor_code)
    return found


def commune_sufficiency(session: Session, commune_code: str) -> CommuneSufficiency:
    """Every martyr whose home is, or may be, this commune of today."""
    homes = martyrs_of(session, commune_code)
    donors = usable_donors(session, list(homes))
    listed = tuple(MartyrDonors(code, tuple(sorted(donors.get(code, ()))), certain) for code, certain in homes.items())
    return CommuneSufficiency(places.units()[commune_code], listed)
