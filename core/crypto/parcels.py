"""What leaves the house: signed with the house's Ed25519 key, or sealed to the X25519 key of the one house that may read it."""

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from core.errors import Malformed
from core.i18n import N_

SEALED_TO = b"HOIAM-X25519-1\n"


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
