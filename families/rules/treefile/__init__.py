"""Family tree files: what a family's own program or a laboratory's tool keeps, in one neutral shape. Pure.

    shape.py     a tree file whatever its form: people, ties of parent and child, couples; from and to a pedigree
    letters.py   bytes → text, old encodings of genealogy programs included
    gedcom.py    GEDCOM 5.5.1 and 7 → the shape, record by record
    plink.py     PLINK .fam and PED → the shape
    dates.py     dates as GEDCOM writes them
    writing.py   the shape → GEDCOM 5.5.1, GEDCOM 7, PLINK .fam and PED
    kin.py       whom of a large file a martyr's family needs, and what cannot be
    fitting.py   which ties of a file fit the family as it is on record
"""

from families.rules.treefile.gedcom import read_gedcom
from families.rules.treefile.kin import Near, impossible, likely_martyrs, near
from families.rules.treefile.letters import NobodySuch, NotATree, TornTree, TreeTooLarge, decoded
from families.rules.treefile.plink import first_columns, read_plink
from families.rules.treefile.shape import FilePerson, FileTie, TreeFile, as_pedigree, as_tree, doubts
from families.rules.treefile.writing import FORMS, Head, write_tree

__all__ = [
    "FORMS", "FilePerson", "FileTie", "Head", "Near", "NobodySuch", "NotATree", "TornTree", "TreeFile", "TreeTooLarge", "as_pedigree", "as_tree", "decoded", "doubts", "first_columns",
    "impossible", "likely_martyrs", "near", "read_gedcom", "read_plink", "write_tree",
]
