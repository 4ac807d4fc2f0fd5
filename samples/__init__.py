"""Samples: tubes from the commune hall to the laboratory's door, by code and never by name.

A **CollectionDay** is one "ngày hội" at one place. A **Kit** is one bag with four labels of one code. A **Sample** is what was taken; its
**claims** say for which martyr, by which relation path and line. **CustodyEvents** are the immutable links of its chain. A **Box** has 81
cells; boxes travel in a **Shipment**, whose **Manifest** is the frozen list. **Remains** are what questioned samples were taken from.
"""

from samples.cli import days_command, import_receipt, import_remains, samples_group, shipments_group
from samples.commands import (
    CollectFacts,
    DayPlan,
    cancel_day,
    change_day,
    close_day,
    collect,
    correct_manifest,
    declare_lost,
    dispatch,
    ensure_laboratory,
    expect,
    give_kits,
    give_new_kits,
    keep_list,
    load_receipt,
    load_remains,
    make_shipment,
    on_code_voided,
    on_consent_invalidated,
    on_consent_withdrawn,
    on_labels_printed,
    open_box,
    open_day,
    outcome,
    pack,
    plan_day,
    receive,
    reopen_day,
    revise_claims,
    seal,
    set_slot,
    spoil_kit,
    spread_slots,
    take_back,
    unpack,
    void,
)
from samples.events import SampleCollected, SampleQuarantined, SampleRejected, ShipmentDispatched
from samples.queries import (
    Appointment,
    DayView,
    ExpectedView,
    KitView,
    SampleFacts,
    appointment,
    by_code,
    custody,
    day,
    day_paper,
    day_papers,
    days,
    expected,
    for_martyrs,
    found,
    found_days,
    kits_of,
    moments,
    of_donor,
    outcome_words,
    remains_codes,
    remains_hints,
    sample_facts,
    sampled_on,
    seen,
    seen_day,
    shipments,
    stage_receipt,
    stage_remains,
    waiting,
    waiting_days,
)
from samples.routes import routes, status_tag
from samples.rules import KIND_WORDS, Claim, DayNumbers, DayStatus, Outcome, SampleKind, SampleStatus

__all__ = [
    "KIND_WORDS", "Appointment", "Claim", "CollectFacts", "DayNumbers", "DayPlan", "DayStatus", "DayView", "ExpectedView", "KitView", "Outcome", "SampleCollected",
    "SampleFacts", "SampleKind", "SampleQuarantined", "SampleRejected", "SampleStatus", "ShipmentDispatched", "appointment", "by_code", "cancel_day",
    "change_day", "close_day", "collect", "correct_manifest", "custody", "day", "day_paper", "day_papers", "days", "days_command", "declare_lost",
    "dispatch", "ensure_laboratory", "expect", "expected", "for_martyrs", "found", "found_days", "give_kits", "give_new_kits", "import_receipt",
    "import_remains", "keep_list", "kits_of", "load_receipt", "load_remains", "make_shipment", "moments", "of_donor", "on_code_voided",
    "on_consent_invalidated", "on_consent_withdrawn", "on_labels_printed", "open_box", "open_day", "outcome", "outcome_words", "pack", "plan_day",
    "receive", "remains_codes", "remains_hints", "reopen_day", "revise_claims", "routes", "sample_facts", "sampled_on", "samples_group", "seal", "seen", "seen_day",
    "set_slot", "shipments", "shipments_group", "spoil_kit", "spread_slots", "stage_receipt", "stage_remains", "status_tag", "take_back", "unpack", "void",
    "waiting", "waiting_days",
]
