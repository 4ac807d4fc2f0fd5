"""What a data subject may ask, how a request goes, and by when. Pure.

    received ──accept──▶ accepted ──do──▶ done ──answer──▶ answered          (a restriction: ──lift──▶ lifted)
        └─────refuse───────┴────▶ refused            received, accepted ──drop──▶ dropped, when the person no longer wants it

Who asks is made sure of (`identify`) before anything is accepted, handed out or changed (`needs_check`). Beside the line, at any
time before the end: the first answer, one extension, and "somebody else must act too".

Source: law 91/2025/QH15 art. 4, decree 356/2025 art. 5; the clocks are the office's settings (docs/rights.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from core import daysoff
from core.errors import Refused
from core.i18n import N_


class RequestKind(StrEnum):
    see = "see"
    copy = "copy"
    correct = "correct"
    restrict = "restrict"
    withdraw = "withdraw"
    erase = "erase"
    complain = "complain"


KIND_WORDS = {
    RequestKind.see: N_("See one's data"), RequestKind.copy: N_("Get a copy of one's data"), RequestKind.correct: N_("Correct one's data"),
    RequestKind.restrict: N_("Restrict the use of one's data"), RequestKind.withdraw: N_("Withdraw one's consent"), RequestKind.erase: N_("Erase one's data"),
    RequestKind.complain: N_("Complain"),
}


class RequestState(StrEnum):
    received = "received"
    accepted = "accepted"
    done = "done"
    answered = "answered"
    refused = "refused"
    dropped = "dropped"
    lifted = "lifted"


STATE_WORDS = {
    RequestState.received: N_("received"), RequestState.accepted: N_("accepted, being carried out"), RequestState.done: N_("carried out, not answered yet"),
    RequestState.answered: N_("answered in writing"), RequestState.refused: N_("refused"), RequestState.dropped: N_("dropped by the person"),
    RequestState.lifted: N_("restriction lifted"),
}


class Step(StrEnum):
    identify = "identify"
    first_answer = "first_answer"
    accept = "accept"
    refuse = "refuse"
    extend = "extend"
    hand_on = "hand_on"
    propose = "propose"
    do = "do"
    answer = "answer"
    lift = "lift"
    drop = "drop"


STEP_WORDS = {
    Step.identify: N_("Made sure of who asks"), Step.first_answer: N_("First answer given"), Step.accept: N_("Request accepted"), Step.refuse: N_("Refused"),
    Step.extend: N_("Time extended"), Step.hand_on: N_("Somebody else must act too"), Step.propose: N_("Erasing prepared, waits for a second person"),
    Step.do: N_("Carried out"), Step.answer: N_("Answered"), Step.lift: N_("Restriction lifted"), Step.drop: N_("The person no longer wants it"),
}

TAKEN = N_("The request is taken as %(code)s. Print the receipt and give it to whoever asked.")
STEP_SAID = {
    Step.identify: N_("Written down how the person was made sure of."), Step.first_answer: N_("The first answer is written. Print it and hand it over."),
    Step.accept: N_("Request %(code)s is accepted."), Step.refuse: N_("Request %(code)s is refused. Print the letter and hand it over."),
    Step.extend: N_("The time is extended. Print the notice and hand it over."), Step.hand_on: N_("The longer time counts now."),
    Step.propose: N_("The erasing is prepared. Another person must confirm it."), Step.do: N_("Request %(code)s is carried out. Write the answer now."),
    Step.answer: N_("Request %(code)s is answered. Print the letter and hand it over."), Step.lift: N_("The restriction is lifted."),
    Step.drop: N_("Written down: the person no longer wants it."),
}

S = RequestState
MOVES: dict[Step, dict[RequestState, RequestState]] = {
    Step.identify: {S.received: S.received, S.accepted: S.accepted},
    Step.first_answer: {S.received: S.received, S.accepted: S.accepted},
    Step.accept: {S.received: S.accepted},
    Step.extend: {S.received: S.received, S.accepted: S.accepted},
    Step.hand_on: {S.received: S.received, S.accepted: S.accepted},
    Step.propose: {S.accepted: S.accepted},
    Step.do: {S.accepted: S.done},
    Step.answer: {S.done: S.answered},
    Step.refuse: {S.received: S.refused, S.accepted: S.refused},
    Step.drop: {S.received: S.dropped, S.accepted: S.dropped},
    Step.lift: {S.done: S.lifted, S.answered: S.lifted},
}
OPEN = (S.received, S.accepted, S.done)
CLOCK_RUNS = (S.received, S.accepted)
"""Until it is carried out or refused; the written answer that follows is asked for under "Today"."""


class Channel(StrEnum):
    in_person = "in_person"
    letter = "letter"
    phone = "phone"
    family_page = "family_page"


CHANNEL_WORDS = {
    Channel.in_person: N_("in person"), Channel.letter: N_("by letter"), Channel.phone: N_("by telephone"),
    Channel.family_page: N_("after reading the family's page"),
}


class Check(StrEnum):
    """How somebody was made sure of: words only, never a picture of a card (domain.md R9)."""

    card_seen = "card_seen"
    known_and_witness = "known_and_witness"
    paper_of_representative = "paper_of_representative"
    call_back = "call_back"


CHECK_WORDS = {
    Check.card_seen: N_("identity card seen and compared"), Check.known_and_witness: N_("known to the day lead, before a witness"),
    Check.paper_of_representative: N_("the representative's card and paper seen"), Check.call_back: N_("called back on the number on record"),
}


class RefusalReason(StrEnum):
    not_proven = "not_proven"
    not_entitled = "not_entitled"
    harms_others = "harms_others"
    law_forbids = "law_forbids"
    already_done = "already_done"
    nothing_kept = "nothing_kept"


REFUSAL_WORDS = {
    RefusalReason.not_proven: N_("It could not be made sure who asks."), RefusalReason.not_entitled: N_("Whoever asks may not act for this person."),
    RefusalReason.harms_others: N_("It would lay open what belongs to another person."),
    RefusalReason.law_forbids: N_("A law does not allow it in this case."), RefusalReason.already_done: N_("The same was asked and done before."),
    RefusalReason.nothing_kept: N_("Nothing is kept about what was asked."),
}


class ExtensionReason(StrEnum):
    much = "much"
    others = "others"
    paper = "paper"


EXTENSION_WORDS = {
    ExtensionReason.much: N_("There is much to look through."), ExtensionReason.others: N_("Others must act first."),
    ExtensionReason.paper: N_("A paper from the person is still awaited."),
}


class StepNotNow(Refused):
    message = N_("This step does not fit where the request stands now. Nothing was changed. Open the request again; it shows what can be done.")


class NotMadeSure(Refused):
    message = N_("It was not yet made sure who asks. Nothing was changed or handed out. Write down first how the person was made sure of.")


class ExtendedBefore(Refused):
    message = N_("The time was extended once already, and the law allows it once. Nothing was changed.")


class AnsweredBefore(Refused):
    message = N_("This was written down already. Nothing was changed.")


class WhyMissing(Refused):
    message = N_("Choose one of the answers from the list. Nothing was changed.")


class RepresentativeUnnamed(Refused):
    message = N_("Whoever asks for another person needs a name and the basis for it. Nothing was saved.")


class CheckDoesNotFit(Refused):
    message = N_("A representative is made sure of by card and paper. Nothing was changed. Choose that, once both were seen.")


class FutureRequest(Refused):
    message = N_("A request cannot come from a day that has not been yet. Nothing was saved. Look at the day.")


class OpenAlready(Refused):
    message = N_("The same request of this person is open already: %(code)s. Nothing was saved. Go on there.")


class NotPrepared(Refused):
    message = N_("Erasing takes two people: one prepares it, another confirms. Nothing was erased. Let it be prepared first.")


class AlreadyErased(Refused):
    message = N_("The data of this donor are erased; only the code and the days remain. Nothing was changed.")


class RestrictionStands(Refused):
    message = N_("The use of this person's data is restricted at the person's own request. Nothing was saved. Ask the data-protection officer.")


@dataclass(frozen=True)
class StepFact:
    """One step as the rule sees it; ids are UUIDv7 and so stand in the order in which things were written down."""

    id: UUID
    step: Step
    word: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Clocks:
    """Days of one kind of request. All but the first answer are calendar days: the decree says "working days" where it means them."""

    first: int
    own: int
    with_others: int
    extension: int


CLOCK_KEYS = {
    RequestKind.see: ("access_days", "access_days_others", "access_extension_days"),
    RequestKind.copy: ("access_days", "access_days_others", "access_extension_days"),
    RequestKind.correct: ("access_days", "access_days_others", "access_extension_days"),
    RequestKind.restrict: ("withdrawal_days", "withdrawal_days_others", "withdrawal_extension_days"),
    RequestKind.withdraw: ("withdrawal_days", "withdrawal_days_others", "withdrawal_extension_days"),
    RequestKind.erase: ("erasure_days", "erasure_days_others", "erasure_extension_days"),
    RequestKind.complain: ("complaint_days", "complaint_days_others", "complaint_extension_days"),
}
"""The office's settings of each kind: done by ourselves, done with others, added once."""


def first_answer_by(received_on: date, clocks: Clocks) -> date:
    return daysoff.after(received_on, clocks.first)


def due_on(received_on: date, clocks: Clocks, *, others: bool = False, extended: bool = False) -> date:
    """Day of receipt plus calendar days. Where the last day is a day off, the law would give until the next working day (Civil Code 91/2015
    art. 148); this house does not take it, so that the date holds under either reading."""
    days = (clocks.with_others if others else clocks.own) + (clocks.extension if extended else 0)
    return received_on + timedelta(days=days)


def check_taken(*, received_on: date, today: date, by_representative: bool, name: str, basis: str) -> None:
    """Raise unless a request may be written down like this."""
    if received_on > today:
        raise FutureRequest()
    if by_representative and not (name and basis):
        raise RepresentativeUnnamed()


def needs_check(kind: RequestKind, step: Step) -> bool:
    """Before anything is shown, handed out, changed or destroyed. A withdrawal stops at once, as easily as consent was given, and is proven
    before the sample is destroyed; whoever complains need not prove anything."""
    return step in {RequestKind.complain: (), RequestKind.withdraw: (Step.do,)}.get(kind, (Step.accept, Step.do, Step.lift))


ONCE = (Step.first_answer, Step.hand_on, Step.propose)
WORDS: dict[Step, type[StrEnum]] = {Step.identify: Check, Step.refuse: RefusalReason, Step.extend: ExtensionReason}


def next_state(kind: RequestKind, now: RequestState, step: Step, earlier: frozenset[Step], *, word: str = "", represented: bool = False) -> RequestState:
    """Where a step leads. `earlier` are the steps taken so far; `word` is chosen from the step's list. Raises what stands against it."""
    after = MOVES[step].get(now)
    if after is None or (step is Step.lift and kind is not RequestKind.restrict) or (step is Step.propose and kind is not RequestKind.erase):
        raise StepNotNow()
    if step in WORDS and word not in list(WORDS[step]):
        raise WhyMissing()
    if step is Step.identify and represented and word != Check.paper_of_representative:
        raise CheckDoesNotFit()
    if step is Step.extend and step in earlier:
        raise ExtendedBefore()
    if step in ONCE and step in earlier:
        raise AnsweredBefore()
    if Step.identify not in earlier and needs_check(kind, step):
        raise NotMadeSure()
    if step is Step.do and kind is RequestKind.erase and Step.propose not in earlier:
        raise NotPrepared()
    return after


def state_of(steps: list[StepFact]) -> RequestState:
    """The state that a history of steps leads to; the cached one must always agree."""
    now = RequestState.received
    for fact in sorted(steps, key=lambda fact: fact.id):
        now = MOVES[fact.step].get(now, now)
    return now


def restricts(kind: RequestKind, state: RequestState) -> bool:
    """Whether this request keeps the donor's data from new use: from the day it is accepted until it is lifted; an erasure, while it is open."""
    if kind is RequestKind.restrict:
        return state in (S.accepted, S.done, S.answered)
    return kind is RequestKind.erase and state is S.accepted


def check_prepared(by: UUID | None) -> None:
    """Raise unless somebody prepared the erasure; that another person confirms it is `auth.two_people`."""
    if by is None:
        raise NotPrepared()


def check_erasure(kind: RequestKind, *, about: bool, erased: bool) -> None:
    """Raise unless this request asks to erase this donor, who is not erased yet."""
    if erased:
        raise AlreadyErased()
    if kind is not RequestKind.erase or not about:
        raise StepNotNow()


LETTERS = (Step.first_answer, Step.extend, Step.refuse, Step.answer)
"""Each of these steps draws a letter, once, from the names handed in."""


def offered(kind: RequestKind, now: RequestState, earlier: frozenset[Step], *, represented: bool = False) -> list[Step]:
    """The steps that could be taken now, the next one of the ordinary way first."""
    fits = []
    for step in Step:
        if step is Step.identify and step in earlier:
            continue
        word = Check.paper_of_representative if step is Step.identify else next(iter(WORDS[step])) if step in WORDS else ""
        try:
            next_state(kind, now, step, earlier, word=word, represented=represented)
        except Refused:
            continue
        fits.append(step)
    return sorted(fits, key=WAY.index)


WAY = [Step.identify, Step.first_answer, Step.accept, Step.propose, Step.do, Step.answer, Step.lift, Step.extend, Step.hand_on, Step.refuse, Step.drop]
