"""What may happen to results, calls to families, decisions and visits; pure."""

from matching.rules import calls, decisions, visits
from matching.rules.calls import CallEnd, CallReason
from matching.rules.decisions import IdentificationStatus
from matching.rules.results import (
    CONCLUSION_WORDS,
    OPINION_WORDS,
    POLICY,
    REOPENED,
    SILENT,
    AskTheFamily,
    Conclusion,
    LoaderReviews,
    MethodKind,
    NoSuchFlag,
    NothingToAskAgain,
    Opinion,
    ResultRow,
    ResultUnusable,
    ReviewedTwice,
    ReviewState,
    SameReviewer,
    TubeFact,
    check_reviewer,
    claimed_twice,
    contradictions,
    flags,
    posterior,
    posterior_agrees,
    read_conclusion,
    read_method,
    refusals,
    review_state,
    silent_for,
    spoken_against,
)
from matching.rules.visits import VisitOutcome

__all__ = [
    "CONCLUSION_WORDS", "OPINION_WORDS", "POLICY", "REOPENED", "SILENT", "CallEnd", "CallReason", "ResultUnusable", "NothingToAskAgain", "NoSuchFlag", "AskTheFamily", "Conclusion", "IdentificationStatus", "LoaderReviews", "MethodKind", "Opinion",
    "ResultRow", "ReviewState", "ReviewedTwice", "SameReviewer", "TubeFact", "VisitOutcome", "calls", "check_reviewer", "claimed_twice", "contradictions", "decisions",
    "flags", "posterior", "posterior_agrees", "read_conclusion", "read_method", "refusals", "review_state", "silent_for", "spoken_against", "visits",
]
