"""`hoiam audit verify|head`: the chain of the log, without a network."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import click

from core import chain, cli
from core.chain import checked
from core.db import READ_ONLY, Database
from core.errors import HoiAmError
from core.i18n import N_, gettext
from core.work import Work

NO_CHAIN = N_("This file holds no chain of the log. Nothing was compared. Give a backup made by this version of the program, or a later one.")


@click.group("audit")
def audit_group() -> None:
    """The log of every change and every look."""


@audit_group.command("head")
def show_head() -> None:
    """Print the newest link as paper carries it."""
    with cli.opened() as work:
        click.echo(chain.head(work.session).printed)


@audit_group.command("verify")
@click.option("--head", "lines", multiple=True, help="the line HOIAM-CHAIN … of a paper; repeat")
@click.option("--head-photo", "photos", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="a photo of the square on a paper")
@click.option("--database", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="a copy (a backup) instead of the running database")
def verify(lines: tuple[str, ...], photos: tuple[Path, ...], file: Path | None) -> None:
    """Read every row of the log and custody, and name the first that does not agree. Exit 0 whole, 1 not, 2 could not."""
    database = cli.opened_database()
    try:
        heads = [*map(chain.read_head, lines), *(chain.read_head_photo(photo.read_bytes()) for photo in photos)]
        if file:
            verdict = of_copy(file, heads)
        else:
            with database.reading() as session:
                verdict = chain.verify(session, heads)
            with database.transaction() as session:
                checked.note(Work(session, cli.operator()), verdict)
    except HoiAmError as error:
        cli.fail(error.sentence())
    for sentence in (*checked.sentences(verdict), verdict.head.printed):
        click.echo(sentence)
    sys.exit(0 if verdict.whole else 1)


def of_copy(file: Path, heads: list[chain.PrintedHead]) -> chain.Verdict:
    """A copy is opened for reading only; sealed values stay closed, because keys lie apart from backups."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            copy.execute("SELECT seq FROM chain_link LIMIT 1")
    except sqlite3.DatabaseError:
        cli.fail(gettext(NO_CHAIN))
    with Database(f"sqlite:///file:{quote(str(file.absolute()))}?{READ_ONLY}&uri=true").reading() as session:
        return chain.verify(session, heads, sealed=False)
