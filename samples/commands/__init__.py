"""Writes of the sample room, by what they touch: days and kits, tubes, boxes and shipments, what comes back."""

from samples.commands.boxes import lose_box, note_refused_scan, open_box, pack, reopen_box, seal, unpack
from samples.commands.closing import close_day
from samples.commands.days import DayPlan, cancel_day, change_day, expect, open_day, outcome, plan_day, reopen_day, set_slot, spread_slots
from samples.commands.devices import add_device, end_device
from samples.commands.kits import give_kits, give_new_kits, on_code_voided, on_labels_printed, spoil_kit, take_back
from samples.commands.laboratories import add_laboratory, agree, ensure_laboratory, laboratory_for_token
from samples.commands.lists import keep_list
from samples.commands.manifests import MEDIA, correct_manifest, deliver, keep_names
from samples.commands.parting import PartingFacts, on_consent_invalidated, on_consent_withdrawn, on_donor_erased, part_with
from samples.commands.receipt import Said, load_receipt, load_remains, receive, record_receipt, settle
from samples.commands.shipping import add_boxes, dispatch, make_shipment
from samples.commands.tubes import CollectFacts, collect, declare_lost, find, revise_claims, void

__all__ = [
    "MEDIA", "CollectFacts", "DayPlan", "PartingFacts", "Said", "add_boxes", "add_device", "add_laboratory", "agree",
    "cancel_day", "change_day", "close_day", "collect",
    "correct_manifest", "declare_lost", "deliver", "dispatch", "end_device", "ensure_laboratory", "expect", "find", "give_kits", "give_new_kits", "keep_list",
    "keep_names", "laboratory_for_token", "load_receipt", "load_remains", "lose_box", "make_shipment", "note_refused_scan", "on_code_voided",
    "on_consent_invalidated", "on_consent_withdrawn", "on_donor_erased", "on_labels_printed", "open_box", "open_day", "outcome", "pack", "part_with",
    "plan_day", "receive",
    "record_receipt", "reopen_box", "reopen_day", "revise_claims", "seal", "set_slot", "settle", "spoil_kit", "spread_slots", "take_back", "unpack",
    "void",
]
