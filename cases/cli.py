"""`hoiam pedigree export|import MARTYR_CODE`."""

import sys
from pathlib import Path

import click

import families
from cases import commands, queries
from core import cli, exports
from core.i18n import N_, gettext

LEFT = N_("%(people)s people. Left out: %(doubts)s open kinships (unknown parents in the file).")
LEFT_SOCIAL = N_("%(people)s people. Left out: %(doubts)s open kinships (unknown parents in the file) and %(social)s ties of adoption or step-parents.")


@click.group("pedigree")
def pedigree_group() -> None:
    """A family's tree as a file: PLINK .fam and PED, GEDCOM 5.5.1 and 7."""


@pedigree_group.command("export")
@click.argument("martyr_code")
@click.option("--format", "form", type=click.Choice(list(families.TREE_FORMS)), required=True)
@click.option("--names", is_flag=True, help="Names and years too (GEDCOM only), locked in a PDF; every name is written down as seen.")
@click.option("--for", "receiver", type=click.Choice([each.value for each in exports.Receiver]), help="Whom a file with names is for.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
def export(martyr_code: str, form: str, receiver: str | None, out: Path | None, *, names: bool) -> None:
    """Write one martyr's family. Codes only, unless --names."""
    with cli.opened() as work:
        made = commands.take_tree(work, martyr_code, form, names=names, receiver=receiver)
    paper, taken = made.paper, made.taken
    if out:
        cli.write_whole(out, taken.content)
    else:
        sys.stdout.buffer.write(taken.content)
    said = LEFT_SOCIAL if paper.social and form in ("fam", "ped") else LEFT
    click.echo(gettext(said, people=paper.people, doubts=paper.doubts, social=paper.social), err=True)
    if taken.password:
        click.echo(gettext(N_("The file is locked. Its password, shown only now: %(password)s"), password=taken.password), err=True)


CHOOSE = N_("Say who in the file is the martyr, with --martyr and the number in the file. Nothing was saved.")
NOT_A_CHOICE = N_("Write who is whom as NUMBER=CODE, with a code of this family's tree, or NUMBER=new. Nothing was saved.")


@pedigree_group.command("import")
@click.argument("martyr_code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--martyr", "ref", default="", help="Who in the file is the martyr: the number that the file gives the person.")
@click.option("--same", multiple=True, help="NUMBER=CODE: this person is that one on record; NUMBER=new: somebody else.")
@click.option("--dry-run", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def load(martyr_code: str, file: Path, ref: str, same: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    """Load a family's own tree file: near kin and the maternal line. Exit 1 when somebody was left out."""
    choices = dict(each.rpartition("=")[::2] for each in same)
    if "" in choices or "" in choices.values():
        cli.fail(gettext(NOT_A_CHOICE))
    loaded = None
    with cli.opened() as work:
        tree = families.read_tree(families.without_genotypes(file.read_bytes()))
        likely = families.who_may_be(work.session, martyr_code, tree)
        if not ref:
            cli.answer({"who_may_be_the_martyr": [vars(each) for each in queries.in_file(tree, likely)]})
            cli.fail(gettext(CHOOSE))
        staged = families.tree_staged(work, martyr_code, file.name, tree, ref.strip("@"), choices)
        if set(choices.items()) - _understood(staged):
            cli.fail(gettext(NOT_A_CHOICE))
        if not dry_run:
            loaded = families.load_tree(work, martyr_code, staged)
    cli.report(staged.staged, dry_run=dry_run, as_json=as_json)
    if loaded and not as_json:
        click.echo(gettext(N_("Saved: %(people)s people and %(ties)s ties of kinship; %(left)s people were left out."),
                           people=loaded.people, ties=loaded.ties, left=staged.staged.counts["refused"]))
    sys.exit(1 if staged.staged.counts["refused"] else 0)


def _understood(staged: families.StagedTree) -> set[tuple[str, str]]:
    return {(ref, answer) for ref, offers in staged.offers.items() for answer in (families.NEW_PERSON, *(kin.key for kin in offers))}
