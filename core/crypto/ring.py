"""The keys that this process holds: the master keys at hand, and the house's own keys for blind indexes, signatures and cookies."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from core.errors import Refused
from core.i18n import N_

VERSION = b"\x01"


class KeyMissing(Refused):
    message = N_("The key of this installation is not here. The data are safe but cannot be opened. Give the key's file in HOIAM_KEY_FILE.")


def derive(master: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=purpose).derive(master)


@dataclass(frozen=True)
class HouseKeys:
    """What stays the same for the life of an installation, so that a new master changes no blind index and no signature."""

    seal: bytes
    blind: bytes
    sign: bytes

    @classmethod
    def of(cls, master: bytes) -> "HouseKeys":
        """Those of an installation that began when everything was derived from its one master key."""
        return cls(*(derive(master, purpose) for purpose in (b"hoiam seal", b"hoiam blind index", b"hoiam sign")))


class Master:
    """One master key: it wraps data keys and nothing else. `fingerprint` tells masters apart and says nothing of the key."""

    def __init__(self, secret: bytes):
        self.secret = secret
        self.fingerprint = hashlib.sha256(derive(secret, b"hoiam fingerprint")).hexdigest()[:16]
        self._wrap = AESGCM(derive(secret, b"hoiam wrap"))
        self.house = HouseKeys.of(secret)

    def wrap(self, key: bytes, subject: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._wrap.encrypt(nonce, key, subject)

    def unwrap(self, wrapped: bytes, subject: bytes) -> bytes:
        try:
            return self._wrap.decrypt(wrapped[:12], wrapped[12:], subject)
        except InvalidTag:
            raise KeyMissing() from None


class Keyring:
    """`master` wraps what is new where the table of keys does not say otherwise; `others` still open what an earlier master wrapped."""

    def __init__(self, master: bytes, *others: bytes, reread: Callable[[], list[bytes]] = list):
        self._reread = reread
        self.masters: dict[str, Master] = {}
        self.add(master, *others)
        self.master = next(iter(self.masters.values()))
        self.remembered: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()  # data keys, by the engine they were read through (keys.py)
        self.hold(self.master.house)

    def hold(self, house: HouseKeys) -> None:
        self.house = house
        self._seal, self._blind = AESGCM(house.seal), house.blind
        self._sign = Ed25519PrivateKey.from_private_bytes(house.sign)

    def add(self, *secrets: bytes) -> None:
        self.masters |= {made.fingerprint: made for made in map(Master, secrets)}

    @property
    def fingerprint(self) -> str:
        return self.master.fingerprint

    def master_of(self, fingerprint: str) -> Master:
        """One master; a key file that was rotated under a running program is read again. Raises KeyMissing."""
        if fingerprint not in self.masters:
            self.add(*self._reread())
        if fingerprint not in self.masters:
            raise KeyMissing()
        return self.masters[fingerprint]

    def unwrap(self, wrapped: bytes, fingerprint: str, subject: bytes) -> bytes:
        """Raises KeyMissing when the master that wrapped this is not at hand."""
        return self.master_of(fingerprint).unwrap(wrapped, subject)

    def seal(self, plain: bytes, context: str) -> bytes:
        """For what is in no row: a family's cookie. Rows sealed before data keys came are opened by `open`, too."""
        nonce = os.urandom(12)
        return VERSION + nonce + self._seal.encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        try:
            return self._seal.decrypt(sealed[1:13], sealed[13:], context.encode())
        except InvalidTag:
            raise KeyMissing() from None

    def blind(self, text: str, context: str) -> str:
        """32 hexadecimal digits that are equal exactly when `text` and `context` are."""
        return hmac.new(self._blind, f"{context}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]

    def sign(self, content: bytes) -> bytes:
        """64 bytes by which anybody with the public key knows that `content` left this house as it is."""
        return self._sign.sign(content)

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the Ed25519 key that verifies `sign`."""
        return self._sign.public_key().public_bytes_raw()


_held: Keyring | None = None


def unlock(ring: Keyring) -> None:
    """Hold the installation's keys for the life of the process."""
    global _held  # noqa: PLW0603 - one process serves one installation
    _held = ring


def keyring() -> Keyring:
    if _held is None:
        raise KeyMissing()
    return _held


def blind(text: str, context: str) -> str:
    return keyring().blind(text, context)
