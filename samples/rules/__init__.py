"""What may happen to a tube, a box, a shipment and a collection day. Pure.

    tube       collected → boxed → sealed → dispatched → accepted
                    ↑________| ↑______|             ├──→ rejected   (→ a new sample is asked for)
                                                    └──→ missing
               any of them → lost (→ found again), quarantined (consent withdrawn: waits to be destroyed or given back), voided (entered wrongly)
               quarantined → destroyed, returned, each before a witness
    box        open → sealed → dispatched; sealed → open before it is sent; any of them → lost
    shipment   packed → dispatched → received
    discrepancy  open → settled

Source of the words: ISO 20387 (biobanking) and DESIGN §5.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from core.errors import Refused
from core.i18n import N_, gettext
from core.names import fold
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
    DayOver,
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
    destroyed = "destroyed"
    returned = "returned"
    voided = "voided"


class Verdict(StrEnum):
    """The laboratory's word about a tube; `not_listed` is about one that no manifest of ours names."""

    accepted = "accepted"
    rejected = "rejected"
    missing = "missing"
    not_listed = "not_listed"


class Settlement(StrEnum):
    """How the question of an unlisted tube was settled."""

    misread = "misread"
    other_sender = "other_sender"
    returned = "returned"
    destroyed = "destroyed"


class Parting(StrEnum):
    """How a tube whose consent is gone leaves us; the words are the actions of its custody."""

    destroy = "destroy"
    give_back = "give_back"
    destroy_there = "destroy_there"


class ManifestKind(StrEnum):
    dispatch = "dispatch"
    correction = "correction"
    recall = "recall"


class BoxStatus(StrEnum):
    open = "open"
    sealed = "sealed"
    dispatched = "dispatched"
    lost = "lost"


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
    "ACTIVE", "APART", "AT_LABORATORY", "CELLS", "DAY_KIND_WORDS", "DAY_WORDS", "DUTIES", "FATE_WORDS", "HOURS", "KIND_WORDS", "MOVES",
    "OUTCOME_WORDS", "PARTING_WORDS", "RECALLED_WORDS", "STATUS_WORDS", "Agreement", "AlreadyInBox", "BoxEmpty", "BoxFull", "BoxNotOpen", "BoxNotSealed", "BoxStatus",
    "Claim", "CodesDiffer", "ConsentGone", "ConsentMissing", "DataRestricted", "DayClosed", "DayKind", "DayMove", "DayNotOpen", "DayNumbers",
    "DayOver", "DayStatus", "KitFate", "KitOfAnotherDay", "KitSpoiled", "KitUnknown", "KitUsed", "KitVoid", "NumbersDiffer",
    "Outcome", "Parting", "PartedAhead", "PartedTooEarly", "SampleKind", "SampleStatus", "SecondSample", "ShipmentMove", "ShipmentStatus", "WitnessIsDoer", "WrongMove", "check_parting", "days", "move", "next_cell",
]

S = SampleStatus
MOVES: dict[str, dict[SampleStatus, SampleStatus]] = {
    "pack": {S.collected: S.boxed},
    "unpack": {S.boxed: S.collected},
    "seal": {S.boxed: S.sealed},
    "reopen": {S.sealed: S.boxed},
    "dispatch": {S.sealed: S.dispatched},
    "accept": {S.dispatched: S.accepted, S.missing: S.accepted},
    "reject": {S.dispatched: S.rejected, S.missing: S.rejected},
    "miss": {S.dispatched: S.missing},
    "lose": dict.fromkeys((S.collected, S.boxed, S.sealed, S.dispatched, S.missing), S.lost),
    "quarantine": dict.fromkeys((S.collected, S.boxed, S.sealed, S.dispatched, S.accepted, S.rejected, S.missing), S.quarantined),
    "void": dict.fromkeys((S.collected, S.boxed), S.voided),
    "find": {S.lost: S.collected},
    Parting.destroy.value: {S.quarantined: S.destroyed},
    Parting.destroy_there.value: {S.quarantined: S.destroyed},
    Parting.give_back.value: {S.quarantined: S.returned},
}
APART = (S.quarantined, S.destroyed, S.returned)
"""Tubes whose consent is gone, before and after they left us: on no list but a recall."""
AT_LABORATORY = frozenset({S.dispatched, S.accepted, S.rejected, S.missing})
"""Where a tube was before it was set apart, when the laboratory has it or may have it."""
FOUND = {S.dispatched: S.dispatched, S.missing: S.missing}
"""Where a lost tube is again when it is found, by where it was before: on the road, or else in no box."""
REPEATED = (S.rejected, S.lost)
"""Tubes for which the family is asked for another."""
CAN_ANSWER = frozenset({S.collected, S.boxed, S.sealed, S.dispatched, S.accepted})
"""A tube in one of these states may still bring an answer; a rejected, lost, missing or quarantined one does not."""
ON_THE_ROAD = (S.dispatched, S.missing)
"""Tubes about which the laboratory's word is still awaited."""

STATUS_WORDS = {
    S.collected: N_("collected"), S.boxed: N_("in a box"), S.sealed: N_("sealed"), S.dispatched: N_("under way"), S.accepted: N_("accepted by the laboratory"),
    S.rejected: N_("cannot be used, to be repeated"), S.missing: N_("not arrived"), S.lost: N_("lost"), S.quarantined: N_("set apart"),
    S.destroyed: N_("destroyed"), S.returned: N_("given back"), S.voided: N_("entered wrongly"),
}
BOX_WORDS = {
    BoxStatus.open: N_("open box"), BoxStatus.sealed: N_("sealed box"), BoxStatus.dispatched: N_("sent box"), BoxStatus.lost: N_("lost box"),
}
SHIPMENT_WORDS = {ShipmentStatus.packed: N_("packed"), ShipmentStatus.dispatched: N_("on the road"), ShipmentStatus.received: N_("received")}
RECALLED_WORDS = N_("recalled on the road")
"""A shipment that is over and was never received: everything that was still awaited of it was recalled."""
SETTLEMENT_WORDS = {
    Settlement.misread: N_("the code was misread; the tube is on the list under its right code"),
    Settlement.other_sender: N_("the tube is another sender's"),
    Settlement.returned: N_("the laboratory sends the tube back"),
    Settlement.destroyed: N_("the laboratory destroyed the tube and says so in writing"),
}
MANIFEST_WORDS = {
    ManifestKind.dispatch: N_("at dispatch"), ManifestKind.correction: N_("corrected list"), ManifestKind.recall: N_("recall addendum"),
}
PARTING_WORDS = {
    Parting.destroy: N_("destroyed here"), Parting.give_back: N_("given back to the family"),
    Parting.destroy_there: N_("the laboratory destroyed it and says so in writing"),
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


class DataRestricted(Refused):
    message = N_("The donor of tube %(code)s asked to restrict the use of the data, so nothing new may be done with it. Nothing was saved. Leave the tube "
                 "out of the box, and ask the data-protection officer.")


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


class NeverCollected(Refused):
    message = N_("Tube %(code)s was never written down at a desk. It was not placed. Set the tube aside and ask the day lead.")


class NotInBox(Refused):
    message = N_("Tube %(code)s is not in box %(box)s. Nothing was changed. Look at the tube's page: it says where the tube is.")


class BoxMove(Refused):
    message = N_("Box %(code)s is “%(status)s”, so this cannot be done. Nothing was changed.")


class SealUsed(Refused):
    message = N_("Seal number %(seal)s closed box %(box)s before. Nothing was sealed. Look at the number on the seal again.")


class OtherLaboratory(Refused):
    message = N_("Box %(code)s is for laboratory %(laboratory)s. Nothing was packed. A shipment goes to one laboratory.")


class ShipmentEmpty(Refused):
    message = N_("There is no box in shipment %(code)s. Nothing was sent. Put a sealed box in first.")


class LaboratoryKnown(Refused):
    message = N_("There is already a laboratory with the code %(code)s. Nothing was changed. Choose another code.")


class LaboratoryUnknown(Refused):
    message = N_("There is no laboratory with the code %(code)s. Nothing was changed. These are known: %(known)s.")


class KeyNeeded(Refused):
    message = N_("A list with names can only be sealed to the laboratory's public key. Nothing was changed. Ask the laboratory for its key first.")


class RejectedWithoutReason(Refused):
    message = N_("Tube %(code)s was rejected without a reason. Nothing was saved. Write the laboratory's reason beside it.")


class NothingSaid(Refused):
    message = N_("Nothing was marked, so nothing was saved. Mark at least one tube, or write the code of a tube that was not on the list.")


class NotATubeCode(Refused):
    message = N_("“Not on the list” takes the code on the tube only: letters, figures and dashes. Nothing was saved. Copy the code from the tube.")


class WitnessIsDoer(Refused):
    message = N_("Whoever destroys a sample or gives it back cannot be the witness of it. Nothing was saved. Name another person as witness.")


class PartedTooEarly(Refused):
    message = N_("Tube %(code)s was set apart on %(day)s, so this day cannot be right. Nothing was saved. Write the day on which it was done.")


class PartedAhead(Refused):
    message = N_("That day has not come yet. Nothing was saved. Write it down when the tube is destroyed or given back.")


class AlreadySettled(Refused):
    message = N_("This question is settled already. Nothing was changed.")


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


def check_parting(code: str, done_by: str, witness: str, *, held_on: date, apart_on: date, today: date) -> None:
    """Two people stand behind the end of a sample (four eyes). Raises WitnessIsDoer, PartedTooEarly or PartedAhead."""
    if fold(done_by) == fold(witness):
        raise WitnessIsDoer()
    if held_on < apart_on:
        raise PartedTooEarly(code=code, day=f"{apart_on:%d/%m/%Y}")
    if held_on > today:
        raise PartedAhead()


def next_cell(filled: set[str]) -> str | None:
    return next((cell for cell in CELLS if cell not in filled), None)


def found_again(before: SampleStatus) -> SampleStatus:
    return FOUND.get(before, SampleStatus.collected)


def tube_code(text: str) -> str:
    """The code of a tube that is not ours, as the laboratory wrote it. Raises NotATubeCode for anything longer or wordier than a code."""
    code = " ".join(text.upper().split())
    if not re.fullmatch(r"(?=.*\d)[A-Z0-9][A-Z0-9 ./-]{2,29}", code):
        raise NotATubeCode()
    return code


def mark(days: int, soon: int, late: int) -> str:
    """How an age is shown: plain, wait or stop, by the office's two marks (7 and 30 days unless it says otherwise)."""
    return "stop" if days >= late else "wait" if days >= soon else "plain"
