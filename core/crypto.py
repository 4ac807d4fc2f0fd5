"""Sealing: what is personal is never on disk in clear (DESIGN §4, law 91/2025/QH15 on sensitive data).

A sealed column holds `version byte + 12-byte nonce + AES-256-GCM ciphertext`. Its associated data is the column's name,
so a value moved to another column does not open. A blind index is HMAC-SHA256 of the folded value: equal values can be
found, nothing can be read from it. These keys, and the Ed25519 key that signs what leaves the house, are derived from one
master key that lives outside the data folder. What only another house may read is sealed to that house's X25519 key.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from sqlalchemy import LargeBinary, String
from sqlalchemy.types import TypeDecorator

from core.errors import Malformed, Refused
from core.i18n import N_
from core.settings import Settings

VERSION = b"\x01"
SEALED_TO = b"HOIAM-X25519-1\n"


class KeyMissing(Refused):
    message = N_("The key of this installation is not here. The data are safe but cannot be opened. Give the key's file in HOIAM_KEY_FILE.")


class Keyring:
    """The keys derived from one 32-byte master key."""

    def __init__(self, master: bytes):
        self._seal = AESGCM(self._derive(master, b"hoiam seal"))
        self._blind = self._derive(master, b"hoiam blind index")
        self._sign = Ed25519PrivateKey.from_private_bytes(self._derive(master, b"hoiam sign"))
        self.fingerprint = hashlib.sha256(self._derive(master, b"hoiam fingerprint")).hexdigest()[:16]

    @staticmethod
    def _derive(master: bytes, purpose: bytes) -> bytes:
        return HKDFExpand(algorithm=SHA256(), length=32, info=purpose).derive(master)

    def seal(self, plain: bytes, context: str) -> bytes:
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


def signed_by(public_key: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def as_pem(public_key: bytes) -> bytes:
    """An Ed25519 public key as `openssl pkeyutl` reads it."""
    return Ed25519PublicKey.from_public_bytes(public_key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class NotAPublicKey(Malformed):
    message = N_("This is not an X25519 public key. Nothing was saved. Paste the whole text that begins with BEGIN PUBLIC KEY, or its 64 digits.")


def read_public_key(text: str) -> bytes:
    """The 32 bytes of an X25519 public key given as PEM or as 64 hexadecimal digits."""
    try:
        if "BEGIN" in text:
            key = load_pem_public_key(text.encode())
            return key.public_bytes_raw() if isinstance(key, X25519PublicKey) else _not_a_key()
        return X25519PublicKey.from_public_bytes(bytes.fromhex(text.strip())).public_bytes_raw()
    except ValueError:
        raise NotAPublicKey() from None


def _not_a_key() -> bytes:
    raise NotAPublicKey()


def _between(secret: bytes, sender: bytes, receiver: bytes, context: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=sender + receiver, info=f"hoiam sealed to {context}".encode()).derive(secret))


def seal_to(public_key: bytes, plain: bytes, context: str) -> bytes:
    """Bytes that only the holder of the X25519 key can open; this house cannot. `SEALED_TO` + one-time public key + nonce + AES-256-GCM."""
    once, nonce = X25519PrivateKey.generate(), os.urandom(12)
    sender = once.public_key().public_bytes_raw()
    cipher = _between(once.exchange(X25519PublicKey.from_public_bytes(public_key)), sender, public_key, context)
    return SEALED_TO + sender + nonce + cipher.encrypt(nonce, plain, SEALED_TO)


def open_sealed(private_key: X25519PrivateKey, sealed: bytes, context: str) -> bytes:
    """What the receiver does with `seal_to`'s bytes (docs/laboratories.md). Raises InvalidTag."""
    head = len(SEALED_TO)
    sender, nonce, rest = sealed[head : head + 32], sealed[head + 32 : head + 44], sealed[head + 44 :]
    secret = private_key.exchange(X25519PublicKey.from_public_bytes(sender))
    return _between(secret, sender, private_key.public_key().public_bytes_raw(), context).decrypt(nonce, rest, sealed[:head])


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


class _Sealed(TypeDecorator[Any]):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str):
        super().__init__()
        self.context = context

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        return None if value is None else keyring().seal(self._pack(value), self.context)

    def process_result_value(self, value: bytes | None, dialect: Any) -> Any:
        return None if value is None else self._unpack(keyring().open(value, self.context))


class SealedBytes(_Sealed):
    """A signature, a PDF, an upload. The argument is `table.column`."""

    cache_ok = True
    _pack = staticmethod(bytes)
    _unpack = staticmethod(bytes)


class SealedText(_Sealed):
    """A name, number, phone, address or note. The argument is `table.column`."""

    cache_ok = True
    _pack = staticmethod(str.encode)
    _unpack = staticmethod(bytes.decode)


class SealedJSON(_Sealed):
    """A small document with personal values, such as one staged row. The argument is `table.column`."""

    cache_ok = True

    @staticmethod
    def _pack(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    _unpack = staticmethod(json.loads)


class BlindIndex(TypeDecorator[str]):
    """A column of blind index values, made with `blind(text, "table.column")` before it is stored."""

    impl = String(32)
    cache_ok = True


def key_path(settings: Settings, installation_id: str, *, demo: bool) -> Path:
    """Where the master key lies: named by the office, or beside the user; only the demo keeps it in its own folder."""
    if settings.key_file:
        return settings.key_file
    return settings.home / "demo.key" if demo else Path.home() / ".hoiam" / f"{installation_id}.key"


def load_master(settings: Settings, installation_id: str, *, demo: bool, new: bool) -> bytes:
    """The master key of this installation; made once, when the installation itself is made.

    Raises KeyMissing when the installation exists and its key does not.
    """
    if settings.key:
        return bytes.fromhex(settings.key)
    path = key_path(settings, installation_id, demo=demo)
    if path.exists():
        return bytes.fromhex(path.read_text().strip())
    if not new:
        raise KeyMissing()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    master = secrets.token_bytes(32)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(master.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return master
