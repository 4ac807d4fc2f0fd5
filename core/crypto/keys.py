"""The table of data keys: one for each person whose data are sealed, one for what is nobody's; and what a process remembers of it.

A key that a transaction made is known to that transaction alone until it is saved: a key that is remembered and not in the table would seal
values that nobody ever opens again. A key that was destroyed is forgotten by whoever destroyed it when that is saved, and by every
other process with its next transaction, which asks once how many were destroyed so far.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Index, event, func, inspect, select, text
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Field

from core.crypto import copies
from core.crypto.ring import KeyMissing, Master, keyring
from core.db import Instant, Record, empty_wal, metadata
from core.errors import Refused
from core.i18n import N_

HOUSE, SEAL, BLIND, SIGN = (UUID(int=number) for number in range(4))
"""Whose key seals what is nobody's; and the house's own keys (ring.HouseKeys), which lie in the same table."""
MARGIN = timedelta(hours=1)
"""Two processes' clocks and long transactions: how far back keys are read that another process made."""


class KeyDestroyed(Refused):
    message = N_("The data of this person were erased for good, so nothing more can be written about them. Nothing was saved.")


class DataKey(Record, table=True):
    """A data key wrapped by the master key of that fingerprint; `id` is whose key it is. Destroyed: `wrapped` is empty, the row remains as proof."""

    __tablename__ = "data_key"
    __table_args__ = (
        Index("ix_data_key_destroyed", "destroyed_at", sqlite_where=text("destroyed_at IS NOT NULL"), postgresql_where=text("destroyed_at IS NOT NULL")),
        Index("ix_data_key_recorded", "recorded_at"),
    )
    may_change = frozenset({"wrapped", "master", "destroyed_at"})

    wrapped: bytes
    master: str = Field(index=True)
    destroyed_at: datetime | None = Field(default=None, sa_type=Instant)


TABLE: Any = metadata.tables["data_key"]


@dataclass
class Remembered:
    """The opened keys of one database, by the 16 bytes of whose they are."""

    keys: dict[bytes, bytes] = field(default_factory=dict)
    destroyed: set[bytes] = field(default_factory=set)
    newest: datetime | None = None
    lock: Any = field(default_factory=Lock)

    def put(self, subject: bytes, key: bytes | None) -> None:
        with self.lock:
            if key is None:
                self.destroyed.add(subject)
                self.keys.pop(subject, None)
            elif subject not in self.destroyed:
                self.keys[subject] = key


@dataclass
class Ours:
    """What one open transaction made or destroyed. `made` also holds what a savepoint took back, so that it is never taken for saved."""

    known: Remembered
    rows: dict[bytes, tuple[DataKey, bytes | None]] = field(default_factory=dict)
    made: set[bytes] = field(default_factory=set)
    destroyed: set[bytes] = field(default_factory=set)
    master: Master | None = None


def ours_of(session: AnySession) -> Ours:
    """What this transaction made; where it is new, what others destroyed is forgotten first."""
    ours = session.info.get("data_keys")
    if ours is None:
        known, connection = keyring().remembered.setdefault(session.get_bind().engine, Remembered()), session.connection()
        ours = session.info["data_keys"] = Ours(known)
        if connection.scalar(select(func.count()).where(TABLE.c.destroyed_at.is_not(None))) != len(known.destroyed):
            for (own,) in connection.execute(select(TABLE.c.id).where(TABLE.c.destroyed_at.is_not(None))):
                known.put(own.bytes, None)
    return ours


def key_of(session: AnySession, subject: bytes) -> bytes | None:
    """The data key of this person, or None when it was destroyed. Raises KeyMissing."""
    ours = ours_of(session)
    known = ours.known
    if subject in ours.rows:
        return ours.rows[subject][1]
    if (key := known.keys.get(subject)) is not None:
        return key
    if subject in known.destroyed:
        return None
    since = [TABLE.c.recorded_at >= known.newest - MARGIN] if known.newest else []
    found = _read(session, ours, *since)
    if subject not in found:
        found |= _read(session, ours, TABLE.c.id == UUID(bytes=subject))
    if subject not in found:
        raise KeyMissing()
    return found[subject]


def key_to_write(session: AnySession, subject: UUID, *, new: bool = False) -> bytes:
    """The data key under which something about this person is sealed; made where there is none. `new` spares looking. Raises KeyDestroyed."""
    ours, own = ours_of(session), subject.bytes
    known = ours.known
    if own in ours.rows:
        key = ours.rows[own][1]
    elif own in known.keys:
        return known.keys[own]
    else:
        found = {} if new else _read(session, ours, TABLE.c.id == subject)
        key = found[own] if own in found else _made(session, ours, subject)
    if key is None:
        raise KeyDestroyed()
    return key


def _made(session: AnySession, ours: Ours, subject: UUID) -> bytes:
    key, master = secrets.token_bytes(32), _in_force(session, ours)
    row = DataKey(id=subject, wrapped=master.wrap(key, subject.bytes), master=master.fingerprint)
    session.add(row)
    ours.rows[subject.bytes] = (row, key)
    ours.made.add(subject.bytes)
    return key


def _in_force(session: AnySession, ours: Ours) -> Master:
    """The master that wraps the house's keys, and nobody changes it until this transaction is over; `hoiam keys rotate` begins with those."""
    if ours.master is None:
        query = select(TABLE.c.master).where(TABLE.c.id == BLIND).with_for_update(read=True)
        fingerprint = session.connection().scalar(query)
        ours.master = keyring().master_of(fingerprint) if fingerprint else keyring().master
    return ours.master


def _read(session: AnySession, ours: Ours, *which: Any) -> dict[bytes, bytes | None]:
    """These keys out of the table, over the connection that is open: a second one would wait for this one's transaction."""
    ring, known, found = keyring(), ours.known, dict[bytes, bytes | None]()
    query = select(TABLE.c.id, TABLE.c.wrapped, TABLE.c.master, TABLE.c.destroyed_at, TABLE.c.recorded_at).where(*which)
    for own, wrapped, master, destroyed_at, recorded_at in session.connection().execute(query):
        key = None if destroyed_at else ring.unwrap(wrapped, master, own.bytes)
        found[own.bytes] = key
        if own.bytes not in ours.made and own.bytes not in ours.rows:
            known.put(own.bytes, key)
            known.newest = max(recorded_at, known.newest or recorded_at)
    return found


@event.listens_for(AnySession, "after_commit")
def _saved(session: AnySession) -> None:
    ours: Ours | None = session.info.get("data_keys")
    if ours is None or session.in_nested_transaction():
        return
    for subject, (_, key) in ours.rows.items():
        ours.known.put(subject, key)
    if ours.destroyed:
        session.info["erased"] = (session.get_bind().engine, ours.destroyed)


@event.listens_for(AnySession, "after_soft_rollback")
def _taken_back(session: AnySession, _: Any) -> None:
    """A savepoint took back what was made or destroyed in it."""
    if ours := session.info.get("data_keys"):
        ours.rows = {own: (row, key) for own, (row, key) in ours.rows.items() if inspect(row).persistent and not inspect(row).expired}


@event.listens_for(AnySession, "after_transaction_end")
def _over(session: AnySession, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("data_keys", None)
        engine, subjects = session.info.pop("erased", (None, ()))
        if engine is not None:
            empty_wal(engine)
            copies.forget_beside(engine, (own.hex() for own in subjects))
