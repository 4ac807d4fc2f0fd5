"""Who is looked for, who came, and whose slip a code is; every read of a relative leaves a trace."""

from families.queries.cards import PersonCard, cards
from families.queries.copies import copied
from families.queries.family_checks import FamilyCheck, family_checks
from families.queries.family_tree import FamilyTree, family_tree
from families.queries.figures import KinView, Revealed, donors_of_martyr, kin_living_in, kin_of, martyr_communes, martyrs_with_kin, reveal
from families.queries.in_trees import TreeHit, alike_in_trees, find_in_trees
from families.queries.kin_rows import erased_places
from families.queries.lists import ListedRelative, listed
from families.queries.martyrs import MartyrView, find_martyrs, known_martyrs, martyr, martyr_names, martyrs_named
from families.queries.pedigrees import pedigree_of, pedigrees
from families.queries.people import (
    ClaimView,
    RelativeHit,
    RelativeView,
    claims,
    donors_of,
    find_relatives,
    in_scope,
    known_relatives,
    may_be_same,
    moments,
    named,
    relative,
    visible,
)
from families.queries.search import found
from families.queries.slips import Reach, SlipView, masked, reach, slip_left, slip_of, standing_slip, waiting
from families.queries.tree_files import called, tree_staged, who_may_be
from families.queries.words import relation_words

__all__ = [
    "ClaimView", "FamilyCheck", "FamilyTree", "KinView", "ListedRelative", "MartyrView", "PersonCard", "Reach", "RelativeHit", "RelativeView", "Revealed",
    "SlipView", "TreeHit", "alike_in_trees", "called", "cards", "claims", "copied", "donors_of", "donors_of_martyr", "erased_places", "family_checks", "family_tree",
    "find_in_trees", "find_martyrs",
    "find_relatives", "found", "in_scope", "kin_living_in", "kin_of", "known_martyrs", "known_relatives", "listed", "martyr", "martyr_communes",
    "martyr_names", "martyrs_named", "martyrs_with_kin", "masked", "may_be_same", "moments", "named", "pedigree_of", "pedigrees", "reach",
    "relation_words", "relative", "reveal", "slip_left", "slip_of", "standing_slip", "tree_staged", "visible", "waiting", "who_may_be",
]
