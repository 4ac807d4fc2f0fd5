"""Alembic's door: the tables are those that `app` knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString

import app  # noqa: F401 - importing it names every table
from core.db import connect, metadata
from core.installation import TiesBroken


def as_plain_type(kind: str, item: Any, _: Any) -> Any:
    """Migrations name what the database sees, so that they outlive the program's own column types."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    return f"sa.{item.impl_instance!r}"


@contextmanager
def ties_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew under another name, which no row that points to it may notice (sqlite.org/lang_altertable.html, §7).

    The pragma only works outside a transaction, so it is given to the driver before one begins; the ties are looked at before anything is kept.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_ties(connection: Connection) -> None:
    """Raises TiesBroken where a row points to one that is not there."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if connection.dialect.name == "sqlite" else []
    if broken:
        raise TiesBroken(tables=", ".join(sorted({row[0] for row in broken})))


def run() -> None:
    engine = context.config.attributes.get("engine") or connect(context.config.attributes["url"])
    with engine.connect() as connection, ties_at_rest(connection), connection.begin():
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=False, render_item=as_plain_type)
        context.run_migrations()
        check_ties(connection)


run()
