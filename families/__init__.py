"""Families: martyrs, the relatives who look for them, and the kinship between them.

A **Martyr** is a public record with a code. An **Individual** is a relative whose name, numbers and address are sealed; outside this room the
person is a donor code. A **claim** is what was said of kinship: a **relation path** from the martyr to the donor and whether the **maternal
line** is shared: yes, no, unknown. A **family tree** is computed from claims and from what was said of two people of it (ADR 0010).
Names never leave this room except to the page or paper that was asked for, and each look is written down. A **slip** is the paper a family
takes home: its random code, and one thing the family knows, open its page.
"""

from families.cli import import_martyrs, kinship_command
from families.commands import (
    add_kin,
    add_parentage,
    add_union,
    answer_kinship,
    end_kinship,
    end_tie,
    facts_on_record,
    issue_slip,
    kin_facts,
    leave_slip,
    load_martyrs,
    load_relatives,
    load_tree,
    name_kin,
    note_slip_printed,
    on_donor_erased,
    open_slip,
    register_from_tree,
    register_relative,
    rejoin_tie,
    revise_kin,
    revise_relative,
    revoke_slip,
    same_person,
    say_martyr_sex,
    settle_fullness,
    state_kinship,
    unlock_slip,
)
from families.events import KinshipRevised, RelativeRegistered
from families.intake import StagedTree, read_tree, stage_martyrs, stage_relatives, without_genotypes
from families.intake.tree_files import NEW as NEW_PERSON
from families.intake.tree_files import offered_words
from families.papers import TreePaper, tree_paper
from families.queries import (
    ClaimView,
    FamilyTree,
    KinView,
    ListedRelative,
    MartyrView,
    PersonCard,
    Reach,
    RelativeHit,
    RelativeView,
    Revealed,
    SlipView,
    alike_in_trees,
    called,
    cards,
    claims,
    copied,
    donors_of,
    donors_of_martyr,
    erased_places,
    family_checks,
    family_tree,
    find_in_trees,
    find_martyrs,
    find_relatives,
    found,
    in_scope,
    kin_living_in,
    kin_of,
    known_martyrs,
    known_relatives,
    listed,
    martyr,
    martyr_communes,
    martyr_names,
    martyrs_named,
    martyrs_with_kin,
    masked,
    may_be_same,
    moments,
    named,
    pedigree_of,
    pedigrees,
    reach,
    relation_words,
    relative,
    reveal,
    slip_left,
    slip_of,
    standing_slip,
    tree_staged,
    visible,
    waiting,
    who_may_be,
)
from families.queries.ended_ties import EndedTie, ended_ties
from families.queries.open_kin import open_lines
from families.queries.told import told_of
from families.queries.years import impossible_kin
from families.routes import routes
from families.rules.drawing import Drawing, Marks, draw
from families.rules.drawing import Person as DrawnPerson
from families.rules.drawing.one_way import lay_out
from families.rules.family_checks import CheckKind
from families.rules.pedigree import Confidence, Individual, Life, Open, OpenKind, ParentRole, Pedigree, Reachable, TieKind
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, expand
from families.rules.pedigree.kin_facts import KIN_STEPS, SURE_WORDS, DonorAlready, KinFacts, StepUnknown
from families.rules.pedigree.kin_paths import elder_of, paths_between, unsaid_fathers
from families.rules.pedigree.lineage import line
from families.rules.pedigree.worlds import related
from families.rules.people import MayBeSame, RelativeFacts, WitnessNeeded, check_identified
from families.rules.power import PANELS, Power, ceiling, ceiling_of, mt_log10_lr, power, power_of_relation, signature
from families.rules.relation import paths
from families.rules.relation.grammar import STEP_WORDS
from families.rules.relation.lineage import maternal_line
from families.rules.relation.names import UNKNOWN as SEX_UNKNOWN
from families.rules.relation.names import names_for, relation_names
from families.rules.relation.paths import kin_words
from families.rules.relation.questions import Question, question_for
from families.rules.relation.reading import Words, line_of, read_relation
from families.rules.treefile import FORMS as TREE_FORMS
from families.rules.treefile import FilePerson, NobodySuch, TreeFile

__all__ = [
    "KIN_STEPS", "NEW_PERSON", "PANELS", "SEX_UNKNOWN", "STEP_WORDS", "SURE_WORDS", "TREE_FORMS", "CheckKind", "ClaimFact", "ClaimView", "Confidence",
    "DonorAlready", "DrawnPerson", "Drawing", "EndedTie", "FamilyTree", "FilePerson", "Individual", "KinFacts", "KinView", "KinshipRevised", "Life",
    "ListedRelative", "Marks", "MartyrNode", "MartyrView", "MayBeSame", "NobodySuch", "Open", "OpenKind", "ParentRole", "Pedigree", "PersonCard", "Power", "Question",
    "Reach", "Reachable", "RelativeFacts", "RelativeHit", "RelativeRegistered", "RelativeView", "Revealed", "SlipView", "StagedTree", "StepUnknown",
    "TieKind", "TreeFile", "TreePaper", "WitnessNeeded", "Words", "add_kin", "add_parentage", "add_union", "alike_in_trees", "answer_kinship", "called",
    "cards", "ceiling", "ceiling_of", "check_identified", "claims", "copied", "donors_of", "donors_of_martyr", "draw", "elder_of", "end_kinship", "end_tie", "ended_ties",
    "erased_places", "expand",
    "facts_on_record", "family_checks", "family_tree", "find_in_trees", "find_martyrs", "find_relatives", "found", "import_martyrs", "impossible_kin", "in_scope", "issue_slip", "kin_facts",
    "kin_living_in", "kin_of", "kin_words", "kinship_command", "known_martyrs", "known_relatives", "lay_out", "leave_slip", "line", "line_of", "listed",
    "load_martyrs", "load_relatives", "load_tree", "martyr", "martyr_communes", "martyr_names", "martyrs_named", "martyrs_with_kin", "masked", "maternal_line",
    "may_be_same", "moments", "mt_log10_lr", "name_kin", "named", "names_for", "note_slip_printed", "on_donor_erased", "offered_words", "open_lines", "open_slip", "paths",
    "paths_between", "pedigree_of", "pedigrees", "power", "power_of_relation", "question_for", "reach", "read_relation", "read_tree", "register_from_tree",
    "register_relative", "related", "rejoin_tie", "relation_names", "relation_words", "relative", "reveal", "revise_kin", "revise_relative", "revoke_slip",
    "routes", "same_person", "say_martyr_sex", "settle_fullness", "signature", "slip_left", "slip_of", "stage_martyrs", "stage_relatives", "standing_slip",
    "state_kinship", "told_of", "tree_paper", "tree_staged", "unlock_slip", "unsaid_fathers", "visible", "waiting", "who_may_be", "without_genotypes",
]
