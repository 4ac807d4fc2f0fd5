"""Accounts of staff, their units and the tokens of other systems. Argon2id; a first password is made up and shown once."""

import hashlib
import secrets
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from core.auth.roles import Actor, Role
from core.db import Record
from core.errors import Refused
from core.i18n import N_
from core.ids import random_code

_hasher = PasswordHasher()


class Account(Record, table=True):
    """A member of staff, or another system (then `token_hash` is set and there is no password)."""

    __tablename__ = "account"

    login: str = Field(unique=True)
    name: str
    roles: list[str] = Field(sa_type=JSON)
    communes: list[str] | None = Field(default=None, sa_type=JSON)
    password_hash: str | None = None
    token_hash: str | None = Field(default=None, unique=True)
    active: bool = True


class LoginTaken(Refused):
    message = N_("There is already an account with the sign-in name %(login)s. Nothing was changed. Choose another name.")


def actor_of(account: Account) -> Actor:
    return Actor(
        account_id=account.id,
        login=account.login,
        name=account.name,
        roles=frozenset(Role(role) for role in account.roles),
        communes=frozenset(account.communes) if account.communes is not None else None,
    )


def accounts(session: Session) -> list[Account]:
    return list(session.exec(select(Account).order_by(col(Account.login))))


def _new(session: Session, login: str, **columns: Any) -> Account:
    if session.exec(select(Account).where(Account.login == login)).first():
        raise LoginTaken(login=login)
    account = Account(login=login, **columns)
    session.add(account)
    session.flush()
    return account


def add_account(
    session: Session, login: str, name: str, roles: list[Role], communes: list[str] | None = None, password: str | None = None
) -> tuple[Account, str]:
    """A new account and its password, which nobody can read again. Raises LoginTaken."""
    password = password or "-".join(random_code(4).lower() for _ in range(4))
    hashed = _hasher.hash(password)
    return _new(session, login, name=name, roles=list(roles), communes=communes, password_hash=hashed), password


def ensure_account(session: Session, login: str, name: str, roles: list[Role]) -> Account:
    """The account of that sign-in name, made without a password when it is new (demo, command line)."""
    found = session.exec(select(Account).where(Account.login == login)).first()
    return found or _new(session, login, name=name, roles=list(roles))


def add_token(session: Session, login: str, name: str, roles: list[Role]) -> tuple[Account, str]:
    """An account for another system and its bearer token, shown once. Raises LoginTaken."""
    token = "hoiam_" + secrets.token_urlsafe(32)
    return _new(session, login, name=name, roles=list(roles), token_hash=hash_token(token)), token


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_actor(session: Session, token: str) -> Actor | None:
    account = session.exec(select(Account).where(Account.token_hash == hash_token(token), Account.active)).first()
    return actor_of(account) if account else None


def account_with_password(session: Session, login: str, password: str) -> Account | None:
    """The account if the password is right. A wrong name costs as much time as a wrong password."""
    account = session.exec(select(Account).where(Account.login == login, Account.active)).first()
    try:
        _hasher.verify(account.password_hash if account and account.password_hash else _NOBODY, password)
    except VerifyMismatchError:
        return None
    return account if account and account.password_hash else None


_NOBODY = _hasher.hash(secrets.token_hex(16))


def account(session: Session, account_id: UUID) -> Account | None:
    return session.get(Account, account_id)
