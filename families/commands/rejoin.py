"""A tie that was ended by mistake is said again: a new row, and the same two people."""

from uuid import UUID

from core.errors import NotFound
from core.work import Work
from families.commands.growing import Growing
from families.models import Parentage, Union
from families.queries.ended_ties import ended_rows, far_end, may_see_ends
from families.rules.pedigree import Confidence, ParentRole, TieKind
from families.rules.pedigree.kin_facts import NoSuchTie


def rejoin_tie(work: Work, martyr_code: str, row_id: UUID) -> None:
    """Raises NoSuchTie where it stands again already, NotFound outside the actor's units, and what growth refuses."""
    change = Growing(work, martyr_code)
    found = next(((row, one, other) for row, one, other in ended_rows(work.session, change.rows) if row.id == row_id), None)
    if found is None:
        raise NoSuchTie()
    row, *ends = found
    beyond = far_end(work.session, change.rows, *ends)
    one, other = ((change.rows.people | beyond.people)[end] for end in ends)
    if not all(may_see_ends(work, change.rows, one, other)):
        raise NotFound()
    for kind in ("martyrs", "people", "claims", "parentages", "siblings", "unions", "merges"):
        getattr(change.rows, kind).update(getattr(beyond, kind))
    change.informant, change.confidence = row.informant_id, Confidence(row.confidence)
    if isinstance(row, Parentage):
        change.parentage(one, other, ParentRole(row.role), TieKind(row.kind))
    elif isinstance(row, Union):
        change.union(one, other)
    else:
        change.sibling(one, other, row.step)
    change.keep("families.tie_restored", key=change.rows.key(one.id), other=change.rows.key(other.id))
