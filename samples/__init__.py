"""Samples: tubes from the commune hall to the laboratory's door, by code and never by name.

A **CollectionDay** is one "ngày hội" at one place. A **Kit** is one bag with four labels of one code. A **Sample** is what was taken; its
**claims** say for which martyr, by which relation path and line. **CustodyEvents** are the immutable links of its chain. A **Box** has 81
cells; boxes travel in a **Shipment**, whose **Manifest** is the frozen list. **Remains** are what questioned samples were taken from.
"""

from samples.cli import days_command, import_receipt, import_remains, samples_group, shipments_group
from samples.commands import (
    CollectFacts,
    close_day,
    collect,
    correct_manifest,
    declare_lost,
    dispatch,
    ensure_laboratory,
    expect,
    load_receipt,
    load_remains,
    make_shipment,
    on_consent_invalidated,
    on_consent_withdrawn,
    open_box,
    open_day,
    outcome,
    pack,
    plan_day,
    receive,
    revise_claims,
    seal,
    spoil_kit,
    unpack,
    void,
)
from samples.events import SampleCollected, SampleQuarantined, SampleRejected, ShipmentDispatched
from samples.queries import (
    Appointment,
    SampleFacts,
    appointment,
    by_code,
    custody,
    day,
    days,
    expected,
    for_martyrs,
    found,
    moments,
    of_donor,
    remains_codes,
    remains_hints,
    sample_facts,
    shipments,
    stage_receipt,
    stage_remains,
    waiting,
)
from samples.routes import routes
from samples.rules import Claim, SampleKind, SampleStatus

__all__ = [
    "Appointment", "Claim", "CollectFacts", "SampleCollected", "SampleFacts", "SampleKind", "SampleQuarantined", "SampleRejected", "SampleStatus",
    "ShipmentDispatched", "appointment", "by_code", "close_day", "collect", "correct_manifest", "custody", "day", "days", "days_command",
    "declare_lost", "dispatch",
    "ensure_laboratory", "expect", "expected", "for_martyrs", "found", "import_receipt", "import_remains", "load_receipt", "load_remains", "make_shipment", "moments",
    "of_donor", "on_consent_invalidated", "on_consent_withdrawn", "open_box", "open_day", "outcome", "pack", "plan_day", "receive", "remains_codes", "remains_hints",
    "revise_claims", "routes", "sample_facts", "samples_group", "seal", "shipments", "shipments_group", "spoil_kit", "stage_receipt", "stage_remains",
    "unpack", "void", "waiting",
]
