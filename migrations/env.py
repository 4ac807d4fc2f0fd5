"""Alembic's door: the tables are those that `app` knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.operations.ops import CreateCheckConstraintOp, DropConstraintOp, ModifyTableOps
from sqlalchemy import CheckConstraint, Connection, inspect
from sqlalchemy.sql.elements import False_, True_, conv
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString

import app  # noqa: F401 - importing it names every table
from core.db import connect, metadata
from core.installation import TiesBroken


def as_plain_type(kind: str, item: Any, _: Any) -> Any:
    """Migrations name what the database sees, so that they outlive the program's own column types.

    They are made on SQLite, whose word for "no" is 0; PostgreSQL refuses a number there, so yes and no stay words.
    """
    if kind == "server_default" and isinstance(getattr(item, "arg", None), True_ | False_):
        return f"sa.{item.arg}()"
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    return f"sa.{item.impl_instance!r}"


def with_changed_checks(context_: Any, _: Any, directives: list[Any]) -> None:
    """Alembic does not see that a table's check changed: a status that may have a new word. Those of existing tables are compared here, by name."""
    known, changed = inspect(context_.connection), list[ModifyTableOps]()
    for table in metadata.sorted_tables if directives else ():
        if not known.has_table(table.name):
            continue
        before = {str(check["name"]): check["sqltext"] for check in known.get_check_constraints(table.name)}
        ops = list[Any]()
        for check in (each for each in table.constraints if isinstance(each, CheckConstraint)):
            name = conv(str(context_.dialect.identifier_preparer.format_constraint(check)))
            if name in before and before[name] != str(check.sqltext):
                ops += [DropConstraintOp(name, table.name, type_="check"), CreateCheckConstraintOp(name, table.name, str(check.sqltext))]
        changed += [ModifyTableOps(table.name, ops)] if ops else []
    if changed:
        directives[0].upgrade_ops.ops += changed


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
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=False, render_item=as_plain_type,
                          process_revision_directives=with_changed_checks)
        context.run_migrations()
        check_ties(connection)


run()
