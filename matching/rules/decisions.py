"""Whose remains these are: one decision over all remains and all martyrs it touches. Pure.

    standing ⇄ suspended
    standing | suspended → revoked

A suspended decision still holds its remains: it is taken up again or revoked before anybody else decides about them. A revoked one stays readable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_, gettext
from matching.rules.results import NUCLEAR, Conclusion, ReviewState


class IdentificationStatus(StrEnum):
    standing = "standing"
    suspended = "suspended"
    revoked = "revoked"


S = IdentificationStatus
MOVES: dict[str, dict[IdentificationStatus, IdentificationStatus]] = {
    "suspend": {S.standing: S.suspended},
    "resume": {S.suspended: S.standing},
    "revoke": {S.standing: S.revoked, S.suspended: S.revoked},
}
STATUS_WORDS = {S.standing: N_("stands"), S.suspended: N_("suspended"), S.revoked: N_("revoked")}


class NothingToRestOn(Refused):
    message = N_("A decision rests on reviewed results. Nothing was saved. Choose at least one.")


class NumberTaken(Refused):
    message = N_("There is already a decision with the number %(number)s. Nothing was saved. Look it up, or correct the number.")


class DecidedAhead(Refused):
    message = N_("The decision is dated after today. Nothing was saved. Write the day on which it was signed.")


class NotHisDonor(Refused):
    message = N_("Sample %(code)s was not given for martyr %(martyr)s. Nothing was saved.")


class NoMatch(Refused):
    message = N_("The laboratory did not find that sample %(code)s and remains %(remains)s belong together. Nothing was saved. Leave this result out.")


class NotAgreed(Refused):
    message = N_("Two different people have not agreed on the result of %(remains)s and %(code)s. Nothing was saved. Have it reviewed first.")


class QuestionOpen(Refused):
    message = N_("A question about the result of %(remains)s and %(code)s is still open. Nothing was saved. Clear it up first.")


class ConsentNotInForce(Refused):
    message = N_("The consent for sample %(code)s is not in force any more. Nothing was saved. No decision may rest on this sample.")


class LineageAlone(Refused):
    message = N_("For %(remains)s and martyr %(martyr)s there is only a shared line of kin. Many people share one. Nothing was saved. Wait for STR or SNP.")


class TwoMartyrs(Refused):
    message = N_("The chosen results give remains %(remains)s to two martyrs. Nothing was saved. One remains belongs to one martyr.")


class RemainsDecided(Refused):
    message = N_("Remains %(remains)s are already in decision %(number)s. Nothing was saved. Revoke that one first, if it is wrong.")


class SkeletonUndeclared(Refused):
    message = N_("Martyr %(martyr)s would have several remains. Nothing was saved. Say that they are parts of one skeleton, or leave one out.")


class DecisionMove(Refused):
    message = N_("Decision %(number)s is “%(status)s”, so this cannot be done. Nothing was changed.")


@dataclass(frozen=True)
class Basis:
    """One result as a decision may rest on it: what it says of one martyr, what two people think, and what still stops a reader."""

    sample_code: str
    remains_code: str
    martyr_code: str
    method: str
    conclusion: str
    state: ReviewState
    claimed: bool
    permitted: bool
    stopped: bool


@dataclass(frozen=True)
class Holding:
    """Remains and martyr in a decision that was not revoked."""

    number: str
    remains_code: str
    martyr_code: str


def check_basis(basis: Basis) -> None:
    """Raises the refusal that keeps this one result out."""
    codes = {"code": basis.sample_code, "remains": basis.remains_code}
    if not basis.claimed:
        raise NotHisDonor(code=basis.sample_code, martyr=basis.martyr_code)
    if not basis.permitted:
        raise ConsentNotInForce(code=basis.sample_code)
    if basis.conclusion != Conclusion.match:
        raise NoMatch(**codes)
    if basis.state is not ReviewState.agreed:
        raise NotAgreed(**codes)
    if basis.stopped:
        raise QuestionOpen(**codes)


def check_decision(bases: Sequence[Basis], held: Sequence[Holding], *, same_skeleton: bool) -> None:
    """Whether these results carry a decision, given what other decisions hold. Raises the refusals above."""
    if not bases:
        raise NothingToRestOn()
    for basis in bases:
        check_basis(basis)
    check_scope({(basis.remains_code, basis.martyr_code) for basis in bases}, held, same_skeleton=same_skeleton)
    strong = {(basis.remains_code, basis.martyr_code) for basis in bases if basis.method in NUCLEAR}
    for basis in bases:
        if (basis.remains_code, basis.martyr_code) not in strong:
            raise LineageAlone(remains=basis.remains_code, martyr=basis.martyr_code)


def check_scope(pairs: set[tuple[str, str]], held: Sequence[Holding], *, same_skeleton: bool) -> None:
    """One remains to at most one martyr; a martyr with several remains only where they are declared one skeleton (science.md §3, joint identification)."""
    remains = sorted(code for code, _ in pairs)
    for code in remains:
        if remains.count(code) > 1:
            raise TwoMartyrs(remains=code)
    for holding in held:
        if holding.remains_code in remains:
            raise RemainsDecided(remains=holding.remains_code, number=holding.number)
    martyrs = [martyr for _, martyr in pairs] + [holding.martyr_code for holding in held]
    for _, martyr in sorted(pairs):
        if martyrs.count(martyr) > 1 and not same_skeleton:
            raise SkeletonUndeclared(martyr=martyr)


def check_day(decided_on: date, today: date) -> None:
    if decided_on > today:
        raise DecidedAhead()


def move(number: str, status: IdentificationStatus, action: str) -> IdentificationStatus:
    """The status after an action. Raises DecisionMove."""
    after = MOVES[action].get(status)
    if after is None:
        raise DecisionMove(number=number, status=gettext(STATUS_WORDS[status]))
    return after
