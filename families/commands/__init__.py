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
from families.commands.slips import issue_slip, note_slip_printed, open_slip, revoke_slip, unlock_slip

__all__ = [
    "RelativeFacts", "end_kinship", "facts_on_record", "issue_slip", "load_martyrs", "load_relatives", "note_slip_printed", "open_slip", "register_relative",
    "revise_relative", "revoke_slip", "state_kinship", "unlock_slip",
]
