"""Communes of Hà Tĩnh: the 69 of July 2025, and what the 209 before them became (domain.md 4.3).

The key is the code with its date, never the name alone: "Trần Phú" is one ward before July 2025 and another after it.
What is unclear, such as a commune that was split, is asked and never guessed.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.names import fold, tidy

FOLDER = Path(__file__).parent / "data"
KINDS = ("thi tran", "thi xa", "thanh pho", "phuong", "huien", "quan", "tinh", "xa", "tx", "tp", "tt", "h", "p", "x")
PROVINCES = {"ha tinh", "nghe tinh"}
CITY = ("thanh pho ", "tp ", "thi xa ", "tx ")
HAMLET = re.compile(r"^(thon|xom|to dan pho|tdp|khoi|ap|ban|doi|to)\b")


@dataclass(frozen=True)
class Unit:
    """A commune of today. `kind` is xã or phường."""

    code: str
    kind: str
    name: str

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


@dataclass(frozen=True)
class PlaceReading:
    """`codes` are 2025 codes; `asked` says that a person must choose, or that nothing was found."""

    text: str
    codes: tuple[str, ...]
    asked: bool
    hamlet: str = ""


@cache
def units() -> dict[str, Unit]:
    with (FOLDER / "hatinh_units_2025.csv").open(encoding="utf-8") as file:
        return {row["code"]: Unit(row["code"], row["kind"], row["name"]) for row in csv.DictReader(file)}


@cache
def old_units() -> tuple[OldUnit, ...]:
    with (FOLDER / "hatinh_units_before_2025.csv").open(encoding="utf-8") as file:
        return tuple(OldUnit(row["old_kind"], row["old_name"], row["old_district"], row["new_code"]) for row in csv.DictReader(file))


def unit_name(code: str) -> str:
    """"xã Thạch Khê"; a code outside the province stays a code."""
    return units()[code].full_name if code in units() else code


def bare(text: str) -> str:
    """The folded name without its type word: "Huyện Cẩm Xuyên" is "cam xuien" (y folds to i)."""
    folded = fold(text)
    for kind in KINDS:
        if folded.startswith(kind + " "):
            return folded[len(kind) + 1 :]
    return folded


def _kind(text: str) -> str:
    folded = fold(text)
    return next((kind for kind in ("thi tran", "phuong", "xa") if folded.startswith(kind + " ")), "")


@cache
def _index() -> tuple[dict[str, list[OldUnit]], dict[str, list[Unit]], set[str]]:
    old: dict[str, list[OldUnit]] = {}
    new: dict[str, list[Unit]] = {}
    for one in old_units():
        old.setdefault(fold(one.name), []).append(one)
    for unit in units().values():
        new.setdefault(fold(unit.name), []).append(unit)
    return old, new, {bare(one.district) for one in old_units()}


@lru_cache(maxsize=50_000)
def read_place(text: str) -> PlaceReading:
    """A place as written: hamlet, commune, old district, province, with or without marks and type words."""
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+[-–]\s+", tidy(text)) if part]
    province = len(parts) > 1 and bare(parts[-1]) in PROVINCES and not fold(parts[-1]).startswith(CITY)
    parts = parts[:-1] if province else parts
    hamlet = parts.pop(0) if len(parts) > 1 and HAMLET.match(fold(parts[0])) else ""
    if not parts:
        return PlaceReading(text, (), asked=True, hamlet=hamlet)
    codes = _codes(parts)
    return PlaceReading(text, codes, asked=len(codes) != 1, hamlet=hamlet)


def _codes(parts: list[str]) -> tuple[str, ...]:
    """A district was abolished in July 2025, so a text that names one speaks of the old commune."""
    old, new, districts = _index()
    candidates = old.get(bare(parts[0]), [])
    if len(parts) > 1 and bare(parts[1]) in districts:
        there = [one for one in candidates if bare(one.district) == bare(parts[1])]
        return _unique(_marked(there, parts[0]) or _alone(_marked(candidates, parts[0])))
    now = [unit.code for unit in _marked(new.get(bare(parts[0]), []), parts[0])]
    return tuple(dict.fromkeys([*now, *_unique(_marked(candidates, parts[0]))]))


def _alone(candidates: list[OldUnit]) -> list[OldUnit]:
    """A commune that changed its district (Lộc Hà in January 2025) is still known when its name is the only one."""
    return candidates if len({one.district for one in candidates}) == 1 else []


def _marked(candidates: list[Any], written: str) -> list[Any]:
    """Keep those whose marks and type word agree, as far as the writer gave any."""
    plain = fold(written).replace("i", "y") == written.lower().replace("i", "y")
    kind = _kind(written)
    if kind:
        same_kind = [one for one in candidates if fold(one.kind) == kind]
        candidates = same_kind or candidates
    exact = [one for one in candidates if one.name.lower() in tidy(written).lower()]
    return exact if exact and not plain else candidates


def _unique(found: list[OldUnit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.new_code for one in found))
