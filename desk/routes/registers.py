"""Loading the list of relatives who are expected."""

from core.i18n import N_
from core.web.intake import intake_pages
from desk import commands, queries

RelativesIntake = intake_pages(
    path="/than-nhan/nap", kind="relatives", needs="registers.load", title=N_("Load a list of relatives"),
    intro=N_("Send the workbook as the office keeps it. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: queries.stage_relatives(work.session, name, content, mapping),
    load=lambda work, staged, _: commands.load_expected(work, staged, None), done_href="/than-nhan",
)
