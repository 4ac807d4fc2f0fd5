"""One way of kinship, for the desk and the result page: the claim is expanded as the whole family's claims are, and drawn by the same hand. Pure."""

from families.rules.drawing import Drawing, Marks, draw
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, expand
from families.rules.relation.paths import kin_words

MARTYR, DONOR = "martyr", "donor"


def lay_out(path: str, *, martyr_sex: str | None, martyr_words: str, donor_words: str) -> Drawing:
    """The picture of a path; an empty path is the martyr alone."""
    family = expand([MartyrNode(MARTYR, martyr_sex)], [ClaimFact(DONOR, MARTYR, path)] if path else [])
    marks = {person.key: Marks(kin_words(person.key.rpartition(":")[2])) for person in family.people if person.inferred}
    return draw(family, {**marks, MARTYR: Marks(martyr_words), DONOR: Marks(donor_words, here=True)})
