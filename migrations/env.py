"""Alembic's door: the tables are those that `app` knows."""

from alembic import context

import app  # noqa: F401 - importing it names every table
from core.db import connect, metadata


def run() -> None:
    engine = context.config.attributes.get("engine") or connect(context.config.attributes["url"])
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=False)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
