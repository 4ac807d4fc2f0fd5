"""What may happen to a tube, a box, a shipment and a collection day. Pure.

    tube       collected → boxed → sealed → dispatched → accepted
                    ↑________|                      ├──→ rejected   (→ a new sample is asked for)
                                                    └──→ missing
               any of them → lost, quarantined (consent withdrawn), voided (entered wrongly)
    box        open → sealed → dispatched
    shipment   packed → dispatched → received

Source of the words: ISO 20387 (biobanking) and DESIGN §5.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.errors import Refused
from core.i18n import N_, gettext
from samples.rules import days
from samples.rules.days import (
    ACTIVE,
    DAY_KIND_WORDS,
    DAY_WORDS,
    DUTIES,
    FATE_WORDS,
    HOURS,
    OUTCOME_WORDS,
    Agreement,
    DayClosed,
    DayKind,
    DayMove,
    DayNotOpen,
    DayNumbers,
    DayStatus,
    KitFate,
    KitOfAnotherDay,
    NumbersDiffer,
    Outcome,
)


class SampleStatus(StrEnum):
    collected = "collected"
    boxed = "boxed"
    sealed = "sealed"
    dispatched = "dispatched"
    accepted = "accepted"
    rejected = "rejected"
    missing = "missing"
    lost = "lost"
    quarantined = "quarantined"
    voided = "voided"


class BoxStatus(StrEnum):
    open = "open"
    sealed = "sealed"
    dispatched = "dispatched"


class ShipmentStatus(StrEnum):
    packed = "packed"
    dispatched = "dispatched"
    received = "received"


class SampleKind(StrEnum):
    buccal = "buccal"
    dried_blood = "dried_blood"
    hair = "hair"
    nails = "nails"


__all__ = [
    "ACTIVE", "CELLS", "DAY_KIND_WORDS", "DAY_WORDS", "DUTIES", "FATE_WORDS", "HOURS", "KIND_WORDS", "MOVES", "OUTCOME_WORDS", "STATUS_WORDS", "Agreement", "AlreadyInBox",
    "BoxEmpty", "BoxFull", "BoxNotOpen", "BoxNotSealed", "BoxStatus", "Claim", "CodesDiffer", "ConsentGone", "ConsentMissing", "DayClosed", "DayKind",
    "DayMove", "DayNotOpen", "DayNumbers", "DayStatus", "KitFate", "KitOfAnotherDay", "KitSpoiled", "KitUnknown", "KitUsed", "KitVoid", "NumbersDiffer",
    "Outcome", "SampleKind", "SampleStatus", "SecondSample", "ShipmentMove", "ShipmentStatus", "WrongMove", "days", "move", "next_cell",
]

S = SampleStatus
MOVES: dict[str, dict[SampleStatus, SampleStatus]] = {
    "pack": {S.collected: S.boxed},
    "unpack": {S.boxed: S.collected},
    "seal": {S.boxed: S.sealed},
    "dispatch": {S.sealed: S.dispatched},
    "accept": {S.dispatched: S.accepted, S.missing: S.accepted},
    "reject": {S.dispatched: S.rejected, S.missing: S.rejected},
    "miss": {S.dispatched: S.missing},
    "lose": dict.fromkeys((S.collected, S.boxed, S.sealed, S.dispatched, S.missing), S.lost),
    "quarantine": dict.fromkeys((S.collected, S.boxed, S.sealed, S.dispatched, S.accepted, S.rejected, S.missing), S.quarantined),
    "void": dict.fromkeys((S.collected, S.boxed), S.voided),
}

STATUS_WORDS = {
    S.collected: N_("collected"), S.boxed: N_("in a box"), S.sealed: N_("sealed"), S.dispatched: N_("under way"), S.accepted: N_("accepted by the laboratory"),
    S.rejected: N_("cannot be used, to be repeated"), S.missing: N_("not arrived"), S.lost: N_("lost"), S.quarantined: N_("set apart"),
    S.voided: N_("entered wrongly"),
}
KIND_WORDS = {
    SampleKind.buccal: N_("cheek swab"), SampleKind.dried_blood: N_("dried blood"), SampleKind.hair: N_("hair with roots"), SampleKind.nails: N_("nails"),
}
SIDE = 9
CELLS = tuple(f"{row}{column}" for row in "ABCDEFGHI" for column in range(1, SIDE + 1))
"""The 81 places of a box, A1 to I9, in the order they are filled."""


class WrongMove(Refused):
    message = N_("Sample %(code)s is “%(status)s”, so this cannot be done. Nothing was changed. Look at its page first.")


class ConsentMissing(Refused):
    message = N_("There is no consent to testing in force for donor %(donor)s. Nothing was saved. Ask for consent first.")


class ConsentGone(Refused):
    message = N_("The consent for sample %(code)s is not in force any more. Nothing was saved. Take the tube out and set it apart.")


class CodesDiffer(Refused):
    message = N_("The two scans are not the same code. Nothing was saved. Scan the label twice again.")


class KitUnknown(Refused):
    message = N_("Code %(code)s was not printed here. Nothing was saved. Take a kit of this office.")


class KitVoid(Refused):
    message = N_("Code %(code)s was voided. Nothing was saved. Take another kit.")


class KitUsed(Refused):
    message = N_("Kit %(code)s was already used. Nothing was saved. Take another kit.")


class KitSpoiled(Refused):
    message = N_("Kit %(code)s was reported spoiled. Nothing was saved. Take another kit.")


class SecondSample(Refused):
    message = N_("This donor already gave sample %(code)s. Nothing was saved. If a second one is wanted, say why.")


class BoxNotOpen(Refused):
    message = N_("Box %(code)s is not open. Nothing was changed. Open another box.")


class BoxFull(Refused):
    message = N_("Box %(code)s is full. The tube was not placed. Open another box.")


class BoxEmpty(Refused):
    message = N_("Box %(code)s is empty and cannot be sealed. Nothing was changed.")


class BoxNotSealed(Refused):
    message = N_("Box %(code)s is not sealed. Nothing was sent. Seal it first.")


class ShipmentMove(Refused):
    message = N_("Shipment %(code)s is already “%(status)s”. Nothing was changed.")


class AlreadyInBox(Refused):
    message = N_("Tube %(code)s is already in box %(box)s, cell %(cell)s. Nothing was changed.")


@dataclass(frozen=True)
class Claim:
    """What was said at collection about whom this sample is for; one row each, one tube."""

    martyr_id: UUID
    martyr_code: str
    relation_path: str | None
    maternal_line: str


def move(code: str, status: SampleStatus, action: str) -> SampleStatus:
    """The status after an action. Raises WrongMove."""
    after = MOVES[action].get(status)
    if after is None:
        raise WrongMove(code=code, status=gettext(STATUS_WORDS[status]))
    return after


def next_cell(filled: set[str]) -> str | None:
    return next((cell for cell in CELLS if cell not in filled), None)
