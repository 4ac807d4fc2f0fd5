"""Asking a family to call: one sentence for every reason, and never news by telephone."""

import pytest

import app  # noqa: F401 - installs the reactions
import consent
import matching
from core import events, office
from core.auth import Role
from core.errors import NotAllowed, NotFound
from core.work import Work
from matching.models import CallRequest
from matching.rules import calls
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents


@pytest.fixture
def family(work):
    martyr = a_martyr(work)
    person, _ = a_donor(work, martyr)
    consents(work, person, martyr)
    return person


@pytest.fixture
def heard(monkeypatch):
    told = []
    for event in (matching.CallRequested, matching.CallSettled):
        monkeypatch.setitem(events._reactions, event, (lambda _, said: told.append(said),))
    return told


@pytest.mark.parametrize("reason", [matching.CallReason.missing_detail, matching.CallReason.another_sample])
def test_whatever_the_reason_the_family_reads_the_same_and_never_why(work, family, heard, reason):
    office.put(work, "callback_number", "0239 000 7777")
    asked = matching.ask_to_call(work, family.donor_id, reason, note="thiếu năm sinh của Trần Thị Lài")
    shown = matching.open_call(work.session, family.donor_id)
    assert (shown.call_id, shown.unit, shown.number, shown.person) == (
        asked.id, "Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh", "0239 000 7777", "Lê Thị Thu Hà")
    assert "reason" not in shown.__dataclass_fields__
    assert heard == [matching.CallRequested(asked.id, family.donor_id)]


def test_a_settled_call_is_over_and_the_next_one_may_be_asked(work, family, heard):
    first = matching.ask_to_call(work, family.donor_id, matching.CallReason.missing_detail)
    with pytest.raises(calls.AlreadyAsked):
        matching.ask_to_call(work, family.donor_id, matching.CallReason.another_sample)
    matching.settle_call(work, first.id)
    assert matching.open_call(work.session, family.donor_id) is None
    with pytest.raises(calls.CallSettledBefore):
        matching.settle_call(work, first.id)
    matching.ask_to_call(work, family.donor_id, matching.CallReason.another_sample)
    assert [type(fact).__name__ for fact in heard] == ["CallRequested", "CallSettled", "CallRequested"]


def test_news_waits_for_a_planned_visit_and_for_a_result_officer(work, family):
    with pytest.raises(calls.NoVisitPlanned):
        matching.ask_to_call(work, family.donor_id, matching.CallReason.news)
    with pytest.raises(NotAllowed):
        matching.ask_to_call(Work(work.session, actor(Role.day_lead)), family.donor_id, matching.CallReason.news)


def test_a_withdrawal_calls_the_call_off_and_nobody_asks_again(work, family, heard):
    asked = matching.ask_to_call(work, family.donor_id, matching.CallReason.missing_detail)
    consent.withdraw(work, family.donor_id, how="in person")
    assert matching.open_call(work.session, family.donor_id) is None
    assert work.session.get(CallRequest, asked.id).outcome == "cancelled"
    assert heard[-1] == matching.CallSettled(asked.id, family.donor_id)
    with pytest.raises(calls.FamilyWithdrew):
        matching.ask_to_call(work, family.donor_id, matching.CallReason.missing_detail)


def test_nobody_of_another_commune_asks_a_family_to_call(work, family):
    with pytest.raises(NotFound):
        matching.ask_to_call(Work(work.session, actor(communes={"18073"})), family.donor_id, matching.CallReason.missing_detail)


def test_the_database_itself_refuses_a_second_open_call(work, family):
    from sqlalchemy.exc import IntegrityError

    from core import clock

    matching.ask_to_call(work, family.donor_id, matching.CallReason.missing_detail)
    with pytest.raises(IntegrityError):
        work.save(CallRequest(donor_id=family.donor_id, reason="news", person="x", occurred_at=clock.now()))
