"""Where the master key comes from: the environment, a file on another disk than the data, or a passphrase (Argon2id, RFC 9106).

Outside the demo the key never lies on the disk that holds the data: who steals the laptop must not find both. That is looked at whenever an
installation is opened.
"""

import getpass
import os
import secrets
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from core.crypto.ring import KeyMissing, Master
from core.errors import Refused
from core.i18n import N_, gettext
from core.settings import Settings

KEY_BYTES = 32
COST = {"t": 3, "m": 262144, "p": 4}
"""Argon2id: passes, KiB of memory, lanes. A laptop of the hall needs about a second for it, once a start."""


class KeyBesideData(Refused):
    message = N_(
        "The key lies on the same disk as the data: whoever steals this computer would have both. Nothing was opened. Two ways out: put a USB "
        "stick in, name a file on it in HOIAM_KEY_FILE and run 'hoiam keys rotate --to file'; or run 'hoiam keys rotate --to passphrase'."
    )


class KeyWanted(Refused):
    message = N_("A key is needed and nobody can be asked for a passphrase here. Nothing was opened. Start in a terminal, or name a key file "
                 "on another disk in HOIAM_KEY_FILE.")


class NotAKeyFile(Refused):
    message = N_("The key file holds something else than keys: each line has 64 digits. Nothing was opened.")


class NotAKey(Refused):
    message = N_("HOIAM_KEY holds something else than keys: each has 64 digits, with a comma between. Nothing was opened.")


class WrongPassphrase(Refused):
    message = N_("This passphrase does not open the data. Nothing was opened or changed. Try again; small and capital letters count.")


class PassphrasesDiffer(Refused):
    message = N_("The two passphrases are not the same. Nothing was made. Please begin again.")


class PassphraseWeak(Refused):
    message = N_("This passphrase is too short. Nothing was made. Take at least 16 letters, for example five words that do not belong together.")


def device_of(path: Path) -> int:
    """The disk that holds this path, or would hold it."""
    while not path.exists():
        path = path.parent
    return path.stat().st_dev


def ask_hidden(question: str) -> str:
    """Ask on the terminal without showing what is typed. Raises KeyWanted where there is none."""
    if not sys.stdin.isatty():
        raise KeyWanted()
    return getpass.getpass(question + " ")


@dataclass(frozen=True)
class Held:
    """The secrets at hand, and how the passphrase becomes one where there is a passphrase (`Installation.kdf`)."""

    secrets: list[bytes]
    kdf: str | None = None


def key_path(settings: Settings, installation: str, *, demo: bool) -> Path:
    """Named by the office; older installations have it beside the user; only the demo keeps it in its own folder."""
    if settings.key_file:
        return settings.key_file
    return settings.home / "demo.key" if demo else old_path(installation)


def old_path(installation: str) -> Path:
    return Path.home() / ".hoiam" / f"{installation}.key"


def read_environment(settings: Settings) -> list[bytes]:
    """The keys of HOIAM_KEY. A shorter one would be taken for a key and guessed."""
    try:
        found = [bytes.fromhex(each) for each in (settings.key or "").replace(",", " ").split()]
    except ValueError:
        raise NotAKey() from None
    if any(len(key) != KEY_BYTES for key in found):
        raise NotAKey()
    return found


def read_file(path: Path) -> list[bytes]:
    """The keys of a file, the one in force first."""
    try:
        found = [bytes.fromhex(line) for line in path.read_text().split()] if path.exists() else []
    except ValueError:
        raise NotAKeyFile() from None
    if any(len(key) != KEY_BYTES for key in found):
        raise NotAKeyFile()
    return found


def write_file(path: Path, keys: list[bytes]) -> None:
    """The whole file or the former one, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(key.hex() + "\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def check_apart(settings: Settings, path: Path) -> None:
    """Raises KeyBesideData. PostgreSQL's disk cannot be seen from here; docs/keys.md says what its keeper sees to."""
    inside = path.resolve().is_relative_to(settings.home.resolve())
    if inside or (settings.on_sqlite and device_of(path) == device_of(settings.home)):
        raise KeyBesideData()


def from_passphrase(passphrase: str, kdf: str) -> bytes:
    """The same however an input method composes its letters (NFC)."""
    _, salt, time, memory, lanes = kdf.split(":")
    said = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(said, bytes.fromhex(salt), int(time), int(memory), int(lanes), 32, Type.ID)


def new_passphrase(settings: Settings, ask: Callable[[str], str] | None = None) -> Held:
    """A new passphrase, asked for twice. Raises KeyWanted, PassphraseWeak or PassphrasesDiffer."""
    said = settings.passphrase
    if said is None:
        ask = ask or ask_hidden
        warning = gettext(N_("Nobody can help if this passphrase and the recovery sheet are both lost."))
        said = ask(f"{warning}\n{gettext(N_('New passphrase:'))}")
        if said != ask(gettext(N_("The same once more:"))):
            raise PassphrasesDiffer()
    if len(said) < 16 or len(set(said)) < 8:
        raise PassphraseWeak()
    kdf = f"argon2id:{secrets.token_hex(16)}:{COST['t']}:{COST['m']}:{COST['p']}"
    return Held([from_passphrase(said, kdf)], kdf)


def at_hand(settings: Settings, installation: str, *, demo: bool, beside: bool = False) -> list[bytes]:
    """The keys of the environment and of the files, without asking anybody. `beside` allows a key beside the data, to lead it away from there."""
    found = read_environment(settings)
    for path in dict.fromkeys((key_path(settings, installation, demo=demo), *([] if demo else [old_path(installation)]))):
        keys = read_file(path)
        if keys and not demo and not beside:
            check_apart(settings, path)
        found += keys
    return found


def collect(settings: Settings, installation: str, *, demo: bool, kdf: str | None, needed: set[str] | None, beside: bool = False,
            given: Sequence[bytes] = ()) -> Held:
    """The masters of these fingerprints; None for a new installation, whose first one is made. A passphrase is asked for only where it is needed.

    Raises KeyMissing, KeyBesideData, KeyWanted or WrongPassphrase.
    """
    found = [*given, *at_hand(settings, installation, demo=demo, beside=beside)]
    if needed is None:
        return Held(found) if found else _new(settings, installation, demo=demo)
    missing = needed - {Master(each).fingerprint for each in found}
    lines = (kdf or "").split()
    for question in [N_("Passphrase:"), *[N_("The passphrase before it:")] * (len(lines) - 1)][: len(lines)]:
        if missing:
            said = settings.passphrase if settings.passphrase is not None else ask_hidden(gettext(question))
            found += [made for line in lines if Master(made := from_passphrase(said, line)).fingerprint in missing]
            missing -= {Master(each).fingerprint for each in found}
    if missing and lines:
        raise WrongPassphrase()
    if missing and not found:
        raise KeyMissing()
    return Held(found, kdf)


def _new(settings: Settings, installation: str, *, demo: bool) -> Held:
    if not demo and not settings.key_file:
        return new_passphrase(settings)
    path, key = key_path(settings, installation, demo=demo), secrets.token_bytes(32)
    if not demo:
        check_apart(settings, path)
    write_file(path, [key])
    return Held([key])
