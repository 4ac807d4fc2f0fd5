"""Bytes of a tree file → text. Programs that genealogists used for thirty years wrote ANSEL, Windows-1258 and UTF-16 besides UTF-8.

What the file says of its own letters is often wrong, so UTF-8 is tried first: no other encoding passes for it by chance.
"""

import re
import unicodedata

from core.errors import Malformed
from core.i18n import N_

LARGEST = 20 * 1024 * 1024


class NotATree(Malformed):
    message = N_("This file is not a family tree that can be read. Nothing was saved. Send a GEDCOM file (.ged), or .fam or .ped.")


class TornTree(Malformed):
    message = N_("This family tree was cut short: its last line is missing. Nothing was saved. Please ask the family to save and send the file again.")


class TreeTooLarge(Malformed):
    message = N_("This family tree is too large to be loaded. Nothing was saved. Ask the family to save only the martyr's branch.")


class LettersUnreadable(Malformed):
    message = N_("The letters of this file cannot be read. Nothing was saved. Ask the family to save the tree as UTF-8 and send it again.")


class NobodySuch(Malformed):
    message = N_("Nobody in this file has that number. Nothing was saved. Choose the martyr among the people of the file.")


MARKS = dict(zip(
    range(0xE0, 0xFC),
    "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326"
    "\u031c\u032e\ufe22\ufe23", strict=True,
)) | {0xFE: "\u0313"}
"""ANSEL writes a mark before its letter (ANSI/NISO Z39.47)."""
LETTERS = dict(zip(range(0xA1, 0xAF), "ŁØĐÞÆŒʹ·♭®±ƠƯʼ", strict=True)) | dict(zip(range(0xB0, 0xBB), "ʻłøđþæœʺı£ð", strict=True)) | {
    0xBC: "ơ", 0xBD: "ư", 0xC0: "°", 0xC1: "ℓ", 0xC2: "℗", 0xC3: "©", 0xC4: "♯", 0xC5: "¿", 0xC6: "¡", 0xC7: "ß", 0xCF: "ß",
}


def decoded(content: bytes, largest: int = LARGEST) -> str:
    """The text of a tree file, composed (NFC). Raises TreeTooLarge, NotATree or LettersUnreadable."""
    if len(content) > largest:
        raise TreeTooLarge()
    text = _decoded(content)
    if any(ord(letter) < 32 and letter not in "\t\n\v\f\r\x1a" for letter in set(text)):
        raise NotATree()
    return unicodedata.normalize("NFC", text)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _by("utf-16", content)
    start = content[:400]
    if start[1::2].count(0) > len(start) // 4:
        return _by("utf-16-le", content)
    if start[::2].count(0) > len(start) // 4:
        return _by("utf-16-be", content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = re.search(rb"^\s*1\s+CHAR\s+(\S+)", content[:20_000], re.MULTILINE)
        return ansel(content) if said and said[1].upper() == b"ANSEL" else _by("cp1258", content)


def _by(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise LettersUnreadable() from None


def ansel(content: bytes) -> str:
    """Marks come before their letter there; here they follow it, the circumflex or breve first, because ễ is ê with a tone."""
    out: list[str] = []
    waiting: list[str] = []
    for byte in content:
        if byte in MARKS:
            waiting.append(MARKS[byte])
            continue
        letter = chr(byte) if byte < 0x80 else LETTERS.get(byte)
        if letter is None:
            raise LettersUnreadable()
        out += [letter, *sorted(waiting, key=lambda mark: mark not in "\u0302\u0306")]
        waiting = []
    return "".join(out)
