"""A day's numbers agree, or somebody says in words why not."""

import pytest

from samples.rules import days
from samples.rules.days import DayNumbers, DayStatus, Outcome

GOOD = DayNumbers(expected=40, walk_ins=3, came=38, refused=2, deferred=1, not_seen=2, donors=38, tubes=38, voided=1, apart=1, given=50, used=40, spoiled=2, moved=3)


def differing(numbers, left):
    return {each.name: each.difference for each in days.agreements(numbers, left) if not each.holds}


def test_a_day_whose_every_sum_comes_out_is_closed_without_a_word():
    assert GOOD.left == 5
    assert differing(GOOD, 5) == {}
    days.check_closing("NH-1", GOOD, 5, {})


@pytest.mark.parametrize(("change", "left", "name", "by"), [
    ({"not_seen": 1}, 5, "people", 1), ({"came": 37, "not_seen": 3}, 5, "donors", -1), ({"tubes": 37}, 5, "tubes", 1), ({}, 3, "kits", 2), ({"spoiled": 4}, 5, "kits", -2),
])
def test_each_difference_is_found_by_its_name_and_must_be_explained(change, left, name, by):
    numbers = DayNumbers(**vars(GOOD) | change)
    assert differing(numbers, left) == {name: by}
    for words in ({}, {name: "  "}, {"another": "đã đếm lại"}):
        with pytest.raises(days.NumbersDiffer):
            days.check_closing("NH-1", numbers, left, words)
    days.check_closing("NH-1", numbers, left, {name: "hai bộ rơi xuống nước"})


def test_the_refusal_says_both_sides_of_the_sum():
    with pytest.raises(days.NumbersDiffer) as refused:
        days.check_closing("NH-1", GOOD, 3, {})
    assert "50 bộ kit đã giao ≠ 40 đã dùng + 2 hỏng + 3 chuyển đi + 3 còn lại, đếm tay" in refused.value.sentence()


def test_more_kits_left_than_were_given_is_a_wrong_count_and_no_words_help():
    with pytest.raises(days.LeftMoreThanGiven):
        days.check_closing("NH-1", GOOD, 51, {"kits": "tìm thấy thêm"})


def test_a_count_that_was_not_made_is_not_compared():
    assert [each.name for each in days.agreements(GOOD, None)] == ["people", "donors", "tubes"]


@pytest.mark.parametrize(("status", "action", "after"), [
    ("planned", "open", "open"), ("open", "close", "closed"), ("closed", "reopen", "open"), ("planned", "cancel", "cancelled"),
])
def test_a_day_moves_along_its_road(status, action, after):
    assert days.day_move("NH-1", DayStatus(status), action, "vì bão") == after


@pytest.mark.parametrize(("status", "action"), [("open", "open"), ("planned", "close"), ("closed", "close"), ("open", "cancel"), ("cancelled", "open"), ("open", "reopen")])
def test_and_never_off_it(status, action):
    with pytest.raises(days.DayMove):
        days.day_move("NH-1", DayStatus(status), action, "vì bão")


@pytest.mark.parametrize(("status", "action"), [("closed", "reopen"), ("planned", "cancel")])
def test_opening_again_and_cancelling_owe_a_reason(status, action):
    with pytest.raises(days.DayReasonMissing):
        days.day_move("NH-1", DayStatus(status), action, " ")


def test_nobody_comes_before_the_day_is_open_but_may_decline_by_telephone():
    days.check_outcome("NH-1", DayStatus.planned, Outcome.refused, None)
    with pytest.raises(days.DayNotOpen):
        days.check_outcome("NH-1", DayStatus.planned, Outcome.came, None)
    with pytest.raises(days.DayClosed):
        days.check_outcome("NH-1", DayStatus.closed, Outcome.deferred, None)


def test_who_gave_a_tube_came():
    days.check_outcome("NH-1", DayStatus.open, Outcome.came, "HT 1234 5678 49")
    with pytest.raises(days.GaveSample):
        days.check_outcome("NH-1", DayStatus.open, Outcome.refused, "HT 1234 5678 49")


def test_people_are_spread_alike_over_the_hours_and_neighbours_stay_together():
    assert days.spread({"09:00": 10, "07:00": 10}, {}, 6) == ["07:00"] * 3 + ["09:00"] * 3
    assert days.spread({"07:00": 30, "08:00": 10}, {}, 8) == ["07:00"] * 6 + ["08:00"] * 2


def test_no_hour_gets_more_than_its_places_and_the_last_stay_without():
    assert days.spread({"07:00": 2, "08:00": 1}, {"07:00": 1}, 4) == ["07:00", "08:00", "", ""]
    assert days.spread({}, {}, 2) == ["", ""]


def test_a_full_hour_and_an_hour_that_is_not_there_are_refused():
    days.check_slot("NH-1", {"07:00": 2}, {"07:00": 1}, "07:00")
    with pytest.raises(days.SlotFull):
        days.check_slot("NH-1", {"07:00": 2}, {"07:00": 2}, "07:00")
    with pytest.raises(days.SlotUnknown):
        days.check_slot("NH-1", {"07:00": 2}, {}, "08:00")


def test_kits_are_short_of_what_was_planned_or_of_who_is_expected():
    assert [days.kits_short(*facts) for facts in ((50, 0, 10), (10, 0, 40), (50, 60, 40), (0, 0, 0))] == [50, 40, 0, 0]
