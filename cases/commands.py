"""What is done here: reading what is masked, taking a family's tree away as a file, and the rights desk; each is an act of its own."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import consent
import families
from cases import papers, queries, rules
from core import exports
from core.errors import Malformed
from core.web import registry
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


@dataclass(frozen=True)
class Said:
    """What stands in the form of a new request."""

    kind: str
    channel: str
    received_on: date | None
    asked: str
    representative: str = ""
    basis: str = ""


def take_request(work: Work, donor_code: str, said: Said) -> consent.DataRequest:
    """Take a request for somebody of the viewer's units; the name goes into the sealed receipt only. Raises Malformed and what `consent.take` refuses."""
    if said.kind not in list(consent.RequestKind) or said.channel not in list(consent.rights.Channel) or said.received_on is None:
        raise Malformed()
    person = queries.who_asks(work, donor_code)
    return consent.take(work, consent.Asked(
        person.donor_id, consent.RequestKind(said.kind), consent.rights.Channel(said.channel), said.received_on, said.asked,
        queries.receiver(work, person), said.representative, said.basis,
    ))


def _addressed(work: Work, donor_id: UUID) -> consent.Receiver:
    """Name and address for a letter; of somebody erased there are none, and the letter names the code."""
    if consent.erased(work.session, donor_id):
        return consent.Receiver("")
    return queries.receiver(work, queries.who_asks(work, consent.donor(work.session, donor_id).code))


def lead_request(work: Work, row: consent.DataRequest, step: consent.Step, word: str, note: str) -> None:
    """One step further, with its letter to whoever asked. Raises what `consent.step` refuses."""
    to = _addressed(work, row.donor_id) if step in consent.rights.LETTERS else None
    consent.step(work, row.id, step, word=word, note=note, receiver=to)


def take_copy(work: Work, code: str, form: str) -> exports.Taken:
    """The data copy, locked for the family. Raises NotFound, and NotMadeSure where the request does not stand where a copy is drawn."""
    row = consent.request(work.session, code)
    view = next(each for each in consent.requests_of(work.session, row.donor_id) if each.id == row.id)
    registry.must_see(work, row.donor_id)
    if not queries.may_copy(work, view):
        raise consent.rights.NotMadeSure()
    parts = queries.copy_of(work, view)
    rows = sum(len(part.rows) for part in parts)
    work.audit("rights.copied", f"request:{view.code}", donor=view.donor_code, rows=rows)
    subject, name = f"donor:{view.donor_code}", f"ban-sao-{view.code}"
    if form == "json":
        content = papers.as_json(parts, view.donor_code, view.code)
        return exports.file(work, "data-copy", content, name=f"{name}.json", media_type="application/json", subject=subject, rows=rows, personal=True,
                            receiver=exports.Receiver.family)
    content = papers.as_pdf(work, parts, view.donor_code, view.code)
    return exports.pdf(work, "data-copy", content, name=f"{name}.pdf", subject=subject, rows=rows, personal=True, receiver=exports.Receiver.family)
