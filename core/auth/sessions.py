"""Signed-in browsers. The cookie holds a random token; the database holds only its hash, and when it ends."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Field, Session, col, func, select

from core import clock
from core.auth.accounts import Account, account_with_password, actor_of, alive, hash_token
from core.auth.roles import Actor
from core.db import Instant, Record
from core.errors import Refused
from core.i18n import N_

LASTS = timedelta(hours=12)
"""A collection day from first light to the closing of the box."""
TRIES, WINDOW = 8, timedelta(minutes=15)


class AuthSession(Record, table=True):
    __tablename__ = "auth_session"
    may_change = frozenset({"ended_at"})

    account_id: UUID = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(unique=True)
    ends_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class FailedSignIn(Record, table=True):
    """A wrong try, kept by a hash of the name that was typed."""

    __tablename__ = "failed_sign_in"
    may_change = frozenset({"forgiven_at"})

    login_hash: str = Field(index=True)
    forgiven_at: datetime | None = Field(default=None, sa_type=Instant)


class SignInWrong(Refused):
    message = N_("The name or the password is not right. Nothing was changed. Try again, or ask the province office.")


class TooManyTries(Refused):
    message = N_("Too many wrong tries for this name. Please wait 15 minutes, or ask the province office.")


def check_tries(session: Session, login: str) -> None:
    """Raise TooManyTries after 8 wrong passwords in 15 minutes for one sign-in name."""
    since = clock.now() - WINDOW
    query = select(func.count()).where(FailedSignIn.login_hash == hash_token(login), col(FailedSignIn.recorded_at) > since)
    if session.exec(query.where(col(FailedSignIn.forgiven_at).is_(None))).one() >= TRIES:
        raise TooManyTries()


def note_failure(session: Session, login: str) -> None:
    session.add(FailedSignIn(login_hash=hash_token(login)))


def sign_in(session: Session, login: str, password: str) -> str | None:
    """The new browser token when name and password are right, else None (and the failure is counted)."""
    check_tries(session, login)
    account = account_with_password(session, login, password)
    if account is None:
        note_failure(session, login)
        return None
    return open_session(session, account)


def open_session(session: Session, account: Account) -> str:
    token = secrets.token_urlsafe(32)
    session.add(AuthSession(account_id=account.id, token_hash=hash_token(token), ends_at=clock.now() + LASTS))
    return token


def signed_in(session: Session, token: str) -> Actor | None:
    """Whose browser this is, if its session has not ended."""
    query = (
        select(Account)
        .join(AuthSession, col(AuthSession.account_id) == Account.id)
        .where(AuthSession.token_hash == hash_token(token), col(AuthSession.ended_at).is_(None), alive())
        .where(col(AuthSession.ends_at) > clock.now())
    )
    found = session.exec(query).first()
    return actor_of(found) if found else None


def sign_out(session: Session, token: str) -> None:
    found = session.exec(select(AuthSession).where(AuthSession.token_hash == hash_token(token))).first()
    if found and found.ended_at is None:
        found.ended_at = clock.now()
        session.add(found)


def open_sessions(session: Session) -> dict[UUID, int]:
    """How many browsers each account is signed in with at this moment."""
    query = select(AuthSession.account_id, func.count()).where(col(AuthSession.ended_at).is_(None), col(AuthSession.ends_at) > clock.now())
    return dict(session.exec(query.group_by(col(AuthSession.account_id))).all())


def end_sessions(session: Session, account_id: UUID, *, but: str = "") -> int:
    """Sign an account out everywhere (a lost laptop, a new password), except in the browser that holds the token `but`."""
    query = select(AuthSession).where(AuthSession.account_id == account_id, col(AuthSession.ended_at).is_(None), col(AuthSession.ends_at) > clock.now())
    ended = [row for row in session.exec(query) if row.token_hash != hash_token(but)]
    for row in ended:
        row.ended_at = clock.now()
        session.add(row)
    return len(ended)


def forget_failures(session: Session, login: str) -> None:
    """A new password begins with no wrong tries behind it."""
    for row in session.exec(select(FailedSignIn).where(FailedSignIn.login_hash == hash_token(login), col(FailedSignIn.forgiven_at).is_(None))):
        row.forgiven_at = clock.now()
        session.add(row)
