from datetime import date
from uuid import UUID

import pytest

from core.auth import SamePerson, two_people
from core.auth.rules import SKILL_WORDS, Skill, TrainingDates, TrainingMissing, check_training, holds

HA, LOC = UUID(int=1), UUID(int=2)
HELD, LAST = date(2026, 3, 2), date(2028, 3, 1)


def test_four_eyes_belong_to_two_people_who_are_both_known():
    two_people(HA, LOC)
    for first, second in ((HA, HA), (HA, None), (None, LOC), (None, None)):
        with pytest.raises(SamePerson):
            two_people(first, second)


@pytest.mark.parametrize(("on", "counts"), [
    (date(2026, 3, 1), False), (HELD, True), (date(2027, 1, 1), True), (LAST, True), (date(2028, 3, 2), False)])
def test_a_training_counts_from_its_day_to_its_last_day(on, counts):
    assert holds(HELD, LAST, on) is counts
    assert holds(HELD, None, on) is (on >= HELD)


@pytest.mark.parametrize(("held", "until"), [(date(2026, 11, 15), None), (HELD, date(2026, 3, 1))])
def test_nobody_is_trained_tomorrow_nor_until_yesterday(held, until):
    with pytest.raises(TrainingDates):
        check_training(held, until, date(2026, 11, 14))


def test_the_refusal_names_the_training_that_is_missing():
    assert set(SKILL_WORDS) == set(Skill)
    assert "lấy sự đồng ý" in TrainingMissing(Skill.consent).sentence()
