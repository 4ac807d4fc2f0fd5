"""Writes of the sample room, by what they touch: days and kits, tubes, boxes and shipments, what comes back."""

from samples.commands.days import close_day, expect, open_day, outcome, plan_day, spoil_kit
from samples.commands.receipt import load_receipt, load_remains, receive
from samples.commands.shipping import correct_manifest, dispatch, ensure_laboratory, make_shipment, open_box, pack, seal, unpack
from samples.commands.tubes import CollectFacts, collect, declare_lost, on_consent_invalidated, on_consent_withdrawn, revise_claims, void

__all__ = [
    "CollectFacts", "close_day", "collect", "correct_manifest", "declare_lost", "dispatch", "ensure_laboratory", "expect", "load_receipt",
    "load_remains", "make_shipment", "on_consent_invalidated", "on_consent_withdrawn", "open_box", "open_day", "outcome", "pack", "plan_day",
    "receive", "revise_claims", "seal", "spoil_kit", "unpack", "void",
]
