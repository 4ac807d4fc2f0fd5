"""What changes a family's record: its people and kinship, and the slip it took home."""

from families.commands.erasing import on_donor_erased
from families.commands.kinship import answer_kinship, end_kinship, say_martyr_sex, state_kinship
from families.commands.rejoin import rejoin_tie
from families.commands.relatives import facts_on_record, load_martyrs, load_relatives, register_relative, revise_relative
from families.commands.restate import register_from_tree, settle_fullness
from families.commands.slips import issue_slip, leave_slip, note_slip_printed, open_slip, revoke_slip, unlock_slip
from families.commands.tree import add_kin, add_parentage, add_union, end_tie, kin_facts, name_kin, revise_kin, same_person
from families.commands.tree_files import TreeLoaded, load_tree
from families.commands.words import end_word, say_word

__all__ = [
    "TreeLoaded", "add_kin", "add_parentage", "add_union", "answer_kinship", "end_kinship", "end_tie", "end_word", "facts_on_record",
    "issue_slip", "kin_facts", "leave_slip", "load_martyrs", "load_relatives", "load_tree", "name_kin", "note_slip_printed", "on_donor_erased", "open_slip",
    "register_from_tree", "register_relative", "rejoin_tie", "revise_kin", "revise_relative", "revoke_slip", "same_person", "say_martyr_sex", "say_word",
    "settle_fullness", "state_kinship", "unlock_slip",
]
