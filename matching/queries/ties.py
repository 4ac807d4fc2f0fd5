"""How each individual of a pedigree is kin to the martyr: the path, the words, the three-valued line, and the question still open."""

from collections.abc import Callable
from functools import cache, lru_cache

import families
from core.i18n import N_, gettext
from matching.rules.advice import Evidence, Tie

UNCLEAR = N_("kin whose relation is not clear yet")
ASK_KINSHIP = N_("Who is this person to the martyr, and through whom?")


def ties(pedigree: families.Pedigree, martyr: str, evidence: Evidence, office: families.Words | None = None) -> Callable[[str], Tie | None]:
    """Asked for one key at a time, and only of those who may be asked for anything. `office`: its own words for kin."""
    sex = pedigree.by_key[martyr].sex

    @cache
    def tie_of(key: str) -> Tie | None:
        if key in pedigree.unplaced and not (key in pedigree.by_key and families.related(pedigree, key, martyr)):
            return _open_word(pedigree, martyr, key, sex, evidence)
        paths = families.paths_between(pedigree, martyr, key)
        if not paths:
            return None
        line = families.line(pedigree, martyr, key)
        person = pedigree.by_key[key]
        elder, unsaid = families.elder_of(pedigree, martyr, paths[0], key), families.unsaid_fathers(pedigree, martyr, key, paths)
        words = " / ".join(families.names_for(paths[:2], sex=person.sex or families.SEX_UNKNOWN, elder=elder, words=office, unsaid=unsaid))
        return Tie(paths[0], words, line, _question(paths, sex) if line == "unknown" else "")

    return tie_of


def _open_word(pedigree: families.Pedigree, martyr: str, key: str, sex: str | None, evidence: Evidence) -> Tie:
    """A donor whose word leaves the kinship open: placed officially by the first reading, worth the mean of them all."""
    readings = pedigree.unplaced[key]
    lines = {families.maternal_line(path, sex) for path in readings}
    line = lines.pop() if len(lines) == 1 else "unknown"
    alone = sum(evidence(_little(martyr, key, sex, path), frozenset({key})) for path in readings) / len(readings) if readings else 0.0
    return Tie(readings[0] if readings else "", gettext(UNCLEAR), line, _question(readings, sex) or gettext(ASK_KINSHIP), alone)


@lru_cache(maxsize=512)
def _little(martyr: str, key: str, sex: str | None, path: str) -> families.Pedigree:
    """A pedigree of this one tie."""
    return families.expand([families.MartyrNode(martyr, sex)], [families.ClaimFact(key, martyr, path)])


def _question(readings: tuple[str, ...], martyr_sex: str | None) -> str:
    question = families.question_for(readings, martyr_sex)
    return question.words() if question else ""
