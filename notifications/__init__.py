"""Notifications: who is told what, by which channel, with which outcome.

The one room that talks to the outside world, from its outbox, after the commit. Every message to a family is the same sentence, "please call us",
whatever the reason, so that none can be read as a result. A **Message** belongs to one call; each thing done about it is an **attempt**. Where no
e-mail may go it is a **letter**, printed by staff and marked when it is handed over; who was not reached stands on a list.
"""

from notifications.cli import outbox_group
from notifications.commands import deliver, on_call_requested, on_call_settled, on_consent_withdrawn, on_donor_erased, send_due
from notifications.queries import copied, moments, waiting
from notifications.routes import routes

__all__ = [
    "copied", "deliver", "moments", "on_call_requested", "on_call_settled", "on_consent_withdrawn", "on_donor_erased", "outbox_group", "routes",
    "send_due", "waiting",
]
