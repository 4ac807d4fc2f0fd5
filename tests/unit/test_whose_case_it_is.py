"""The rule by which a record asks what it is needed for: never for an own case, once a sitting for anybody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from core.looks import SITTING, WHY_WORDS, WORKING_DAY, Tie, Why, reason_needed

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize("tie", Tie)
def test_an_own_case_never_asks(tie):
    assert not reason_needed([tie], None, NOW, reading=True)


def test_anybody_elses_asks_first():
    assert reason_needed([], None, NOW, reading=True) and reason_needed([], None, NOW, reading=False)


@pytest.mark.parametrize(("ago", "asks"), [(timedelta(0), False), (SITTING, False), (SITTING + timedelta(seconds=1), True)])
def test_one_answer_is_enough_for_half_an_hour(ago, asks):
    assert reason_needed([], NOW - ago, NOW, reading=True) is asks


def test_a_form_that_was_begun_is_not_lost_over_the_question():
    assert not reason_needed([], NOW - timedelta(hours=3), NOW, reading=False)
    assert reason_needed([], NOW - WORKING_DAY - timedelta(seconds=1), NOW, reading=False)


def test_every_reason_is_a_chosen_word():
    assert set(WHY_WORDS) == set(Why)
