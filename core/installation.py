"""Opening an installation: its database, its key, whether it is the demo, and its migrations."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Field, Session, select

from core import chain, clock, crypto
from core.audit import AuditRow
from core.crypto import copies
from core.db import Database, Record
from core.errors import Refused
from core.i18n import N_
from core.settings import Settings

MIGRATIONS = Path(__file__).parent.parent / "migrations"
WAITING = "restored.keys"
"""Keys of a restore that is not finished."""


class Installation(Record, table=True):
    """The one row that says whose data these are. `demo` never changes after the first start. `key_fingerprint` is of the first master key; `kdf` says
    how the passphrase becomes the master, the newest first, where there is a passphrase."""

    __tablename__ = "installation"
    may_change = frozenset({"kdf"})

    name: str = Field(unique=True)
    demo: bool
    key_fingerprint: str
    kdf: str | None = None


class RealData(Refused):
    message = N_("This folder holds real data, so the demo does not start here. Nothing was changed. Choose another HOIAM_HOME.")


class DemoData(Refused):
    message = N_("This folder holds the demo's invented data, so a real start is refused. Nothing was changed. Choose another HOIAM_HOME.")


class WrongKey(Refused):
    message = N_("This key does not belong to this installation. Nothing was opened or changed. Give the right key file in HOIAM_KEY_FILE.")


class TiesBroken(Refused):
    message = N_("Rows of the tables %(tables)s point to rows that are not there, so the tables stay as they were. The copy made before stands in the "
                 "folder backups. Please call whoever looks after this program.")


def open_installation(settings: Settings, *, demo: bool | None = None, beside: bool = False, shares: Sequence[bytes] = ()) -> Database:
    """The migrated, unlocked database. demo=None takes whatever lies there; a new home is then a real one.

    `beside` opens even where the key lies on the disk of the data, to lead it away; `shares` are masters that a recovery sheet gave back.
    Raises RealData, DemoData, KeyMissing, KeyBesideData, KeyWanted, WrongPassphrase or WrongKey.
    """
    if settings.on_sqlite:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database_url)
    migrate(database, settings)
    take_in_keys(settings)
    with database.transaction() as session:
        found = session.exec(select(Installation)).first()
        if found and demo is not None and found.demo is not demo:
            raise RealData() if demo else DemoData()
        needed = crypto.masters_in_use(session) or {found.key_fingerprint} if found else None
    name, is_demo = (found.name, found.demo) if found else (uuid4().hex[:12], bool(demo))
    held = crypto.collect(settings, name, demo=is_demo, kdf=found.kdf if found else None, needed=needed, beside=beside, given=shares)
    ring = crypto.Keyring(*held.secrets, reread=lambda: crypto.at_hand(settings, name, demo=is_demo, beside=True))
    if needed and not needed <= ring.masters.keys():
        raise WrongKey()
    crypto.unlock(ring)
    with database.transaction() as session:
        crypto.hold_house(session, ring, found.key_fingerprint if found else None)
        if not found:
            session.add(Installation(name=name, demo=is_demo, key_fingerprint=ring.fingerprint, kdf=held.kdf))
            session.flush()
        begin_chain(session)
    if found:
        crypto.reseal(database)
    return database


def begin_chain(session: Session) -> None:
    """The first start of a program with a chain links what is there, and says so; a chain that was taken away since is a finding, never made anew."""
    if session.exec(select(AuditRow.id).where(AuditRow.action == "audit.chain_begun")).first():
        return
    rows = chain.begin(session)
    if rows is not None:
        session.add(AuditRow(actor="system", action="audit.chain_begun", subject="audit:chain", facts={"rows": rows}))


def is_demo(database: Database) -> bool:
    with database.transaction() as session:
        return session.exec(select(Installation.demo)).one()


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def migrate(database: Database, settings: Settings) -> None:
    """Bring the tables to this program's shape; a SQLite file is copied first, so that a bad day can be undone."""
    config = alembic_config(database.url)
    head = ScriptDirectory.from_config(config).get_current_head()
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current and settings.on_sqlite:
        copy_sqlite(settings, settings.home / "backups" / f"before-{head}-{stamp(clock.now())}.sqlite3")
    config.attributes["engine"] = database.engine
    command.upgrade(config, "head")


def stamp(moment: datetime) -> str:
    return clock.local(moment).strftime("%Y%m%d-%H%M%S")


def copy_sqlite(settings: Settings, target: Path) -> None:
    """A consistent copy of the running database, written beside its place and moved in whole; the keys apart from it, in `target.keys`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with (
        closing(sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
    copies.write(copies.keys_of(target), copies.take_out(part))
    part.replace(target)


def restore_sqlite(settings: Settings, source: Path) -> None:
    """Put a copy back in place; what lay there is kept in `backups`. The keys are those that are here and those beside the copy: a key that was
    destroyed here stays destroyed. They wait in a file of their own until the tables are of today's shape."""
    kdf = _read_copy(source)
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    here = copies.merged(copies.read(settings.home / WAITING), copies.read(path), copies.read(copies.keys_of(source)), copies.read(source))
    if path.exists():
        copy_sqlite(settings, settings.home / "backups" / f"before-restore-{stamp(clock.now())}.sqlite3")
        kdf = _read_copy(path)
    part = path.with_name(path.name + ".part")
    shutil.copyfile(source, part)
    copies.set_kdf(part, kdf)
    copies.write(settings.home / WAITING, here)
    for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    part.replace(path)


def take_in_keys(settings: Settings) -> None:
    """After a restore: the keys go back into the table, and their file goes."""
    waiting = settings.home / WAITING
    if settings.on_sqlite and waiting.exists():
        copies.put_in(Path(settings.database_url.removeprefix("sqlite:///")), list(copies.read(waiting).values()))
        waiting.unlink()


def _read_copy(path: Path) -> str | None:
    """How the passphrase of this copy works, if it has one. Raises TornBackup."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise TornBackup()
            row = copy.execute("SELECT * FROM installation").fetchone()
            names = [column[1] for column in copy.execute("PRAGMA table_info(installation)")]
    except sqlite3.DatabaseError:
        raise TornBackup() from None
    return dict(zip(names, row or (), strict=False)).get("kdf")


class TornBackup(Refused):
    message = N_("This backup file is damaged. Nothing was restored; the data here are as before. Take another backup file.")
