"""Reads of this room: results and opinions, calls, decisions, visits."""

from matching.queries.calls import CallView, analysed_on, open_call, open_request, open_requests, open_visit
from matching.queries.results import Opinions, moments, result, stage_results, waiting, work_list

__all__ = [
    "CallView", "Opinions", "analysed_on", "moments", "open_call", "open_request", "open_requests", "open_visit", "result", "stage_results", "waiting",
    "work_list",
]
