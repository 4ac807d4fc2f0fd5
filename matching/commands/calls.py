"""Asking a family to call, and settling it."""

from uuid import UUID

import consent
from core import clock
from core.errors import NotFound
from core.web import must_see
from core.work import Work
from matching import queries
from matching.events import CallRequested, CallSettled
from matching.models import CallRequest
from matching.rules import calls
from matching.rules.calls import CallEnd, CallReason


def ask_to_call(work: Work, donor_id: UUID, reason: CallReason, note: str = "") -> CallRequest:
    """The family's page and its messages say "please call us", and nothing of `reason` or `note`. For news only a result officer may ask.

    Raises NotFound outside the viewer's units, and the refusals of `calls.check_call`.
    """
    must_see(work, donor_id)
    if reason is CallReason.news:
        work.actor.must("disclosure.hold")
    person = consent.donor(work.session, donor_id)
    calls.check_call(
        reason, withdrawn=consent.standing(work.session, donor_id).state is consent.State.withdrawn,
        asked=queries.open_request(work.session, donor_id) is not None, visit_planned=queries.open_visit(work.session, donor_id) is not None,
    )
    row = CallRequest(
        donor_id=donor_id, reason=reason, note=note or None, actor_id=work.actor.account_id, person=work.actor.name, occurred_at=clock.now()
    )
    work.save(row)
    work.audit("matching.call_requested", f"donor:{person.code}")
    work.publish(CallRequested(row.id, donor_id))
    return row


def settle_call(work: Work, call_id: UUID, end: CallEnd = CallEnd.talked, note: str = "") -> None:
    """The family called, was visited, or nobody waits any more. Raises NotFound or CallSettledBefore."""
    row = work.session.get(CallRequest, call_id, with_for_update=True)
    if row is None:
        raise NotFound()
    must_see(work, row.donor_id)
    if row.settled_at:
        raise calls.CallSettledBefore()
    close(work, row, end, note)


def call_off(work: Work, donor_id: UUID) -> None:
    """Nobody waits for this family's call any more."""
    row = queries.open_request(work.session, donor_id)
    if row:
        close(work, row, CallEnd.cancelled)


def close(work: Work, row: CallRequest, end: CallEnd, note: str = "") -> None:
    """Write the end of a call down and tell whoever listens."""
    row.settled_at, row.settled_by, row.outcome, row.outcome_note = clock.now(), work.actor.account_id, end.value, note or None
    work.save(row)
    work.audit("matching.call_settled", f"donor:{consent.donor(work.session, row.donor_id).code}", outcome=end.value)
    work.publish(CallSettled(row.id, row.donor_id))

