"""Identifiers made where the record is made, so that two stations never collide (DESIGN §4)."""

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

SLIP_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another when a slip is read aloud: no 0/O, 1/I/L, U/V."""


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sortable by the time it was made, unique without asking anybody."""
    return uuid7()


def random_code(length: int) -> str:
    """`length` characters from SLIP_ALPHABET, about 4.9 bits each, from the operating system's randomness."""
    return "".join(secrets.choice(SLIP_ALPHABET) for _ in range(length))
