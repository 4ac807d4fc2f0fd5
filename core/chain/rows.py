"""What is hashed: the plain columns of a row as SQLite keeps them, so that the sum is one on every database.

A sealed column gives only whether it is filled: it may be sealed anew, and its key may be destroyed. Empty columns are left out, so a column that is
added later leaves old sums as they were; it must therefore allow nothing (NULL) and have no default.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Row, Select, Table, Text, cast, func, select
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine
from sqlmodel import Field, Session, SQLModel

from core.crypto import SealedBytes, SealedJSON, SealedText
from core.db import Instant, Record

SEALED = (SealedBytes, SealedJSON, SealedText)


class ChainLink(SQLModel, table=True):
    """One link. No `Record`: its number is its name, and every column but `link` is part of the sum in `link`."""

    __tablename__ = "chain_link"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    table_name: str
    row_id: UUID = Field(unique=True)
    content: bytes
    link: bytes


LINKS: Table = ChainLink.metadata.tables["chain_link"]


def chained_models() -> list[type[Record]]:
    """Every model that says `chained = True`, by the name of its table."""
    found: set[type[Record]] = {each.class_ for each in ChainLink._sa_registry.mappers if getattr(each.class_, "chained", False)}
    return sorted(found, key=lambda model: str(model.__tablename__))


def table_of(model: type[Record]) -> Table:
    return model.metadata.tables[str(model.__tablename__)]


def is_sealed(column: ColumnElement[Any]) -> bool:
    return isinstance(column.type, SEALED)


def stored(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """The column as the bytes or text that SQLite keeps for it."""
    if is_sealed(column):
        return sa.case((column.is_not(None), sa.literal("sealed")))
    if dialect == "sqlite":
        return cast(column, sa.LargeBinary)
    kind: TypeEngine[Any] = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, sa.Uuid):
        return func.replace(cast(column, Text), "-", "")
    if isinstance(kind, sa.DateTime):
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US")
    if isinstance(kind, sa.Date):
        return func.to_char(column, "YYYY-MM-DD")
    if isinstance(kind, sa.Boolean):
        return cast(cast(column, sa.Integer), Text)
    if isinstance(kind, sa.Integer | JSON | sa.String):
        return cast(column, Text)
    if isinstance(kind, sa.LargeBinary):
        return column
    raise TypeError(f"a column of this kind has no one form on every database: {column}")


@cache
def columns(model: type[Record], dialect: str) -> tuple[tuple[str, ...], tuple[ColumnElement[Any], ...]]:
    """The names of a model's columns in their order, and each as it is stored."""
    ordered = sorted(table_of(model).columns, key=lambda each: each.name)
    return tuple(each.name for each in ordered), tuple(stored(each, dialect).label(f"c{place}") for place, each in enumerate(ordered))


def as_bytes(value: bytes | str) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def content_of(names: Sequence[str], values: Sequence[bytes | str | None] | Row[Any]) -> bytes:
    """SHA-256 over name, length and value of every filled column."""
    parts: list[bytes] = []
    for name, value in zip(names, values, strict=True):
        if value is not None:
            held = as_bytes(value)
            parts += (b"%s\0%d\0" % (name.encode(), len(held)), held)
    return hashlib.sha256(b"".join(parts)).digest()


def link_of(before: bytes, seq: int, at: bytes, table_name: bytes, row_id: bytes, content: bytes) -> bytes:
    return hashlib.sha256(b"".join((before, b"%d\0" % seq, at, b"\0", table_name, b"\0", row_id, b"\0", content))).digest()


def at_stored(moment: datetime) -> bytes:
    """A UTC moment as `stored` gives it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f").encode()


def installation_name(session: Session) -> str:
    """Read by its table's name: the installation's own module opens chains."""
    asked: Select[Any] = select(sa.column("name")).select_from(sa.table("installation")).order_by(sa.column("recorded_at")).limit(1)
    return str(session.connection().execute(asked).scalar() or "")


def genesis(name: str) -> bytes:
    """What stands before the first link: whose chain this is."""
    return hashlib.sha256(b"HOIAM-CHAIN-1\0" + name.encode()).digest()
