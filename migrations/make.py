"""`make migration M="why"`: a new numbered migration from the difference between the tables and the last one."""

import sys
import tempfile
from pathlib import Path

from alembic import command

import app  # noqa: F401 - importing it names every table
from core.db import Database
from core.installation import alembic_config


def main(why: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'scratch.sqlite3'}"
        config = alembic_config(url)
        config.attributes["engine"] = Database(url).engine
        command.upgrade(config, "head")
        number = len(list(Path(__file__).parent.joinpath("versions").glob("[0-9]*.py"))) + 1
        command.revision(config, message=why, autogenerate=True, rev_id=f"{number:04d}")


if __name__ == "__main__":
    main(sys.argv[1])
