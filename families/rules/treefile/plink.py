"""A .fam or PED file in the neutral shape. The reading itself stands in `rules.plink`; here it is bounded, and what is no such file is said to be none."""

from families.rules.pedigree import ParentRole
from families.rules.plink import LEAST, read_fam
from families.rules.treefile.gedcom import MOST_PEOPLE
from families.rules.treefile.letters import NotATree, TreeTooLarge
from families.rules.treefile.shape import FilePerson, FileTie, TreeFile

COLUMNS = 6
LONGEST_ID = 100


def read_plink(text: str) -> TreeFile:
    """There are no names; a person's code is what the file calls the person. Raises NotATree, TreeTooLarge, and what read_fam refuses."""
    if len(next((fields for line in text.splitlines() if (fields := line.split())), ())) < LEAST:
        raise NotATree()
    if text.count("\n") + text.count("\r") > 4 * MOST_PEOPLE:
        raise TreeTooLarge()
    pedigree = read_fam(text)
    if len(pedigree.people) > MOST_PEOPLE or any(len(person.key) > LONGEST_ID for person in pedigree.people):
        raise TreeTooLarge()
    people = tuple(FilePerson(person.key, sex=person.sex, code=person.key) for person in pedigree.people)
    ties = tuple(
        FileTie(person.key, parent, role)
        for person in pedigree.people for role, parent in ((ParentRole.father, person.father), (ParentRole.mother, person.mother)) if parent
    )
    return TreeFile(people, ties)


def first_columns(text: str) -> str:
    """The six columns of a PED file, without the genotypes behind them."""
    return "\n".join("\t".join(line.split(None, COLUMNS)[:COLUMNS]) for line in text.splitlines())
