"""Whose slip a code is, which slip stands, and how a family is reached."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, exists, func, select

import consent
import labels
from core import clock
from core.crypto import blind
from core.errors import NotFound
from core.i18n import N_, gettext
from core.people import mask
from core.places import unit_name
from core.web import Hit, Waiting
from core.work import Work
from families.models import Individual, Slip, SlipEvent, SlipLeft, SlipTry
from families.rules import slips
from families.rules.slips import SlipEventKind, WrongTries

CODE, CLIENT, PAGE = "slip.code", "slip_try.client", "slip_left.page"


def _revoked() -> object:
    return exists().where(col(SlipEvent.slip_id) == Slip.id, col(SlipEvent.what) == SlipEventKind.revoked)


def standing_row(session: Session, donor_id: UUID) -> Slip | None:
    """The slip in force, which is the newest that was not revoked."""
    query = select(Slip).where(Slip.donor_id == donor_id, ~_revoked())
    return session.exec(query.order_by(col(Slip.id).desc())).first()


def person_in_scope(work: Work, donor_id: UUID) -> Individual:
    """The relative's row. Raises NotFound where there is none, or it is outside the viewer's units."""
    row = work.session.exec(select(Individual).where(Individual.donor_id == donor_id)).first()
    if row is None or not work.actor.sees(row.commune_code):
        raise NotFound()
    return row


def standing_slip(work: Work, donor_id: UUID) -> str | None:
    """The code on the family's paper, to print it again. Raises NotFound outside the viewer's units."""
    person_in_scope(work, donor_id)
    row = standing_row(work.session, donor_id)
    return row.code if row else None


@dataclass(frozen=True)
class SlipView:
    """A family's slip as staff see it: since when, how often it was tried in vain, and whether it waits for somebody to open it."""

    issued_on: date
    last_printed_at: datetime | None
    wrong_tries: int
    resting: bool


def slip_left(session: Session, page: str) -> bool:
    """Whether the reader closed this opening of the page."""
    return session.exec(select(SlipLeft.id).where(SlipLeft.page_blind == blind(page, PAGE))).first() is not None


def slip_of(work: Work, donor_id: UUID) -> SlipView | None:
    """The slip in force and how it fares; no code. Raises NotFound outside the viewer's units."""
    person_in_scope(work, donor_id)
    row = standing_row(work.session, donor_id)
    if row is None:
        return None
    printed = _last(work.session, row.code_blind, SlipEventKind.printed)
    tries = wrong_tries(work.session, row.code_blind, "")
    return SlipView(clock.local(row.recorded_at).date(), printed, tries.code_month, tries.code_month >= slips.CODE_HOLD)


def _last(session: Session, code_blind: str, what: SlipEventKind) -> datetime | None:
    query = select(func.max(SlipEvent.recorded_at)).join(Slip, col(Slip.id) == SlipEvent.slip_id)
    return session.exec(query.where(Slip.code_blind == code_blind, SlipEvent.what == what)).one()


def wrong_tries(session: Session, code_blind: str, client_blind: str) -> WrongTries:
    """The counts the rule asks for; what staff unlocked is forgotten for the code, not for the client."""
    now = clock.now()
    unlocked = _last(session, code_blind, SlipEventKind.unlocked) or now - slips.MONTH

    def count(since: datetime, *where: object) -> int:
        return session.exec(select(func.count()).select_from(SlipTry).where(SlipTry.recorded_at > since, *where)).one()

    of_code, of_client = col(SlipTry.code_blind) == code_blind, col(SlipTry.client_blind) == client_blind
    return WrongTries(
        count(max(now - slips.HOUR, unlocked), of_code), count(max(now - slips.MONTH, unlocked), of_code), count(now - slips.HOUR, of_client),
        count(now - slips.HOUR),
    )


def code_index(text: str) -> str:
    """The blind index of what was typed as a slip code; text that cannot be one has its own, which nothing has."""
    try:
        return blind(labels.read_slip_code(text), CODE)
    except labels.NotASlipCode:
        return blind(f"unread {text[:40]}", CODE)


def find_by_slip(work: Work, text: str) -> list[Hit]:
    """For families who telephone and read their code out: the person, inside the viewer's units, and written down."""
    query = select(Slip, Individual).join(Individual, col(Individual.donor_id) == Slip.donor_id).where(Slip.code_blind == code_index(text))
    row = work.session.exec(query).first()
    if row is None or not work.actor.sees(row[1].commune_code):
        return []
    donor, standing = consent.donor(work.session, row[0].donor_id), standing_row(work.session, row[0].donor_id)
    work.saw(f"donor:{donor.code}", "slip code")
    old = "" if standing and standing.id == row[0].id else " · " + gettext(N_("an earlier slip, replaced since"))
    hint = f"{row[1].birth_year or ''} · {unit_name(row[1].commune_code or '')}{old}"
    return [Hit(row[1].name, hint, f"/ho-so/{donor.code}", gettext(N_("Family's slip")), exact=True)]


def waiting(work: Work) -> list[Waiting]:
    """Families whose slip rests after too many wrong tries: somebody calls them before they give up."""
    if not work.actor.may("families.write"):
        return []
    often = select(SlipTry.code_blind).where(SlipTry.recorded_at > clock.now() - slips.MONTH).group_by(SlipTry.code_blind)
    often = often.having(func.count() >= slips.CODE_HOLD)
    query = select(Slip, Individual.commune_code).join(Individual, col(Individual.donor_id) == Slip.donor_id)
    query = query.where(col(Slip.code_blind).in_(often), ~_revoked())
    tasks = []
    for slip, commune_code in work.session.exec(query.order_by(col(Slip.id))):
        if work.actor.sees(commune_code) and wrong_tries(work.session, slip.code_blind, "").code_month >= slips.CODE_HOLD:
            code = consent.donor(work.session, slip.donor_id).code
            title = gettext(N_("The slip of %(code)s is resting after many wrong tries"), code=code)
            hint = gettext(N_("Call the family, then open the slip again or make a new one."))
            tasks.append(Waiting(title, hint, f"/than-nhan/{code}/phieu", gettext(N_("Look at the slip"))))
    return tasks


@dataclass(frozen=True)
class Reach:
    """How a family is reached, for a letter, a call or a message."""

    name: str
    phone: str | None
    email: str | None
    address: str | None
    commune: str


def masked(full: Reach) -> Reach:
    """As every page shows it until somebody asks for the numbers: enough to know whether there is one."""
    mail = f"{full.email[:1]}•••@{full.email.rpartition('@')[2]}" if full.email else None
    return Reach(full.name, mask(full.phone) or None, mail, "•••" if full.address else None, full.commune)


def reach(work: Work, donor_id: UUID) -> Reach:
    """Name and address in clear, for whoever writes, calls or goes; a page shows it `masked`. The look is written down. Raises NotFound."""
    row = person_in_scope(work, donor_id)
    work.saw(f"donor:{consent.donor(work.session, donor_id).code}", "contact")
    return Reach(row.name, row.phone, row.email, row.address, unit_name(row.commune_code) if row.commune_code else "")
