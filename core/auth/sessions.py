"""Signed-in browsers. The cookie holds a random token; the database holds only its hash, and when it ends.

A session is whole or half: half, while a second step is still missing. A half session is nobody to every page; only the page that asks
for the code knows it, for ten minutes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false
from sqlmodel import Field, Session, col, func, select

from core import clock
from core.auth.accounts import Account, account_with_password, actor_of, alive, hash_token
from core.auth.roles import Actor
from core.auth.second_step import asks_second_step, right_code
from core.auth.tries import check_tries, note_failure
from core.db import Instant, Record

LASTS, HALF_LASTS = timedelta(hours=12), timedelta(minutes=10)
"""A collection day from first light to the closing of the box; a telephone out of its pocket."""
TOUCHED = timedelta(minutes=1)
"""So often a session notes that it is used."""


@dataclass(frozen=True)
class Where:
    """From where somebody signs in: the address, kept as a blind index only, and the browser in two words."""

    address: str = ""
    browser: str = ""


class AuthSession(Record, table=True):
    __tablename__ = "auth_session"
    may_change = frozenset({"ended_at", "seen_at"})

    account_id: UUID = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(unique=True)
    ends_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    half: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    browser: str = Field(default="", sa_column_kwargs={"server_default": ""})
    seen_at: datetime | None = Field(default=None, sa_type=Instant)


def _open() -> ColumnElement[bool]:
    return and_(col(AuthSession.ended_at).is_(None), col(AuthSession.ends_at) > clock.now())


def sign_in(session: Session, login: str, password: str, where: Where = Where()) -> str | None:  # noqa: B008 - frozen
    """The new browser token when name and password are right, else None (and the failure is counted). Raises TooManyTries.

    Where a second step is asked, the token opens half a session.
    """
    check_tries(session, login, where.address)
    account = account_with_password(session, login, password)
    if account is None:
        note_failure(session, login, where.address)
        return None
    return open_session(session, account, where, half=asks_second_step(session, account))


def open_session(session: Session, account: Account, where: Where = Where(), *, half: bool = False) -> str:  # noqa: B008 - frozen
    token, now = secrets.token_urlsafe(32), clock.now()
    ends = now + (HALF_LASTS if half else LASTS)
    ends = min(ends, account.expires_at) if account.expires_at else ends
    session.add(AuthSession(account_id=account.id, token_hash=hash_token(token), ends_at=ends, half=half, browser=where.browser, seen_at=now))
    return token


def signed_in(session: Session, token: str, idle: timedelta | None = None) -> Actor | None:
    """Whose browser this is, if its session is whole, has not ended, and was used within the time `idle`."""
    query = (
        select(Account, AuthSession)
        .join(AuthSession, col(AuthSession.account_id) == Account.id)
        .where(AuthSession.token_hash == hash_token(token), _open(), col(AuthSession.half).is_(False), alive())
    )
    found = session.exec(query).first()
    if found is None:
        return None
    account, row, now = *found, clock.now()
    seen = row.seen_at or row.recorded_at
    if idle and now - seen > idle:
        return None
    if now - seen > TOUCHED:
        row.seen_at = now
        session.add(row)
    return actor_of(account)


def half_signed_in(session: Session, token: str) -> Account | None:
    """Whose second step is still missing in this browser."""
    query = select(Account).join(AuthSession, col(AuthSession.account_id) == Account.id)
    query = query.where(AuthSession.token_hash == hash_token(token), _open(), col(AuthSession.half).is_(True), alive())
    return session.exec(query).first()


def take_second_step(session: Session, account: Account, code: str, where: Where) -> str:
    """What was right, "telephone" or "paper"; a wrong code is counted. Raises TooManyTries."""
    name = f"second step\0{account.login}"
    check_tries(session, name, where.address)
    right = right_code(session, account, code)
    if not right:
        note_failure(session, name, where.address)
    return right


def whole_session(session: Session, account: Account, half_token: str, where: Where) -> str:
    """The half session ends, and a whole one begins under a new token."""
    sign_out(session, half_token)
    return open_session(session, account, where)


def sign_out(session: Session, token: str) -> None:
    found = session.exec(select(AuthSession).where(AuthSession.token_hash == hash_token(token))).first()
    if found and found.ended_at is None:
        found.ended_at = clock.now()
        session.add(found)


def open_sessions(session: Session) -> dict[UUID, int]:
    """How many browsers each account is signed in with at this moment."""
    query = select(AuthSession.account_id, func.count()).where(_open(), col(AuthSession.half).is_(False))
    return dict(session.exec(query.group_by(col(AuthSession.account_id))).all())


@dataclass(frozen=True)
class OpenBrowser:
    id: UUID
    browser: str
    since: datetime
    seen_at: datetime
    here: bool


def browsers(session: Session, account_id: UUID, token: str = "") -> list[OpenBrowser]:
    """Where an account is signed in, newest use first; `token` says which of them is this one."""
    rows = session.exec(select(AuthSession).where(AuthSession.account_id == account_id, _open(), col(AuthSession.half).is_(False)))
    found = [OpenBrowser(r.id, r.browser, r.recorded_at, r.seen_at or r.recorded_at, r.token_hash == hash_token(token)) for r in rows]
    return sorted(found, key=lambda each: (each.here, each.seen_at), reverse=True)


def end_session(session: Session, account_id: UUID, session_id: UUID) -> bool:
    """End one browser of this account; False when it is not of this account or has ended."""
    row = session.get(AuthSession, session_id)
    if row is None or row.account_id != account_id or row.ended_at is not None:
        return False
    row.ended_at = clock.now()
    session.add(row)
    return True


def end_sessions(session: Session, account_id: UUID, *, but: str = "") -> int:
    """Sign an account out everywhere (a lost laptop, a new password), except in the browser that holds the token `but`."""
    ended = [row for row in session.exec(select(AuthSession).where(AuthSession.account_id == account_id, _open())) if row.token_hash != hash_token(but)]
    for row in ended:
        row.ended_at = clock.now()
        session.add(row)
    return len(ended)
