"""What a donor agreed to, asked at the moment of use; what data subjects asked for, and by when."""

from consent.queries.copies import copied
from consent.queries.kept import agreed_before, first_recorded_at, never_agreed, withdrawn_for_good
from consent.queries.record import (
    current_form,
    declined,
    donor,
    donor_codes,
    donor_ids,
    found,
    moments,
    permits,
    permitted,
    standing,
    standings,
)
from consent.queries.restrictions import all_restricted, erased, restricted
from consent.queries.rights import (
    RequestFilter,
    RequestView,
    StepView,
    clocks,
    letter_of,
    open_request,
    request,
    requests,
    requests_of,
    steps_of,
)

__all__ = [
    "RequestFilter", "RequestView", "StepView", "agreed_before", "all_restricted", "clocks", "copied", "current_form", "declined", "donor",
    "donor_codes", "donor_ids", "erased", "first_recorded_at", "found", "letter_of", "moments", "never_agreed", "open_request", "permits",
    "permitted", "request", "requests", "requests_of", "restricted", "standing", "standings", "steps_of", "withdrawn_for_good",
]
