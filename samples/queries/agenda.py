"""Which days wait for their lead, and the way from a day's code to its page."""

from datetime import datetime, time, timedelta

from sqlmodel import select

from core import clock
from core.i18n import N_, gettext
from core.web import Hit, Waiting
from core.work import Work
from samples.models import CollectionDay
from samples.queries.days import days, numbers
from samples.rules import DayStatus
from samples.rules.days import kits_short

SOON = 7
"""Days before a collection day by which its kits should lie ready."""


def waiting_days(work: Work) -> list[Waiting]:
    """A day that is near and has too few kits, and a day that was left open."""
    if not work.actor.may("days.plan"):
        return []
    today, tasks = clock.today(), []
    for row in days(work.session, work.actor.communes):
        since = datetime.combine(row.held_on, time(17), tzinfo=clock.VIETNAM)
        if row.status == DayStatus.open and row.held_on < today:
            tasks.append(Waiting(gettext(N_("The day at %(place)s was not closed"), place=row.place), row.code, f"/ngay/{row.code}/dong",
                                 gettext(N_("Count and close")), due_on=row.held_on, since=since))
        elif row.status == DayStatus.planned and row.held_on <= today + timedelta(days=SOON):
            now = numbers(work.session, row.id)
            if kits_short(row.kits, now.given, now.expected) or not now.given:
                tasks.append(Waiting(gettext(N_("The day at %(place)s has too few kits"), place=row.place), row.code, f"/ngay/{row.code}/kit",
                                     gettext(N_("Give kits")), due_on=row.held_on))
    return tasks


def found_days(work: Work, text: str) -> list[Hit]:
    """A scanned or typed code of a day."""
    if not work.actor.may("days.see"):
        return []
    rows = work.session.exec(select(CollectionDay).where(CollectionDay.code == text.strip().upper()))
    return [Hit(row.place, row.code, f"/ngay/{row.code}", gettext(N_("Collection days")), exact=True) for row in rows if work.actor.sees(row.commune_code)]
