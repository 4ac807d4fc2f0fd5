"""Matching: what the laboratory said, what our checks found, what two people think of it, and how the family is told.

A **LabResult** is one row of a laboratory's sheet with the **flags** that must stop a reader. A **Review** is one person's **opinion**; a
result needs two, from different people, neither of whom loaded it. An **Identification** is one decision over all remains and martyrs it
touches; a **Visit** tells a family in person. A **CallRequest** makes the family's page say "please call us", the same sentence whatever
the reason. No DNA profile is stored, only codes, conclusions and numbers.
**Advice** says whom of a family to ask next, and why; a **technology profile** is what a laboratory reads, and the ground of the ranking; the
**race list** of a commune puts the oldest useful donor first.
"""

from matching.cli import advise_command, import_results, race_command, sufficiency_command
from matching.commands import (
    DecisionFacts,
    VisitFacts,
    answer_flag,
    ask_to_call,
    decide,
    load_results,
    on_consent_withdrawn,
    on_donor_erased,
    plan_visit,
    reopen,
    report_visit,
    resume,
    review,
    revoke,
    settle_call,
    suspend,
)
from matching.events import CallRequested, CallSettled, IdentificationChanged, ResultsLoaded, VisitHeld, VisitPlanned
from matching.queries import (
    Advice,
    CallView,
    RaceList,
    ResultLine,
    advise,
    advise_many,
    analysed_codes,
    analysed_on,
    copied,
    decidable,
    decisions,
    doubts,
    found,
    moments,
    open_call,
    open_visit,
    race_list,
    results_of,
    stage_results,
    sufficiency,
    visits_due,
    waiting,
    work_list,
)
from matching.queries.own import ties
from matching.routes import routes
from matching.rules import CallEnd, CallReason, Opinion, VisitOutcome

__all__ = [
    "Advice", "CallEnd", "CallReason", "CallRequested", "CallSettled", "CallView", "DecisionFacts", "IdentificationChanged", "Opinion", "RaceList", "ResultLine",
    "ResultsLoaded", "VisitFacts", "VisitHeld", "VisitOutcome", "VisitPlanned", "advise", "advise_command", "advise_many", "analysed_codes", "analysed_on",
    "answer_flag", "ask_to_call", "copied", "decidable", "decide", "decisions", "doubts", "found", "import_results", "load_results", "moments",
    "on_consent_withdrawn", "on_donor_erased",
    "open_call", "open_visit", "plan_visit", "race_command", "race_list", "reopen", "report_visit", "results_of", "resume", "review", "revoke", "routes",
    "settle_call", "stage_results", "sufficiency", "sufficiency_command", "suspend", "visits_due", "waiting", "work_list", "ties",
]
