"""The database: SQLite in WAL with synchronous=FULL, or PostgreSQL by `HOIAM_DATABASE_URL`; the same code on both.

Sessions are synchronous (measured faster and simpler than async on SQLite, DESIGN §4). Only the edge commits:
`Database.transaction()` is the one place that does.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Engine, MetaData, create_engine, event, inspect
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, Session, SQLModel

from core import clock
from core.errors import Busy, DiskFull, HoiAmError, Malformed, SavedMeanwhile, Unavailable
from core.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
metadata: MetaData = SQLModel.metadata
READING = "hoiam_reading"
"""The execution option of a connection that only reads, and so keeps nobody waiting."""
READ_ONLY = "mode=ro"
"""In the address of a SQLite file that must stay as it is, such as a backup."""


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is a programming error and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Record(SQLModel):
    """What every table has: an id made where the row is made, and when this installation learned of it.

    A row is written once (law 4). The few columns that may change later, such as a status that caches the newest row,
    stand by name in `may_change`; anything else that would be overwritten, and every deletion, is an OverwrittenError.
    `sealed_by` names the column that holds whose key seals the row's sealed columns (`donor_id`; `id` for a row that is the
    person; "visit_id.donor_id" where the row it points to knows); empty means the key of the house. Rows of a `chained` table hold on to one
    another (core/chain, ADR 0013).

    Only the erasure of a person (law 91/2025/QH15; docs/a-change-of-mind.md) goes further, and only towards nothing: it may empty the columns in
    `may_be_emptied`, never write another value there, and rows of a table with `may_go` may leave as a whole.
    """

    may_change: ClassVar[frozenset[str]] = frozenset()
    may_be_emptied: ClassVar[frozenset[str]] = frozenset()
    may_go: ClassVar[bool] = False
    sealed_by: ClassVar[str] = ""
    chained: ClassVar[bool] = False

    id: UUID = Field(default_factory=new_id, primary_key=True)
    recorded_at: datetime = Field(default_factory=clock.now, sa_type=Instant, nullable=False)


class OverwrittenError(RuntimeError):
    """A programming error: what must be a new row would have overwritten an old one."""


@event.listens_for(Session, "before_flush")
def refuse_overwriting(session: Session, *_: Any) -> None:
    for row in session.dirty:
        changed = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
        kept = {name for name in changed - row.may_change if name not in row.may_be_emptied or getattr(row, name)}
        if kept:
            raise OverwrittenError(f"{type(row).__name__}: {', '.join(sorted(kept))}")
    for row in session.deleted:
        if not row.may_go:
            raise OverwrittenError(f"{type(row).__name__}: deleted")


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A check constraint: `column` holds one of the enum's words (SQLModel tables do not validate, stack.md §2)."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def in_words(error: DBAPIError) -> HoiAmError:
    """What a person reads when the database says no: two saved the same thing, somebody holds the file, the disk is full, or it
    cannot hold what was sent (a zero byte, a number beyond any count)."""
    if isinstance(error, IntegrityError):
        return SavedMeanwhile()
    if isinstance(error, DataError):
        return Malformed()
    said = str(error.orig).lower()
    if "is locked" in said or "lock timeout" in said:
        return Busy()
    return DiskFull() if "is full" in said or "no space left" in said else Unavailable()


def connect(url: str) -> Engine:
    """An engine with this house's habits: immediate write locks, foreign keys on, 30 s of patience for a busy file."""
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    quiet = {"hide_parameters": True}  # an error of the database says the statement, never the name that was in it
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, **quiet)
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, poolclass=QueuePool, pool_size=20, max_overflow=20, **quiet)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ([] if READ_ONLY in url else ["journal_mode=WAL"]) + ["synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON"]:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READING) else "BEGIN IMMEDIATE")

    return engine


def empty_wal(engine: Engine) -> None:
    """SQLite: what was written over lies in the write-ahead log until it is emptied. Whoever reads at this moment is waited for, not for ever."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Database:
    """One opened database."""

    def __init__(self, url: str):
        self.url = url
        self.engine = connect(url)
        self._sessions = sessionmaker(self.engine, class_=Session, expire_on_commit=False, autoflush=True)

    def session(self) -> Session:
        return self._sessions()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything inside is saved together, or nothing is."""
        with self._sessions() as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One moment of the data, however long the reading takes and whatever is written meanwhile; nothing is saved."""
        with self._sessions(bind=self.engine.execution_options(**{READING: True})) as session:
            if self.engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
            yield session
