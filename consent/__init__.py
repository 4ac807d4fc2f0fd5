"""Consent: what a donor agreed to, in whose words, before whom, and until when.

A **Donor** is a code without a name. A **ConsentRecord** holds the answers to seven **purposes**, each asked on its own, with the
version of the **form text** that was read out, the signature or thumbprint, and the witness. A **withdrawal** ends every purpose; a
record "entered wrongly" is **invalidated**. Nothing is overwritten: each of these is a new row. Other rooms ask `permits` at the
moment of use.
"""

from consent.commands import ConsentFacts, PaperNames, ensure_form, invalidate, new_donor, record, withdraw
from consent.events import ConsentGiven, ConsentInvalidated, ConsentRefused, ConsentWithdrawn
from consent.models import ConsentRecord, Donor, FormText
from consent.queries import current_form, declined, donor, donor_codes, donor_ids, found, moments, permits, permitted, standing, standings
from consent.routes import routes
from consent.rules import METHOD_WORDS, PURPOSE_WORDS, Method, Purpose, Standing, State

__all__ = [
    "METHOD_WORDS", "PURPOSE_WORDS", "ConsentFacts", "ConsentGiven", "ConsentInvalidated", "ConsentRecord", "ConsentRefused", "ConsentWithdrawn",
    "Donor", "FormText", "Method", "PaperNames", "Purpose", "Standing", "State", "current_form", "declined", "donor", "donor_codes", "donor_ids",
    "ensure_form", "found", "invalidate", "moments", "new_donor", "permits", "permitted", "record", "routes", "standing", "standings", "withdraw",
]
