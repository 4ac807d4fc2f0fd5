"""Where this installation lives, from the environment. What an office edits on a page is `core.office`, not here."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """One installation.

    home: folder of the database and its backups (`HOIAM_HOME`, default `./var`).
    database_url: SQLAlchemy URL (`HOIAM_DATABASE_URL`, default SQLite in `home`).
    key_file: the master key's file (`HOIAM_KEY_FILE`); None means a passphrase, or the demo's own file.
    key: the master key itself, 64 hexadecimal digits (`HOIAM_KEY`), for services that hand secrets by environment; more after a comma still open.
    passphrase: what the terminal would be asked for (`HOIAM_PASSPHRASE`).
    smtp_password: of the office's account on its mail server (`HOIAM_SMTP_PASSWORD`), so that it is in no database and no backup.
    """

    home: Path
    database_url: str
    key_file: Path | None = None
    key: str | None = None
    smtp_password: str = ""
    passphrase: str | None = None

    @classmethod
    def from_environment(cls) -> "Settings":
        home = Path(os.environ.get("HOIAM_HOME", "var")).absolute()
        key_file = os.environ.get("HOIAM_KEY_FILE")
        return cls(
            home=home,
            database_url=os.environ.get("HOIAM_DATABASE_URL", f"sqlite:///{home / 'hoiam.sqlite3'}"),
            key_file=Path(key_file).absolute() if key_file else None,
            key=os.environ.get("HOIAM_KEY"),
            passphrase=os.environ.get("HOIAM_PASSPHRASE"),
            smtp_password=os.environ.get("HOIAM_SMTP_PASSWORD", ""),
        )

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")
