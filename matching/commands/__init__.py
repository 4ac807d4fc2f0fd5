"""Writes of this room: results and opinions, calls, decisions, visits, and what each laboratory reads."""

from matching.commands.calls import ask_to_call, settle_call
from matching.commands.decisions import DecisionFacts, decide, resume, revoke, suspend
from matching.commands.profiles import set_profile
from matching.commands.reactions import on_consent_withdrawn, on_donor_erased
from matching.commands.results import answer_flag, load_results, reopen, review
from matching.commands.visits import VisitFacts, plan_visit, report_visit, reveal_for_visit

__all__ = [
    "DecisionFacts", "VisitFacts", "answer_flag", "ask_to_call", "decide", "load_results", "on_consent_withdrawn", "on_donor_erased", "plan_visit", "reopen",
    "report_visit", "resume", "reveal_for_visit", "review", "revoke", "set_profile", "settle_call", "suspend",
]
