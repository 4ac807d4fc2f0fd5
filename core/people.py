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


OLD_PROVINCES = re.compile(
    r"00[12468]|01[0124579]|02[024567]|03[01345678]|04[024568]|05[124568]|06[024678]|07[024579]|08[0234679]|09[1-6]"
)
"""Codes of the 63 provinces of birth registration; numbers issued before July 2025 keep them, later ones use some of them."""


@dataclass(frozen=True)
class CitizenId:
    """`value` has 12 digits (căn cước) or 9 (CMND, no longer valid but still known); None when it cannot be read."""

    value: str | None
    warnings: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        return {12: "cccd", 9: "cmnd"}.get(len(self.value or ""))


@dataclass(frozen=True)
class Phone:
    """`number` has 10 digits (11 for a landline of Hà Tĩnh); `owner` is whose it is when the list says so, such as "con"."""

    number: str | None
    owner: str = ""
    misread: bool = False


def read_sex(cell: object) -> str | None:
    return {"nam": "male", "nu": "female", "male": "male", "female": "female"}.get(fold(tidy(cell)))


def _written(cell: object) -> str:
    """A cell as text; a number that the spreadsheet made of it without its ".0"."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else tidy(cell)
    return text.removesuffix(".0") if re.fullmatch(r"\d+\.0", text) else text


def read_citizen_id(cell: object, *, sex: str | None = None, birth_year: int | None = None) -> CitizenId:
    """The number with the zeros back that a spreadsheet ate; what disagrees with sex, birth year or place is a warning only."""
    digits = re.sub(r"\D", "", _written(cell).split("(")[0])
    if not digits:
        return CitizenId(None)
    if len(digits) in (10, 11):
        digits = digits.zfill(12)
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
    if not OLD_PROVINCES.match(number):
        found.append("citizen-id-unknown-place")
    return found


def sex_and_year(number: str) -> tuple[str, int]:
    """What the fourth to sixth digits of a 12-digit number say: even is male, and the century."""
    century, two_digits = int(number[3]), int(number[4:6])
    return ("female" if century % 2 else "male"), 1900 + 100 * (century // 2) + two_digits


def read_phone(cell: object) -> Phone:
    """A telephone number as typed: +84, dots, the eaten zero, old 11-digit mobiles, "(con)" or "con trai" behind it.

    Of several numbers in one cell the first that can be right is taken.
    """
    text = _written(cell)
    owner = tidy(re.sub(r"\b(s?đt|sdt|dt|điện thoại|tel|số)\b|[^\w\s]|[\d_]", " ", text, flags=re.IGNORECASE))
    read = [number for part in re.split(r"[/;,]|\s-\s|\bhoặc\b", text) if (number := _phone_number(part))]
    if read:
        return Phone(read[0], owner)
    nothing = fold(owner) in ("", "khong", "khong co", "ko", "ko co", "k co") and not any(letter.isdigit() for letter in text)
    return Phone(None, "" if nothing else owner, misread=not nothing)


def _phone_number(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    digits = "0" + digits.removeprefix("00").removeprefix("84") if re.match(r"(00)?84", digits) and len(digits) > 10 else digits
    digits = digits if digits.startswith("0") else "0" + digits
    if len(digits) == 11 and digits[:4] in OLD_MOBILE:
        digits = OLD_MOBILE[digits[:4]] + digits[4:]
    return digits if re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits) else None


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


TYPED = re.compile(r"[fjw]|aa|ee|dd|[aeouy]+[sxr]\b|[a-z]\d", re.IGNORECASE)
"""What an input method leaves in a name (Telex "Vawn", "DDinhf"; VNI "Va8n") and a name without marks does not have."""


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
    if not re.fullmatch(r"\d{9}|\d{12}|", fields[1]):
        fields.insert(1, "")
    if len(fields) < 7:
        raise CardCutShort()
    number, _, name, born, sex, address = fields[:6]
    if any(lost in name + sex + address for lost in ("?", "\ufffd")):
        raise CardMarksLost()
    if read_sex(sex) is None or (name.isascii() and TYPED.search(name)):
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
