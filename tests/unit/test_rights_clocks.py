"""By when a data subject must have an answer, and which step may follow which."""

from datetime import date
from uuid import UUID

import pytest

from consent.rules import rights
from consent.rules.rights import Check, Clocks, RequestKind, RequestState, Step, StepFact
from core import daysoff

WITHDRAW, ACCESS, ERASE = Clocks(2, 15, 20, 15), Clocks(2, 10, 15, 10), Clocks(2, 20, 30, 20)


@pytest.mark.parametrize(
    ("received", "answer_by", "why"),
    [
        (date(2026, 11, 9), date(2026, 11, 11), "a Monday: Tuesday and Wednesday"),
        (date(2026, 11, 12), date(2026, 11, 16), "a Thursday: Friday, then Monday"),
        (date(2026, 11, 14), date(2026, 11, 17), "a Saturday: Monday and Tuesday"),
        (date(2026, 11, 23), date(2026, 11, 26), "24 November is Vietnam's day of culture"),
        (date(2027, 2, 2), date(2027, 2, 11), "Tết 2027: off from Thursday 4 to Wednesday 10 February"),
        (date(2027, 2, 3), date(2027, 2, 12), "the last working day before Tết"),
        (date(2027, 2, 7), date(2027, 2, 12), "in the middle of Tết"),
        (date(2027, 4, 29), date(2027, 5, 5), "30 April, and Monday 3 May for the 1st on a Saturday"),
        (date(2026, 12, 31), date(2027, 1, 5), "over New Year"),
    ],
)
def test_the_first_answer_counts_working_days_only(received, answer_by, why):
    assert rights.first_answer_by(received, WITHDRAW) == answer_by, why


@pytest.mark.parametrize(
    ("clocks", "others", "extended", "day"),
    [
        (ACCESS, False, False, date(2026, 11, 19)), (ACCESS, True, False, date(2026, 11, 24)), (ACCESS, False, True, date(2026, 11, 29)),
        (WITHDRAW, False, False, date(2026, 11, 24)), (WITHDRAW, True, False, date(2026, 11, 29)), (WITHDRAW, True, True, date(2026, 12, 14)),
        (ERASE, False, False, date(2026, 11, 29)), (ERASE, True, False, date(2026, 12, 9)), (ERASE, True, True, date(2026, 12, 29)),
    ],
)
def test_the_end_counts_calendar_days_from_the_day_of_receipt(clocks, others, extended, day):
    assert rights.due_on(date(2026, 11, 9), clocks, others=others, extended=extended) == day


def test_tet_is_off_in_every_year_that_this_program_will_see():
    for year in range(2026, 2046):
        off = [day for day in range(1, 60) if not daysoff.works(date.fromordinal(date(year, 1, 1).toordinal() + day))]
        assert len(off) > 20, year


def go(kind, *steps, represented=False):
    now, earlier = RequestState.received, frozenset()
    for step in steps:
        step, word = step if isinstance(step, tuple) else (step, "")
        now, earlier = rights.next_state(kind, now, step, earlier, word=word, represented=represented), earlier | {step}
    return now


SURE = (Step.identify, Check.card_seen)
ORDINARY = (RequestKind.see, RequestKind.copy, RequestKind.correct, RequestKind.restrict)


@pytest.mark.parametrize("kind", ORDINARY)
def test_an_ordinary_request_goes_from_its_receipt_to_its_answer(kind):
    assert go(kind, Step.first_answer, SURE, Step.accept, Step.do, Step.answer) is RequestState.answered


@pytest.mark.parametrize("kind", [*ORDINARY, RequestKind.erase])
def test_nothing_is_accepted_before_it_is_made_sure_who_asks(kind):
    with pytest.raises(rights.NotMadeSure):
        go(kind, Step.first_answer, Step.accept)


def test_a_withdrawal_stops_at_once_and_is_proven_before_the_sample_is_destroyed():
    assert go(RequestKind.withdraw, Step.accept) is RequestState.accepted
    with pytest.raises(rights.NotMadeSure):
        go(RequestKind.withdraw, Step.accept, Step.do)
    assert go(RequestKind.withdraw, Step.accept, SURE, Step.do) is RequestState.done


def test_whoever_complains_need_prove_nothing():
    assert go(RequestKind.complain, Step.accept, Step.do, Step.answer) is RequestState.answered


def test_erasing_is_prepared_before_it_is_done_and_by_another_person():
    with pytest.raises(rights.NotPrepared):
        go(RequestKind.erase, SURE, Step.accept, Step.do)
    assert go(RequestKind.erase, SURE, Step.accept, Step.propose, Step.do) is RequestState.done
    with pytest.raises(rights.NotPrepared):
        rights.check_prepared(None)


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ((Step.do,), rights.StepNotNow), ((SURE, Step.accept, Step.accept), rights.StepNotNow), ((Step.propose,), rights.StepNotNow),
        ((Step.lift,), rights.StepNotNow), (((Step.extend, "much"), (Step.extend, "others")), rights.ExtendedBefore),
        ((Step.first_answer, Step.first_answer), rights.AnsweredBefore), (((Step.refuse, "because"),), rights.WhyMissing),
        (((Step.identify, ""),), rights.WhyMissing), ((SURE, Step.accept, Step.do, (Step.refuse, "not_proven")), rights.StepNotNow),
    ],
)
def test_what_does_not_fit_is_refused(steps, refusal):
    with pytest.raises(refusal):
        go(RequestKind.see, *steps)


def test_a_representative_shows_card_and_paper():
    with pytest.raises(rights.CheckDoesNotFit):
        go(RequestKind.see, SURE, represented=True)
    assert go(RequestKind.see, (Step.identify, Check.paper_of_representative), Step.accept, represented=True) is RequestState.accepted


def test_only_a_restriction_is_lifted_and_it_holds_until_then():
    assert go(RequestKind.restrict, SURE, Step.accept, Step.do, Step.answer, Step.lift) is RequestState.lifted
    held = [state for state in RequestState if rights.restricts(RequestKind.restrict, state)]
    assert held == [RequestState.accepted, RequestState.done, RequestState.answered]
    assert [state for state in RequestState if rights.restricts(RequestKind.erase, state)] == [RequestState.accepted]
    assert not any(rights.restricts(RequestKind.see, state) for state in RequestState)


def test_the_state_is_read_from_the_steps_in_the_order_they_were_written():
    facts = [StepFact(UUID(int=3), Step.do), StepFact(UUID(int=1), Step.identify), StepFact(UUID(int=2), Step.accept)]
    assert rights.state_of(facts) is RequestState.done


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"received_on": date(2026, 11, 11)}, rights.FutureRequest), ({"by_representative": True}, rights.RepresentativeUnnamed),
        ({"by_representative": True, "name": "Lê Thị Hoa"}, rights.RepresentativeUnnamed),
    ],
)
def test_a_request_that_cannot_be_is_not_taken(asked, refusal):
    fine = {"received_on": date(2026, 11, 9), "today": date(2026, 11, 10), "by_representative": False, "name": "", "basis": ""}
    with pytest.raises(refusal):
        rights.check_taken(**fine | asked)
    rights.check_taken(**fine)
