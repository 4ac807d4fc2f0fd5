"""Reads of this room: results and opinions, calls, decisions, visits."""

from matching.queries.calls import CallView, analysed_on, call, open_call, open_request, open_requests
from matching.queries.decisions import Decision, basis_of, decidable, decision, decisions, holdings, kin_of, unsound
from matching.queries.evidence import Evidence, Stop, evidence, one
from matching.queries.matrix import capital, shown_number
from matching.queries.results import ListedResult, of_samples, stage_results, stage_sent, work_list
from matching.queries.review_page import ReviewPage, review_page
from matching.queries.rooms import found, moments, waiting
from matching.queries.standing import ResultLine, analysed_codes, results_of, sufficiency
from matching.queries.visits import FamilyToTell, VisitView, families_to_tell, officers, open_visit, visit, visits_due, visits_held, visits_of

__all__ = [
    "CallView", "Decision", "Evidence", "FamilyToTell", "ListedResult", "ResultLine", "ReviewPage", "Stop", "VisitView", "analysed_codes",
    "analysed_on", "basis_of", "call", "capital", "decidable", "decision", "decisions", "evidence", "families_to_tell", "found", "holdings", "kin_of",
    "moments", "of_samples", "officers", "one", "open_call", "open_request", "open_requests", "open_visit", "results_of", "review_page",
    "shown_number", "stage_results", "stage_sent", "sufficiency", "unsound", "visit", "visits_due", "visits_held", "visits_of", "waiting",
    "work_list",
]
