"""When a consent is complete, and what it permits."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from consent import rules
from consent.rules import Method, Purpose, RecordFact, Standing, State, WithdrawalFact, check_record, latest

ALL = dict.fromkeys(Purpose, True)
FINE = {"martyrs": 1, "told_sensitive": True, "read_aloud": True, "can_read": True, "method": Method.drawn, "signed": True, "witness": "", "taker": "Hà", "proxy_name": "",
        "proxy_basis": ""}


def test_a_complete_consent_is_given():
    assert check_record(ALL, **FINE) is True


def test_no_to_testing_is_a_refusal_and_needs_nothing_more():
    assert check_record({Purpose.testing: False}, **FINE | {"signed": False, "told_sensitive": False}) is False


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"told_sensitive": False}, rules.NoticeUnread), ({"signed": False}, rules.SignatureMissing), ({"method": Method.paper}, rules.WitnessMissing),
        ({"method": Method.thumbprint, "witness": "hà"}, rules.WitnessIsTaker), ({"method": Method.proxy, "witness": "Hiên"}, rules.ProxyIncomplete),
        ({"can_read": False, "read_aloud": False}, rules.NotReadAloud), ({"can_read": False}, rules.WitnessMissing), ({"martyrs": 0}, rules.NoMartyrNamed),
    ],
)
def test_an_incomplete_consent_is_refused_with_what_is_missing(change, refusal):
    with pytest.raises(refusal):
        check_record(ALL, **FINE | change)


def test_silence_is_never_a_yes():
    with pytest.raises(rules.PurposesUnasked):
        check_record({Purpose.testing: True}, **FINE)


def test_a_yes_counts_only_for_the_martyr_it_was_said_about():
    here, other = UUID(int=1), UUID(int=2)
    standing = Standing(State.given, martyr_ids=frozenset({here}), answers=ALL | {Purpose.press: False})
    assert standing.permits(Purpose.testing, here)
    assert not standing.permits(Purpose.testing, other)
    assert not standing.permits(Purpose.press)


def test_a_withdrawal_ends_every_purpose_whatever_day_is_written_on_it_and_a_new_consent_begins_again():
    start = datetime(2026, 11, 1, tzinfo=UTC)
    first, again = (RecordFact(UUID(int=number), True, start, frozenset(), ALL) for number in (1, 3))
    backdated = WithdrawalFact(UUID(int=2), start - timedelta(days=9))
    assert latest([first], [backdated])[0] is State.withdrawn
    assert latest([first, again], [backdated])[0] is State.given
    assert not Standing(State.withdrawn, answers=ALL).permits(Purpose.contact)


def test_a_record_entered_wrongly_counts_as_never_made():
    wrong = RecordFact(UUID(int=1), True, datetime(2026, 11, 1, tzinfo=UTC), frozenset(), ALL, invalidated=True)
    assert latest([wrong], []) == (State.none, None, None)


def test_the_text_that_is_read_out_is_the_one_in_force_on_that_day():
    rules.check_form(2, date(2026, 1, 1), None, date(2026, 11, 1))
    rules.check_form(2, date(2026, 1, 1), date(2026, 11, 1), date(2026, 11, 1))
    for first, last in ((date(2026, 11, 2), None), (date(2026, 1, 1), date(2026, 10, 31))):
        with pytest.raises(rules.FormNotInForce):
            rules.check_form(2, first, last, date(2026, 11, 1))
