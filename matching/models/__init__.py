"""Tables of this room: results and opinions, calls, decisions, visits."""

from matching.models.calls import CallRequest
from matching.models.decisions import Identification, IdentificationBasis, IdentificationScope, IdentificationStep, Visit, VisitReport
from matching.models.results import LabResult, ResultAnswer, ResultFile, Review

__all__ = [
    "CallRequest", "Identification", "IdentificationBasis", "IdentificationScope", "IdentificationStep", "LabResult", "ResultAnswer", "ResultFile",
    "Review", "Visit", "VisitReport",
]
