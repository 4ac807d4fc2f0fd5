"""Kits that nobody used yet: how many, and where one is that was scanned."""

import re

from sqlmodel import Session, col, func, select

import labels
from core.i18n import N_, gettext
from core.places import unit_name
from core.web import Hit
from core.work import Work
from samples.models import CollectionDay, KitEvent, Sample
from samples.queries.kits import events_of, holder_of


def kits_left(session: Session) -> int:
    """Kits whose labels were printed, and which are neither used nor spoiled."""
    gone = session.exec(select(func.count(func.distinct(KitEvent.code))).where(col(KitEvent.what).in_(("used", "spoiled")))).one()
    return max(0, labels.good_codes(session) - gone)


def found_kits(work: Work, text: str) -> list[Hit]:
    """The day that holds a kit nobody used yet. Raises CheckDigitsWrong for a tube's code that was mistyped."""
    if not work.actor.may("days.see") or not re.match(r"\s*HT[\s\d.-]{8,}$", text, re.IGNORECASE):
        return []
    kit = labels.read_code(text)
    holder = holder_of(events_of(work.session, [kit]).get(kit, []))
    day = work.session.get(CollectionDay, holder) if holder else None
    if day is None or not work.actor.sees(day.commune_code) or work.session.exec(select(Sample.id).where(Sample.code == kit)).first():
        return []
    hint = f"{day.held_on:%d/%m/%Y} · {unit_name(day.commune_code)}"
    return [Hit(labels.spaced(kit), hint, f"/ngay/{day.code}", gettext(N_("Kit not used yet")), exact=True)]
