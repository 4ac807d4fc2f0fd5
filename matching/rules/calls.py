"""When a family is asked to call. Pure.

    asked → settled: talked | visited | cancelled (the family took its consent back)

The family always reads the same sentence; the reason stays with the staff (face.md, Words). For news it may be set only once a
visit is planned, so that nobody learns of a martyr by telephone.
"""

from enum import StrEnum

from core.errors import Refused
from core.i18n import N_


class CallReason(StrEnum):
    missing_detail = "missing_detail"
    another_sample = "another_sample"
    news = "news"


class CallEnd(StrEnum):
    talked = "talked"
    visited = "visited"
    cancelled = "cancelled"


CALL_WORDS = {
    CallReason.missing_detail: N_("a detail is missing"), CallReason.another_sample: N_("another sample is needed"), CallReason.news: N_("there is news"),
}
END_WORDS = {CallEnd.talked: N_("talked with the family"), CallEnd.visited: N_("visited the family"), CallEnd.cancelled: N_("called off")}


class AlreadyAsked(Refused):
    message = N_("This family is already asked to call. Nothing was saved. Settle that call first; the family reads the same words whatever the reason.")


class NoVisitPlanned(Refused):
    message = N_("For news a visit must be planned first. Nothing was saved. Plan the visit, so that nobody learns it by telephone.")


class FamilyWithdrew(Refused):
    message = N_("This family has taken its consent back. Nothing was saved, and nobody calls on it for this.")


class CallSettledBefore(Refused):
    message = N_("This call was already settled. Nothing was changed.")


def check_call(reason: CallReason, *, withdrawn: bool, asked: bool, visit_planned: bool) -> None:
    """Raises FamilyWithdrew, NoVisitPlanned or AlreadyAsked."""
    if withdrawn:
        raise FamilyWithdrew()
    if reason is CallReason.news and not visit_planned:
        raise NoVisitPlanned()
    if asked:
        raise AlreadyAsked()
