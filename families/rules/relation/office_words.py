"""The table of words for kin as an office edits it: what may be written into it. Pure."""

from collections.abc import Collection, Sequence

from core.errors import Refused
from core.i18n import N_
from core.names import tidy
from families.rules.relation.builtin_words import MARKED, SPELLED, Reading
from families.rules.relation.grammar import check_path

LONGEST_WORD, MOST_WAYS = 60, 12


class WordMissing(Refused):
    message = N_("There is no word yet. Nothing was saved. Write the word as families here say it.")


class WordTooLong(Refused):
    message = N_("A word for kin has at most 60 letters. Nothing was saved. Write it shorter.")


class WayMissing(Refused):
    message = N_("It is not said which kin this word means. Nothing was saved. Choose at least one way, from the martyr to the relative.")


class WordStands(Refused):
    message = N_("This word stands in the table already. Nothing was saved. Change it in its own line.")


class WordNotOurs(Refused):
    message = N_("This word is not one of the office's own. Nothing was changed.")


def built_in() -> dict[str, Reading]:
    """Every built-in word as it is spelled."""
    return SPELLED | MARKED


def key_of(word: str) -> str:
    """How a word is kept: composed, in small letters, with its marks."""
    return tidy(word).lower()


def checked_word(word: str, ways: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The word's key and its ways without repeats. Raises WordMissing, WordTooLong, WayMissing and PathUnreadable."""
    key, paths = key_of(word), tuple(dict.fromkeys(check_path(way) for way in ways))
    if not any(letter.isalpha() for letter in key):
        raise WordMissing()
    if len(key) > LONGEST_WORD:
        raise WordTooLong()
    if not 0 < len(paths) <= MOST_WAYS:
        raise WayMissing()
    return key, paths


def check_new(key: str, own: Collection[str]) -> None:
    """Raises WordStands for a word that the table holds already, the office's own or a built-in one."""
    if key in own or key in built_in():
        raise WordStands()
