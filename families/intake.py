"""What the registers of martyrs and of relatives mean: their columns, what each cell says, and each row's verdict.

Implausible is flagged, never refused: papers disagree, and only the family can tell. What looks like somebody already
known is flagged too, never merged. Only a row without a name cannot become anybody and is refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.crypto import blind
from core.dates import PartialDate, read_date
from core.i18n import N_
from core.names import fold, looks_legacy, proper, tidy
from core.people import read_citizen_id, read_phone, read_sex
from core.places import read_place, unit_name
from core.staging import Column, Staged, StagedRow, UnknownLayout, fingerprint, reason, stage
from families.rules import relations

MARTYR_COLUMNS = [
    Column("name", N_("martyr's name"), ("ho va ten liet si", "ho ten liet si", "ho va ten", "ho ten", "ten liet si", "liet si", "name"), required=True),
    Column("birth", N_("birth"), ("nam sinh", "ngai sinh", "ngai thang nam sinh", "sinh nam", "ngay sinh", "birth", "birth year")),
    Column("sex", N_("sex"), ("nam nu", "gioi tinh", "gioi", "sex")),
    Column("home", N_("home commune"), ("nguien quan", "que quan", "que", "que quan cu", "noi sinh", "home")),
    Column("unit", N_("unit"), ("don vi", "don vi khi hi sinh", "co quan don vi", "unit")),
    Column("rank", N_("rank"), ("cap bac chuc vu", "cap bac", "chuc vu", "rank")),
    Column("death", N_("day of death"), ("ngai hi sinh", "nam hi sinh", "ngai thang nam hi sinh", "hi sinh", "hi sinh ngai", "ngai tu tran", "death")),
    Column("place_of_death", N_("place of death"), ("noi hi sinh", "noi hi sinh ban dau", "dia diem hi sinh", "place of death")),
    Column("burial", N_("burial"), ("noi an tang", "noi an tang ban dau", "mo", "nghia trang", "burial")),
    Column("certificate_no", N_("certificate"), ("so bang tqgc", "so bang", "bang tqgc", "so bang to quoc ghi cong", "bang to quoc ghi cong", "certificate")),
    Column("note", N_("note"), ("ghi chu", "note")),
]
RELATIVE_COLUMNS = [
    Column("name", N_("relative's name"), ("ho ten than nhan", "ho va ten than nhan", "ten than nhan", "than nhan", "ho va ten", "ho ten", "name"), True),
    Column("birth", N_("birth"), ("nam sinh", "ngai sinh", "ngai thang nam sinh", "birth year", "birth")),
    Column("sex", N_("sex"), ("gioi tinh", "nam nu", "gioi", "sex")),
    Column("citizen_id", N_("citizen number"), ("so cccd", "cccd", "so cmnd", "cmnd", "so cccd cmnd", "can cuoc", "so can cuoc", "so dinh danh", "citizen id")),
    Column("phone", N_("telephone"), ("sdt", "so dien thoai", "dien thoai", "dt", "phone")),
    Column("address", N_("address"), ("dia chi", "cho o", "noi o", "noi o hien nai", "thuong tru", "ho khau", "address")),
    Column("martyr_name", N_("martyr's name"), ("ho ten liet si", "ho va ten liet si", "ten liet si", "liet si", "martyr"), required=True),
    Column("martyr_death", N_("year of death"), ("nam hi sinh", "ngai hi sinh", "hi sinh", "year of death")),
    Column("relation", N_("relation to the martyr"), ("quan he voi liet si", "quan he voi ls", "quan he", "moi quan he", "relation")),
    Column("note", N_("note"), ("ghi chu", "note")),
]

NO_NAME = reason("no-name", N_("The name is missing, so this row cannot become a person. Add the name and load the file again."))
LEGACY = reason("legacy-font", N_("The letters come from an old font (TCVN3 or VNI). Convert the file to Unicode and load it again."))
DEATH_UNREADABLE = reason("death-unreadable", N_("The day of death is not one any calendar has. The text is kept; please look at the papers."))
BIRTH_UNREADABLE = reason("birth-unreadable", N_("The birth cannot be read as a date. The text is kept; please ask."))
DEATH_BEFORE_BIRTH = reason("death-before-birth", N_("The death stands before the birth. Both are kept as written; please look at the papers."))
AGE_IMPLAUSIBLE = reason("age-at-death", N_("The age at death is unlikely. Both dates are kept as written; please look at the papers."))
PLACE_UNKNOWN = reason("place-unknown", N_("The commune was not recognised. The text is kept; please choose the commune."))
DUPLICATE = N_("This may be the same person as in row %(row)s. Neither was merged; please compare them.")
KNOWN = N_("This may be somebody who is already on record (%(code)s). Nothing was merged; please compare them.")
ALREADY = reason("already-there", N_("This row was loaded before. Nothing was added."))
PLACE_ASKED = N_("This commune may be %(choices)s today. It was not guessed; please ask the family.")
PLACE_TODAY = N_("%(name)s is also the name of an older commune. It was read as today's; please ask the family.")


@dataclass(frozen=True)
class Known:
    """What is already on record: fingerprints of rows, and codes by the key under which two people look alike."""

    fingerprints: frozenset[str] = frozenset()
    alike: dict[tuple[str, ...], str] = field(default_factory=dict)


def alike_keys(values: dict[str, Any]) -> list[tuple[str, ...]]:
    """Keys under which one martyr under two spellings meets himself: certificate number, or birth, death and home.

    The vowel-blind skeleton of the name lets "Duy" and "Dui" meet.
    """
    skeleton = "".join(word[0] for word in fold(values["name"]).split()) + fold(values["name"]).split()[-1]
    keys = []
    if values.get("certificate_no"):
        keys.append(("certificate", fold(values["certificate_no"]), skeleton))
    if values.get("death") or values.get("birth_year"):
        keys.append(("dates", skeleton, str(values.get("birth_year")), str(values.get("death")), fold(values.get("home_text") or "")))
    else:
        keys.append(("name", fold(values["name"]), fold(values.get("home_text") or "")))
    return keys


def read_birth(row: StagedRow, cell: object) -> PartialDate:
    birth = read_date(cell, latest_year=clock.today().year)
    if birth.misread:
        row.flags.append(BIRTH_UNREADABLE)
    return birth


def read_name(row: StagedRow, key: str = "name") -> str:
    name = proper(row.raw.get(key))
    if not name or not any(letter.isalpha() for letter in name):
        row.refusals.append(NO_NAME)
    elif looks_legacy(name):
        row.refusals.append(LEGACY)
    return name


def read_home(row: StagedRow, text: str) -> tuple[str, ...]:
    """The 2025 codes of a martyr's home; an unclear one is flagged, with every choice."""
    if not text:
        return ()
    place = read_place(text)
    if not place.codes:
        row.flags.append(PLACE_UNKNOWN)
    elif place.asked:
        row.flags.append(reason("place-asked", PLACE_ASKED, choices=" / ".join(unit_name(code) for code in place.codes)))
    return place.codes


def judge_martyr(row: StagedRow) -> None:
    raw = row.raw
    name = read_name(row)
    birth = read_birth(row, raw.get("birth"))
    death = read_date(raw.get("death"), latest_year=clock.today().year)
    home = tidy(raw.get("home"))
    row.values = {
        "name": name, "sex": read_sex(raw.get("sex")), "birth_year": birth.year, "birth_text": birth.text, "death": death.iso,
        "death_precision": death.precision.value, "death_text": death.text, "commune_codes": list(read_home(row, home)), "home_text": home,
        **{key: whole_number(raw.get(key)) for key in ("unit", "rank", "place_of_death", "burial", "certificate_no", "note")},
    }
    if death.misread:
        row.flags.append(DEATH_UNREADABLE)
    row.flags += implausible(birth.year, death.year)


def whole_number(cell: object) -> str:
    """A cell as text; the spreadsheet's 32676.0 is 32676."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else tidy(cell)


def implausible(birth_year: int | None, death_year: int | None) -> list[Any]:
    if birth_year is None or death_year is None:
        return []
    age = death_year - birth_year
    return [DEATH_BEFORE_BIRTH] if age < 0 else [AGE_IMPLAUSIBLE] if age < 12 or age > 80 else []


def martyr_fingerprint(row: StagedRow) -> str:
    return fingerprint("martyr", *(tidy(whole_number(row.raw.get(column.key))) for column in MARTYR_COLUMNS))


def stage_martyrs(name: str, content: bytes, known: Known, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    """Stage a register of martyrs against what is already on record."""
    seen: dict[tuple[str, ...], int] = {}
    prints: set[str] = set()

    def judge(row: StagedRow) -> None:
        judge_martyr(row)
        if row.refusals:
            return
        row.values["fingerprint"] = mark = martyr_fingerprint(row)
        if mark in known.fingerprints or mark in prints:
            row.skips.append(ALREADY)
            return
        prints.add(mark)
        flag_alike(row, seen, known)

    return stage(name, content, MARTYR_COLUMNS, judge, mapping=mapping)


def flag_alike(row: StagedRow, seen: dict[tuple[str, ...], int], known: Known) -> None:
    for key in alike_keys(row.values):
        if key in seen:
            row.flags.append(reason("possible-duplicate", DUPLICATE, row=seen[key]))
            return
        if key in known.alike:
            row.flags.append(reason("possible-duplicate", KNOWN, code=known.alike[key]))
            return
    seen.update(dict.fromkeys(alike_keys(row.values), row.row))


@dataclass(frozen=True)
class Candidate:
    """A martyr whom a relative's list may mean."""

    code: str
    sex: str | None
    birth_year: int | None
    death_year: int | None


FindMartyrs = Callable[[str, int | None], Iterable[Candidate]]
NO_MARTYR = reason("martyr-not-found", N_("The martyr was not found on record. The name is kept; please look for the martyr at the desk."))
MANY_MARTYRS = N_("Several martyrs have this name: %(codes)s. None was chosen; please ask the family.")
RELATION_MISSING = reason("relation-missing", N_("The relation is missing. Please ask the family."))
RELATION_UNKNOWN = reason("relation-unknown", N_("This word for the relation is not known here. It is kept as written; please ask the family."))
SEX_DISAGREES = reason("citizen-id-other-sex", N_("The citizen number speaks of the other sex. Both are kept; please look at the card."))
YEAR_DISAGREES = reason("citizen-id-other-birth-year", N_("The citizen number speaks of another birth year. Both are kept; please look at the card."))
ID_UNREADABLE = reason("citizen-id-unreadable", N_("The citizen number has the wrong number of digits and was left out. Please look at the card."))
PHONE_UNREADABLE = reason("phone-unreadable", N_("The telephone number cannot be right and was left out. Please ask for it."))
MOTHER_TOO_YOUNG = reason("parent-too-young", N_("The parent is too young for this child. Both are kept as written; please ask the family."))
CHILD_TOO_LATE = reason("child-after-death", N_("The child was born long after the martyr's death. Both are kept as written; please ask the family."))
NUMBER_WARNINGS = {r.code: r for r in (SEX_DISAGREES, YEAR_DISAGREES, ID_UNREADABLE)}


def judge_relative(row: StagedRow, find_martyrs: FindMartyrs) -> None:
    raw = row.raw
    name, sex, birth = read_name(row), read_sex(raw.get("sex")), read_birth(row, raw.get("birth"))
    number = read_citizen_id(raw.get("citizen_id"), sex=sex, birth_year=birth.year)
    phone = read_phone(raw.get("phone"))
    death = read_date(raw.get("martyr_death"), latest_year=clock.today().year)
    candidates = list(find_martyrs(tidy(raw.get("martyr_name")), death.year)) if tidy(raw.get("martyr_name")) else []
    only = candidates[0] if len(candidates) == 1 else None
    kin = relations.read_relation(tidy(raw.get("relation")), donor_sex=sex, martyr_sex=only.sex if only else None)
    row.values = {
        "name": name, "sex": sex, "birth_year": birth.year, "birth_text": birth.text, "citizen_id": number.value, "phone": phone.number,
        "phone_owner": phone.owner, **read_address(row, tidy(raw.get("address"))), "relation_path": kin.path,
        "maternal_line": kin.maternal_line, "relation_text": tidy(raw.get("relation")), "martyr_candidates": [c.code for c in candidates],
        "martyr_name": tidy(raw.get("martyr_name")), "martyr_death_year": death.year,
    }
    row.flags += [NUMBER_WARNINGS[code] for code in number.warnings]
    row.flags += [PHONE_UNREADABLE] if phone.misread else []
    row.flags += about_martyr(candidates) + about_relation(row, kin)
    row.flags += about_ages(kin.path, birth.year, only)


def read_address(row: StagedRow, text: str) -> dict[str, Any]:
    """Where a living person lives now. Without a district it is today's commune; a split one stays open."""
    place = read_place(text)
    today = [code for code in place.codes if fold(unit_name(code)) in fold(text)]
    code = place.codes[0] if len(place.codes) == 1 else today[0] if len(today) == 1 else None
    if code and place.asked:
        row.flags.append(reason("place-old-and-new", PLACE_TODAY, name=unit_name(code)))
    elif place.codes and not code:
        row.flags.append(reason("place-asked", PLACE_ASKED, choices=" / ".join(unit_name(c) for c in place.codes)))
    elif text and not code:
        row.flags.append(PLACE_UNKNOWN)
    return {"commune_code": code, "hamlet": place.hamlet, "address_text": text}


def about_martyr(candidates: list[Candidate]) -> list[Any]:
    if not candidates:
        return [NO_MARTYR]
    many = len(candidates) > 1
    return [reason("several-martyrs", MANY_MARTYRS, codes=", ".join(c.code for c in candidates))] if many else []


def about_relation(row: StagedRow, kin: "relations.RelationReading") -> list[Any]:
    if not tidy(row.raw.get("relation")):
        return [RELATION_MISSING]
    if kin.path is None and not kin.readings:
        return [RELATION_UNKNOWN]
    return [reason("relation-asked", kin.question)] if kin.question else []


def about_ages(path: str | None, born: int | None, martyr: Candidate | None) -> list[Any]:
    """A mother younger than her child, a child born years after the father fell."""
    if born is None or martyr is None:
        return []
    flags: list[Any] = []
    if path in ("mother", "father") and martyr.birth_year and martyr.birth_year - born < 12:
        flags.append(MOTHER_TOO_YOUNG)
    if path in ("son", "daughter") and martyr.death_year and born > martyr.death_year + 1:
        flags.append(CHILD_TOO_LATE)
    if path in ("son", "daughter") and martyr.birth_year and born - martyr.birth_year < 12:
        flags.append(MOTHER_TOO_YOUNG)
    return flags


def relative_fingerprint(row: StagedRow) -> str:
    """Blind, because a plain hash of a person's row could be guessed."""
    plain = fingerprint("relative", *(tidy(whole_number(row.raw.get(column.key))) for column in RELATIVE_COLUMNS))
    return blind(plain, "individual.fingerprint")


def stage_relatives(
    name: str, content: bytes, find_martyrs: FindMartyrs, known: frozenset[str] = frozenset(), mapping: dict[str, str] | None = None
) -> Staged | UnknownLayout:
    """Stage a list of expected relatives; `known` holds the fingerprints of rows that were loaded before."""
    prints: set[str] = set()

    def judge(row: StagedRow) -> None:
        judge_relative(row, find_martyrs)
        if row.refusals:
            return
        row.values["fingerprint"] = mark = relative_fingerprint(row)
        if mark in known or mark in prints:
            row.skips.append(ALREADY)
        prints.add(mark)

    return stage(name, content, RELATIVE_COLUMNS, judge, mapping=mapping)
