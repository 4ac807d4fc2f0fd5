"""The words. English message ids stand in the code; `locale/<language>/<room>.po` holds the translations.

Catalogues are read as text with Babel when the program starts, so there is nothing to compile and nothing to forget.
Vietnamese is the default because it is what the hall speaks; English is the message id itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="vi")


def N_(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@cache
def catalogue(language: str) -> dict[str, str]:
    """All translated messages of one language, every room's file together."""
    messages: dict[str, str] = {}
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            messages |= {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id and m.string and not m.fuzzy}
    return messages


def gettext(message: str, /, **values: object) -> str:
    """`message` in the language of the moment, with `%(name)s` places filled from `values`."""
    text = catalogue(_language.get()).get(message, message)
    return text % values if values else text


def current_language() -> str:
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Translate into `language` inside the block; an unknown language falls back to Vietnamese."""
    token = _language.set(language if language in LANGUAGES else "vi")
    try:
        yield
    finally:
        _language.reset(token)
