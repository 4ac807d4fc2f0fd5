"""What of visits and calls makes a donor one's own case."""

from uuid import UUID

from core.looks import Tie
from core.work import Work
from matching.queries.calls import open_request
from matching.queries.visits import open_visit


def ties(work: Work, donor_id: UUID) -> list[Tie]:
    """The officer of a planned visit; and while a family is asked to call, everybody who answers such calls."""
    planned = open_visit(work.session, donor_id)
    found = [Tie.visit] if planned and planned.officer_id == work.actor.account_id else []
    if work.actor.may("notices.send") and open_request(work.session, donor_id):
        found.append(Tie.call)
    return found
