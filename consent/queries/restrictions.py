"""Whose data may not be used anew, and whose are gone; asked by every gate."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, or_, select

from consent.models import DataRequest, DonorErasure
from consent.rules.rights import RequestKind, RequestState, restricts

WAYS = [(kind, state) for kind in RequestKind for state in RequestState if restricts(kind, state)]


def all_restricted(session: Session, donor_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these donors whose data are restricted now."""
    ids, found = list(donor_ids), set[UUID]()
    ways = or_(*((col(DataRequest.kind) == kind) & (col(DataRequest.status) == state) for kind, state in WAYS))
    for start in range(0, len(ids), 500):
        found |= set(session.exec(select(DataRequest.donor_id).where(col(DataRequest.donor_id).in_(ids[start : start + 500]), ways)))
    return found


def restricted(session: Session, donor_id: UUID) -> bool:
    """Whether nothing new may be done with this donor's data: by the donor's own wish, or because they are about to be erased."""
    return donor_id in all_restricted(session, [donor_id])


def erased(session: Session, donor_id: UUID) -> DonorErasure | None:
    """The tombstone, where there is one."""
    return session.exec(select(DonorErasure).where(DonorErasure.donor_id == donor_id)).first()
