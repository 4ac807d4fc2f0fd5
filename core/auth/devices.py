"""A collection day's devices: a telephone or laptop in the hall that may do desk work until the day ends, and then nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Field, Session, col, select

from core import clock
from core.auth.accounts import Account, _new, alive, hash_token
from core.auth.roles import Role
from core.auth.sessions import Where, end_sessions, open_session
from core.auth.tries import check_tries, note_failure
from core.db import Instant, Record
from core.errors import NotFound
from core.ids import random_code

CODE_LASTS = timedelta(minutes=15)
DEVICE_ROLES = (Role.consent_taker,)
"""Desk work. A device is nobody and was trained by nobody: consent and samples still ask for a trained person's own account."""
NO_DEVICE = "\0device"


class DeviceCode(Record, table=True):
    """The code by which a device signs in, once, while whoever made it stands beside it."""

    __tablename__ = "device_code"
    may_change = frozenset({"used_at"})

    account_id: UUID = Field(foreign_key="account.id", index=True)
    code_hash: str = Field(unique=True)
    ends_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


def add_device_account(session: Session, name: str, communes: list[str], expires_at: datetime, device_of: str) -> tuple[Account, str]:
    """A device's account, bound to communes and to the thing it works for (`day:CODE`), and its one-time code."""
    account = _new(
        session, f"may.{random_code(6).lower()}", name=name, roles=list(DEVICE_ROLES), communes=communes, expires_at=expires_at, device_of=device_of)
    code = f"{random_code(4)}-{random_code(4)}"
    session.add(DeviceCode(account_id=account.id, code_hash=hash_token(_tidy(code)), ends_at=min(expires_at, clock.now() + CODE_LASTS)))
    session.flush()
    return account, code


def devices_of(session: Session, device_of: str) -> list[Account]:
    return list(session.exec(select(Account).where(Account.device_of == device_of).order_by(col(Account.recorded_at))))


def open_device(session: Session, code: str, where: Where) -> str | None:
    """The browser token when the code is right, unused and in time; else None, and the try is counted. Raises TooManyTries."""
    check_tries(session, NO_DEVICE + where.address, where.address)
    query = select(Account, DeviceCode).join(DeviceCode, col(DeviceCode.account_id) == Account.id).where(DeviceCode.code_hash == hash_token(_tidy(code)))
    found = session.exec(query.where(col(DeviceCode.used_at).is_(None), col(DeviceCode.ends_at) > clock.now(), alive()).with_for_update()).first()
    if found is None:
        note_failure(session, NO_DEVICE + where.address, where.address)
        return None
    account, once = found
    once.used_at = clock.now()
    session.add(once)
    return open_session(session, account, where)


def end_device(session: Session, device_of: str, login: str) -> Account:
    """Off at once. Raises NotFound for whatever is no device of this thing."""
    account = session.exec(select(Account).where(Account.login == login, Account.device_of == device_of)).first()
    if account is None:
        raise NotFound()
    account.active = False
    session.add(account)
    end_sessions(session, account.id)
    return account


def end_devices(session: Session, device_of: str) -> int:
    """What they worked for is over."""
    running = [each for each in devices_of(session, device_of) if each.active]
    for each in running:
        end_device(session, device_of, each.login)
    return len(running)


def _tidy(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
