"""`hoiam import martyrs FILE`."""

from core.cli import import_command
from families import commands, intake, queries

import_martyrs = import_command(
    "martyrs", "martyrs",
    lambda work, name, content, mapping: intake.stage_martyrs(name, content, queries.known_martyrs(work.session), mapping),
    lambda work, staged, _: commands.load_martyrs(work, staged),
)
