"""The house's own keys, wrapped in the table of keys; and wrapping every key anew under another master."""

import secrets
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from core.crypto.keys import BLIND, HOUSE, SEAL, SIGN, DataKey, key_to_write
from core.crypto.ring import HouseKeys, KeyMissing, Keyring, Master
from core.db import Database

BATCH = 500


def hold_house(session: Session, ring: Keyring, first: str | None) -> None:
    """Take the house's keys out of the table. A new installation makes them; an older one (`first` is the fingerprint of the master from which it
    derived everything) takes over what it used so far. Raises KeyMissing."""
    rows = [row for own in (SEAL, BLIND, SIGN) if (row := session.get(DataKey, own))]
    if rows:
        ring.hold(HouseKeys(*(ring.unwrap(row.wrapped, row.master, row.id.bytes) for row in rows)))
        ring.master = ring.masters[rows[1].master]
        return
    if first and first not in ring.masters:
        raise KeyMissing()
    house = ring.masters[first].house if first else HouseKeys(*(secrets.token_bytes(32) for _ in range(3)))
    for own, key in zip((SEAL, BLIND, SIGN), (house.seal, house.blind, house.sign), strict=True):
        session.add(DataKey(id=own, wrapped=ring.master.wrap(key, own.bytes), master=ring.fingerprint))
    key_to_write(session, HOUSE)
    ring.hold(house)
    session.flush()


def masters_in_use(session: Session) -> set[str]:
    """Fingerprints of the masters without which some key stays wrapped."""
    return set(session.exec(select(DataKey.master).where(col(DataKey.destroyed_at).is_(None)).distinct()))


def wrap_anew(database: Database, ring: Keyring, to: Master) -> Iterator[int]:
    """Wrap every key under `to`, the house's first, so that every process makes new ones under it from then on; each batch is saved by itself.

    Whoever is killed on the way begins again: what is wrapped already is left alone.
    """
    yield _batch(database, ring, to, col(DataKey.id).in_((HOUSE, SEAL, BLIND, SIGN)))
    while done := _batch(database, ring, to):
        yield done


def _batch(database: Database, ring: Keyring, to: Master, *which: Any) -> int:
    old = select(DataKey).where(col(DataKey.master) != to.fingerprint, col(DataKey.destroyed_at).is_(None), *which)
    with database.transaction() as session:
        rows = session.exec(old.order_by(col(DataKey.id)).limit(BATCH).with_for_update()).all()
        for row in rows:
            row.wrapped = to.wrap(ring.unwrap(row.wrapped, row.master, row.id.bytes), row.id.bytes)
            row.master = to.fingerprint
    return len(rows)
