"""Who told what a family tree shows of somebody, and how sure they were."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from families.models import KinshipClaim, Parentage, Sibling, Union
from families.rules.pedigree import Confidence


@dataclass(frozen=True)
class Told:
    """`informant` is an individual's id; None where nobody of the family was named."""

    informant: UUID | None
    confidence: Confidence


def told_of(session: Session, person: UUID) -> list[Told]:
    """What was told of the ties of one individual, each telling once; what nobody was asked is left out."""
    newest = dict[tuple[type, UUID, UUID], Any]()
    ties = (
        (KinshipClaim.individual_id, KinshipClaim.martyr_id), (Parentage.child_id, Parentage.parent_id), (Sibling.individual_id, Sibling.of_id),
        (Union.first_id, Union.second_id),
    )
    for one, other in ties:
        table: Any = one.class_
        ends = (one,) if table is KinshipClaim else (one, other)
        query = select(one, other, table.informant_id, table.confidence, table.ended).where(or_(*(col(end) == person for end in ends)))
        for first, second, *row in session.exec(query.order_by(col(table.id))):
            newest[table, first, second] = (table is KinshipClaim, *row)
    found = [
        Told(informant or (person if own else None), Confidence(sure)) for own, informant, sure, ended in newest.values()
        if not ended and (informant or sure != Confidence.unasked)
    ]
    return list(dict.fromkeys(found))
