"""Where every tube is, whose it is by code, and what waits."""

from core.errors import NotFound
from samples.queries.agenda import found_days, waiting_days
from samples.queries.apart import Apart, apart_on, parting_of, waiting_apart, was_sent
from samples.queries.appointments import Appointment, appointment, appointments, days_without
from samples.queries.boxes import BoxView, ScanView, box, boxes, boxes_of, filled, laboratories, place_of, scans, seals, tubes_in
from samples.queries.copies import HandedOver, copied, handed_over
from samples.queries.days import (
    DayCounts,
    DayView,
    ExpectedView,
    day,
    day_counts,
    day_events,
    day_paper,
    day_papers,
    day_view,
    days,
    expected,
    handovers,
    numbers,
    on_list,
    outcome_words,
    sampled_on,
    seen,
    seen_day,
    slots_taken,
    tube_of,
)
from samples.queries.kits import KitView, Stock, kits_of, stock
from samples.queries.lists import Ageing, TubePage, ageing_boxes, ageing_tubes, linked, status_counts, to_repeat, tubes, unboxed
from samples.queries.manifests import (
    FILE_NAMES,
    ManifestRow,
    NamesWanted,
    RecalledTube,
    checksums,
    delivered,
    frozen_rows,
    manifest,
    manifest_rows,
    manifests,
    names_lists,
    names_wanted,
    recalled,
    sent_codes,
    sent_shipment,
    sent_shipments,
    sent_with,
    shipment,
    shipments,
    tubes_of,
    undelivered_recalls,
)
from samples.queries.receipt import DiscrepancyView, ReceiptLine, discrepancies, missing_tubes, receipt_lines
from samples.queries.registers import stage_receipt, stage_remains, stage_said
from samples.queries.roads import hint_of, road_of, roads, said_of, tube_road
from samples.queries.rooms import found, moments, waiting
from samples.queries.standing import found_kits, kits_left
from samples.queries.tubes import (
    ACTION_WORDS,
    Link,
    SampleFacts,
    agreed_claims,
    by_code,
    claims_of,
    custody,
    donors_sampled,
    for_martyrs,
    of_donor,
    one,
    remains_codes,
    remains_hints,
    sample_facts,
)

__all__ = [
    "ACTION_WORDS", "FILE_NAMES", "Ageing", "Apart", "Appointment", "BoxView", "DayCounts", "DayView", "DiscrepancyView", "ExpectedView",
    "HandedOver", "KitView", "Link", "copied", "handed_over",
    "ManifestRow", "NamesWanted", "NotFound", "RecalledTube", "ReceiptLine", "SampleFacts", "ScanView", "Stock", "TubePage", "ageing_boxes",
    "ageing_tubes", "agreed_claims", "apart_on", "appointment", "appointments", "box", "boxes", "boxes_of", "by_code", "checksums", "claims_of", "custody", "day",
    "day_counts", "day_events", "day_paper", "day_papers", "day_view", "days", "days_without", "delivered", "discrepancies", "donors_sampled",
    "expected", "filled",
    "for_martyrs", "found", "found_days", "found_kits", "frozen_rows", "handovers", "hint_of", "kits_left", "kits_of", "laboratories", "linked",
    "manifest", "manifest_rows", "manifests", "missing_tubes", "moments", "names_lists", "names_wanted", "numbers", "of_donor", "on_list", "one",
    "outcome_words", "parting_of", "place_of", "recalled", "receipt_lines", "remains_codes", "remains_hints", "road_of", "roads", "said_of", "sample_facts", "sampled_on",
    "scans", "seals", "seen", "seen_day", "sent_codes", "sent_shipment", "sent_shipments", "sent_with", "shipment", "shipments", "slots_taken",
    "stage_receipt", "stage_remains", "stage_said", "status_counts", "stock", "to_repeat", "tube_of", "tube_road", "tubes", "tubes_in", "tubes_of",
    "unboxed", "undelivered_recalls", "waiting", "waiting_apart", "waiting_days", "was_sent",
]
