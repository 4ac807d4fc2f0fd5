"""Erasing a person: the key goes, a tombstone stays, and nothing that was sealed under it opens again."""

from uuid import UUID

from sqlmodel import Session

from core import clock
from core.crypto.keys import SIGN, DataKey, key_of, ours_of
from core.crypto.ring import KeyMissing
from core.crypto.sealed import SEALED


def key_stands(session: Session, subject: UUID) -> bool:
    """Whether what is sealed for this person can still be opened; also true of somebody of whom nothing was sealed yet."""
    try:
        return key_of(session, subject.bytes) is not None
    except KeyMissing:
        return True


def destroy_key(session: Session, *subjects: UUID) -> int:
    """Erase these people: what is sealed for them never opens again. Returns how many keys were destroyed; the rest were before.

    Whoever has no key yet gets the tombstone alone, so that nothing is sealed for them later either.
    """
    session.flush()
    ours, done = ours_of(session), 0
    for subject in subjects:
        if subject.int <= SIGN.int:
            raise ValueError("the keys of the house stand as long as the house")
        row = session.get(DataKey, subject, with_for_update=True)
        if row is None or row.destroyed_at is None:
            row = row or DataKey(id=subject, wrapped=b"", master="")
            row.wrapped, row.destroyed_at = b"", clock.now()
            session.add(row)
            ours.destroyed.add(subject.bytes)
            done += 1
        ours.rows[subject.bytes] = (row, None)
    session.flush()
    for loaded in session.identity_map.values():
        if names := SEALED.get(type(loaded)):
            session.expire(loaded, names)
    return done
