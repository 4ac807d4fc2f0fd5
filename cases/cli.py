"""`hoiam pedigree export MARTYR_CODE`."""

import sys
from pathlib import Path

import click

import families
from cases import commands
from core import cli
from core.i18n import N_, gettext

LEFT = N_("%(people)s people. Left out: %(doubts)s open kinships (unknown parents in the file).")
LEFT_SOCIAL = N_("%(people)s people. Left out: %(doubts)s open kinships (unknown parents in the file) and %(social)s ties of adoption or step-parents.")


@click.group("pedigree")
def pedigree_group() -> None:
    """A family's tree as a file: PLINK .fam and PED, GEDCOM 5.5.1 and 7."""


@pedigree_group.command("export")
@click.argument("martyr_code")
@click.option("--format", "form", type=click.Choice(list(families.TREE_FORMS)), required=True)
@click.option("--names", is_flag=True, help="Names and years too (GEDCOM only); every name is written down as seen.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
def export(martyr_code: str, form: str, out: Path | None, *, names: bool) -> None:
    """Write one martyr's family. Codes only, unless --names."""
    with cli.opened() as work:
        paper = commands.take_tree(work, martyr_code, form, names=names)
    if out:
        cli.write_whole(out, paper.content)
    else:
        sys.stdout.buffer.write(paper.content)
    said = LEFT_SOCIAL if paper.social and form in ("fam", "ped") else LEFT
    click.echo(gettext(said, people=paper.people, doubts=paper.doubts, social=paper.social), err=True)
