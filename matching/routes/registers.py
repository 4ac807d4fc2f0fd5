"""Loading a laboratory's sheet."""

from core.i18n import N_
from core.web.intake import intake_pages
from matching import commands, queries

ResultIntake = intake_pages(
    path="/ket-qua/nap", kind="results", needs="results.load", title=N_("Load the laboratory's results"),
    intro=N_("Send the laboratory's workbook. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: queries.stage_results(work.session, name, content, mapping), load=commands.load_results,
    done_href="/ket-qua",
)
