"""Tables of this room: results and opinions, calls, decisions, visits, and what each laboratory can do."""

from matching.models.calls import CallRequest
from matching.models.decisions import Identification, IdentificationBasis, IdentificationScope, IdentificationStep, Visit, VisitReport
from matching.models.profiles import TechnologyProfile
from matching.models.results import LabResult, ResultAnswer, ResultFile, Review

__all__ = [
    "CallRequest", "Identification", "IdentificationBasis", "IdentificationScope", "IdentificationStep", "LabResult", "ResultAnswer", "ResultFile",
    "Review", "TechnologyProfile", "Visit", "VisitReport",
]
