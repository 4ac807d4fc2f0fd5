"""The second step at sign-in: a time-based code (RFC 6238) for whoever can do most harm, and ten codes on paper for a lost telephone."""

import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlmodel import Field, Session, col, select

from core import clock
from core.auth.accounts import Account, hash_token
from core.auth.roles import Role
from core.auth.rules import POWERFUL
from core.crypto import SealedText
from core.db import Instant, Record
from core.ids import random_code

STEP, DIGITS, SECRET_BYTES, PAPER_CODES = 30, 6, 20, 10
"""RFC 6238 §4 and RFC 4226 §4 R6: what every telephone's program understands. SHA-1 inside HMAC is not what broke."""


class SecondStep(Record, table=True):
    """One secret shared with one telephone. `last_step` is the newest time step whose code was used: none is taken twice (RFC 6238 §5.2)."""

    __tablename__ = "second_step"
    may_change = frozenset({"confirmed_at", "ended_at", "last_step"})

    account_id: UUID = Field(foreign_key="account.id", index=True)
    secret: str = Field(sa_type=SealedText("second_step.secret"))
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    last_step: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class PaperCode(Record, table=True):
    """A code for the day on which the telephone is lost: about 49 random bits, kept as a hash, good once."""

    __tablename__ = "paper_code"
    may_change = frozenset({"used_at"})

    second_step_id: UUID = Field(foreign_key="second_step.id", index=True)
    code_hash: str
    used_at: datetime | None = Field(default=None, sa_type=Instant)


def is_powerful(account: Account) -> bool:
    """Another system has its token instead, and a day's device can do little."""
    return account.token_hash is None and account.device_of is None and any(Role(role) in POWERFUL for role in account.roles)


def _standing(session: Session, account_id: UUID, *, confirmed: bool, lock: bool = False) -> SecondStep | None:
    query = select(SecondStep).where(SecondStep.account_id == account_id, col(SecondStep.ended_at).is_(None))
    query = query.where(col(SecondStep.confirmed_at).is_not(None) if confirmed else col(SecondStep.confirmed_at).is_(None))
    return session.exec(query.with_for_update().execution_options(populate_existing=True) if lock else query).first()


def has_second_step(session: Session, account_id: UUID) -> bool:
    return _standing(session, account_id, confirmed=True) is not None


def with_second_step(session: Session) -> set[UUID]:
    """The accounts that have one, for the list of accounts."""
    query = select(SecondStep.account_id).where(col(SecondStep.ended_at).is_(None), col(SecondStep.confirmed_at).is_not(None))
    return set(session.exec(query))


def asks_second_step(session: Session, account: Account) -> bool:
    """Whether a password alone opens only half the door: always for the powerful, and for whoever chose it."""
    return is_powerful(account) or has_second_step(session, account.id)


def begin_second_step(session: Session, account: Account) -> str:
    """The secret to be put into the telephone, in base32; the same one until its first code was typed."""
    row = _standing(session, account.id, confirmed=False)
    if row is None:
        row = SecondStep(account_id=account.id, secret=b32encode(secrets.token_bytes(SECRET_BYTES)).decode())
        session.add(row)
        session.flush()
    return row.secret


def confirm_second_step(session: Session, account: Account, code: str) -> list[str] | None:
    """The first right code makes it stand, and ends an earlier telephone's; returns the paper codes, shown once. None when the code is wrong."""
    row = _standing(session, account.id, confirmed=False, lock=True)
    if row is None or not _right(row, code):
        return None
    before = _standing(session, account.id, confirmed=True)
    if before:
        before.ended_at = clock.now()
        session.add(before)
    row.confirmed_at = clock.now()
    papers = [f"{random_code(5)}-{random_code(5)}" for _ in range(PAPER_CODES)]
    session.add(row)
    session.add_all(PaperCode(second_step_id=row.id, code_hash=hash_token(_tidy(paper))) for paper in papers)
    session.flush()
    return papers


def right_code(session: Session, account: Account, code: str) -> str:
    """What was right: "telephone", "paper", or nothing; the code is used up by it."""
    row = _standing(session, account.id, confirmed=True, lock=True)
    if row is None:
        return ""
    if _right(row, code):
        session.add(row)
        return "telephone"
    query = select(PaperCode).where(PaperCode.second_step_id == row.id, col(PaperCode.used_at).is_(None), PaperCode.code_hash == hash_token(_tidy(code)))
    paper = session.exec(query).first()
    if paper is None:
        return ""
    paper.used_at = clock.now()
    session.add(paper)
    return "paper"


def paper_codes_left(session: Session, account_id: UUID) -> int:
    row = _standing(session, account_id, confirmed=True)
    return 0 if row is None else len(session.exec(
        select(PaperCode.id).where(PaperCode.second_step_id == row.id, col(PaperCode.used_at).is_(None))).all())


def end_second_step(session: Session, account_id: UUID) -> int:
    """The telephone is lost: its codes and the paper codes open nothing any more."""
    rows = list(session.exec(select(SecondStep).where(SecondStep.account_id == account_id, col(SecondStep.ended_at).is_(None))))
    for row in rows:
        row.ended_at = clock.now()
        session.add(row)
    return len(rows)


def code_at(secret: str, step: int) -> str:
    """The code of one time step. The tests' telephone."""
    return TOTP(b32decode(secret), DIGITS, SHA1(), STEP).generate(step * STEP).decode()  # noqa: S303 - RFC 6238


def step_now() -> int:
    return int(clock.now().timestamp()) // STEP


def _right(row: SecondStep, code: str) -> bool:
    """The code of this half minute or of a neighbour (a telephone's clock may be a little off), and of none that was used."""
    typed, now = "".join(letter for letter in code if letter.isdecimal()), step_now()
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(code_at(row.secret, step).encode(), typed.encode())]
    fresh = [step for step in fitting if step > (row.last_step or 0)]
    if fresh:
        row.last_step = max(fresh)
    return bool(fresh)


def _tidy(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
