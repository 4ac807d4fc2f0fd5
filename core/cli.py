"""The command line's edge: opens the installation, acts as the person at the terminal, and turns refusals into exit codes.

Exit 0 done, 1 done with refusals or "no", 2 could not.
"""

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from core.auth.roles import Actor, Role
from core.db import Database
from core.errors import HoiAmError
from core.installation import open_installation
from core.settings import Settings
from core.work import Work


def operator() -> Actor:
    """Whoever sits at the terminal, by the operating system's account name."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = "terminal"
    return Actor(None, f"cli:{login}", login, frozenset(Role))


def opened_database() -> Database:
    try:
        return open_installation(Settings.from_environment())
    except HoiAmError as error:
        fail(error.sentence())


@contextmanager
def opened() -> Iterator[Work]:
    """One transaction of the command line. A refusal undoes it, is said on standard error, and ends with exit code 2."""
    try:
        with opened_database().transaction() as session:
            yield Work(session, operator())
    except HoiAmError as error:
        fail(error.sentence())


def fail(sentence: str) -> Any:
    click.echo(sentence, err=True)
    sys.exit(2)


def answer(document: Any, *, as_json: bool = True) -> None:
    """Print one document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2 if as_json else None, default=str))


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none: written beside its place, flushed, then moved in."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
