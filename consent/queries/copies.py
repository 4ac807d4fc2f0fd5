"""What this room tells a donor: what was agreed to, when, and what was asked for at the rights desk."""

from uuid import UUID

from sqlmodel import Session, col, select

from consent.models import ConsentRecord, ConsentWithdrawal
from consent.queries.record import standing
from consent.queries.rights import requests_of
from consent.rules import METHOD_WORDS, PURPOSE_WORDS, Method
from consent.rules.rights import KIND_WORDS, STATE_WORDS
from core import clock
from core.i18n import N_, gettext
from core.web import Kept
from core.work import Work


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """For a data copy."""
    parts = []
    now = standing(work.session, donor_id)
    rows = [*_history(work.session, donor_id)]
    rows += [(purpose.value, gettext(PURPOSE_WORDS[purpose]), gettext(N_("Agreed") if said else N_("Not agreed"))) for purpose, said in now.answers.items()]
    if rows:
        parts.append(Kept("consent", gettext(N_("What you agreed to")), tuple(rows), gettext(N_("To prove what you said, and to do nothing beyond it.")),
                          gettext(N_("As long as the record above; the signed paper is kept with it."))))
    asked = tuple(
        ("request", f"{each.code} · {each.received_on:%d/%m/%Y}", f"{gettext(KIND_WORDS[each.kind])}: {gettext(STATE_WORDS[each.state])}")
        for each in requests_of(work.session, donor_id)
    )
    if asked:
        parts.append(Kept("requests", gettext(N_("What you asked of us")), asked, gettext(N_("To answer in time, and to prove it.")),
                          gettext(N_("As long as the record above; the code, the kind and the days remain as proof."))))
    return parts


def _history(session: Session, donor_id: UUID) -> list[tuple[str, str, str]]:
    given = session.exec(select(ConsentRecord).where(ConsentRecord.donor_id == donor_id).order_by(col(ConsentRecord.id)))
    told = [
        ("recorded", f"{clock.local(row.occurred_at):%d/%m/%Y}",
         gettext(METHOD_WORDS[Method(row.method)]) if row.given else gettext(N_("Consent was not given.")))
        for row in given
    ]
    ended = session.exec(select(ConsentWithdrawal).where(ConsentWithdrawal.donor_id == donor_id).order_by(col(ConsentWithdrawal.id)))
    return told + [("withdrawn", f"{clock.local(row.occurred_at):%d/%m/%Y}", gettext(N_("Consent was withdrawn."))) for row in ended]
