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
            elder = families.elder_of(pedigree, martyr, paths[0], key)
            sex = person.sex or families.SEX_UNKNOWN
            unsaid = families.unsaid_fathers(pedigree, martyr, key, paths)
            said = families.names_for(paths, sex=sex, elder=elder, words=office, unsaid=unsaid)
            found[key] = " / ".join(said) if current_language() == "vi" else families.relation_names(paths, sex=sex, elder=elder, unsaid=unsaid)[0]
    return found
