"""What changes a family's record: its people and kinship, and the slip it took home."""

from families.commands.relatives import (
    RelativeFacts,
    end_kinship,
    facts_on_record,
    load_martyrs,
    load_relatives,
    register_relative,
    revise_relative,
    state_kinship,
)
from families.commands.restate import register_from_tree, restate, settle_fullness
from families.commands.slips import issue_slip, note_slip_printed, open_slip, revoke_slip, unlock_slip
from families.commands.tree import add_kin, add_parentage, add_union, end_tie, kin_facts, name_kin, revise_kin, same_person

__all__ = [
    "RelativeFacts", "end_kinship", "facts_on_record", "issue_slip", "load_martyrs", "load_relatives", "note_slip_printed", "open_slip", "register_relative",
    "revise_relative", "revoke_slip", "state_kinship", "unlock_slip",
    "add_kin", "add_parentage", "add_union", "end_tie", "kin_facts", "name_kin", "register_from_tree", "restate", "revise_kin", "same_person",
    "settle_fullness",
]
