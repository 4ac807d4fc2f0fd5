"""Partial dates as registers keep them: the text, what it surely says, how precisely, and in which calendar (domain.md 4.6).

A lunar date keeps its text and is never converted: Vietnamese and Chinese calendars differ in some months, and North and
South differed at Tết 1968. "mùa khô 1972" says 1972; "Tết Mậu Thân" says 1968; "00/06/1972" says June 1972.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from core.names import fold, tidy

LONGEST = 80
"""No date takes more letters; a number of thousands of digits cannot even be counted."""
SPREADSHEET_EPOCH = date(1899, 12, 30)
SERIAL_NUMBERS = range(5_000, 60_000)
"""Spreadsheet serials of 1913 to 2064; a plain year is never in this range."""
NOTHING_SAID = {"", "khong ro", "chua ro", "khong", "k ro", "ko ro", "chua xac dinh", "khong xac dinh", "khong nho", "nan"}
TET = {"tet mau than": 1968, "mau than": 1968}
NOT_A_MONTH = re.compile(r"\b(qui|tuan|mung|tet|ram)\b")
"""Words before which a number is no month: "quý 2/1972" and "mùng 5 Tết 1968" say the year only."""
NOT_THAT_YEAR = re.compile(r"\b(trước|sau|từ|đến|những năm|thập niên|thập kỷ|truoc|nhung nam)\b")
"""Words that make the year an edge: "trước 1975", "những năm 1960". Nothing is surely said then; the text is kept."""
LUNAR = re.compile(r"\b(âl|al|âm|âm lịch|am lich)\b")
SHORT_YEAR = re.compile(r"(mua \w+ )?(nam )\d\d|mua \w+ \d\d")


class DatePrecision(StrEnum):
    day = "day"
    month = "month"
    year = "year"
    lunar = "lunar"
    unknown = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """`value` is the first day of what is known, None for lunar and unknown; `misread` marks text that could not be a date."""

    text: str
    value: date | None
    precision: DatePrecision
    misread: bool = False

    @property
    def calendar(self) -> str:
        return "lunar" if self.precision is DatePrecision.lunar else "solar"

    @property
    def year(self) -> int | None:
        return self.value.year if self.value else None

    @property
    def said_year(self) -> int | None:
        """The year as written, the lunar one too: good to a year either way, enough to see what cannot be."""
        written = re.search(r"\b(1[89]|20)\d\d\b", self.text) if self.precision is DatePrecision.lunar else None
        return int(written[0]) if written else self.year

    @property
    def iso(self) -> str | None:
        """ISO 8601 as precise as known: 1972, 1972-06 or 1972-06-14."""
        lengths = {DatePrecision.day: 10, DatePrecision.month: 7, DatePrecision.year: 4}
        return self.value.isoformat()[: lengths[self.precision]] if self.value else None

    def shown(self) -> str:
        """As people write it: 14/06/1972, 06/1972, 1972, or the text that was written."""
        if self.value is None:
            return self.text
        day = self.value
        forms = {DatePrecision.day: f"{day.day:02d}/{day.month:02d}/{day.year}", DatePrecision.month: f"{day.month:02d}/{day.year}"}
        return forms.get(self.precision, str(day.year))


def unknown(text: str, *, misread: bool = False) -> PartialDate:
    return PartialDate(text, None, DatePrecision.unknown, misread)


def read_date(cell: object, *, latest_year: int) -> PartialDate:
    """What a cell says. `latest_year` decides the century of two-digit years: none is later than it.

    A day that no calendar has (31/02/1970) or text that is no date comes back unknown with `misread` set.
    """
    if isinstance(cell, date):
        day, text = cell.date() if isinstance(cell, datetime) else cell, f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
        return PartialDate(text, day, DatePrecision.day) if 1800 <= day.year <= latest_year else unknown(text, misread=True)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _read_text(tidy(cell), latest_year)


@lru_cache(maxsize=50_000)
def _read_text(text: str, latest_year: int) -> PartialDate:
    folded = fold(text)
    if folded in NOTHING_SAID or re.fullmatch(r"[0\W]+", text):
        return unknown(text)
    if LUNAR.search(text.lower()):
        return PartialDate(text, None, DatePrecision.lunar)
    if re.fullmatch(r"\d{4,5}(\.0)?", text) and int(float(text)) in SERIAL_NUMBERS:
        return PartialDate(text, SPREADSHEET_EPOCH + timedelta(days=int(float(text))), DatePrecision.day)
    for words, year in TET.items():
        if words in folded:
            return PartialDate(text, date(year, 1, 1), DatePrecision.year)
    if len(text) > LONGEST:
        return unknown(text, misread=True)
    numbers = [(int(digits), len(digits)) for digits in re.findall(r"\d+", text)]
    if NOT_THAT_YEAR.search(text.lower()):
        return unknown(text)
    if NOT_A_MONTH.search(folded):
        numbers = [pair for pair in numbers if pair[1] == 4]
    if SHORT_YEAR.fullmatch(folded):
        numbers = [(_full_year(numbers[-1][0], latest_year), 4)]
    if re.match(r"\d{4}-\d{1,2}(-\d{1,2})?\b", text):
        numbers = numbers[:3][::-1]
    return _from_numbers(text, numbers[:3] if len(numbers) <= 3 or ":" in text else [], latest_year)


def _from_numbers(text: str, numbers: list[tuple[int, int]], latest_year: int) -> PartialDate:
    if not numbers:
        return unknown(text, misread=True)
    *rest, (year, digits) = numbers
    year = _full_year(year, latest_year) if digits == 2 and rest else year
    month, day = (rest[-1][0] if rest else 0), (rest[0][0] if len(rest) == 2 else 0)
    if not 1800 <= year <= latest_year:
        return unknown(text, misread=True)
    try:
        if month and day:
            return PartialDate(text, date(year, month, day), DatePrecision.day)
        if month:
            return PartialDate(text, date(year, month, 1), DatePrecision.month)
    except (ValueError, OverflowError):
        return unknown(text, misread=True)
    return PartialDate(text, date(year, 1, 1), DatePrecision.year)


def _full_year(two_digits: int, latest_year: int) -> int:
    century = latest_year - latest_year % 100
    return century + two_digits if century + two_digits <= latest_year else century - 100 + two_digits
