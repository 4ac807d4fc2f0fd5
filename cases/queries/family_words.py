"""What everybody of a family is to the martyr, in the words this office uses."""

from collections.abc import Mapping

import families
from core.i18n import current_language
from core.work import Work


def kin_words(work: Work, tree: families.FamilyTree, martyr: str) -> Mapping[str, str]:
    """Key → words, two ways at most; nobody without a known way."""
    pedigree, office = tree.pedigree, families.relation_words(work.session)
    found = {}
    for key, person in pedigree.by_key.items():
        paths = families.paths_between(pedigree, martyr, key)[:2] if key != martyr else ()
        if paths:
            elder = _elder(pedigree, martyr, paths[0], person)
            said = families.names_for(paths, sex=person.sex, elder=elder, words=office)
            found[key] = " / ".join(said) if current_language() == "vi" else families.relation_names(paths, sex=person.sex, elder=elder)[0]
    return found


def _elder(pedigree: families.Pedigree, martyr: str, path: str, person: families.Individual) -> bool | None:
    """Whether a sibling is elder than the martyr, or an aunt or uncle than the parent; None where a year is missing."""
    steps = [step for step in path.replace("?", "").split(".") if not step.startswith("half-")]
    own = pedigree.by_key[martyr]
    beside: families.Individual | None = own
    if len(steps) == 2 and steps[0] in ("mother", "father"):
        beside = pedigree.by_key.get((own.mother if steps[0] == "mother" else own.father) or "")
    if steps[-1] not in ("brother", "sister") or len(steps) > 2 or beside is None or not (beside.birth_year and person.birth_year):
        return None
    return person.birth_year < beside.birth_year if person.birth_year != beside.birth_year else None
