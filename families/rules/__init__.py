"""Pure rules of the family room.

    relation/          words for kin, and the path from the martyr to the donor that they stand for
    pedigree/          a family as genetics sees it, computed from what was said of it: who is one person, lines, kinship, what cannot be
    drawing/           where everybody stands in the picture of a pedigree
    power/             what a set of donors is expected to tell
    treefile/          family trees as files: GEDCOM, .fam, PED
    family_checks.py   what may be wrong with a family's file, or make two files one family
    people.py          who somebody is; slips.py: when a family's slip opens

Each folder knows only those above it; drawing, power and treefile are strangers (an import contract holds it).
"""
