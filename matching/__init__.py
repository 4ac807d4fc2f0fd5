"""Matching: what the laboratory said, what our checks found, what two people think of it, and how the family is told.

A **LabResult** is one row of a laboratory's sheet with the **flags** that must stop a reader. A **Review** is one person's **opinion**; a
result needs two, from different people, neither of whom loaded it. An **Identification** is one decision over all remains and martyrs it
touches; a **Visit** tells a family in person. A **CallRequest** makes the family's page say "please call us", the same sentence whatever
the reason. No DNA profile is stored, only codes, conclusions and numbers.
"""

from matching.cli import import_results
from matching.commands import ask_to_call, load_results, on_consent_withdrawn, review, settle_call
from matching.events import CallRequested, CallSettled, ResultsLoaded
from matching.queries import CallView, analysed_on, moments, open_call, stage_results, waiting, work_list
from matching.routes import routes
from matching.rules import CallEnd, CallReason, Opinion

__all__ = [
    "CallEnd", "CallReason", "CallRequested", "CallSettled", "CallView", "Opinion", "ResultsLoaded", "analysed_on", "ask_to_call", "import_results",
    "load_results", "moments", "on_consent_withdrawn", "open_call", "review", "routes", "settle_call", "stage_results", "waiting", "work_list",
]
