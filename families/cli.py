"""`hoiam import martyrs FILE`, and `hoiam kinship PEDIGREE.fam PAIRS.csv`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from core import cli
from core.cli import import_command
from core.errors import HoiAmError, Malformed
from core.i18n import N_
from core.staging.workbook import read_sheets
from families import commands, intake, queries
from families.rules.pedigree import Pedigree
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.kinship import Kin, pairs
from families.rules.relation.names import UNKNOWN, relation_names
from families.rules.treefile import decoded
from families.rules.treefile.plink import read_fam

import_martyrs = import_command(
    "martyrs", "martyrs",
    lambda work, name, content, mapping: intake.stage_martyrs(name, content, queries.known_martyrs(work.session), mapping),
    lambda work, staged, _: commands.load_martyrs(work, staged),
)

LARGEST = 200 * 1024 * 1024
"""A .fam of millions: whoever sits at the terminal chose it, no stranger sent it."""
DISTANT = ("distant kin", "họ hàng xa")
"""Kin by more steps than have names."""


class PairsWithoutColumns(Malformed):
    message = N_("The list of pairs has no columns a and b. Nothing was computed. Write a,b in its first line and one pair in each line below.")


class PairIncomplete(Malformed):
    message = N_("Line %(line)s of the list of pairs names only one individual. Nothing was computed. Complete the line or delete it.")


class PairUnknown(Malformed):
    message = N_("Line %(line)s of the list of pairs names somebody who is not in the .fam file. Nothing was computed. Compare the ids, capitals too.")


@click.command("kinship")
@click.argument("pedigree_file", metavar="PEDIGREE.fam", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("pairs_file", metavar="PAIRS.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def kinship_command(pedigree_file: Path, pairs_file: Path, *, as_json: bool) -> None:
    """How much each pair of a .fam file shares. Unknown parents are unrelated founders."""
    try:
        pedigree = read_fam(decoded(pedigree_file.read_bytes(), LARGEST))
        asked = list(_asked(pedigree, pairs_file.read_bytes()))
        found = pairs(pedigree, asked)
    except HoiAmError as error:
        cli.fail(error.sentence())
    rows = [_row(pedigree, said, kin) for said, kin in zip(asked, found, strict=True)]
    if as_json:
        cli.answer(rows)
        return
    for row in rows:
        click.echo(f"{row['a']}  {row['b']}  {row['kinship']:.6g}  {row['relation']} / {row['relation_vi']}")


def _asked(pedigree: Pedigree, content: bytes) -> Iterator[tuple[str, str]]:
    """The pairs as they are written. A spreadsheet's number 7.0 is the id 7."""
    head: tuple[int, int] | None = None
    for number, cells in enumerate((cells for sheet in read_sheets(_name(content), content).values() for cells in sheet), 1):
        row = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip() for cell in cells]
        if not any(row):
            continue
        if head is None:
            names = [cell.casefold() for cell in row]
            if "a" not in names or "b" not in names:
                raise PairsWithoutColumns()
            head = names.index("a"), names.index("b")
            continue
        one, other = (row[place] if place < len(row) else "" for place in head)
        if not one or not other:
            raise PairIncomplete(line=number)
        if not all(pedigree.aliases.get(key, key) in pedigree.by_key for key in (one, other)):
            raise PairUnknown(line=number)
        yield one, other
    if head is None:
        raise PairsWithoutColumns()


def _name(content: bytes) -> str:
    return "pairs.xlsx" if content[:2] == b"PK" else "pairs.csv"


def _row(pedigree: Pedigree, said: tuple[str, str], kin: Kin) -> dict[str, Any]:
    ways = paths_between(pedigree, kin.one, kin.other)
    other = pedigree.by_key[kin.other]
    same = ("",) if kin.one == kin.other else ways
    names = DISTANT if kin.kinship and not same else relation_names(same, sex=other.sex or UNKNOWN)
    return {
        "a": said[0], "b": said[1], "kinship": kin.kinship, "inbreeding": list(kin.inbreeding), "kappa": list(kin.kappa) if kin.kappa else None,
        "maternal": kin.maternal == "yes", "paternal": kin.paternal == "yes", "relation": names[0], "relation_vi": names[1],
    }
