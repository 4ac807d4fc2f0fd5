"""Matching: what the laboratory said, what our checks found, and what two people think of it.

A **LabResult** is one row of a laboratory's sheet with the **flags** that must stop a reader. A **Review** is one person's **opinion**; a
result needs two, from different people, neither of whom loaded it. No DNA profile is stored, only codes, conclusions and numbers.
"""

from matching.cli import import_results
from matching.commands import load_results, review
from matching.events import ResultsLoaded
from matching.queries import moments, stage_results, waiting, work_list
from matching.routes import routes
from matching.rules import Opinion

__all__ = ["Opinion", "ResultsLoaded", "import_results", "load_results", "moments", "review", "routes", "stage_results", "waiting", "work_list"]
