"""`hoiam import results FILE`."""

from core.cli import import_command
from matching import commands, queries

import_results = import_command(
    "results", "results", lambda work, name, content, mapping: queries.stage_results(work.session, name, content, mapping), commands.load_results
)
