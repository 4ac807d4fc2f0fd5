"""Values that were sealed before data keys came (version 1) are sealed anew, each to its row and its person, a few hundred at a time.

A program that is stopped on the way goes on where it was: what is left still begins with the old version's byte.
"""

import os
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, LargeBinary, func, inspect, or_
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session, select

from core.crypto.keys import HOUSE, KeyDestroyed, key_to_write
from core.crypto.ring import VERSION
from core.crypto.sealed import SEALED, Seal, dressed, whose
from core.db import Database

PORTION = 200


def _old(column: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.substr(column, 1, 1, type_=LargeBinary) == VERSION
    return found


def reseal(database: Database) -> int:
    """How many rows were sealed anew."""
    configure_mappers()
    total = 0
    for model, names in SEALED.items():
        while done := _portion(database, model, names):
            total += done
    return total


def remaining(session: Session) -> int:
    configure_mappers()
    columns = {model: [inspect(model).columns[name] for name in names] for model, names in SEALED.items()}
    return sum(session.scalar(select(func.count()).select_from(model).where(or_(*map(_old, found)))) or 0 for model, found in columns.items())


def _portion(database: Database, model: type[Any], names: tuple[str, ...]) -> int:
    table = inspect(model).local_table
    with database.transaction() as session:
        rows = session.exec(select(model).where(or_(*(_old(table.c[name]) for name in names))).limit(PORTION).with_for_update()).all()
        for row in rows:
            subject = whose(session, row)
            subject = _of_a_file(session, row.id) if subject == HOUSE and table.name == "sealed_file" else subject
            seal = Seal(_key(session, subject), subject.bytes, row.id.bytes)
            values = {name: dressed(getattr(row, name), seal) for name in names if getattr(row, name) is not None}
            session.connection().execute(table.update().where(table.c.id == row.id).values(values))
    return len(rows)


def _key(session: Session, subject: UUID) -> bytes:
    """Of somebody who was erased since, nothing is sealed so that it opens."""
    try:
        return key_to_write(session, subject)
    except KeyDestroyed:
        return os.urandom(32)


def _of_a_file(session: Session, file_id: UUID) -> UUID:
    """Whose a file is that was kept before files knew it: whoever the row is about that points to it."""
    for model in SEALED:
        for column in inspect(model).local_table.c:
            if any(key.column.table.name == "sealed_file" for key in column.foreign_keys) and model.sealed_by:
                row = session.exec(select(model).where(column == file_id)).first()
                if row is not None:
                    return whose(session, row)
    return HOUSE
