"""The master key among officers: Shamir's shares (1979) by a kept library, written so that a person can type them and a machine can check them.

Any `needed` of the shares give the key back; fewer say nothing of it. A share is `version, needed, number, fingerprint of the key (8 bytes), share (32),
checksum (4)` in base 32, in lines of sixteen letters and one that checks the line.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from Crypto.Protocol.SecretSharing import Shamir

from core.crypto.ring import Master
from core.errors import Malformed, Refused
from core.i18n import N_

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PREFIX = "HOIAM-KEY:"
LINE = 16


class ShareMisread(Malformed):
    message = N_("Line %(line)s of this share is not as it was printed. Nothing was changed. Look at its letters again; there is no 0, 1, 8 or 9.")


class ShareOfAnotherKey(Refused):
    message = N_("These shares do not belong together. Nothing was changed. Take sheets that were printed on the same day.")


class SharesTooFew(Refused):
    message = N_("%(needed)s different shares are needed and %(given)s are here. Nothing was changed. Ask the next officer.")


@dataclass(frozen=True)
class Share:
    needed: int
    number: int
    fingerprint: str
    halves: tuple[bytes, bytes]


def split(secret: bytes, needed: int, officers: int) -> list[Share]:
    halves = [Shamir.split(needed, officers, half) for half in (secret[:16], secret[16:])]
    fingerprint = Master(secret).fingerprint
    return [Share(needed, number, fingerprint, (first, second)) for (number, first), (_, second) in zip(*halves, strict=True)]


def combine(shares: list[Share]) -> bytes:
    """The master key. Raises SharesTooFew or ShareOfAnotherKey."""
    different = {share.number: share for share in shares}
    if len({(share.fingerprint, share.needed) for share in shares}) > 1:
        raise ShareOfAnotherKey()
    if not shares or len(different) < shares[0].needed:
        raise SharesTooFew(needed=shares[0].needed if shares else 2, given=len(different))
    secret: bytes = b"".join(Shamir.combine([(share.number, share.halves[half]) for share in different.values()]) for half in (0, 1))
    if Master(secret).fingerprint != shares[0].fingerprint:
        raise ShareOfAnotherKey()
    return secret


def written(share: Share) -> list[str]:
    """The lines to print: four groups of four letters, and the letter that checks them."""
    letters = packed(share).removeprefix(PREFIX)
    lines = [letters[start : start + LINE] for start in range(0, len(letters), LINE)]
    return [" ".join(line[at : at + 4] for at in range(0, len(line), 4)) + f" · {_check(number, line)}" for number, line in enumerate(lines, 1)]


def packed(share: Share) -> str:
    """What the QR holds."""
    body = bytes((1, share.needed, share.number)) + bytes.fromhex(share.fingerprint) + b"".join(share.halves)
    return PREFIX + base64.b32encode(body + hashlib.sha256(body).digest()[:4]).decode().rstrip("=")


def read(text: str) -> Share:
    """A share as it was scanned, or typed line by line. Raises ShareMisread, which names the line."""
    if text.strip().startswith(PREFIX):
        letters = text.strip().removeprefix(PREFIX)
    else:
        letters = "".join(_line(number, line) for number, line in enumerate([each for each in text.splitlines() if each.strip()], 1))
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise ShareMisread(line="1–5") from None
    body, check = content[:-4], content[-4:]
    if len(body) != 43 or body[0] != 1 or hashlib.sha256(body).digest()[:4] != check:
        raise ShareMisread(line="1–5")
    return Share(body[1], body[2], body[3:11].hex(), (body[11:27], body[27:43]))


def _line(number: int, typed: str) -> str:
    letters = re.sub(r"[^A-Z2-7]", "", typed.upper())
    if len(letters) < 2 or _check(number, letters[:-1]) != letters[-1]:
        raise ShareMisread(line=number)
    return letters[:-1]


def _check(number: int, line: str) -> str:
    return ALPHABET[hashlib.sha256(f"{number}{line}".encode()).digest()[0] % 32]
