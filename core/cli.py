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
from typing import Any, NoReturn

import click
from sqlalchemy.exc import DBAPIError

from core.auth.roles import Actor, Role
from core.db import Database, in_words
from core.errors import HoiAmError
from core.i18n import N_, gettext
from core.installation import open_installation
from core.settings import Settings
from core.staging import LayoutUnknown, Staged
from core.staging.memory import stage_remembering
from core.work import Work

VERDICT_WORDS = {"accepted": N_("rows accepted"), "flagged": N_("rows to look at"), "refused": N_("rows refused"), "skipped": N_("rows skipped")}


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
    except DBAPIError as error:
        fail(in_words(error).sentence())


def fail(sentence: str) -> NoReturn:
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


def import_file(
    file: Path, stage: Any, load: Any, *, dry_run: bool, as_json: bool, kind: str
) -> None:
    """The road every `hoiam import …` takes: read, judge every row, save accepted and flagged ones together, report.

    `stage(work, name, content, mapping)` returns what was staged; `load(work, staged, content)` saves it. Exit 0, or 1 when rows were refused.
    """
    with opened() as work:
        content = file.read_bytes()
        staged = stage_remembering(work, kind, stage, file.name, content)
        if not isinstance(staged, Staged):
            raise LayoutUnknown()
        if not dry_run:
            load(work, staged, content)
            work.audit(f"{kind}.loaded", "command-line", **staged.counts)
    report(staged, dry_run=dry_run, as_json=as_json)
    sys.exit(1 if staged.counts["refused"] else 0)


def report(staged: Staged, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        answer(staged.as_json())
        return
    for said in staged.notices:
        click.echo(said.sentence())
    for row in staged.rows:
        if row.verdict in ("refused", "flagged"):
            click.echo(f"{row.sheet} {row.row}: {gettext(VERDICT_WORDS[row.verdict])}: {' '.join(r.sentence() for r in row.reasons)}")
    counts = ", ".join(f"{gettext(VERDICT_WORDS[verdict])} {count}" for verdict, count in staged.counts.items())
    click.echo(counts + (f". {gettext(N_('Nothing was saved (trial).'))}" if dry_run else ""))


def import_command(name: str, kind: str, stage: Any, load: Any) -> click.Command:
    """A click command `hoiam import NAME FILE [--dry-run] [--json]`."""

    @click.command(name)
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--dry-run", is_flag=True)
    @click.option("--json", "as_json", is_flag=True)
    def load_file(file: Path, *, dry_run: bool, as_json: bool) -> None:
        import_file(file, stage, load, dry_run=dry_run, as_json=as_json, kind=kind)

    return load_file
