"""What is done here: reading what is masked, and taking a family's tree away as a file; each is an act of its own."""

from dataclasses import dataclass

import families
from cases import queries, rules
from core import exports
from core.work import Work


def reveal(work: Work, donor_code: str, reason: str) -> families.Revealed:
    """Numbers and address in clear. Raises ReasonMissing, and NotFound outside the viewer's units."""
    if reason not in list(rules.RevealReason):
        raise rules.ReasonMissing()
    shown = families.reveal(work, donor_code, reason)
    work.audit("cases.revealed", f"donor:{donor_code}", reason=reason)
    return shown


@dataclass(frozen=True)
class TakenTree:
    paper: families.TreePaper
    taken: exports.Taken


def take_tree(work: Work, martyr_code: str, form: str, *, names: bool = False, receiver: str | None = None) -> TakenTree:
    """One martyr's family as a file, locked where it has names. Raises NotFound, NotAllowed, NamesInCodesOnly and ReceiverMissing."""
    if names and form in rules.CODES_ONLY:
        raise rules.NamesInCodesOnly()
    if names:
        work.actor.must("families.see")
    code = families.martyr(work.session, martyr_code).code
    paper = families.tree_paper(work, code, form, queries.tubes_for(work, code), names=names)
    work.audit("cases.tree_exported", f"martyr:{code}", what=f"{form}+" if names else form, people=paper.people)
    taken = exports.file(
        work, "tree with names" if names else "tree", paper.content, name=paper.name, media_type=paper.media, subject=f"martyr:{code}", rows=paper.people,
        personal=names, receiver=receiver, comment=queries.commented(form),
    )
    return TakenTree(paper, taken)
