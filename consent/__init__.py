"""Consent: what a donor agreed to, in whose words, before whom, and until when.

A **Donor** is a code without a name. A **ConsentRecord** holds the answers to seven **purposes**, each asked on its own, with the
version of the **form text** that was read out, the signature or thumbprint, and the witness. A **withdrawal** ends every purpose; a
record "entered wrongly" is **invalidated**. What a data subject asks for is a **DataRequest**, led by **steps** to its answer, by the office's clocks;
a **restriction** keeps the data from new use, an **erasure** leaves a tombstone. Nothing is overwritten: each of these is a new row. Other rooms ask `permits` at the
moment of use.
"""

from consent.commands import Asked, ConsentFacts, PaperNames, ensure_form, erase, invalidate, new_donor, record, step, take, withdraw
from consent.events import ConsentGiven, ConsentInvalidated, ConsentRefused, ConsentWithdrawn, DonorErased
from consent.models import ConsentRecord, DataRequest, Donor, DonorErasure, FormText
from consent.papers import Receiver
from consent.queries import (
    RequestFilter,
    RequestView,
    StepView,
    agreed_before,
    all_restricted,
    clocks,
    copied,
    current_form,
    declined,
    donor,
    donor_codes,
    donor_ids,
    erased,
    first_recorded_at,
    found,
    letter_of,
    moments,
    never_agreed,
    open_request,
    permits,
    permitted,
    request,
    requests,
    requests_of,
    restricted,
    standing,
    standings,
    steps_of,
    withdrawn_for_good,
)
from consent.routes import routes
from consent.rules import METHOD_WORDS, PURPOSE_WORDS, Method, Purpose, Standing, State, rights
from consent.rules.rights import RequestKind, RequestState, RestrictionStands, Step

__all__ = [
    "METHOD_WORDS", "PURPOSE_WORDS", "Asked", "ConsentFacts", "ConsentGiven", "ConsentInvalidated", "ConsentRecord", "ConsentRefused", "ConsentWithdrawn",
    "DataRequest", "Donor", "DonorErased", "DonorErasure", "FormText", "Method", "PaperNames", "Purpose", "Receiver", "RequestFilter", "RequestKind",
    "RequestState", "RequestView", "RestrictionStands", "Standing", "State", "Step", "StepView", "agreed_before", "all_restricted", "clocks",
    "copied", "current_form", "declined", "donor", "donor_codes", "donor_ids", "ensure_form", "erase", "erased", "first_recorded_at", "found",
    "invalidate", "letter_of", "moments", "never_agreed", "new_donor", "open_request", "permits", "permitted", "record", "request", "requests",
    "requests_of", "restricted", "rights", "routes", "standing", "standings", "step", "steps_of", "take", "withdraw", "withdrawn_for_good",
]
