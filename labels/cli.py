"""`hoiam labels`: new kit labels to a file, for any day or none."""

from pathlib import Path

import click

from core import cli
from core.errors import Refused
from core.i18n import N_, gettext
from labels import commands, papers
from labels.rules import KIT_WORDS, SHEET_NAMES


class NotWritten(Refused):
    message = N_("The file could not be written: %(why)s. No labels were issued. Choose another place for it.")


@click.command("labels")
@click.option("--kits", type=int, required=True, help="How many kits; each gets four labels of one code.")
@click.option("--sheet", type=click.Choice(SHEET_NAMES), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF (or ZPL) to write.")
@click.option("--start-at", default="1", show_default=True, help='First free cell of a used sheet: "8", "2,3" (row,column) or "C2".')
def labels_command(kits: int, sheet: str, out: Path, start_at: str) -> None:
    """Give out new codes and draw their labels.

    The file is laid beside its place first and moved in only after the codes are saved: labels whose codes
    are unknown must never lie about, while codes without labels harm nobody.
    """
    ready = out.with_name(f".{out.name}.ready")
    try:
        with cli.opened() as work:
            codes = commands.issue(work, kits, sheet)
            commands.printed(work, codes, "new")
            _lay_down(ready, papers.kit_labels(codes, sheet, start_at))
        ready.replace(out)
    finally:
        ready.unlink(missing_ok=True)
    click.echo(gettext("%(kits)s kits, %(labels)s labels, in %(file)s", kits=kits, labels=kits * len(KIT_WORDS), file=out))


def _lay_down(path: Path, content: bytes) -> None:
    try:
        cli.write_whole(path, content)
    except OSError as error:
        raise NotWritten(why=error.strerror) from error
