"""What an office says of words for kin, in one question; asked once for a page."""

from sqlmodel import Session, col, select

from families.models import RelationWord
from families.rules.relations import Words


def relation_words(session: Session) -> Words:
    """The office's own entries that stand, the newest first; an ended one gives the built-in meaning back."""
    newest: dict[str, RelationWord] = {}
    for row in session.exec(select(RelationWord).order_by(col(RelationWord.recorded_at).desc(), col(RelationWord.id).desc())):
        newest.setdefault(row.word, row)
    return {word: tuple(row.readings) for word, row in newest.items() if not row.ended}
