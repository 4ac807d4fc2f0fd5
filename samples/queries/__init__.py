"""Where every tube is, whose it is by code, and what waits."""

from core.errors import NotFound
from samples.queries.appointments import Appointment, appointment
from samples.queries.days import DayView, ExpectedView, day, days, expected
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
    "ACTION_WORDS", "Appointment", "BoxView", "DayView", "ExpectedView", "Link", "NotFound", "SampleFacts", "appointment", "box", "boxes", "by_code", "claims_of",
    "custody", "day", "days", "expected", "for_martyrs", "found",
    "manifests", "moments", "of_donor", "one", "remains_codes", "remains_hints", "sample_facts", "shipments", "stage_receipt", "stage_remains", "unboxed",
    "waiting",
]
