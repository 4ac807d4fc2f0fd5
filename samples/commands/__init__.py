"""Writes of the sample room, by what they touch: days and kits, tubes, boxes and shipments, what comes back."""

from samples.commands.closing import close_day
from samples.commands.days import DayPlan, cancel_day, change_day, expect, open_day, outcome, plan_day, reopen_day, set_slot, spread_slots
from samples.commands.kits import give_kits, give_new_kits, on_code_voided, on_labels_printed, spoil_kit, take_back
from samples.commands.lists import keep_list
from samples.commands.receipt import load_receipt, load_remains, receive
from samples.commands.shipping import correct_manifest, dispatch, ensure_laboratory, make_shipment, open_box, pack, seal, unpack
from samples.commands.tubes import CollectFacts, collect, declare_lost, on_consent_invalidated, on_consent_withdrawn, revise_claims, void

__all__ = [
    "CollectFacts", "DayPlan", "cancel_day", "change_day", "close_day", "collect", "correct_manifest", "declare_lost", "dispatch", "ensure_laboratory",
    "expect", "give_kits", "give_new_kits", "keep_list", "load_receipt", "load_remains", "make_shipment", "on_code_voided", "on_consent_invalidated",
    "on_consent_withdrawn", "on_labels_printed", "open_box", "open_day", "outcome", "pack", "plan_day", "receive", "reopen_day", "revise_claims", "seal",
    "set_slot", "spoil_kit", "spread_slots", "take_back", "unpack", "void",
]
