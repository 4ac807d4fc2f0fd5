"""Loading the list of relatives who are expected, and on which day."""

from core.i18n import N_
from core.web import Visit
from core.web.intake import About, intake_pages
from core.web.pages import day
from desk import commands, queries


def days(visit: Visit) -> list[tuple[str, str]]:
    return [(each.code, f"{day(each.held_on)} · {each.place}") for each in queries.coming_days(visit.work)]


RelativesIntake = intake_pages(
    path="/than-nhan/nap", kind="relatives", needs="registers.load", title=N_("Load a list of relatives"),
    intro=N_("Send the workbook as the office keeps it. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: queries.stage_relatives(work.session, name, content, mapping),
    load=lambda work, staged, _, day_code: commands.load_expected(work, staged, day_code), done_href="/than-nhan",
    about=About(N_("On which day are they expected?"), N_("Planned and open days of your communes. Blank: they are registered, but on no list."), days),
)
