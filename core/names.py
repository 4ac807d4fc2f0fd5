"""Vietnamese names as people write them, and the folded form in which they are searched (domain.md 4.5).

"nguyen van an" must find Nguyễn Văn Ân: the search key has no marks, no đ, one spelling of i/y, single spaces.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that nobody sees and that change how a name is read or found: soft hyphens, zero widths, turns of direction."""
_NOT_WORD = re.compile(r"[^a-z0-9 ]+")
_TCVN3 = re.compile(r"[¸µ¶¹¨»¾¼½©®ª×«¬÷þß]")
_VNI = re.compile(r"[äåæëïîñøöûüÿ]|[a][âêùõã]|[eo]â", re.IGNORECASE)
"""Letters and pairs that Vietnamese does not have: "Nguyeãn Vaên", "Leâ Thò"."""


def tidy(text: object) -> str:
    """Composed (NFC), trimmed, single spaces, nothing unseen in it; otherwise as written."""
    return _tidy(text if isinstance(text, str) else str(text)) if text is not None else ""


@lru_cache(maxsize=50_000)
def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def proper(text: object) -> str:
    """A name typed in capitals gets ordinary letters; any other stays as written."""
    name = tidy(text)
    return name.title() if name.isupper() else name


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The search key: lower case, no marks, đ as d, y as i, anything but letters and digits a space."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", _NOT_WORD.sub(" ", plain).replace("y", "i")).strip()


def tokens(text: str) -> list[str]:
    return fold(text).split()


def similarity(one: str, other: str) -> float:
    """0 to 1 on the folded forms, whatever the order of words."""
    return fuzz.token_sort_ratio(fold(one), fold(other)) / 100


def looks_legacy(text: str) -> bool:
    """Whether the text was typed in an old font encoding (TCVN3, VNI) and shows as gibberish."""
    return bool(_TCVN3.search(text) or _VNI.search(text))
