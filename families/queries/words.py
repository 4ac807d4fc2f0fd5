"""The table of words for kin: what an office says of them, asked once for a page, and the table as a page shows it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.names import fold
from families.models import RelationWord
from families.rules.relation import paths
from families.rules.relation.builtin_words import of
from families.rules.relation.grammar import sex_of
from families.rules.relation.office_words import built_in
from families.rules.relation.reading import Words


def relation_words(session: Session) -> Words:
    """The office's own entries that stand, the newest first; an ended one gives the built-in meaning back."""
    newest: dict[str, RelationWord] = {}
    for row in session.exec(select(RelationWord).order_by(col(RelationWord.recorded_at).desc(), col(RelationWord.id).desc())):
        newest.setdefault(row.word, row)
    return {word: tuple(row.readings) for word, row in newest.items() if not row.ended}


@dataclass(frozen=True)
class WordLine:
    """`own` words are the office's; a word of the office stands alone, so that it can be changed."""

    words: tuple[str, ...]
    ways: tuple[str, ...]
    own: bool
    replaces: bool = False


def word_table(session: Session, text: str = "") -> list[WordLine]:
    """The office's own words first, then the built-in ones that still hold; with a text, only the lines one of whose words begins like it."""
    own, wanted = relation_words(session), fold(text)
    lines = [WordLine((word,), in_words(ways), own=True, replaces=word in built_in()) for word, ways in sorted(own.items())]
    groups: dict[tuple[str, ...], list[str]] = {}
    for word, reading in built_in().items():
        if word not in own:
            groups.setdefault(of(reading, None), []).append(word)
    lines += [WordLine(tuple(words), in_words(ways), own=False) for ways, words in groups.items()]
    return [line for line in lines if not wanted or any(f" {wanted}" in f" {fold(word)}" for word in line.words)]


def in_words(ways: tuple[str, ...]) -> tuple[str, ...]:
    """Each way in words; a son and a daughter by the same way are one line."""
    said: dict[str, list[str]] = {}
    for way in ways:
        steps = paths.spoken(way)
        key = way.rpartition(".")[0] if sex_of(way) and way.rpartition(".")[2] in ("son", "daughter") else way
        said.setdefault(key, []).append(" → ".join(steps) if not said.get(key) else steps[-1])
    return tuple(", ".join(parts) for parts in said.values())


def ways_of(session: Session, word: str) -> tuple[str, ...]:
    """What a word of the table means now; nothing for a word that is not in it."""
    own = relation_words(session)
    return own[word] if word in own else of(built_in()[word], None) if word in built_in() else ()
