"""Cases: one person's or one martyr's file across all rooms: the road drawn, kin, samples, papers, and who did or saw what.

A **file** is put together at the moment it is asked for and kept nowhere. **Revealing** a number is an act of its own, with a reason.
The **rights desk** leads what
somebody asks about their own data to its answer. The **log** is every change and every look, for the auditor and the data-protection officer.
"""

from cases.cli import pedigree_group
from cases.papers import on_manifest_frozen
from cases.queries import beside, copied, waiting
from cases.routes import routes
from cases.rules import LOG_WORDS

__all__ = ["LOG_WORDS", "beside", "copied", "on_manifest_frozen", "pedigree_group", "routes", "waiting"]
