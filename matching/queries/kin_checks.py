"""What does not fit in a family's file, shown beside the advice: what `families` sees in what was said, and what only the samples tell."""

from collections.abc import Iterable

import families
import samples
from core.i18n import N_, gettext
from core.work import Work

TWO_FAMILIES = N_("%(donor)s gave samples for %(first)s and for %(second)s, who are no kin by the tree. Check that both kinships are right.")
NOT_THE_LINE = N_(
    "The sample of %(donor)s was taken for the maternal line, but by the tree it does not carry it. State the kinship anew, or take another sample."
)
NOT_KNOWN = N_("The sample of %(donor)s counts for nobody of the maternal line until the question about the mother is answered.")


def doubts(work: Work, martyr_code: str) -> list[str]:
    """Sentences without a name, the family's own first. Raises NotFound."""
    tubes = [tube for tube in samples.for_martyrs(work.session, [martyr_code]) if tube.can_answer]
    said = [found.words for found in families.family_checks(work, martyr_code)]
    return said + list(_of_samples(work, families.pedigree_of(work.session, martyr_code), martyr_code, tubes))


def _of_samples(work: Work, pedigree: families.Pedigree, code: str, tubes: list[samples.SampleFacts]) -> Iterable[str]:
    donors = {tube.donor_code: tube.donor_id for tube in tubes if any(claim.martyr_code == code for claim in tube.claims)}
    stated = {(tube.donor_code, claim.martyr_code): claim.maternal_line for tube in tubes for claim in tube.claims}
    for donor, donor_id in sorted(donors.items()):
        line = families.line(pedigree, code, donor)
        if line == "no" and stated[donor, code] == "yes":
            yield gettext(NOT_THE_LINE, donor=donor)
        elif stated[donor, code] == "unknown":
            yield gettext(NOT_KNOWN, donor=donor)
        others = {claim.martyr_code for tube in samples.of_donor(work.session, donor_id) for claim in tube.claims} - {code}
        for other in sorted(others):
            if other not in pedigree.by_key or not families.related(pedigree, code, other):
                yield gettext(TWO_FAMILIES, donor=donor, first=code, second=other)
