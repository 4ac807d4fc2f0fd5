"""One relative at the desk (register, consent, collect: three commits) against three bare sqlite3 transactions that are as safe.

The papers are left out: what is measured is what a person waits for between two clicks, not the drawing of a PDF. The bare side writes
as many rows, as plain text, into tables without indexes: what three transactions of this size cost on this disk, and nothing else.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from bench.table import Row, best_seconds
from core import crypto
from core.db import Database, metadata
from tests import desk_saves

SAVES, LIMIT = 100, 8


def run() -> list[Row]:
    crypto.unlock(crypto.Keyring(bytes(range(32))))
    with tempfile.TemporaryDirectory() as folder, patch("consent.papers.signed_consent", lambda *_: b"%PDF"):
        database = Database(f"sqlite:///{Path(folder) / 'hoiam.sqlite3'}")
        metadata.create_all(database.engine)
        actor, martyr, kits = desk_saves.prepare(database, 4 * SAVES)
        before, left = _rows(Path(folder)), iter(enumerate(kits))
        desk_saves.desk_save(database, actor, martyr, *next(left))
        each = (_rows(Path(folder)) - before) // 3 + 1

        def ours() -> None:
            for number, kit in (next(left) for _ in range(SAVES)):
                desk_saves.desk_save(database, actor, martyr, number, kit)

        with closing(_bare(Path(folder))) as bare:
            mine, theirs = best_seconds(ours, lambda: _three_transactions(bare, each))
        database.engine.dispose()
    return [Row(f"a desk save (3 commits, {3 * each} rows) against three bare sqlite3 transactions", f"{1000 * mine / SAVES:.1f} ms",
                f"{1000 * theirs / SAVES:.1f} ms", mine / theirs, LIMIT, at_most=True)]


def _rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "hoiam.sqlite3")) as base:
        return sum(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in metadata.tables)  # noqa: S608 - our own tables


def _bare(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE said (what TEXT)")
    return base


def _three_transactions(base: sqlite3.Connection, rows: int) -> None:
    for _ in range(3 * SAVES):
        base.execute("BEGIN IMMEDIATE")
        base.executemany("INSERT INTO said VALUES (?)", [("x" * 300,)] * rows)
        base.execute("COMMIT")
