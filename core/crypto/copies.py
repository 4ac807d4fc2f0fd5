"""Backups of SQLite: the data in one file, the table of keys in another beside it (`FILE.keys`).

So an old copy of the data is closed to whoever has no keys; and a key that is destroyed here is destroyed in every copy of the table that the
program keeps itself. The files are plain SQLite; the keys in them are wrapped.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

COLUMNS = "id, recorded_at, wrapped, master, destroyed_at"
MADE = "CREATE TABLE data_key (id CHAR(32) PRIMARY KEY, recorded_at DATETIME NOT NULL, wrapped BLOB NOT NULL, master VARCHAR NOT NULL, destroyed_at DATETIME)"


def keys_of(copy: Path) -> Path:
    return copy.with_name(copy.name + ".keys")


def read(path: Path) -> dict[str, tuple[object, ...]]:
    """The rows of the table of keys in this file; none where it is not there, or is of a time before keys."""
    if not path.exists():
        return {}
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
        if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'data_key'").fetchone():
            return {}
        return {row[0]: tuple(row) for row in source.execute(f"SELECT {COLUMNS} FROM data_key")}  # noqa: S608 - a constant


def write(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """The whole file or the former one, readable by its owner alone."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as target, target:
        target.execute(MADE)
        target.executemany("INSERT INTO data_key VALUES (?, ?, ?, ?, ?)", rows)
    part.replace(path)


def take_out(copy: Path) -> list[tuple[object, ...]]:
    """Take the keys out of a copy of the whole database, and leave no trace of them in its pages."""
    rows = list(read(copy).values())
    if rows:
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            target.execute("PRAGMA secure_delete=ON")
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("DELETE FROM data_key")
            target.execute("VACUUM")
    return rows


def put_in(database: Path, rows: list[tuple[object, ...]]) -> None:
    """The other way round: these keys and no others."""
    with closing(sqlite3.connect(database)) as target, target:
        target.execute("DELETE FROM data_key")
        target.executemany(f"INSERT INTO data_key ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608 - a constant


def set_kdf(copy: Path, kdf: str | None) -> None:
    """How the passphrase works today, not on the day of the backup; a copy of an older program has no place for it and its keys are in a file."""
    with closing(sqlite3.connect(copy)) as target, target:
        if "kdf" in [column[1] for column in target.execute("PRAGMA table_info(installation)")]:
            target.execute("UPDATE installation SET kdf = ?", (kdf,))


def merged(*tables: dict[str, tuple[object, ...]]) -> list[tuple[object, ...]]:
    """All keys of these tables; an earlier table counts before a later one, and what any of them destroyed is destroyed."""
    joined: dict[str, tuple[object, ...]] = {}
    for rows in tables:
        for own, row in rows.items():
            if own not in joined or (row[4] and not joined[own][4]):
                joined[own] = row
    return list(joined.values())


def forget(folder: Path, subjects: Iterable[str]) -> None:
    """Destroy these keys in every table of keys that lies in this folder; a copy that was killed on the way (`.part`) is of no use and goes whole."""
    for torn in folder.glob("*.part"):
        torn.unlink()
    gone = [(own,) for own in subjects]
    for path in sorted(folder.glob("*.keys")):
        with closing(sqlite3.connect(path)) as target, target:
            target.execute("PRAGMA secure_delete=ON")
            target.executemany("UPDATE data_key SET wrapped = x'', destroyed_at = COALESCE(destroyed_at, datetime('now')) WHERE id = ?", gone)


def forget_beside(engine: Engine, subjects: Iterable[str]) -> None:
    """In the folder of backups that the program keeps beside the database itself."""
    if engine.dialect.name == "sqlite" and engine.url.database and Path(engine.url.database).is_file():
        forget(Path(engine.url.database).parent / "backups", subjects)
