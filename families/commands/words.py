"""An office's own words for kin: each change is a new row, so what an older claim was read by stays explained."""

from collections.abc import Sequence

from core import clock
from core.names import tidy
from core.work import Work
from families.models import RelationWord
from families.queries.words import relation_words
from families.rules.relation import office_words


def say_word(work: Work, word: str, ways: Sequence[str], *, new: bool) -> bool:
    """Write down what a word means here; whether anything changed. Raises the refusals of `office_words`; a `new` word may not stand already."""
    key, paths = office_words.checked_word(word, ways)
    own = relation_words(work.session)
    if new:
        office_words.check_new(key, own)
    if own.get(key) == paths:
        return False
    row = RelationWord(word=key, shown=tidy(word), readings=list(paths), actor_id=work.actor.account_id, occurred_at=clock.now())
    work.save(row)
    work.audit("families.word_said", f"word:{row.id}", ways=len(paths))
    return True


def end_word(work: Work, word: str) -> None:
    """Take an own entry away; a built-in word means again what it meant. Raises WordNotOurs."""
    key = office_words.key_of(word)
    own = relation_words(work.session)
    if key not in own:
        raise office_words.WordNotOurs()
    row = RelationWord(word=key, shown=key, readings=list(own[key]), ended=True, actor_id=work.actor.account_id, occurred_at=clock.now())
    work.save(row)
    work.audit("families.word_ended", f"word:{row.id}")
