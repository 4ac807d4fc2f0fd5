"""What is left of a donor who was erased: the code, the days, by which request, and where each sample is. Nothing else is here to be shown."""

from dataclasses import dataclass
from datetime import date

import consent
import samples
from core import clock
from core.auth import staff_name
from core.errors import NotFound
from core.work import Work


@dataclass(frozen=True)
class Tombstone:
    """`tubes` are code, status in words and the day it was taken; `prepared` and `confirmed` are the two members of staff."""

    donor_code: str
    erased_on: date
    request_code: str
    asked_on: date
    prepared: str
    confirmed: str
    tubes: tuple[tuple[str, str, date], ...]


def tombstone(work: Work, donor_code: str) -> Tombstone | None:
    """None for a donor who stands on record, or never did. The commune went with the rest, so only whoever sees the province sees this page."""
    try:
        person = consent.donor(work.session, donor_code)
    except NotFound:
        return None
    gone = consent.erased(work.session, person.id)
    if gone is None or work.actor.communes is not None:
        return None
    work.saw(f"donor:{person.code}", "tombstone")
    asked = consent.request(work.session, gone.request_id)
    tubes = tuple((tube.code, tube.status_words, clock.local(tube.collected_at).date()) for tube in samples.of_donor(work.session, person.id))
    return Tombstone(
        person.code, clock.local(gone.occurred_at).date(), asked.code, asked.received_on, staff_name(work.session, gone.prepared_by),
        staff_name(work.session, gone.confirmed_by), tubes,
    )
