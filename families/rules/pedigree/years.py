"""Which years a parent and a child can have. Pure; years only, because old papers seldom hold more."""

from families.rules.pedigree import Individual, ParentRole
from families.rules.relation.years import OLDEST_FATHER, OLDEST_MOTHER, YOUNGEST_PARENT

OLDEST = {ParentRole.mother: OLDEST_MOTHER, ParentRole.father: OLDEST_FATHER}


def years_allow(child: Individual, parent: Individual, role: ParentRole) -> bool:
    """Whether `parent` can be the mother or father of `child` by the years on record; a father may have died in the year before the birth."""
    if child.birth_year is None:
        return True
    if parent.birth_year is not None and not YOUNGEST_PARENT <= child.birth_year - parent.birth_year <= OLDEST[role]:
        return False
    return parent.death_year is None or child.birth_year <= parent.death_year + (role is ParentRole.father)
