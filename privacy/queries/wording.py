"""What the office wrote about itself, as it stands now and as it stood."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

import consent
from core import clock, office
from core.i18n import gettext
from privacy.models import PrivacySetting
from privacy.rules.wording import DEFAULTS, WORDINGS, read_day, read_yearly


def everything(session: Session) -> dict[str, str]:
    """Every text in force, in one read; an emptied one goes back to what the program came with."""
    rows = session.exec(select(PrivacySetting).order_by(col(PrivacySetting.recorded_at), col(PrivacySetting.id)))
    found = {row.key: row.value for row in rows if row.key in DEFAULTS}
    return DEFAULTS | {key: value for key, value in found.items() if value}


def on_paper(session: Session) -> dict[str, str]:
    """The same with the office's name, for papers."""
    return everything(session) | {"office_name": office.get(session, "office_name")}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str
    label: str
    value: str


def changes(session: Session, limit: int = 20) -> list[Change]:
    """Who wrote what, newest first."""
    rows = session.exec(select(PrivacySetting).order_by(col(PrivacySetting.recorded_at).desc(), col(PrivacySetting.id).desc()).limit(limit))
    return [Change(row.recorded_at, row.actor, gettext(WORDINGS[row.key].label), row.value) for row in rows if row.key in WORDINGS]


@dataclass(frozen=True)
class Dates:
    """`first` is when processing began: as the office says, or the first donor here; None while there is nobody."""

    first: date | None
    dossier_due: date | None
    breach_hours: int
    dossier_age: timedelta
    yearly: tuple[int, int]
    campaign_end: date | None


def dates(session: Session, now: dict[str, str] | None = None) -> Dates:
    now = now or everything(session)
    began = consent.first_recorded_at(session)
    first = read_day(now["first_processing_on"]) or (clock.local(began).date() if began else None)
    due = first + timedelta(days=int(now["dossier_days"])) if first else None
    age = timedelta(days=int(now["dossier_age_days"]))
    return Dates(first, due, int(now["breach_hours"]), age, read_yearly(now["review_day"]), read_day(now["campaign_end"]))
