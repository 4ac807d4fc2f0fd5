"""Reads of this room: results and opinions, calls, decisions, visits."""

from matching.queries.advice import Advice, advise, advise_many
from matching.queries.calls import CallView, analysed_on, call, open_call, open_request, open_requests
from matching.queries.communes import CommuneSufficiency, commune_sufficiency
from matching.queries.decisions import Decision, basis_of, decidable, decision, decisions, donors_under, holdings, kin_of, unsound
from matching.queries.evidence import Evidence, Stop, evidence, one
from matching.queries.kin_checks import doubts
from matching.queries.matrix import capital, shown_number
from matching.queries.profiles import ProfileView, profile_of, profiles
from matching.queries.race import RaceEntry, RaceLine, RaceList, martyrs_of, race, race_codes, race_list
from matching.queries.results import ListedResult, of_samples, stage_results, stage_sent, work_list
from matching.queries.review_page import ReviewPage, review_page
from matching.queries.rooms import copied, found, moments, waiting
from matching.queries.standing import ResultLine, analysed_codes, results_of, sufficiency
from matching.queries.visits import FamilyToTell, VisitView, families_to_tell, officers, open_visit, visit, visits_due, visits_held, visits_of

__all__ = [
    "Advice", "CallView", "CommuneSufficiency", "Decision", "Evidence", "FamilyToTell", "ListedResult", "ProfileView", "RaceEntry", "RaceLine", "RaceList",
    "ResultLine", "ReviewPage", "Stop", "VisitView", "advise", "advise_many", "analysed_codes", "analysed_on", "basis_of", "call", "capital",
    "commune_sufficiency", "copied", "decidable", "decision", "decisions", "donors_under", "doubts", "evidence", "families_to_tell", "found",
    "holdings", "kin_of", "martyrs_of", "moments",
    "of_samples", "officers", "one", "open_call", "open_request", "open_requests", "open_visit", "profile_of", "profiles", "race", "race_codes", "race_list",
    "results_of", "review_page", "shown_number", "stage_results", "stage_sent", "sufficiency", "unsound", "visit", "visits_due", "visits_held", "visits_of",
    "waiting", "work_list",
]
