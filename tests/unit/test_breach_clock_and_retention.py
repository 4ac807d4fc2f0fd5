"""The 72 hours, and when what is kept is looked at."""

from datetime import UTC, date, datetime, timedelta

import pytest

from privacy.rules import breaches, retention, wording
from privacy.rules.breaches import Step, check_step, count_down
from privacy.rules.retention import End, check_decisions, months_before, next_review, review_days

FOUND = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def after(hours):
    return FOUND + timedelta(hours=hours)


@pytest.mark.parametrize(("hours", "left", "kind"), [(0, 72, "plain"), (48, 24, "plain"), (48.01, 23, "wait"), (71.5, 0, "wait"), (72, 0, "wait"), (72.01, -1, "stop")])
def test_the_clock_runs_from_the_finding_and_turns_amber_under_a_day(hours, left, kind):
    now = count_down(FOUND, None, after(hours))
    assert (now.hours_left, now.kind, now.runs) == (left, kind, True)


@pytest.mark.parametrize(("hours", "kind"), [(1, "good"), (72, "good"), (72.01, "stop")])
def test_once_the_authority_was_told_the_clock_stands_and_says_whether_it_was_in_time(hours, kind):
    told = count_down(FOUND, after(hours), after(500))
    assert (told.kind, told.runs) == (kind, False)


def test_the_hours_are_a_setting():
    assert count_down(FOUND, None, after(30), hours=48).hours_left == 18


def step(done, new, at=10, **more):
    check_step(done, new, after(at), FOUND, after(100), **more)


def test_nothing_follows_a_closed_entry_and_nothing_is_told_before_it_was_found():
    step([], Step.measure, at=-1)
    with pytest.raises(breaches.BreachClosed):
        step([Step.told_authority, Step.closed], Step.measure)
    with pytest.raises(breaches.BeforeTheFinding):
        step([], Step.told_persons, at=-1)
    with pytest.raises(breaches.NotYetHappened):
        step([], Step.measure, at=101)


def test_an_entry_is_closed_when_the_authority_was_told_or_need_not_be():
    with pytest.raises(breaches.AuthorityNotTold):
        step([Step.measure], Step.closed)
    step([Step.told_authority], Step.closed)
    step([], Step.closed, no_need=True)


@pytest.mark.parametrize(("on", "months", "day"), [
    (date(2026, 11, 24), 12, date(2025, 11, 24)), (date(2027, 3, 31), 1, date(2027, 2, 28)), (date(2028, 3, 31), 1, date(2028, 2, 29)),
    (date(2026, 1, 31), 2, date(2025, 11, 30)), (date(2026, 5, 5), 0, date(2026, 5, 5)),
])
def test_months_are_counted_back_to_a_day_that_exists(on, months, day):
    assert months_before(on, months) == day


def test_a_review_is_due_once_a_year_and_when_the_campaign_ends():
    assert review_days(date(2026, 6, 10), 27, 7, date(2027, 7, 27), 2) == [date(2026, 7, 27), date(2027, 7, 27), date(2028, 7, 27)]
    assert date(2027, 9, 30) in review_days(date(2026, 8, 1), 27, 7, date(2027, 9, 30), 2)
    assert date(2026, 7, 27) not in review_days(date(2026, 8, 1), 27, 7, None, 2)


def review(today, signed=()):
    return next_review(date(2026, 8, 1), 27, 7, date(2027, 7, 27), signed, today)


def test_a_review_opens_a_month_before_its_day_and_stays_due_until_it_is_signed():
    assert (review(date(2027, 6, 26)).is_open, review(date(2027, 6, 27)).is_open) == (False, True)
    assert review(date(2027, 7, 1)).campaign_end
    late = review(date(2028, 8, 1))
    assert (late.due_on, late.late) == (date(2027, 7, 27), True)
    assert review(date(2028, 8, 1), [date(2027, 7, 27)]).due_on == date(2028, 7, 27)


def test_whatever_is_due_is_decided_and_what_is_kept_has_a_reason():
    with pytest.raises(retention.ReviewIncomplete):
        check_decisions(["papers"], {})
    with pytest.raises(retention.ReviewIncomplete):
        check_decisions(["papers"], {"papers": (End.keep, "")})
    check_decisions(["papers"], {"papers": (End.keep, "a case is open"), "trace": (End.keep, "")})
    check_decisions(["papers"], {"papers": (End.erase, "")})


@pytest.mark.parametrize("months", [-1, 601])
def test_a_period_has_sense(months):
    with pytest.raises(retention.NoPeriod):
        retention.check_period(months)


def test_the_first_values_of_the_wordings_fit_their_own_boxes():
    assert [key for key, value in wording.DEFAULTS.items() if wording.wrong_with(wording.WORDINGS[key], value)] == []


@pytest.mark.parametrize(("key", "typed"), [("breach_hours", "0"), ("breach_hours", "ba ngày"), ("campaign_end", "27-7"), ("campaign_end", "31/2/2027"), ("campaign_end", "31/12/9999"),
                                            ("review_day", "29/2"), ("review_day", "27/7/2027"), ("officer_name", "x" * 201)])
def test_what_cannot_be_right_is_said_beside_its_box(key, typed):
    assert wording.wrong_with(wording.WORDINGS[key], typed)
