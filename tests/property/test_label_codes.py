"""Whatever slips between paper and keyboard, a tube never gets another tube's name."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from labels import rules

NUMBERS = st.integers(1, rules.GREATEST_NUMBER)


@given(NUMBERS)
def test_a_code_is_read_back_as_the_number_it_was_made_of(number):
    code = rules.make_code(number)
    assert rules.read_code(rules.spaced(code)) == code
    assert rules.number_of(code) == number


@given(NUMBERS)
def test_every_slip_of_one_character_is_caught(number):
    code = rules.make_code(number)
    slips = [
        code[:place] + other + code[place + 1 :]
        for place, right in enumerate(code)
        for other in string.ascii_uppercase + string.digits
        if other != right
    ]
    assert [slip for slip in slips if rules.is_code(slip)] == []


@given(NUMBERS)
def test_every_swap_of_two_neighbours_is_caught(number):
    code = rules.make_code(number)
    swaps = {code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(len(code) - 1)} - {code}
    assert [swap for swap in swaps if rules.is_code(swap)] == []


@given(NUMBERS)
def test_every_lost_or_doubled_character_is_caught(number):
    code = rules.make_code(number)
    lost = [code[:place] + code[place + 1 :] for place in range(len(code))]
    doubled = [code[:place] + code[place] + code[place:] for place in range(len(code))]
    assert [text for text in lost + doubled if rules.is_code(text)] == []


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reader(text):
    for read in (rules.read_code, rules.read_slip_code):
        try:
            compact = read(text)
        except Refused as refusal:
            assert refusal.sentence()
        else:
            assert read(compact) == compact


@given(st.text(max_size=8), st.sampled_from(sorted(rules.SHEETS)))
def test_a_start_cell_is_on_the_sheet_or_refused(text, name):
    sheet = rules.SHEETS[name]
    with suppress(rules.NoSuchCell):
        assert 1 <= rules.start_cell(text, sheet) <= sheet.cells


@given(NUMBERS)
def test_code_and_slip_code_are_never_taken_for_each_other(number):
    with pytest.raises(rules.NotASlipCode):
        rules.read_slip_code(rules.make_code(number))
    with pytest.raises(rules.NotASampleCode):
        rules.read_code(rules.new_slip_code())
