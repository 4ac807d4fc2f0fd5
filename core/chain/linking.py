"""Making links: all new rows of a transaction at once, at its commit, so that the one lock that puts transactions in a row is held briefly."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, event, func, insert, select
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

from core import clock
from core.chain.rows import LINKS, as_bytes, at_stored, chained_models, columns, content_of, genesis, installation_name, link_of, table_of
from core.db import OverwrittenError, Record

NEW = "rows to link"
PORTION = 500
LOCK = 0x686F69616D  # "hoiam"
Item = TypeVar("Item")
Found = tuple[bytes, bytes, str, bytes]
"""When the row was recorded, its id, its table, the sum of its content: sorted, this is the order of the chain."""


@event.listens_for(Session, "after_flush")
def note_new_rows(session: Session, *_: Any) -> None:
    for row in session.new:
        if getattr(row, "chained", False):
            session.info.setdefault(NEW, {}).setdefault(type(row), []).append(row.id)


@event.listens_for(Session, "before_commit")
def link_new_rows(session: Session) -> None:
    """Rows are read back, so that what is hashed is what is kept; those of an undone part of the transaction are not there any more."""
    if session.in_nested_transaction():
        return
    session.flush()
    noted: dict[type[Record], list[UUID]] = session.info.pop(NEW, {})
    if not noted:
        return
    take_turn(session)
    _append(session, sorted(found for model, ids in noted.items() for part in _parts(ids) for found in _read(session.connection(), model, part)))


@event.listens_for(Session, "after_rollback")
def forget_new_rows(session: Session) -> None:
    session.info.pop(NEW, None)


@event.listens_for(Session, "do_orm_execute")
def refuse_going_round(state: ORMExecuteState) -> None:
    """A bulk insert passes no flush, so its rows would have no link."""
    if state.is_insert and getattr(state.statement, "table", None) in {table_of(model) for model in chained_models()}:
        raise OverwrittenError("rows of a chained table are added one by one, never by a bulk insert")


def take_turn(session: Session) -> None:
    """One transaction at a time: SQLite's are (BEGIN IMMEDIATE); PostgreSQL's wait here until the one before them is on disk."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(LOCK)))


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, PORTION)):
        yield part


def _read(connection: Connection, model: type[Record], ids: Iterable[UUID] | None) -> Iterator[Found]:
    names, parts = columns(model, connection.dialect.name)
    table = table_of(model)
    query = select(*parts)
    if ids is not None:
        query, given = query.where(table.c.id.in_(bindparam("ids", expanding=True))), {"ids": list(ids)}
    else:
        query, given = query.order_by(table.c.recorded_at, table.c.id).execution_options(yield_per=PORTION), {}
    recorded, identity = names.index("recorded_at"), names.index("id")
    for row in connection.execute(query, given):
        yield as_bytes(row[recorded]), as_bytes(row[identity]), table.name, content_of(names, row)


def _append(session: Session, found: Iterable[Found]) -> int:
    """Links for these rows after the newest link; returns how many."""
    connection = session.connection()
    last = connection.execute(select(LINKS.c.seq, LINKS.c.link).order_by(LINKS.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq, last.link) if last else (0, genesis(installation_name(session)))
    now, first = clock.now(), seq
    stamp = at_stored(now)
    for part in _parts(found):
        links = []
        for _, identity, table_name, content in part:
            seq += 1
            before = link_of(before, seq, stamp, table_name.encode(), identity, content)
            links.append({"seq": seq, "at": now, "table_name": table_name, "row_id": UUID(identity.decode()), "content": content, "link": before})
        connection.execute(insert(LINKS), links)
    return seq - first


def begin(session: Session) -> int | None:
    """Link what was written before there was a chain, once, in the order of (recorded_at, id); None where a chain stands already.

    Called when an installation is opened, by one process at a time.
    """
    take_turn(session)
    connection = session.connection()
    if connection.execute(select(LINKS.c.seq).limit(1)).first():
        return None
    return _append(session, heapq.merge(*(_read(connection, model, None) for model in chained_models())))
