"""Alembic's door: the tables are those that `app` knows."""

from typing import Any

from alembic import context
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString

import app  # noqa: F401 - importing it names every table
from core.db import connect, metadata


def as_plain_type(kind: str, item: Any, _: Any) -> Any:
    """Migrations name what the database sees, so that they outlive the program's own column types."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    return f"sa.{item.impl_instance!r}"


def run() -> None:
    engine = context.config.attributes.get("engine") or connect(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=False, render_item=as_plain_type)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
