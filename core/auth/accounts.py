"""Accounts of staff, their units and the tokens of other systems. Argon2id; a first password is made up and shown once."""

import hashlib
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import JSON, ColumnElement, and_, or_
from sqlmodel import Field, Session, col, select

from core import clock
from core.auth.roles import Actor, Role
from core.auth.rules import check_password
from core.db import Instant, Record
from core.errors import NotFound, Refused
from core.i18n import N_
from core.ids import random_code

_hasher = PasswordHasher()


class Account(Record, table=True):
    """A member of staff, or another system (then `token_hash` is set, there is no password, and `laboratory` says whose it is)."""

    __tablename__ = "account"
    may_change = frozenset({"active", "communes", "name", "password_hash", "roles", "token_hash"})

    login: str = Field(unique=True)
    name: str
    roles: list[str] = Field(sa_type=JSON)
    communes: list[str] | None = Field(default=None, sa_type=JSON)
    password_hash: str | None = None
    token_hash: str | None = Field(default=None, unique=True)
    laboratory: str | None = None
    active: bool = True
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    """After it the account may do nothing (a collection day's device); None for people."""
    device_of: str | None = Field(default=None, index=True)
    """The thing whose device this is, `day:CODE`; the kernel knows no day."""


class LoginTaken(Refused):
    message = N_("There is already an account with the sign-in name %(login)s. Nothing was changed. Choose another name.")


class LastAdministrator(Refused):
    message = N_("This is the last administrator who can sign in. Nothing was changed. Make another administrator first.")


class NoSuchAccount(NotFound):
    message = N_("There is no account with this sign-in name. Nothing was changed. Look at the list of accounts.")


class NoPassword(Refused):
    message = N_("This account belongs to another system and has no password. Nothing was changed. Make a new token instead.")


def actor_of(account: Account) -> Actor:
    return Actor(
        account_id=account.id,
        login=account.login,
        name=account.name,
        roles=frozenset(Role(role) for role in account.roles),
        communes=frozenset(account.communes) if account.communes is not None else None,
        laboratory=account.laboratory,
    )


def alive() -> ColumnElement[bool]:
    """The condition on every query that lets somebody in: not switched off, and not past its time."""
    return and_(col(Account.active), or_(col(Account.expires_at).is_(None), col(Account.expires_at) > clock.now()))


def accounts(session: Session) -> list[Account]:
    return list(session.exec(select(Account).order_by(col(Account.login))))


def _new(session: Session, login: str, **columns: Any) -> Account:
    if session.exec(select(Account).where(Account.login == login)).first():
        raise LoginTaken(login=login)
    account = Account(login=login, **columns)
    session.add(account)
    session.flush()
    return account


def made_up_password() -> str:
    """Sixteen characters in four groups, about 78 bits, easy to read out over a telephone."""
    return "-".join(random_code(4).lower() for _ in range(4))


def add_account(
    session: Session, login: str, name: str, roles: list[Role], communes: list[str] | None = None, password: str | None = None
) -> tuple[Account, str]:
    """A new account and its password, which nobody can read again. Raises LoginTaken."""
    password = password or made_up_password()
    hashed = _hasher.hash(password)
    return _new(session, login, name=name, roles=list(roles), communes=communes, password_hash=hashed), password


def ensure_account(session: Session, login: str, name: str, roles: list[Role]) -> Account:
    """The account of that sign-in name, made without a password when it is new (demo, command line)."""
    found = session.exec(select(Account).where(Account.login == login)).first()
    return found or _new(session, login, name=name, roles=list(roles))


def add_token(session: Session, login: str, name: str, roles: list[Role], laboratory: str | None = None) -> tuple[Account, str]:
    """An account for another system and its bearer token, shown once; a laboratory's sees its own shipments only. Raises LoginTaken."""
    token = "hoiam_" + secrets.token_urlsafe(32)
    return _new(session, login, name=name, roles=list(roles), token_hash=hash_token(token), laboratory=laboratory), token


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_actor(session: Session, token: str) -> Actor | None:
    account = session.exec(select(Account).where(Account.token_hash == hash_token(token), alive())).first()
    return actor_of(account) if account else None


def account_with_password(session: Session, login: str, password: str) -> Account | None:
    """The account if the password is right. A wrong name costs as much time as a wrong password."""
    account = session.exec(select(Account).where(Account.login == login, alive())).first()
    try:
        _hasher.verify(account.password_hash if account and account.password_hash else _NOBODY, password)
    except VerifyMismatchError:
        return None
    return account if account and account.password_hash else None


def knows_password(account: Account, password: str) -> bool:
    """Whether somebody who is signed in also knows the password; an account without one has none to know."""
    try:
        return bool(account.password_hash) and _hasher.verify(account.password_hash or "", password)
    except VerifyMismatchError:
        return False


def choose_password(session: Session, account: Account, password: str) -> None:
    """One's own choice. Raises PasswordWeak."""
    check_password(account.login, password)
    account.password_hash = _hasher.hash(password)
    session.add(account)


_NOBODY = _hasher.hash(secrets.token_hex(16))


def account(session: Session, account_id: UUID) -> Account | None:
    return session.get(Account, account_id)


def staff_name(session: Session, account_id: UUID | None) -> str:
    """Who did it, for a page: the name of the account, or nothing where nobody was signed in."""
    person = session.get(Account, account_id) if account_id else None
    return person.name if person else ""


def account_named(session: Session, login: str) -> Account:
    """Raises NoSuchAccount."""
    found = session.exec(select(Account).where(Account.login == login)).first()
    if found is None:
        raise NoSuchAccount()
    return found


def new_password(session: Session, person: Account) -> str:
    """A made-up password in place of the old one, which nobody can read again. Raises NoPassword for another system."""
    if person.token_hash is not None:
        raise NoPassword()
    password = made_up_password()
    person.password_hash = _hasher.hash(password)
    session.add(person)
    return password


def revise_account(
    session: Session, person: Account, *, name: str, roles: list[Role], communes: list[str] | None, active: bool
) -> None:
    """Change who an account belongs to and what it may do. Raises LastAdministrator when nobody could administer any more."""
    if not (active and Role.province_admin in roles):
        _keep_an_administrator(session, person)
    person.name, person.roles, person.communes, person.active = name, [str(role) for role in roles], communes, active
    session.add(person)


def _keep_an_administrator(session: Session, leaving: Account) -> None:
    """Of two who leave at the same moment only the first may: every account is locked until the change is saved."""
    everybody = session.exec(select(Account).order_by(col(Account.id)).with_for_update().execution_options(populate_existing=True))
    able = {a.id for a in everybody if a.active and Role.province_admin in a.roles and (a.password_hash or a.id == leaving.id)}
    if able == {leaving.id}:
        raise LastAdministrator()
