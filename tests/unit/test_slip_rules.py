"""A slip opens for those who hold it and know one thing more; whoever guesses is asked for patience."""

import pytest

from core import auth
from families.rules import slips
from families.rules.slips import PleaseCall, PleaseWait, WrongTries

NUMBER = "0239 000 1268"


@pytest.mark.parametrize(("typed", "right"), [
    ("1948", True), (" 19 48 ", True), ("năm 1948", True), ("4567", True), ("1949", False), ("", False), ("0123 456 4567", False), ("948", False),
    ("٤٥٦٧", False), ("None", False),
])
def test_the_year_of_birth_or_the_last_four_digits_open_it(typed, right):
    assert slips.knows(typed, 1948, "0912344567") is right


@pytest.mark.parametrize("typed", ["", "0", "0000", "None", "    ", "1950"])
def test_somebody_without_year_and_telephone_has_no_second_factor_at_all(typed):
    assert not slips.knows(typed, None, None)
    assert not slips.knows(typed, None, "12")


def test_the_fifth_wrong_try_of_a_code_asks_for_patience_and_the_tenth_for_a_call():
    slips.check_tries(WrongTries(4, 9, 29, 299), NUMBER)
    with pytest.raises(PleaseWait):
        slips.check_tries(WrongTries(code_hour=5, code_month=5), NUMBER)
    with pytest.raises(PleaseCall):
        slips.check_tries(WrongTries(code_hour=0, code_month=10), NUMBER)


@pytest.mark.parametrize("tries", [WrongTries(client_hour=30), WrongTries(site_hour=300)])
def test_one_client_and_the_whole_site_have_limits_of_their_own(tries):
    with pytest.raises(PleaseWait) as said:
        slips.check_tries(tries, NUMBER)
    assert NUMBER in said.value.sentence()


def test_an_ipv6_household_is_one_place_and_nonsense_is_none():
    assert auth.place_of("2001:db8:1:2:aaaa::1") == auth.place_of("2001:db8:1:2:bbbb::9") != auth.place_of("2001:db8:1:3::1")
    assert auth.place_of("10.0.0.7") == "10.0.0.7"
    assert auth.place_of("testclient") is auth.place_of("") is None
