"""What makes a code a code, which sheets exist, and what may become of a code.

    issued ──void──▶ void

A tube code is `HT`, eight digits and two check digits: ISO 7064 MOD 97-10 with H = 17 and T = 29, so that
HT12345678 → 172912345678·00 mod 97 = 49 → 98 - 49 = 49 → HT1234567849. Compared with python-stdnum and with
the formula laboratories use. Every slip of one character and every swap of two neighbours is caught.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from stdnum.iso7064 import mod_97_10

from core.errors import Refused
from core.i18n import N_, gettext
from core.ids import SLIP_ALPHABET, random_code

PREFIX = "HT"
GREATEST_NUMBER = 99_999_999
MOST_KITS_AT_ONCE = 20_000
SLIP_LENGTH = 11
"""30 letters and digits, 11 of them: 53.9 bits. Ten would stay just under the 50 that DESIGN §4 asks for."""

NO_BREAK = "\u00a0"
_IGNORED = re.compile(r"[\s\-\u2010-\u2015\u2212_.·]+")
_TUBE_CODE = re.compile(PREFIX + r"[0-9]{10}")


class NotASampleCode(Refused):
    message = N_("That is not the code of a tube: HT and ten digits. Nothing was saved. Scan the label again, or type its code.")


class CheckDigitsWrong(Refused):
    message = N_(
        "Code %(code)s has a wrong character (the last two digits do not agree). Nothing was saved. "
        "Scan the label again, or type its code again."
    )


class NotASlipCode(Refused):
    message = N_("That is not the code of a family slip: eleven letters and digits. Nothing was saved. Read it again from the paper.")


class NeverIssued(Refused):
    message = N_(
        "Code %(code)s was never printed by this installation. Nothing was saved. Set the tube aside and call the province office."
    )


class AlreadyVoid(Refused):
    message = N_("Code %(code)s is already void. Nothing was changed. Take a kit with another code.")


class ReasonMissing(Refused):
    message = N_("A code is voided only with a reason. Nothing was changed. Write in a few words what happened.")


class CodesUsedUp(Refused):
    message = N_("There are no numbers left for so many kits. Nothing was printed. Call the province office.")


class KitsOutOfRange(Refused):
    message = N_("Between 1 and %(most)s kits can be printed at once. Nothing was printed. Ask for another number.")


class UnknownSheet(Refused):
    message = N_("There is no label sheet called %(sheet)s. Nothing was printed. Known sheets: %(known)s.")


class NoSuchCell(Refused):
    message = N_(
        "The sheet has no cell %(cell)s: it has %(columns)s columns and %(rows)s rows. Nothing was printed. "
        "Count the first free cell again."
    )


# --- codes on tubes ------------------------------------------------------------------------------------------------


def make_code(number: int) -> str:
    """The whole code of a number, compact: the form that is stored, scanned and sent."""
    if not 1 <= number <= GREATEST_NUMBER:
        raise CodesUsedUp
    body = f"{PREFIX}{number:08d}"
    return body + mod_97_10.calc_check_digits(body)


def read_code(text: str) -> str:
    """The compact code in what was scanned or typed. What is no code is never repeated in the refusal: it may be a citizen card."""
    compact = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not _TUBE_CODE.fullmatch(compact):
        raise NotASampleCode
    if mod_97_10.calc_check_digits(compact[:-2]) != compact[-2:]:
        raise CheckDigitsWrong(code=spaced(compact))
    return compact


def is_code(text: str) -> bool:
    try:
        read_code(text)
    except Refused:
        return False
    return True


def number_of(code: str) -> int:
    """The number inside a code that was read."""
    return int(code[2:10])


def spaced(code: str) -> str:
    """As printed and shown: `HT 1234 5678 49`, with spaces at which no line is broken."""
    return NO_BREAK.join((code[:2], code[2:6], code[6:10], code[10:]))


# --- codes on family slips -----------------------------------------------------------------------------------------


def new_slip_code() -> str:
    return random_code(SLIP_LENGTH)


TELEX = str.maketrans({"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0306": "W", "Đ": "DD"})
"""The keys behind the marks of a Vietnamese keyboard."""


def _keys(text: str) -> str:
    """What a Vietnamese keyboard made of a code while it was typed, back into the keys that were pressed: "Á" was A and S."""
    apart = unicodedata.normalize("NFD", text).replace("U\u031b", "W")
    return re.sub("([AE])(\u0323?)\u0302", r"\1\1\2", apart).translate(TELEX)


def read_slip_code(text: str) -> str:
    """The slip code in what was typed, or in the whole address a phone read from the QR. A heard or written U is a V."""
    compact = _keys(_IGNORED.sub("", unicodedata.normalize("NFKC", text).rpartition("#")[2]).upper()).replace("U", "V")
    if len(compact) != SLIP_LENGTH or not set(compact) <= set(SLIP_ALPHABET):
        raise NotASlipCode
    return compact


def spaced_slip(code: str) -> str:
    """As printed: `K7QF 2MXT 9AB`."""
    return NO_BREAK.join(code[start : start + 4] for start in range(0, len(code), 4))


# --- what becomes of a code ----------------------------------------------------------------------------------------


class LabelStatus(StrEnum):
    issued = "issued"
    void = "void"


MOVES: dict[tuple[LabelStatus, str], LabelStatus] = {(LabelStatus.issued, "void"): LabelStatus.void}


def void(status: LabelStatus, code: str, reason: str) -> LabelStatus:
    """A code is spoiled for good, and says why."""
    if (status, "void") not in MOVES:
        raise AlreadyVoid(code=spaced(code))
    if not reason.strip():
        raise ReasonMissing
    return MOVES[status, "void"]


def check_kits(kits: int) -> int:
    if not 1 <= kits <= MOST_KITS_AT_ONCE:
        raise KitsOutOfRange(most=MOST_KITS_AT_ONCE)
    return kits


# --- sheets --------------------------------------------------------------------------------------------------------

KIT_WORDS = (N_("tube label"), N_("envelope label"), N_("form label"), N_("register label"))
"""The four labels of a kit with the same code (DESIGN §5), in the order they are used."""


@dataclass(frozen=True)
class Sheet:
    """One kind of label paper, in millimetres. Margins and gaps as the makers of pre-cut sheets state them."""

    name: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap: tuple[float, float] = (0, 0)

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """Upper left corner of a cell counted from 0, along the rows; millimetres from the upper left of the page."""
        row, column = divmod(cell, self.columns)
        return self.left + column * (self.label[0] + self.gap[0]), self.top + row * (self.label[1] + self.gap[1])

    def pages_for(self, labels: int, start_at: int = 1) -> int:
        return ceil((start_at - 1 + labels) / self.cells)


SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4-65", (210, 297), (38.1, 21.2), columns=5, rows=13, left=4.75, top=10.7, gap=(2.5, 0)),
        Sheet("a4-24", (210, 297), (70, 37), columns=3, rows=8, left=0, top=0.5),
        Sheet("thermal-50x25", (50, 25), (50, 25)),
    )
}
ZPL = "zpl"
SHEET_NAMES = (*SHEETS, ZPL)
SHEET_WORDS = {
    "a4-65": N_("A4, 65 labels of 38 × 21 mm"), "a4-24": N_("A4, 24 labels of 70 × 37 mm"), "thermal-50x25": N_("Roll, 50 × 25 mm (PDF)"),
    ZPL: N_("Label printer, 50 × 25 mm (ZPL file)"),
}


def sheet_words() -> list[tuple[str, str]]:
    return [(name, gettext(words)) for name, words in SHEET_WORDS.items()]


def file_kind(sheet: str, stem: str) -> tuple[str, str]:
    """Media type and file name of labels on a sheet."""
    return ("text/plain", f"{stem}.zpl") if sheet == ZPL else ("application/pdf", f"{stem}.pdf")


def sheet(name: str) -> Sheet:
    if name not in SHEETS:
        raise UnknownSheet(sheet=name, known=", ".join(SHEETS))
    return SHEETS[name]


def start_cell(text: str, on: Sheet) -> int:
    """The first free cell of a used sheet, counted from 1: "8", "2,3" (row, column) or "C2" (column letter, row)."""
    tidy = "".join(text.split()).upper()
    if re.fullmatch(r"[0-9]{1,4}", tidy):
        cell = int(tidy)
    elif pair := re.fullmatch(r"([0-9]{1,3})[,;]([0-9]{1,3})", tidy):
        cell = _cell(int(pair[1]), int(pair[2]), on)
    elif pair := re.fullmatch(r"([A-Z])([0-9]{1,3})", tidy):
        cell = _cell(int(pair[2]), ord(pair[1]) - ord("A") + 1, on)
    else:
        cell = 0
    if not 1 <= cell <= on.cells:
        raise NoSuchCell(cell=text.strip()[:12], columns=on.columns, rows=on.rows)
    return cell


def _cell(row: int, column: int, on: Sheet) -> int:
    inside = 1 <= row <= on.rows and 1 <= column <= on.columns
    return (row - 1) * on.columns + column if inside else 0
