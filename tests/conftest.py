"""Real parts for every test: a real database (SQLite, and PostgreSQL where it is installed), a real key, no network beyond loopback."""

import importlib
import logging
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import pytest_socket
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlmodel import Session

from core import auth, crypto
from core.auth import Actor, Role
from core.db import Database, metadata
from core.ids import new_id
from core.work import Work

logging.raiseExceptions = False  # a site's log keeps the stream of the test that built it, which is closed by then; nobody reads it there
settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.register_profile("long", max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HOIAM_PROPERTY_RUNS", "quick"))
crypto.unlock(crypto.Keyring(bytes(range(32))))
passwords = importlib.import_module("core.auth.accounts")
FIELD_HASHER = passwords._hasher
"""How the product hashes a password; hundreds of sign-ins in tests need no strong one."""
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
FIELD_NEW = passwords._new
"""How the product makes an account: trained for nothing yet."""


def _new_and_trained(session: Session, login: str, **columns: object) -> auth.Account:
    """Tests' colleagues have been to every training; the tests of training itself put FIELD_NEW back."""
    account = FIELD_NEW(session, login, **columns)
    session.add_all(auth.Qualification(account_id=account.id, skill=skill, held_on=date(2000, 1, 1)) for skill in auth.Skill)
    session.flush()
    return account


passwords._new = _new_and_trained
trainings = importlib.import_module("core.auth.qualifications")
FIELD_QUALIFIED = trainings.qualified
COLLEAGUES: set[UUID] = set()
"""Those of `actor()`: they act without an account in the database, and have been to every training too."""
trainings.qualified = lambda session, account_id, skill, on: account_id in COLLEAGUES or FIELD_QUALIFIED(session, account_id, skill, on)
second_step = importlib.import_module("core.auth.second_step")
FIELD_POWERFUL = second_step.POWERFUL
"""Whose password alone opens nothing. Tests of other rooms sign in with a password; the tests of the door put it back."""
second_step.POWERFUL = frozenset()


@pytest.fixture
def door_as_in_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_step, "POWERFUL", FIELD_POWERFUL)
    monkeypatch.setattr(passwords, "_new", FIELD_NEW)
    monkeypatch.setattr(trainings, "qualified", FIELD_QUALIFIED)


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def own_key() -> None:
    crypto.unlock(crypto.Keyring(bytes(range(32))))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A throw-away PostgreSQL server; as root it runs as the user postgres (stack.md §9)."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(tempfile.mkdtemp(prefix="hoiam-postgres-"))  # not below pytest's own folder, which nobody else may enter
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    port, data = free_port(), folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"], **quiet)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"], **quiet)
    yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet | {"check": False})
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_tables(postgres_url: str) -> str:
    """The tables, made once; each test empties them, which is several times faster than making them anew."""
    made = Database(postgres_url)
    metadata.create_all(made.engine)
    made.engine.dispose()
    return postgres_url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.execute(text("COMMIT"))
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind that this product runs on."""
    if request.param == "sqlite":
        path = tmp_path / "hoiam.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        made = Database(f"sqlite:///{path}")
    else:
        made = Database(request.getfixturevalue("postgres_tables"))
        empty = "; ".join(f"DELETE FROM {name}" for name in metadata.tables)
        with made.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '20s'; SET LOCAL session_replication_role = replica; {empty}"))
    yield made
    made.engine.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened
        opened.rollback()


def actor(*roles: Role, communes: set[str] | None = None) -> Actor:
    made = Actor(new_id(), "thu.ha", "Lê Thị Thu Hà", frozenset(roles or set(Role)), frozenset(communes) if communes is not None else None)
    COLLEAGUES.update({made.account_id} - {None})
    return made


def employed(session: Session) -> Actor:
    """Somebody with every role, an account and every training."""
    return auth.actor_of(auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role), password="x")[0])


@pytest.fixture
def work(session: Session) -> Work:
    """Somebody with every role, in an open transaction that is never committed."""
    return Work(session, employed(session))
