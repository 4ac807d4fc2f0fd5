"""One result, shaped for the page on which two people form their opinion."""

from dataclasses import dataclass
from datetime import datetime

import consent
from core.i18n import N_, gettext
from core.work import Work
from matching.models import ResultAnswer, ResultFile, Review
from matching.queries.calls import analysed_on, open_request
from matching.queries.checks import Check, checks
from matching.queries.evidence import Evidence
from matching.queries.matrix import MartyrMatrix, capital, matrix, shown_number
from matching.rules import OPINION_WORDS, Opinion, ReviewState

ERASED = N_("The words were erased at the donor's wish.")
FAMILY_READS = {
    "call": N_("The family reads: “The officer in charge would like to speak with you.”"),
    "analysed": N_("The family reads: “The sample has been analysed and is kept safely.” Nothing else has changed."),
    "erased": N_("The family's slip opens nothing any more: the donor's data were erased."),
    "withdrawn": N_("The family reads that it has taken its consent back."),
    "received": N_("The family reads that the laboratory has received the sample."),
}


@dataclass(frozen=True)
class Person:
    """One of the two: what they think stays hidden until the reader has written down their own."""

    name: str
    at: datetime
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReviewPage:
    known: Evidence
    donor_code: str
    martyrs: list[MartyrMatrix]
    checks: list[Check]
    people: list[Person]
    earlier: list[Person]
    answers: list[ResultAnswer]
    may_write: bool
    may_clear: bool
    loaded_it: bool
    louder: str
    prior: str
    posterior: str
    family: str

    @property
    def hidden(self) -> bool:
        return any(not person.words for person in self.people)


def review_page(work: Work, known: Evidence) -> ReviewPage:
    session, account = work.session, work.actor.account_id
    martyrs = [matrix(session, code, known.result) for code in known.lines]
    peers = [row for of in martyrs for row in of.results if row.id != known.result.id]
    source = session.get(ResultFile, known.result.file_id)
    loaded = source is not None and source.loaded_by == account and account is not None
    wrote = account in [row.actor_id for row in known.reviews]
    open_to_me = wrote or known.state is not ReviewState.waiting
    return ReviewPage(
        known, known.tube.donor_code if known.tube else "", martyrs, checks(session, known, peers),
        [_person(row, open_to_me) for row in known.reviews], [_person(row, True) for row in known.earlier], list(known.answers),
        may_write=work.actor.may("results.review") and known.permitted and not wrote and not loaded and known.state is ReviewState.waiting,
        may_clear=work.actor.may("results.review") and known.permitted and not loaded, loaded_it=loaded, louder=_louder(known),
        prior=_number(known.result.prior), posterior=_number(known.result.posterior), family=_family(work, known),
    )


def _person(row: Review, shown: bool) -> Person:
    if not shown:
        return Person(row.actor, row.occurred_at, "")
    return Person(row.actor, row.occurred_at, capital(gettext(OPINION_WORDS[Opinion(row.opinion)])), row.reason or gettext(ERASED))


def _number(value: float | None) -> str:
    return "" if value is None else shown_number(value)


def _louder(known: Evidence) -> str:
    """The next step the page makes primary: while a question is open, ask; else say that it suffices."""
    if any(not stop.asks_family for stop in known.stops):
        return Opinion.ask_laboratory
    return Opinion.disagree if known.stops else Opinion.agree


def _family(work: Work, known: Evidence) -> str:
    if known.tube is None:
        return ""
    if consent.erased(work.session, known.tube.donor_id):
        return gettext(FAMILY_READS["erased"])
    if consent.standing(work.session, known.tube.donor_id).state is consent.State.withdrawn:
        return gettext(FAMILY_READS["withdrawn"])
    if open_request(work.session, known.tube.donor_id):
        return gettext(FAMILY_READS["call"])
    return gettext(FAMILY_READS["analysed" if analysed_on(work.session, known.tube.donor_id) else "received"])
