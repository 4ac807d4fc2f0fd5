"""How each individual of a pedigree is kin to the martyr: the path, the words, the three-valued line, and the question still open."""

from collections.abc import Callable
from functools import cache, lru_cache

import families
from core.i18n import N_, gettext
from matching.rules.advice import Evidence, Tie, related

UNCLEAR = N_("kin whose relation is not clear yet")
ASK_KINSHIP = N_("Who is this person to the martyr, and through whom?")
SAID_BY = {"spouse": N_("husband or wife of the martyr"), "adopted": N_("adopted child of the martyr")}


def ties(pedigree: families.Pedigree, martyr: str, evidence: Evidence) -> Callable[[str], Tie | None]:
    """Asked for one key at a time, and only of those who may be asked for anything."""
    sex = pedigree.by_key[martyr].sex

    @cache
    def tie_of(key: str) -> Tie | None:
        if key in pedigree.unplaced and not (key in pedigree.by_key and related(pedigree, key, martyr)):
            return _open_word(pedigree, martyr, key, sex, evidence)
        paths = families.paths_between(pedigree, martyr, key)
        if not paths:
            return None
        line = families.line(pedigree, martyr, key)
        question = _question(paths, sex) if line == "unknown" else ""
        return Tie(paths[0], _words(paths, pedigree.by_key[key].sex), line, question)

    return tie_of


def _open_word(pedigree: families.Pedigree, martyr: str, key: str, sex: str | None, evidence: Evidence) -> Tie | None:
    """A donor whose word leaves the kinship open: placed officially by the reading that comes first there, worth the mean of them all."""
    readings = pedigree.unplaced[key]
    lines = {families.maternal_line(path, sex) for path in readings}
    line = lines.pop() if len(lines) == 1 else "unknown"
    alone = sum(_alone(martyr, key, sex, path, evidence) for path in readings) / len(readings) if readings else 0.0
    return Tie(readings[0] if readings else "", gettext(UNCLEAR), line, _question(readings, sex) or gettext(ASK_KINSHIP), alone)


def _alone(martyr: str, key: str, sex: str | None, path: str, evidence: Evidence) -> float:
    return evidence(_little(martyr, key, sex, path), frozenset({key}))


@lru_cache(maxsize=512)
def _little(martyr: str, key: str, sex: str | None, path: str) -> families.Pedigree:
    """A pedigree of this one tie."""
    return families.expand([families.MartyrNode(martyr, sex)], [families.ClaimFact(key, martyr, path)])


def _question(readings: tuple[str, ...], martyr_sex: str | None) -> str:
    question = families.question_for(readings, martyr_sex)
    return question.words() if question else ""


def _words(paths: tuple[str, ...], sex: str | None) -> str:
    return " / ".join(families.names_for(paths, sex))
