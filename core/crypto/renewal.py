"""The keys of an installation in the hands of its office: a new master, the recovery sheet, and the way back from it (docs/keys.md)."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from core import clock, crypto, office, paper, pictures
from core.audit import AuditRow
from core.crypto import masters, recovery
from core.crypto.keys import DataKey
from core.crypto.resealing import remaining
from core.crypto.ring import Master
from core.db import Database
from core.errors import Refused
from core.i18n import N_, gettext
from core.installation import Installation, open_installation
from core.settings import Settings

ROTATING = 0x6B657973  # "keys"


class KeyFileWanted(Refused):
    message = N_("It is not said where the key file should lie. Nothing was changed. Name a file on another disk, such as a USB stick, in HOIAM_KEY_FILE.")


class RotationRuns(Refused):
    message = N_("A new master key is being made already, in another window or on another computer. Nothing was changed here. Wait until it is done.")


class NoNewKey(Refused):
    message = N_("HOIAM_KEY holds no new key. Nothing was changed. Put the new key first and the one so far behind it, with a comma between.")


def rotate(settings: Settings, to: str | None, actor: str, shares: Sequence[bytes] = ()) -> int:
    """A new master key; returns how many keys were wrapped anew. While it runs everything goes on, and killed anywhere it can be run again: the new key
    is where the next start finds it before the first data key is wrapped under it, and the old one stays until the last one is. Raises RotationRuns."""
    with _one_at_a_time(settings):
        return _rotated(settings, to, actor, shares)


@contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """Of two at once each would write a key file without the other's key, and the data keys under that one would never open again. The lock is the
    database's or the file system's own: it falls with the process that holds it."""
    if settings.on_sqlite:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(settings.home / "rotating.lock", timeout=0, isolation_level=None)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                raise RotationRuns() from None
            yield
        return
    engine = Database(settings.database_url).engine
    try:
        with engine.connect() as lock_holder:
            if not lock_holder.scalar(select(func.pg_try_advisory_lock(ROTATING))):
                raise RotationRuns()
            yield
    finally:
        engine.dispose()


def _rotated(settings: Settings, to: str | None, actor: str, shares: Sequence[bytes]) -> int:
    database = open_installation(settings, beside=True, shares=shares)
    with database.transaction() as session:
        here = session.exec(select(Installation)).one()
    to = to or ("passphrase" if here.kdf else "environment" if settings.key else "file")
    ring = crypto.keyring()
    target = {"file": _to_file, "passphrase": _to_passphrase, "environment": _to_environment}[to](settings, database, here)
    ring.add(target)
    done = sum(crypto.wrap_anew(database, ring, Master(target)))
    _old_ones_go(settings, database, here, target, to)
    with database.transaction() as session:
        session.add(AuditRow(actor=actor, action="keys.rotated", subject="installation:key", facts={"keys": done, "to": to}))
    return done


def _to_file(settings: Settings, _: Database, here: Installation) -> bytes:
    if not settings.key_file and not here.demo:
        raise KeyFileWanted()
    path, new = masters.key_path(settings, here.name, demo=here.demo), secrets.token_bytes(32)
    if not here.demo:
        masters.check_apart(settings, path)
    masters.write_file(path, list(dict.fromkeys([new, *(each.secret for each in crypto.keyring().masters.values()), *masters.read_file(path)])))
    return new


def _to_passphrase(settings: Settings, database: Database, _: Installation) -> bytes:
    held = masters.new_passphrase(settings)
    with database.transaction() as session:
        row = session.exec(select(Installation)).one()
        row.kdf = "\n".join([held.kdf or "", *(row.kdf or "").split()])
        session.add(row)
    return held.secrets[0]


def _to_environment(settings: Settings, _: Database, __: Installation) -> bytes:
    new = next(iter(masters.read_environment(settings)), b"")
    if not new or Master(new).fingerprint == crypto.keyring().fingerprint:
        raise NoNewKey()
    return new


def _old_ones_go(settings: Settings, database: Database, here: Installation, target: bytes, to: str) -> None:
    """Nothing is wrapped under the earlier masters any more, so that they go: out of the file, or with it."""
    path, old = masters.key_path(settings, here.name, demo=here.demo), masters.old_path(here.name)
    if to == "file":
        masters.write_file(path, [target])
    for each in {path, old} - ({path} if to == "file" else set()):
        if not here.demo or each == path:
            each.unlink(missing_ok=True)
    with database.transaction() as session:
        row = session.exec(select(Installation)).one()
        row.kdf = (row.kdf or "").split()[0] if to == "passphrase" else None
        session.add(row)


def facts(session: Session) -> dict[str, int | str]:
    """What `hoiam keys status` says: counts and fingerprints, never a key."""
    here = session.exec(select(Installation)).one()
    count = select(func.count()).select_from(DataKey)
    return {
        "master": crypto.keyring().fingerprint, "from": "passphrase" if here.kdf else "file-or-environment",
        "keys": session.exec(count.where(col(DataKey.destroyed_at).is_(None))).one(),
        "destroyed": session.exec(count.where(col(DataKey.destroyed_at).is_not(None))).one(),
        "under-an-earlier-master": session.exec(
            count.where(col(DataKey.destroyed_at).is_(None), col(DataKey.master) != crypto.keyring().fingerprint)).one(),
        "sealed-the-old-way": remaining(session),
    }


def recovery_sheet(session: Session, needed: int, officers: int) -> bytes:
    """One page for each officer: a share of the master key in force, as QR and in letters."""
    shares = recovery.split(crypto.keyring().master.secret, needed, officers)
    parts = []
    for share in shares:
        parts += [*_page(share, officers), *([paper.page_break()] if share is not shares[-1] else [])]
    return paper.document(parts, office=[office.get(session, "office_name")], footer_code=f"KHOA-{shares[0].fingerprint[:8].upper()}", on=clock.today())


def _page(share: recovery.Share, officers: int) -> list[Any]:
    return [
        paper.title(gettext(N_("Recovery sheet of the key")), gettext(N_("Share %(number)s of %(officers)s"), number=share.number, officers=officers)),
        paper.paragraph(gettext(
            N_("Any %(needed)s of these %(officers)s sheets together open the data of this installation; one alone says nothing. Keep it in a safe of your "
               "own, never together with another sheet, and never photograph it."), needed=share.needed, officers=officers,
        )),
        paper.gap(), paper.qr(recovery.packed(share), side_mm=52), paper.gap(),
        paper.table([gettext(N_("Line")), gettext(N_("Letters; the last one checks the line"))],
                    [[number, line] for number, line in enumerate(recovery.written(share), 1)], widths=[1, 6]),
        paper.paragraph(gettext(
            N_("To use it: 'hoiam keys recover' on the computer of the office asks for the sheets, from a photo of the square or typed line by line."))),
        paper.gap(8), paper.signatures(paper.Signer(gettext(N_("Handed over by"))), paper.Signer(gettext(N_("Kept by")))),
    ]


def share_in_photo(path: Path) -> recovery.Share:
    """Raises ShareMisread where the square cannot be read, and what `pictures.opened` refuses."""
    found = pictures.squares(path.read_bytes())
    if not found:
        raise recovery.ShareMisread(line="1–5")
    return recovery.read(found[0])
