"""What this room does when something happened elsewhere; `app.py` says when."""

import consent
from core.work import Work
from matching.commands import calls, erasing, visits


def on_consent_withdrawn(work: Work, event: consent.ConsentWithdrawn) -> None:
    """A family that took its consent back is not asked to call and not visited. Its results may not be used; a decision on them waits for the officer."""
    visits.call_off(work, event.donor_id)
    calls.call_off(work, event.donor_id)


def on_donor_erased(work: Work, event: consent.DonorErased) -> None:
    """Nobody asks or visits the family; of its results and of what was written about it only what the State's decision rests on keeps its numbers."""
    visits.call_off(work, event.donor_id)
    calls.call_off(work, event.donor_id)
    erasing.forget(work, event.donor_id)
