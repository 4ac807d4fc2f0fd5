"""What is done here: reading what is masked, and taking a family's tree away as a file; each is an act of its own."""

import families
from cases import queries, rules
from core.work import Work


def reveal(work: Work, donor_code: str, reason: str) -> families.Revealed:
    """Numbers and address in clear. Raises ReasonMissing, and NotFound outside the viewer's units."""
    if reason not in list(rules.RevealReason):
        raise rules.ReasonMissing()
    shown = families.reveal(work, donor_code, reason)
    work.audit("cases.revealed", f"donor:{donor_code}", reason=reason)
    return shown


def take_tree(work: Work, martyr_code: str, form: str, *, names: bool = False) -> families.TreePaper:
    """One martyr's family as a file. Raises NotFound, NotAllowed, and NamesInCodesOnly for a form that has no place for them."""
    if names and form in rules.CODES_ONLY:
        raise rules.NamesInCodesOnly()
    if names:
        work.actor.must("families.see")
    code = families.martyr(work.session, martyr_code).code
    paper = families.tree_paper(work, code, form, queries.tubes_for(work, code), names=names)
    work.audit("cases.tree_exported", f"martyr:{code}", what=f"{form}+" if names else form, people=paper.people)
    return paper
