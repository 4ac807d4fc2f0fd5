"""Where every tube is, whose it is by code, and what waits."""

from core.errors import NotFound
from samples.queries.agenda import found_days, waiting_days
from samples.queries.appointments import Appointment, appointment
from samples.queries.days import (
    DayCounts,
    DayView,
    ExpectedView,
    counts,
    day,
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
from samples.queries.registers import stage_receipt, stage_remains
from samples.queries.rooms import found, moments, waiting
from samples.queries.shipping import BoxView, box, boxes, manifests, shipments
from samples.queries.tubes import (
    ACTION_WORDS,
    Link,
    SampleFacts,
    by_code,
    claims_of,
    custody,
    for_martyrs,
    of_donor,
    one,
    remains_codes,
    remains_hints,
    sample_facts,
    unboxed,
)

__all__ = [
    "ACTION_WORDS", "Appointment", "BoxView", "DayCounts", "DayView", "ExpectedView", "KitView", "Link", "NotFound", "SampleFacts", "Stock", "appointment",
    "box", "boxes", "by_code", "claims_of", "counts", "custody", "day", "day_events", "day_paper", "day_papers", "day_view", "days", "expected",
    "for_martyrs", "found", "found_days", "handovers", "kits_of", "manifests", "moments", "numbers", "of_donor", "on_list", "one", "outcome_words",
    "remains_codes", "remains_hints", "sample_facts", "sampled_on", "seen", "seen_day", "shipments", "slots_taken", "stage_receipt", "stage_remains",
    "stock", "tube_of", "unboxed", "waiting", "waiting_days",
]
