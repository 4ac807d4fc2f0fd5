"""What the registers of martyrs and of relatives mean: their columns, what each cell says, and each row's verdict.

Implausible is flagged, never refused: papers disagree, and only the family can tell. What looks like somebody already
known is flagged too, never merged. Only a row without a name cannot become anybody and is refused.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.crypto import blind
from core.dates import PartialDate, read_date
from core.i18n import N_
from core.names import fold, looks_legacy, tidy
from core.people import read_citizen_id, read_phone, read_sex
from core.places import read_place, unit_name
from core.staging import Column, Others, Reason, Staged, StagedRow, UnknownLayout, fingerprint, reason, stage
from families.rules.relation import reading
from families.rules.relation.grammar import sex_of

BY_SEX = [
    Column("man", N_("the men's column (birth, or a mark)"), ("nam sinh nam", "ngai sinh nam", "ngai thang nam sinh nam", "gioi tinh nam"), personal=True),
    Column("woman", N_("the women's column (birth, or a mark)"), ("nam sinh nu", "ngai sinh nu", "ngai thang nam sinh nu", "gioi tinh nu"), personal=True),
]
"""Many lists keep the birth of men and of women apart, under one merged head."""
MARTYR_COLUMNS = [
    Column("name", N_("martyr's name"), ("ho va ten liet si", "ho ten liet si", "ho va ten", "ho ten", "ten liet si", "liet si", "name"), required=True),
    Column("birth", N_("birth"), ("nam sinh", "ngai sinh", "ngai thang nam sinh", "sinh nam", "birth", "birth year"), personal=True),
    Column("sex", N_("sex"), ("nam nu", "gioi tinh", "gioi", "sex"), personal=True),
    Column("home", N_("home commune"), ("nguien quan", "que quan", "que", "que quan cu", "noi sinh", "home")),
    Column("unit", N_("unit"), ("don vi", "don vi khi hi sinh", "co quan don vi", "unit")),
    Column("rank", N_("rank"), ("cap bac chuc vu", "cap bac", "chuc vu", "rank")),
    Column("death", N_("day of death"), ("ngai hi sinh", "nam hi sinh", "ngai thang nam hi sinh", "hi sinh", "hi sinh ngai", "ngai tu tran", "death")),
    Column("place_of_death", N_("place of death"), ("noi hi sinh", "noi hi sinh ban dau", "dia diem hi sinh", "place of death")),
    Column("burial", N_("burial"), ("noi an tang", "noi an tang ban dau", "mo", "nghia trang", "burial")),
    Column("certificate_no", N_("certificate"), ("so bang tqgc", "so bang", "bang tqgc", "so bang to quoc ghi cong", "bang to quoc ghi cong", "certificate")),
    Column("note", N_("note"), ("ghi chu", "note")),
    *BY_SEX,
]
RELATIVE_COLUMNS = [
    Column("name", N_("relative's name"), ("ho ten than nhan", "ho va ten than nhan", "ten than nhan", "than nhan", "ho va ten", "ho ten", "name"), True),
    Column("birth", N_("birth"), ("nam sinh", "ngai sinh", "ngai thang nam sinh", "birth year", "birth"), personal=True),
    Column("sex", N_("sex"), ("gioi tinh", "nam nu", "gioi", "sex"), personal=True),
    Column("citizen_id", N_("citizen number"), ("so cccd", "cccd", "so cmnd", "cmnd", "so cccd cmnd", "can cuoc", "so can cuoc", "so dinh danh", "citizen id")),
    Column("phone", N_("telephone"), ("sdt", "so dien thoai", "dien thoai", "dt", "phone")),
    Column("address", N_("address"), ("dia chi", "cho o", "noi o", "noi o hien nai", "thuong tru", "ho khau", "address")),
    Column("martyr_name", N_("martyr's name"), ("ho ten liet si", "ho va ten liet si", "ten liet si", "liet si", "martyr"), required=True),
    Column("martyr_death", N_("year of death"), ("nam hi sinh", "ngai hi sinh", "hi sinh", "year of death")),
    Column("relation", N_("relation to the martyr"), ("quan he voi liet si", "quan he voi ls", "quan he", "moi quan he", "relation")),
    Column("note", N_("note"), ("ghi chu", "note")),
    *BY_SEX,
]

KIN = Others(("ho ten than nhan", "ho va ten than nhan", "ten than nhan", "than nhan", "nguoi tho cung", "ho ten nguoi tho cung"), lead=False)
"""A register of martyrs may name a relative further right; a list that begins with the relative is not one."""
MARTYRS = Others(next(column.headings for column in RELATIVE_COLUMNS if column.key == "martyr_name"))

NO_NAME = reason("no-name", N_("The name is missing, so this row cannot become a person. Add the name and load the file again."))
LEGACY = reason("legacy-font", N_("The letters come from an old font (TCVN3 or VNI). Convert the file to Unicode and load it again."))
DEATH_UNREADABLE = reason("death-unreadable", N_("The day of death is not one any calendar has. The text is kept; please look at the papers."))
BIRTH_UNREADABLE = reason("birth-unreadable", N_("The birth cannot be read as a date. The text is kept; please ask."))
DEATH_BEFORE_BIRTH = reason("death-before-birth", N_("The death stands before the birth. Both are kept as written; please look at the papers."))
AGE_IMPLAUSIBLE = reason("age-at-death", N_("The age at death is unlikely. Both dates are kept as written; please look at the papers."))
PLACE_UNKNOWN = reason("place-unknown", N_("The commune was not recognised. The text is kept; please choose the commune."))
DUPLICATE = N_("This may be the same person as in row %(row)s. Neither was merged; please compare them.")
KNOWN = N_("This may be somebody who is already on record (%(code)s). Nothing was merged; please compare them.")
TWICE = N_("This row says exactly what row %(row)s of the sheet %(sheet)s says. It counts once.")
ALREADY = reason("already-there", N_("This row was loaded before. Nothing was added."))
PLACE_ASKED = N_("This commune may be %(choices)s today. It was not guessed; please ask the family.")
PLACE_TODAY = N_("%(name)s is also the name of an older commune. It was read as today's; please ask the family.")


@dataclass(frozen=True)
class Known:
    """What is already on record: fingerprints of rows, and codes by the key under which two people look alike."""

    fingerprints: frozenset[str] = frozenset()
    alike: dict[tuple[str, ...], str] = field(default_factory=dict)


def alike_keys(values: dict[str, Any]) -> list[tuple[str, ...]]:
    """Keys under which one martyr written twice meets himself, however the commune is written.

    The same certificate, family and given name; the same name, commune and birth or year of death; or, when both years agree, a name
    of which only the initials and the given name are the same. Folding lets "Duy" and "Dui" meet.
    """
    name, year = fold(values["name"]), (values.get("death") or "")[:4]
    birth, home = str(values.get("birth_year") or ""), _home_key(values.get("home_text") or "")
    given, certificate = name.rpartition(" ")[2], fold(values.get("certificate_no") or "").removesuffix("btqgc").strip()
    keys: list[tuple[str, ...]] = [("certificate", certificate, name.partition(" ")[0], given)] if certificate else []
    if birth and year:
        keys.append(("years", "".join(word[0] for word in name.split()), given, birth, year, home))
    keys += [("birth", name, birth, home)] if birth else []
    keys += [("death", name, year, home)] if year else []
    return keys if birth or year else [*keys, ("name", name, home)]


def _home_key(text: str) -> str:
    return "/".join(read_place(text).codes) or fold(text)


def read_birth(row: StagedRow) -> tuple[PartialDate, str | None]:
    """Birth and sex: from their own columns, or from the one column of the two that is filled."""
    raw = row.raw
    key = next((key for key in ("birth", "man", "woman") if any(letter.isdigit() for letter in tidy(raw.get(key)))), "birth")
    birth = read_date(raw.get(key), latest_year=clock.today().year)
    if birth.misread:
        row.flag(BIRTH_UNREADABLE, key)
    filled = [sex for column, sex in (("man", "male"), ("woman", "female")) if tidy(raw.get(column))]
    return birth, read_sex(raw.get("sex")) or (filled[0] if len(filled) == 1 else None)


def read_name(row: StagedRow) -> str:
    name = tidy(row.raw.get("name"))
    if not any(letter.isalpha() for letter in name):
        row.refuse(NO_NAME, "name")
    elif looks_legacy(name):
        row.refuse(LEGACY, "name")
    return name


def read_home(row: StagedRow, text: str) -> tuple[str, ...]:
    """The 2025 codes of a martyr's home; an unclear one is flagged, with every choice."""
    place = read_place(text)
    if text and not place.codes:
        row.flag(PLACE_UNKNOWN, "home")
    elif text and place.asked:
        row.flag(reason("place-asked", PLACE_ASKED, choices=" / ".join(unit_name(code) for code in place.codes)), "home")
    return place.codes


def judge_martyr(row: StagedRow) -> str:
    """Fill values and flags. The answer is the row's mark: the same martyr in another layout, order or way of writing a day is known again by it."""
    raw = row.raw
    name, (birth, sex) = read_name(row), read_birth(row)
    death = read_date(raw.get("death"), latest_year=clock.today().year)
    home = tidy(raw.get("home"))
    more = {key: whole_number(raw.get(key)) for key in ("unit", "rank", "place_of_death", "burial", "certificate_no", "note")}
    row.values = {
        "name": name, "sex": sex, "birth_year": birth.year, "birth_text": birth.text, "death": death.iso,
        "death_precision": death.precision.value, "death_text": death.text, "commune_codes": list(read_home(row, home)), "home_text": home, **more,
    }
    if death.misread:
        row.flag(DEATH_UNREADABLE, "death")
    for why in implausible(birth.year, death.said_year):
        row.flag(why, "death")
    return fingerprint("martyr", name, sex, birth.iso or birth.text, death.iso or death.text, home, *more.values())


def whole_number(cell: object) -> str:
    """A cell as text; the spreadsheet's 32676.0 is 32676."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else tidy(cell)


def implausible(birth_year: int | None, death_year: int | None) -> list[Reason]:
    if birth_year is None or death_year is None:
        return []
    age = death_year - birth_year
    return [DEATH_BEFORE_BIRTH] if age < 0 else [AGE_IMPLAUSIBLE] if age < 12 or age > 80 else []


class Seen:
    """What is on record, and what stood further up in this file.

    The same row twice on one sheet may be two people, so it is flagged; on another sheet it is a copy and counts once.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.rows: dict[tuple[str, ...], int] = {}
        self.first: dict[str, StagedRow] = {}
        self.times: Counter[tuple[str, str]] = Counter()

    def judge(self, row: StagedRow, mark: str, keys: list[tuple[str, ...]]) -> None:
        """Skip what was loaded before or is a copy; flag what looks like somebody else, here or on record."""
        keys = [*keys, ("row", mark)]
        self.times[row.sheet, mark] += 1
        nth = self.times[row.sheet, mark]
        row.values["fingerprint"] = mark = mark if nth == 1 else fingerprint(mark, nth)[: len(mark)]
        first = self.first.setdefault(mark, row)
        if mark in self.known.fingerprints:
            row.skips.append(ALREADY)
        elif first is not row:
            row.skips.append(reason("repeated-row", TWICE, row=first.row, sheet=first.sheet))
        else:
            self.flag_alike(row, keys)
        for key in keys:
            self.rows.setdefault(key, row.row)

    def flag_alike(self, row: StagedRow, keys: list[tuple[str, ...]]) -> None:
        here = next((self.rows[key] for key in keys if key in self.rows), None)
        there = next((self.known.alike[key] for key in keys if key in self.known.alike), None)
        if here is not None:
            row.flag(reason("possible-duplicate", DUPLICATE, row=here), "name")
        elif there is not None:
            row.flag(reason("possible-duplicate", KNOWN, code=there), "name")


def stage_martyrs(name: str, content: bytes, known: Known, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    """Stage a register of martyrs against what is already on record."""
    seen = Seen(known)

    def judge(row: StagedRow) -> None:
        mark = judge_martyr(row)
        if not row.refusals:
            seen.judge(row, mark, alike_keys(row.values))

    return stage(name, content, MARTYR_COLUMNS, judge, mapping=mapping, others=KIN)


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
RELATION_OTHER_SEX = reason("relation-other-sex", N_("This relation is said of the other sex. Both are kept as written; please ask the family."))
SEX_DISAGREES = reason("citizen-id-other-sex", N_("The citizen number speaks of the other sex. Both are kept; please look at the card."))
YEAR_DISAGREES = reason("citizen-id-other-birth-year", N_("The citizen number speaks of another birth year. Both are kept; please look at the card."))
ID_UNREADABLE = reason("citizen-id-unreadable", N_("The citizen number has the wrong number of digits. It is kept in the note; please look at the card."))
PHONE_UNREADABLE = reason("phone-unreadable", N_("The telephone number cannot be right. It is kept in the note; please ask for it."))
PLACE_OF_ID = reason("citizen-id-unknown-place", N_("The citizen number begins with a code of no province. It is kept; please look at the card."))
VERY_OLD = reason("age-unlikely", N_("By this year of birth the person is over 110. It is kept as written; please ask."))
GAP_UNLIKELY = reason("age-gap-unlikely", N_("The years of this person and of the martyr hardly fit this relation. Both are kept; please ask the family."))
MOTHER_TOO_YOUNG = reason("parent-too-young", N_("The parent is too young for this child. Both are kept as written; please ask the family."))
CHILD_TOO_LATE = reason("child-after-death", N_("The child was born long after the martyr's death. Both are kept as written; please ask the family."))
NUMBER_WARNINGS = {r.code: r for r in (SEX_DISAGREES, YEAR_DISAGREES, ID_UNREADABLE, PLACE_OF_ID)}


def judge_relative(row: StagedRow, find_martyrs: FindMartyrs, words: reading.Words | None = None) -> str:
    """Fill values and flags. The answer is the row's mark, blind, because a plain hash of a person's row could be guessed."""
    raw = row.raw
    name, (birth, sex) = read_name(row), read_birth(row)
    number = read_citizen_id(raw.get("citizen_id"), sex=sex, birth_year=birth.year)
    phone = read_phone(raw.get("phone"))
    death = read_date(raw.get("martyr_death"), latest_year=clock.today().year)
    candidates = list(find_martyrs(tidy(raw.get("martyr_name")), death.year)) if tidy(raw.get("martyr_name")) else []
    only = candidates[0] if len(candidates) == 1 else None
    kin = reading.read_relation(tidy(raw.get("relation")), donor_sex=sex, martyr_sex=only.sex if only else None, words=words)
    unread = [whole_number(raw.get(key)) for key, lost in (("citizen_id", ID_UNREADABLE.code in number.warnings), ("phone", phone.misread)) if lost]
    row.values = {
        "name": name, "sex": sex, "birth_year": birth.year, "birth_text": birth.text, "citizen_id": number.value, "phone": phone.number,
        "phone_owner": phone.owner, **read_address(row, tidy(raw.get("address"))), "relation_path": kin.path, "relation_readings": list(kin.readings),
        "maternal_line": kin.maternal_line, "relation_text": tidy(raw.get("relation")), "martyr_candidates": [c.code for c in candidates],
        "martyr_name": tidy(raw.get("martyr_name")), "martyr_death_year": death.year,
        "note": "; ".join(text for text in (whole_number(raw.get("note")), *unread) if text),
    }
    for code in number.warnings:
        row.flag(NUMBER_WARNINGS[code], "citizen_id")
    if phone.misread:
        row.flag(PHONE_UNREADABLE, "phone")
    for key, reasons in (
        ("martyr_name", about_martyr(candidates)), ("relation", about_relation(row, kin)), ("birth", about_ages(kin.path, birth.year, only)),
    ):
        for why in reasons:
            row.flag(why, key)
    said = row.values
    same = (said[key] for key in ("citizen_id", "phone", "phone_owner", "address_text", "martyr_name", "martyr_death_year", "relation_text", "note"))
    return blind(fingerprint("relative", name, sex, birth.iso or birth.text, *same), "individual.fingerprint")


def read_address(row: StagedRow, text: str) -> dict[str, Any]:
    """Where a living person lives now. Without a district it is today's commune; a split one stays open."""
    place = read_place(text)
    today = [code for code in place.codes if fold(unit_name(code)) in fold(text)]
    code = place.codes[0] if len(place.codes) == 1 else today[0] if len(today) == 1 else None
    if code and place.asked:
        row.flag(reason("place-old-and-new", PLACE_TODAY, name=unit_name(code)), "address")
    elif place.codes and not code:
        row.flag(reason("place-asked", PLACE_ASKED, choices=" / ".join(unit_name(c) for c in place.codes)), "address")
    elif text and not code:
        row.flag(PLACE_UNKNOWN, "address")
    return {"commune_code": code, "hamlet": place.hamlet, "address_text": text}


def about_martyr(candidates: list[Candidate]) -> list[Reason]:
    if not candidates:
        return [NO_MARTYR]
    many = len(candidates) > 1
    return [reason("several-martyrs", MANY_MARTYRS, codes=", ".join(c.code for c in candidates))] if many else []


def about_relation(row: StagedRow, kin: "reading.RelationReading") -> list[Reason]:
    if not tidy(row.raw.get("relation")):
        return [RELATION_MISSING]
    if kin.path is None and not kin.readings:
        return [RELATION_UNKNOWN]
    said = sex_of(kin.path) if kin.path else None
    other_sex = [RELATION_OTHER_SEX] if said and row.values["sex"] not in (None, said) else []
    return [*other_sex, *([reason("relation-asked", kin.question)] if kin.question else [])]


def about_ages(path: str | None, born: int | None, martyr: Candidate | None) -> list[Reason]:
    """A mother younger than her child, a child born years after the father fell, a wife who was a child herself."""
    if born is None:
        return []
    flags = [VERY_OLD] if clock.today().year - born > 110 else []
    if martyr is None or path is None:
        return flags
    age = born - martyr.birth_year if martyr.birth_year else None
    late = born - martyr.death_year if martyr.death_year else None
    steps = path.replace("?", "").split(".")
    if path in ("mother", "father") and age is not None and -age < 12 or path in ("son", "daughter") and age is not None and age < 12:
        flags.append(MOTHER_TOO_YOUNG)
    if path in ("son", "daughter") and late is not None and late > 1:
        flags.append(CHILD_TOO_LATE)
    sibling = len(steps) <= 2 and steps[-1] in ("brother", "sister") and steps[0] not in ("mother", "father")
    if (path == "mother" and age is not None and -age > 55) or (sibling and age is not None and abs(age) > 40):
        flags.append(GAP_UNLIKELY)
    if path == "spouse" and late is not None and late > -15:
        flags.append(GAP_UNLIKELY)
    return flags


def same_person_keys(values: dict[str, Any]) -> list[tuple[str, ...]]:
    """Keys under which one relative listed twice meets herself: the number, or name with birth year, or name with telephone."""
    name = fold(values["name"])
    keys: list[tuple[str, ...]] = [("number", values["citizen_id"])] if values["citizen_id"] else []
    keys += [("birth", name, str(values["birth_year"]), values["commune_code"] or "")] if values["birth_year"] else []
    return [*keys, ("phone", name, values["phone"])] if values["phone"] else keys


def stage_relatives(
    name: str, content: bytes, find_martyrs: FindMartyrs, known: Known = Known(), mapping: dict[str, str] | None = None, *,
    words: reading.Words | None = None,
) -> Staged | UnknownLayout:
    """Stage a list of expected relatives against those who are already on record; `words` is what the office says of words for kin."""
    seen = Seen(known)

    def judge(row: StagedRow) -> None:
        mark = judge_relative(row, find_martyrs, words)
        if not row.refusals:
            seen.judge(row, mark, same_person_keys(row.values))

    return stage(name, content, RELATIVE_COLUMNS, judge, mapping=mapping, others=MARTYRS)
