"""`hoiam import relatives FILE [--day CODE]`."""

from pathlib import Path

import click

from core import cli
from desk import commands, queries


@click.command("relatives")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--day", "day_code", help="code of the collection day on which they are expected")
@click.option("--dry-run", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def import_relatives(file: Path, day_code: str | None, *, dry_run: bool, as_json: bool) -> None:
    cli.import_file(
        file, lambda work, name, content, mapping: queries.stage_relatives(work.session, name, content, mapping),
        lambda work, staged, _: commands.load_expected(work, staged, day_code), dry_run=dry_run, as_json=as_json, kind="relatives",
    )
