"""The paper a family takes home: given out, revoked, unlocked, and opened by whoever holds it and knows one thing more."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

import consent
import labels
from core import auth, office
from core.crypto import blind
from core.ids import new_id
from core.work import Work
from families.models import Individual, Slip, SlipEvent, SlipLeft, SlipTry
from families.queries.slips import CLIENT, CODE, PAGE, code_index, person_in_scope, slip_left, standing_row, wrong_tries
from families.rules import slips
from families.rules.slips import SlipEventKind

PORCH_LOCK = 5115_2026
"""PostgreSQL: tries are counted one after another, so that many at once cannot slip past the limit. SQLite writes one by one anyway."""


def issue_slip(work: Work, donor_id: UUID) -> str:
    """A new random code for this family; earlier slips are revoked. Raises NotFound outside the actor's units."""
    person_in_scope(work, donor_id)
    revoked = revoke_standing(work, donor_id)
    code = labels.new_slip_code()
    slip = Slip(donor_id=donor_id, code_blind=blind(code, CODE), code=code)
    work.save(slip)
    _note(work, slip, SlipEventKind.issued)
    work.audit("families.slip_issued", _subject(work, donor_id), earlier_revoked=revoked)
    return code


def revoke_slip(work: Work, donor_id: UUID) -> None:
    """The paper is lost or in the wrong hands: its code opens nothing from now on. Raises NotFound or NoSlip."""
    person_in_scope(work, donor_id)
    if not revoke_standing(work, donor_id):
        raise slips.NoSlip()
    work.audit("families.slip_revoked", _subject(work, donor_id))


def unlock_slip(work: Work, donor_id: UUID) -> None:
    """The wrong tries so far do not count any more. Raises NotFound or NoSlip."""
    _note(work, _standing(work, donor_id), SlipEventKind.unlocked)
    work.audit("families.slip_unlocked", _subject(work, donor_id))


def note_slip_printed(work: Work, donor_id: UUID) -> str:
    """The code in force, for one more print of the same paper; who printed it is written down. Raises NotFound or NoSlip."""
    slip = _standing(work, donor_id)
    _note(work, slip, SlipEventKind.printed)
    work.audit("families.slip_printed", _subject(work, donor_id))
    return slip.code


def open_slip(work: Work, code: str, factor: str, client: str) -> UUID | None:
    """Whose slip this is, when code and second factor are right; else None, and the try is counted. Raises PleaseWait or PleaseCall.

    A wrong try is a row of the same transaction and no exception, so that it is kept although the answer is no. `client` is the address
    the connection came from, never one that a header claims.
    """
    _one_by_one(work.session)
    code_blind, client_blind = code_index(code), blind(auth.place_of(client) or "unknown", CLIENT)
    slips.check_tries(wrong_tries(work.session, code_blind, client_blind), office.get(work.session, "callback_number").replace(" ", "\u00a0"))
    query = select(Slip, Individual).join(Individual, col(Individual.donor_id) == Slip.donor_id)
    row = work.session.exec(query.where(Slip.code_blind == code_blind)).first()
    slip_id, donor_id, birth_year, phone = (row[0].id, row[0].donor_id, row[1].birth_year, row[1].phone) if row else (None, None, None, None)
    standing = standing_row(work.session, donor_id or new_id())  # a code that does not exist costs the same reads
    right = slips.knows(factor, birth_year, phone)
    if right and standing is not None and standing.id == slip_id:
        return donor_id
    work.save(SlipTry(code_blind=code_blind, client_blind=client_blind))
    return None


def leave_slip(work: Work, page: str) -> None:
    """The reader closes this opening of the page, whoever still holds its key; a second time changes nothing."""
    if not slip_left(work.session, page):
        work.save(SlipLeft(page_blind=blind(page, PAGE)))


def _one_by_one(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PORCH_LOCK})


def _standing(work: Work, donor_id: UUID) -> Slip:
    person_in_scope(work, donor_id)
    slip = standing_row(work.session, donor_id)
    if slip is None:
        raise slips.NoSlip()
    return slip


def revoke_standing(work: Work, donor_id: UUID) -> int:
    """Every slip that still opens something; how many."""
    revoked = 0
    while slip := standing_row(work.session, donor_id):
        _note(work, slip, SlipEventKind.revoked)
        revoked += 1
    return revoked


def _note(work: Work, slip: Slip, what: SlipEventKind) -> None:
    work.save(SlipEvent(slip_id=slip.id, what=what, actor_id=work.actor.account_id))


def _subject(work: Work, donor_id: UUID) -> str:
    return f"donor:{consent.donor(work.session, donor_id).code}"
