"""Communes of Hà Tĩnh: the 69 of July 2025, and what the 209 before them became (domain.md 4.3).

The key is the code with its date, never the name alone: "Trần Phú" is one ward before July 2025 and another after it.
What is unclear is asked and never guessed: a commune that was split, a name of then and of now, a name that belongs to a
district or to another province. Names from before the mergers of 2019–2020 are in no table here and are asked too.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from core.errors import Malformed
from core.i18n import N_
from core.names import fold, tidy

FOLDER = Path(__file__).parent / "data"
COMMUNE_KINDS = {"xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong", "thi tran": "thi tran", "tt": "thi tran"}
DISTRICT_KINDS = {"huien": "huien", "h": "huien", "thi xa": "thi xa", "tx": "thi xa", "thanh pho": "thanh pho", "tp": "thanh pho", "quan": "quan"}
PROVINCE_KINDS = {"tinh": "tinh", "t": "tinh"}
KINDS = sorted({**COMMUNE_KINDS, **DISTRICT_KINDS, **PROVINCE_KINDS}, key=len, reverse=True)
HAMLET = re.compile(r"^(thon|xom|to dan pho|tdp|khoi|khoi pho|ap|ban|doi|to|so nha|so|ngo|duong|lang)\b")
BEFORE_KIND = re.compile(r"(?<=\w)(?<!\bthị)\s+(?=(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?|tx\.?|tỉnh)\s+\w)", re.IGNORECASE)
FORMERLY = {
    "ha tinh": {"thach ha", "cam xuien", "loc ha"}, "thach ha": {"can loc", "loc ha", "ha tinh"}, "hong linh": {"can loc", "duc tho", "nghi xuan"},
    "vu quang": {"duc tho", "huong khe", "huong son"}, "huong son": {"vu quang"}, "can loc": {"loc ha"}, "cam xuien": {"ha tinh"},
}
"""District of the table → districts in which older papers have the same commune (moves of 1992, 2000, 2007 and 1/1/2025)."""


@dataclass(frozen=True)
class Unit:
    """A commune of today. `kind` is xã or phường."""

    code: str
    kind: str
    name: str
    valid_from: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True)
class OldUnit:
    """One line of the conversion table: an old commune, or a part of one, and the commune it became."""

    kind: str
    name: str
    district: str
    new_code: str
    code: str = ""


Named = TypeVar("Named", Unit, OldUnit)


@dataclass(frozen=True)
class PlaceReading:
    """`codes` are 2025 codes; `asked` says that a person must choose, or that nothing was found."""

    text: str
    codes: tuple[str, ...]
    asked: bool
    hamlet: str = ""


@dataclass(frozen=True)
class _Part:
    """One piece between commas: folded name and, where the writer said it, what kind of unit it is."""

    text: str
    kind: str
    name: str

    @property
    def commune(self) -> bool:
        return self.kind in COMMUNE_KINDS.values()

    @property
    def may_be_district(self) -> bool:
        return (not self.kind or self.kind in DISTRICT_KINDS.values()) and self.name in _districts()

    @property
    def is_province(self) -> bool:
        return self.kind in ("", "tinh") and self.name in ("ha tinh", "nghe tinh")


@cache
def units() -> dict[str, Unit]:
    with (FOLDER / "hatinh_units_2025.csv").open(encoding="utf-8") as file:
        return {row["code"]: Unit(row["code"], row["kind"], row["name"], row["valid_from"]) for row in csv.DictReader(file)}


@cache
def old_units() -> tuple[OldUnit, ...]:
    with (FOLDER / "hatinh_units_before_2025.csv").open(encoding="utf-8") as file:
        return tuple(OldUnit(row["old_kind"], row["old_name"], row["old_district"], row["new_code"], row["old_code"]) for row in csv.DictReader(file))


def unit(code: str) -> Unit | None:
    return units().get(code)


class UnknownCommune(Malformed):
    message = N_("No commune of the province has the code %(code)s. Nothing was looked up. Take a code of July 2025 or of a commune before it.")


class SplitCommune(Malformed):
    message = N_("The commune %(code)s was split in July 2025. Nothing was looked up. Take one of the communes of today: %(parts)s.")


def commune_now(code: str) -> Unit:
    """The commune of today that bears this code, else the one that an old commune of this code became. Raises UnknownCommune or SplitCommune.

    Every code of today was an old commune's code too (domain.md 4.3): a code stands for the commune of today where it is one.
    """
    if code in units():
        return units()[code]
    became = sorted({one.new_code for one in old_units() if one.code == code})
    if not became:
        raise UnknownCommune(code=code)
    if len(became) > 1:
        raise SplitCommune(code=code, parts=", ".join(f"{each} {unit_name(each)}" for each in became))
    return units()[became[0]]


def unit_name(code: str) -> str:
    """"xã Thạch Khê"; a code outside the province stays a code."""
    return units()[code].full_name if code in units() else code


def _part(text: str) -> _Part:
    folded = fold(text)
    for kind in KINDS:
        if folded.startswith(kind + " "):
            full = COMMUNE_KINDS.get(kind) or DISTRICT_KINDS.get(kind) or PROVINCE_KINDS[kind]
            return _Part(text, full, folded[len(kind) + 1 :])
    return _Part(text, "", folded)


def bare(text: str) -> str:
    """The folded name without its type word: "Huyện Cẩm Xuyên" is "cam xuien" (y folds to i)."""
    return _part(text).name


@cache
def _index() -> tuple[dict[str, list[OldUnit]], dict[str, list[Unit]]]:
    old: dict[str, list[OldUnit]] = {}
    new: dict[str, list[Unit]] = {}
    for one in old_units():
        old.setdefault(fold(one.name), []).append(one)
    for each in units().values():
        new.setdefault(fold(each.name), []).append(each)
    return old, new


@cache
def _districts() -> frozenset[str]:
    return frozenset({bare(one.district) for one in old_units()} | {"loc ha"})


@lru_cache(maxsize=50_000)
def read_place(text: str) -> PlaceReading:
    """A place as written: hamlet, commune, old district, province, with or without marks, commas and type words."""
    pieces = re.split(r"\s*[,;]\s*|\s+[-–]\s+", BEFORE_KIND.sub(", ", tidy(text)))
    parts = [_part(piece) for piece in pieces if piece]
    province = parts.pop() if len(parts) > 1 and parts[-1].is_province else None
    hamlet, commune, district = _roles(parts)
    codes = _codes(commune, district, then=bool(province and province.name == "nghe tinh")) if commune else ()
    unclear = len(codes) != 1 or (not district and commune is not None and not commune.kind and commune.may_be_district)
    return PlaceReading(text, codes, asked=unclear or _only_now(commune, district), hamlet=hamlet)


def _roles(parts: list[_Part]) -> tuple[str, _Part | None, _Part | None]:
    """(hamlet, commune, district). A piece that is none of them stands for a place outside these tables: no commune then."""
    district = parts.pop() if len(parts) > 1 and parts[-1].may_be_district and not HAMLET.match(parts[-2].name) else None
    if not parts or parts[-1].kind in (*DISTRICT_KINDS.values(), "tinh"):
        return "", None, district
    old, new = _index()
    commune = parts.pop()
    if commune.name not in old and commune.name not in new:
        return ", ".join(part.text for part in parts), None, district
    return ", ".join(part.text for part in parts), commune, district


def _only_now(commune: _Part | None, district: _Part | None) -> bool:
    """A district and a commune that exists only since there are no districts: one of the two is not meant as written."""
    return district is not None and commune is not None and commune.name not in _index()[0]


def _codes(commune: _Part, district: _Part | None, *, then: bool) -> tuple[str, ...]:
    """Districts were abolished in July 2025, so a text that names one speaks of the old commune; Nghệ Tĩnh was 1976–1991."""
    old, new = _index()
    before, now = _marked(old.get(commune.name, []), commune), _marked(new.get(commune.name, []), commune)
    if district and before:
        there = [one for one in before if bare(one.district) == district.name]
        moved = [one for one in before if district.name in FORMERLY.get(bare(one.district), set())]
        before, now = there or moved or before, now if not there and not moved else []
    elif then and before:
        now = []
    return _distinct([*[each.code for each in _of_kind(now, commune)], *[one.new_code for one in _of_kind(before, commune)]])


def _marked(candidates: Sequence[Named], written: _Part) -> Sequence[Named]:
    """Keep those whose marks agree, when the writer gave any: Thạch Hà is not Thạch Hạ, but "Thach Ha" may be either."""
    marked = any(ord(letter) > 127 for letter in written.text)
    exact = [one for one in candidates if one.name.lower() in written.text.lower()]
    return exact if exact and marked else candidates


def _of_kind(candidates: Sequence[Named], written: _Part) -> Sequence[Named]:
    return [one for one in candidates if fold(one.kind) == written.kind] or candidates


def _distinct(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
