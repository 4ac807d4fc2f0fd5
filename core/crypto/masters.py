"""Where the master key comes from."""

import os
import secrets
from pathlib import Path

from core.crypto.ring import KeyMissing
from core.settings import Settings


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
