"""Writing messages, deciding about them, and sending them."""

from notifications.commands.outbox import on_call_requested, on_call_settled, on_consent_withdrawn, on_donor_erased
from notifications.commands.sending import Counts, deliver, send_due
from notifications.commands.staff import cancel, hand_over, print_letter, reveal, say_it_arrived, spoke, to_letter, try_again, visited

__all__ = [
    "Counts", "cancel", "deliver", "hand_over", "on_call_requested", "on_call_settled", "on_consent_withdrawn", "on_donor_erased", "print_letter", "say_it_arrived",
    "reveal", "send_due", "spoke", "to_letter", "try_again", "visited",
]
