"""Wrong tries at the door: of one name, from one place, and of everybody. The name that was typed is never kept, only its blind index."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Field, Session, col, func, select

from core import clock
from core.auth.rules import TRIES_WINDOW, Tries, check_patience, place_of
from core.crypto import blind
from core.db import Instant, Record

DOOR_LOCK = 4011_2026
"""PostgreSQL: tries are counted one after another, so that many at once cannot slip past the limit. SQLite writes one by one anyway."""


class FailedSignIn(Record, table=True):
    """A wrong try, kept by blind indexes of the name that was typed (it may be a password, typed in the wrong box) and of the place."""

    __tablename__ = "failed_sign_in"
    may_change = frozenset({"forgiven_at"})

    login_hash: str = Field(index=True)
    address_hash: str | None = Field(default=None, index=True)
    forgiven_at: datetime | None = Field(default=None, sa_type=Instant)


def name_index(login: str) -> str:
    return blind(login, "failed_sign_in.login")


def place_index(address: str) -> str | None:
    place = place_of(address)
    return blind(place, "failed_sign_in.address") if place else None


def check_tries(session: Session, login: str, address: str = "") -> None:
    """Raise TooManyTries when this name, this place or everybody together was wrong too often in the last quarter of an hour."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": DOOR_LOCK})
    recent = select(func.count()).select_from(FailedSignIn).where(col(FailedSignIn.recorded_at) > clock.now() - TRIES_WINDOW)
    place = place_index(address)
    check_patience(Tries(
        name=session.exec(recent.where(FailedSignIn.login_hash == name_index(login), col(FailedSignIn.forgiven_at).is_(None))).one(),
        place=session.exec(recent.where(FailedSignIn.address_hash == place)).one() if place else 0,
        site=session.exec(recent).one(),
    ))


def note_failure(session: Session, login: str, address: str = "") -> None:
    session.add(FailedSignIn(login_hash=name_index(login), address_hash=place_index(address)))


def forget_failures(session: Session, login: str) -> None:
    """A new password begins with no wrong tries behind it."""
    for row in session.exec(select(FailedSignIn).where(FailedSignIn.login_hash == name_index(login), col(FailedSignIn.forgiven_at).is_(None))):
        row.forgiven_at = clock.now()
        session.add(row)


def failures_by_day(session: Session, days: int = 7) -> list[tuple[datetime, int]]:
    """How often it went wrong on each of the last days, newest first: counts only."""
    start = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for back in range(days):
        since = start - timedelta(days=back)
        query = select(func.count()).select_from(FailedSignIn)
        query = query.where(col(FailedSignIn.recorded_at) >= since, col(FailedSignIn.recorded_at) < since + timedelta(days=1))
        found.append((since, session.exec(query).one()))
    return found
