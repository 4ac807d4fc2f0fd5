"""Sealing: what is personal is never on disk in clear (DESIGN §4, law 91/2025/QH15 on sensitive data; ADR 0005, 0012).

A sealed value opens only in its own table, column and row, and under the data key of the person it is about. The data keys lie in the
table `data_key`, wrapped by a master key that is never on the disk of the data. Destroying a person's data key erases the person,
here and in every copy whose key table is gone. A blind index is HMAC-SHA256 of the folded value: equal values can be found, nothing can
be read from it. What leaves the house is signed with its Ed25519 key; what only another house may read is sealed to that house's X25519 key.

ring (the keys that are held while the program runs) → keys (the table of data keys) → sealed (the column types); masters says where the
master key comes from; parcels is what leaves the house; renewal and cli are the office's hands on its keys, and know the installation.
"""

from core.crypto.erasing import destroy_key, key_stands
from core.crypto.house import hold_house, masters_in_use, wrap_anew
from core.crypto.keys import HOUSE, DataKey, KeyDestroyed
from core.crypto.masters import at_hand, collect
from core.crypto.parcels import SEALED_TO, NotAPublicKey, as_pem, open_sealed, read_public_key, seal_to, signed_by
from core.crypto.resealing import reseal
from core.crypto.ring import KeyMissing, Keyring, blind, keyring, unlock
from core.crypto.sealed import BlindIndex, Locked, SealedBytes, SealedJSON, SealedText, opened, sealed_rows

__all__ = [
    "HOUSE", "SEALED_TO", "BlindIndex", "DataKey", "KeyDestroyed", "KeyMissing", "Keyring", "Locked", "NotAPublicKey", "SealedBytes", "SealedJSON",
    "SealedText", "as_pem", "at_hand", "blind", "collect", "destroy_key", "hold_house", "key_stands", "keyring", "masters_in_use", "open_sealed", "opened",
    "read_public_key", "reseal", "seal_to", "sealed_rows", "signed_by", "unlock", "wrap_anew",
]
