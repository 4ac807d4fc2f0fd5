"""`hoiam keys`: what an office does with its keys. No key and no passphrase is ever given on the command line."""

from pathlib import Path

import click

from core import cli, crypto
from core.crypto import recovery, renewal
from core.errors import HoiAmError
from core.i18n import N_, gettext
from core.settings import Settings


@click.group("keys")
def keys_group() -> None:
    """The keys: what there is, a new master, the recovery sheet and the way back."""


@keys_group.command()
def status() -> None:
    """How many keys there are, under which master, and whether anything waits to be sealed anew."""
    with cli.opened() as work:
        cli.answer(renewal.facts(work.session))


@keys_group.command()
@click.option("--to", type=click.Choice(["file", "passphrase", "environment"]), help="where the new master is kept; without it as so far")
def rotate(to: str | None) -> None:
    """A new master key. The program may go on running; stopped on the way, run it again."""
    _rotate(to, [])


@keys_group.command()
def reseal() -> None:
    """Seal anew what an older program sealed; every start does it, too."""
    click.echo(gettext(N_("%(count)s rows were sealed anew."), count=crypto.reseal(cli.opened_database())))


@keys_group.command("recovery-sheet")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--officers", default=3, show_default=True, type=click.IntRange(2, 9))
@click.option("--needed", default=2, show_default=True, type=click.IntRange(2, 9))
def recovery_sheet(file: Path, officers: int, needed: int) -> None:
    """Write FILE (PDF): one page for each officer. Print it, hand the pages out, and destroy the file."""
    if needed > officers:
        cli.fail(gettext(N_("More sheets would be needed than there are officers. Nothing was written.")))
    with cli.opened() as work:
        cli.write_whole(file, renewal.recovery_sheet(work.session, needed, officers))
        file.chmod(0o600)
        work.audit("keys.sheet_printed", "installation:key", officers=officers, needed=needed)
    click.echo(gettext(N_("The sheet is written. Print it, hand one page to each officer, then destroy the file.")))


@keys_group.command()
@click.argument("photos", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", type=click.Choice(["file", "passphrase"]), default="passphrase", show_default=True)
def recover(photos: tuple[Path, ...], to: str) -> None:
    """Open the data with the officers' sheets (PHOTOS of their squares, or typed) and make a new master. Print a new sheet afterwards."""
    try:
        shares = [renewal.share_in_photo(photo) for photo in photos]
        while len({share.number for share in shares}) < (shares[0].needed if shares else 2):
            shares.append(_typed(len(shares) + 1))
        secret = recovery.combine(shares)
    except HoiAmError as error:
        cli.fail(error.sentence())
    _rotate(to, [secret])
    click.echo(gettext(N_("The sheets that were used are spent: print a new one with 'hoiam keys recovery-sheet'.")))


def _typed(number: int) -> recovery.Share:
    click.echo(gettext(N_("Sheet %(number)s, line by line, then an empty line:"), number=number))
    lines = []
    while line := click.prompt("", default="", show_default=False, prompt_suffix="> "):
        lines.append(line)
    return recovery.read("\n".join(lines))


def _rotate(to: str | None, shares: list[bytes]) -> None:
    try:
        count = renewal.rotate(Settings.from_environment(), to, cli.operator().login, shares)
    except HoiAmError as error:
        cli.fail(error.sentence())
    click.echo(gettext(N_("%(count)s keys are under the new master. Take a new backup now: earlier copies of the keys open with the earlier master only."),
                       count=count))
