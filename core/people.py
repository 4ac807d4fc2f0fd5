"""Numbers that stand for people: citizen numbers, telephones, and the QR on the citizen card (domain.md 4.1, 4.2, 4.4).

A reading never blames: what cannot be read is None with a reason; what disagrees is a warning, because errors exist.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from core.errors import Refused
from core.i18n import N_
from core.names import fold, tidy

OLD_MOBILE = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}
"""Prefixes of 11-digit mobile numbers and what they became from 15/9/2018."""


@dataclass(frozen=True)
class CitizenId:
    """`value` has 12 digits (căn cước) or 9 (CMND, no longer valid but still known); None when it cannot be read."""

    value: str | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phone:
    """`number` has 10 digits (11 for a landline of Hà Tĩnh); `owner` is whose it is when the list says so, such as "con"."""

    number: str | None
    owner: str = ""
    misread: bool = False


def read_sex(cell: object) -> str | None:
    return {"nam": "male", "nu": "female", "male": "male", "female": "female"}.get(fold(tidy(cell)))


def _digits(cell: object) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else tidy(cell)
    return re.sub(r"\D", "", text.split("(")[0])


def read_citizen_id(cell: object, *, sex: str | None = None, birth_year: int | None = None) -> CitizenId:
    """The number with its leading zero back; disagreement with sex or birth year is a warning only."""
    digits = _digits(cell)
    if not digits:
        return CitizenId(None)
    if len(digits) == 11 and digits[0] != "0":
        digits = "0" + digits
    if len(digits) not in (9, 12):
        return CitizenId(None, ("citizen-id-unreadable",))
    return CitizenId(digits, tuple(_disagreements(digits, sex, birth_year)) if len(digits) == 12 else ())


def _disagreements(number: str, sex: str | None, birth_year: int | None) -> list[str]:
    said_sex, said_year = sex_and_year(number)
    found = []
    if sex and sex != said_sex:
        found.append("citizen-id-other-sex")
    if birth_year and birth_year != said_year:
        found.append("citizen-id-other-birth-year")
    return found


def sex_and_year(number: str) -> tuple[str, int]:
    """What the fourth to sixth digits of a 12-digit number say: even is male, and the century."""
    century, two_digits = int(number[3]), int(number[4:6])
    return ("female" if century % 2 else "male"), 1900 + 100 * (century // 2) + two_digits


def read_phone(cell: object) -> Phone:
    """A telephone number as typed: +84, dots, the eaten zero, old 11-digit mobiles, "(con)" behind it."""
    text = tidy(cell)
    owner = (re.search(r"\(([^)]*)\)", text) or ["", ""])[1]
    digits = _digits(cell)
    if not digits:
        return Phone(None, owner, misread=bool(text) and fold(text) not in ("khong", "khong co", "ko"))
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if digits[0] != "0":
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in OLD_MOBILE:
        digits = OLD_MOBILE[digits[:4]] + digits[4:]
    good = re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits)
    return Phone(digits if good else None, owner, misread=not good)


def mask(number: str | None) -> str:
    """The last four digits behind dots, for pages that need to tell numbers apart and no more."""
    return f"•••• •••• {number[-4:]}" if number else ""


class CardMangled(Refused):
    message = N_(
        "The text from the card is mangled: a Vietnamese input method was on while scanning. Nothing was saved. Turn the input method off "
        "(English keyboard) and scan again, or type the form."
    )


class CardMarksLost(Refused):
    message = N_("The letters with marks were lost on the way from the card. Nothing was saved. Scan again with another reader, or type the form.")


class CardCutShort(Refused):
    message = N_("The text from the card was cut short. Nothing was saved. Hold the card still and scan once more, or type the form.")


class NotACard(Refused):
    message = N_("This is not the QR of a citizen card. Nothing was saved. Scan the square on the card, or type the form.")


@dataclass(frozen=True)
class CardReading:
    """What the form takes over from a card. Parents' names and the raw text are dropped here."""

    citizen_id: str
    name: str
    sex: str | None
    birth_year: int | None
    birth_text: str
    address: str
    warnings: tuple[str, ...] = field(default=())


def read_card(text: str) -> CardReading:
    """Read the payload of a card's QR. Raises NotACard, CardCutShort, CardMarksLost or CardMangled."""
    fields = [tidy(part) for part in text.strip().split("|")]
    if not re.fullmatch(r"\d{12}", fields[0]) or len(fields) < 2:
        raise NotACard()
    if len(fields) > 1 and not re.fullmatch(r"\d{9}|\d{12}|", fields[1]):
        fields.insert(1, "")
    if len(fields) < 7:
        raise CardCutShort()
    number, _, name, born, sex, address = fields[:6]
    if "?" in name + sex or "\ufffd" in name:
        raise CardMarksLost()
    if read_sex(sex) is None:
        raise CardMangled()
    year, birth_text = _birth(born)
    warnings = read_citizen_id(number, sex=read_sex(sex), birth_year=year).warnings
    return CardReading(number, name, read_sex(sex), year, birth_text, address, warnings)


def _birth(born: str) -> tuple[int | None, str]:
    digits = re.sub(r"\D", "", born)
    if len(digits) != 8:
        raise CardCutShort()
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        return year, f"{date(year, month, day):%d/%m/%Y}"
    except ValueError:
        return year, str(year)
