"""A collection day from its plan to its hand-over record, on both databases, through the front doors."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import labels
import samples
from core import clock, files
from core.audit import AuditRow
from core.auth import Role
from core.errors import NotFound
from core.work import Work
from samples import queries, rules
from samples.models import CollectionDay, DayEvent
from samples.rules import days
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes

HOURS = {"07:00": 2, "08:00": 2}


def a_day(work, *, kits=0, opened=False, **plan):
    facts = {"held_on": date(2026, 11, 28), "place": "Nhà văn hóa xã Thạch Khê", "commune_code": "18604", "slots": HOURS, "kits": kits} | plan
    day = samples.plan_day(work, **facts)
    codes = samples.give_new_kits(work, day.code, kits, "a4-65") if kits else []
    if opened:
        samples.open_day(work, day.code)
    return day, codes


def people(work, count):
    martyr = a_martyr(work)
    return martyr, [a_donor(work, martyr, f"Trần Thị {name}") for name in ("Lài", "Xuân", "Đào", "Sâm", "Cúc", "Hường")[:count]]


def gives(work, martyr, person, claim, day, kit):
    consents(work, person, martyr)
    return takes(work, person, claim, kit, day_code=day.code)


def numbers(work, day):
    return queries.numbers(work.session, day.id)


def acts(work, day):
    work.session.flush()
    return [row.action.split(".")[1] for row in work.session.exec(select(AuditRow).where(AuditRow.subject == f"day:{day.code}").order_by(AuditRow.id))]


# --- the plan ------------------------------------------------------------------------------------------------------


def test_a_plan_may_change_until_the_day_is_opened_and_the_trail_says_what(work):
    day, _ = a_day(work)
    plan = samples.DayPlan(date(2026, 11, 29), "Trường tiểu học", "18604", "home", slots=HOURS, team={"nurse": "Trần Thị Hoa", "order": ""}, kits=40)
    assert set(samples.change_day(work, day.code, plan)) == {"held_on", "place", "kind", "team", "kits"}
    assert samples.change_day(work, day.code, plan) == []
    view = samples.day(work.session, day.code)
    assert (view.place, view.kits, view.team) == ("Trường tiểu học", 40, {"nurse": "Trần Thị Hoa"})
    samples.open_day(work, day.code)
    with pytest.raises(days.DayNotPlanned):
        samples.change_day(work, day.code, plan)
    assert acts(work, day) == ["day_planned", "day_changed", "day_open"]


def test_the_names_of_the_team_are_in_no_audit_row(work):
    day, _ = a_day(work, team={"nurse": "Trần Thị Hoa"})
    samples.change_day(work, day.code, samples.DayPlan(date(2026, 11, 28), "Hội trường", "18604", team={"nurse": "Lê Thị Mận"}))
    work.session.flush()
    said = " ".join(f"{row.subject} {row.facts}" for row in work.session.exec(select(AuditRow)))
    assert "Hoa" not in said
    assert "Mận" not in said


def test_a_commune_outside_the_province_is_refused_and_one_outside_my_units_is_not_found(work):
    with pytest.raises(days.CommuneUnknown):
        a_day(work, commune_code="00001")
    mine = Work(work.session, actor(communes={"18073"}))
    with pytest.raises(NotFound):
        a_day(mine)


@pytest.mark.parametrize("act", [
    lambda w, d: samples.open_day(w, d), lambda w, d: samples.change_day(w, d, samples.DayPlan(date(2026, 1, 1), "x", "18604")),
    lambda w, d: samples.cancel_day(w, d, "bão"), lambda w, d: samples.reopen_day(w, d, "sót"), lambda w, d: samples.close_day(w, d, 0),
    lambda w, d: samples.expect(w, d, []), lambda w, d: samples.spread_slots(w, d), lambda w, d: samples.give_new_kits(w, d, 1),
    lambda w, d: samples.give_kits(w, d, labels.make_code(1)), lambda w, d: samples.take_back(w, d, labels.make_code(1)),
    lambda w, d: samples.spoil_kit(w, d, labels.make_code(1)), lambda w, d: samples.set_slot(w, d, w.account_id, "07:00"),
    lambda w, d: samples.outcome(w, d, w.account_id, "came"), lambda w, d: queries.seen_day(w, d), lambda w, d: samples.keep_list(w, d, b"%PDF", []),
])
def test_a_day_of_other_communes_is_not_found_whatever_is_asked_of_it(work, act):
    day, _ = a_day(work, kits=1)
    with pytest.raises(NotFound):
        act(Work(work.session, actor(communes={"18073"})), day.code)


def test_a_cancelled_day_says_why_is_not_written_to_and_frees_its_kits(work):
    day, kits = a_day(work, kits=3)
    other, _ = a_day(work)
    with pytest.raises(days.DayReasonMissing):
        samples.cancel_day(work, day.code, "")
    samples.cancel_day(work, day.code, "bão số 9")
    assert [event.reason for event in work.session.exec(select(DayEvent).where(DayEvent.day_id == day.id))][-1] == "bão số 9"
    with pytest.raises(days.DayClosed):
        samples.give_new_kits(work, day.code, 1)
    assert samples.give_kits(work, other.code, kits[0], kits[2]) == (3, 0)


# --- kits ----------------------------------------------------------------------------------------------------------


def test_a_range_from_the_store_is_given_but_not_what_is_void_used_or_held_by_another_day(work):
    day, _ = a_day(work)
    other, held = a_day(work, kits=1)
    store = labels.issue(work, 5)
    labels.void(work, store[1], "rách")
    samples.spoil_kit(work, other.code, store[2], "ướt")
    assert samples.give_kits(work, day.code, store[4], store[0]) == (3, 2)
    assert [kit.code for kit in samples.kits_of(work.session, day.id)] == [store[0], store[3], store[4]]
    with pytest.raises(rules.KitOfAnotherDay):
        samples.give_kits(work, day.code, held[0])
    with pytest.raises(days.NoKitsToGive):
        samples.give_kits(work, day.code, store[1])
    with pytest.raises(labels.CheckDigitsWrong):
        samples.give_kits(work, day.code, "HT1234567891")


def test_kits_taken_back_may_go_to_another_day_and_are_counted_as_moved_on(work):
    day, kits = a_day(work, kits=4)
    assert samples.take_back(work, day.code, kits[2], kits[3]) == 2
    other, _ = a_day(work)
    samples.give_kits(work, other.code, kits[3])
    assert (numbers(work, day).given, numbers(work, day).moved, numbers(work, day).left) == (4, 2, 2)
    with pytest.raises(days.KitNotOfDay):
        samples.take_back(work, day.code, kits[3])


def test_a_kit_that_nobody_gave_is_given_the_moment_it_is_used_and_the_sums_come_out(work):
    martyr, [(person, claim)] = people(work, 1)
    day, _ = a_day(work, opened=True)
    [kit] = labels.issue(work, 1)
    gives(work, martyr, person, claim, day, kit)
    now = numbers(work, day)
    assert (now.given, now.used, now.left, now.tubes, now.came, now.donors) == (1, 1, 0, 1, 1, 1)


def test_a_kit_of_another_open_day_is_refused_and_one_a_closed_day_left_over_is_taken(work):
    martyr, [(person, claim)] = people(work, 1)
    first, kits = a_day(work, kits=2, opened=True)
    second, _ = a_day(work, opened=True)
    consents(work, person, martyr)
    with pytest.raises(rules.KitOfAnotherDay):
        takes(work, person, claim, kits[0], day_code=second.code)
    samples.close_day(work, first.code, left=2)
    takes(work, person, claim, kits[0], day_code=second.code)
    assert numbers(work, second).used == 1


def test_a_spoiled_kit_is_never_used_and_a_used_one_never_spoiled(work):
    martyr, [(person, claim)] = people(work, 1)
    day, kits = a_day(work, kits=2, opened=True)
    samples.spoil_kit(work, day.code, kits[0], "rơi")
    consents(work, person, martyr)
    with pytest.raises(rules.KitSpoiled):
        takes(work, person, claim, kits[0], day_code=day.code)
    takes(work, person, claim, kits[1], day_code=day.code)
    with pytest.raises(rules.KitUsed):
        samples.spoil_kit(work, day.code, kits[1])
    with pytest.raises(rules.KitUsed):
        labels.void(work, kits[1], "rách")


def test_a_voided_code_is_a_spoiled_kit_of_the_day_that_holds_it(work):
    day, kits = a_day(work, kits=2)
    labels.void(work, kits[0], "in lệch")
    assert (numbers(work, day).spoiled, numbers(work, day).left) == (1, 1)


def test_the_label_of_somebodys_tube_is_printed_again_only_while_the_consent_holds(work):
    martyr, [(person, claim)] = people(work, 1)
    day, kits = a_day(work, kits=1, opened=True)
    gives(work, martyr, person, claim, day, kits[0])
    labels.printed(work, kits, "nhãn bị bong")
    consent.withdraw(work, person.donor_id, how="in person")
    with pytest.raises(days.NotPrintedAgain):
        labels.printed(work, kits, "nhãn bị bong")


def test_every_kit_of_the_office_is_in_exactly_one_place(work):
    martyr, [(person, claim)] = people(work, 1)
    day, kits = a_day(work, kits=5, opened=True)
    store = labels.issue(work, 4)
    labels.void(work, store[0], "in lệch")
    gives(work, martyr, person, claim, day, kits[0])
    samples.spoil_kit(work, day.code, kits[1])
    labels.void(work, kits[2], "rách")
    samples.take_back(work, day.code, kits[3])
    assert queries.stock(work.session) == queries.Stock(store=4, out=1, used=1, spoiled=1, void=2)
    samples.close_day(work, day.code, left=1)
    assert queries.stock(work.session) == queries.Stock(store=5, out=0, used=1, spoiled=1, void=2)


# --- people --------------------------------------------------------------------------------------------------------


def test_people_are_spread_over_the_hours_and_one_may_be_given_another(work):
    _, known = people(work, 5)
    ids = [person.donor_id for person, _ in known]
    day, _ = a_day(work)
    samples.expect(work, day.code, ids)
    assert samples.spread_slots(work, day.code) == (4, 1)
    assert [each.slot for each in samples.expected(work.session, day.code)] == ["07:00", "07:00", "08:00", "08:00", ""]
    with pytest.raises(days.SlotFull):
        samples.set_slot(work, day.code, ids[4], "08:00")
    with pytest.raises(days.SlotUnknown):
        samples.set_slot(work, day.code, ids[4], "15:00")
    with pytest.raises(NotFound):
        samples.set_slot(work, day.code, work.account_id, "07:00")
    samples.outcome(work, day.code, ids[0], "refused")
    samples.set_slot(work, day.code, ids[0], "07:00")
    assert samples.spread_slots(work, day.code) == (0, 1)


def test_the_newest_word_counts_and_a_change_of_hour_keeps_it(work):
    _, [(person, _)] = people(work, 1)
    day, _ = a_day(work, opened=True)
    samples.expect(work, day.code, [person.donor_id])
    for word in ("came", "deferred", "deferred"):
        samples.outcome(work, day.code, person.donor_id, word)
    samples.set_slot(work, day.code, person.donor_id, "08:00")
    [listed] = samples.expected(work.session, day.code)
    assert (listed.outcome, listed.slot, listed.walk_in) == ("deferred", "08:00", True)
    assert (numbers(work, day).deferred, numbers(work, day).came) == (1, 0)


def test_who_stood_on_the_list_before_the_day_was_opened_was_expected_and_the_others_came_unannounced(work):
    _, known = people(work, 2)
    day, _ = a_day(work)
    samples.expect(work, day.code, [known[0][0].donor_id])
    samples.open_day(work, day.code)
    samples.expect(work, day.code, [person.donor_id for person, _ in known])
    assert (numbers(work, day).expected, numbers(work, day).walk_ins) == (1, 1)


def test_nobody_came_before_the_day_was_open_and_who_gave_a_tube_did_not_decline(work):
    martyr, [(person, claim)] = people(work, 1)
    day, kits = a_day(work, kits=1)
    with pytest.raises(days.DayNotOpen):
        samples.outcome(work, day.code, person.donor_id, "came")
    samples.open_day(work, day.code)
    tube = gives(work, martyr, person, claim, day, kits[0])
    with pytest.raises(days.GaveSample):
        samples.outcome(work, day.code, person.donor_id, "deferred")
    samples.void(work, tube.code, "nhầm người")
    samples.outcome(work, day.code, person.donor_id, "deferred")


def test_a_family_that_changes_its_mind_at_the_desk_is_written_down_and_the_sums_still_come_out(work):
    martyr, [(person, claim)] = people(work, 1)
    day, kits = a_day(work, kits=2, opened=True)
    gives(work, martyr, person, claim, day, kits[0])
    consents(work, person, martyr, testing=False)
    samples.outcome(work, day.code, person.donor_id, "refused")
    now = numbers(work, day)
    assert (now.refused, now.apart, now.tubes, now.used) == (1, 1, 0, 1)
    samples.close_day(work, day.code, left=1)


# --- closing -------------------------------------------------------------------------------------------------------


def closed_day(work):
    """Three came, two gave a tube, one kit fell, one was lost."""
    martyr, known = people(work, 4)
    day, kits = a_day(work, kits=6)
    samples.expect(work, day.code, [person.donor_id for person, _ in known])
    samples.open_day(work, day.code)
    for (person, claim), kit in zip(known[:2], kits[:2], strict=True):
        gives(work, martyr, person, claim, day, kit)
    samples.outcome(work, day.code, known[2][0].donor_id, "came")
    samples.spoil_kit(work, day.code, kits[2], "rơi xuống đất")
    words = {"donors": "một người về trước khi đến lượt", "kits": "một túi chưa tìm thấy"}
    for said in ({}, {"donors": words["donors"]}, {"kits": words["kits"]}):
        with pytest.raises(days.NumbersDiffer):
            samples.close_day(work, day.code, 2, said)
    return day, kits, samples.close_day(work, day.code, 2, words | {"people": "không cần"})


def test_a_day_is_closed_when_each_difference_is_explained_and_only_those_are_kept(work):
    day, _, record = closed_day(work)
    assert set(record.explanations) == {"donors", "kits"}
    assert record.numbers["came"] == 3
    assert (record.version, record.left) == (1, 2)
    assert samples.day(work.session, day.code).status == "closed"


def test_nothing_is_written_to_a_closed_day(work):
    day, kits, _ = closed_day(work)
    martyr, _ = people(work, 0)
    person, claim = a_donor(work, martyr, "Trần Thị Muộn")
    consents(work, person, martyr)
    before = numbers(work, day)
    for act in (
        lambda: samples.expect(work, day.code, [person.donor_id]), lambda: samples.outcome(work, day.code, person.donor_id, "came"),
        lambda: samples.give_new_kits(work, day.code, 1), lambda: samples.spoil_kit(work, day.code, kits[4]), lambda: samples.take_back(work, day.code, kits[4]),
        lambda: samples.spread_slots(work, day.code), lambda: takes(work, person, claim, kits[4], day_code=day.code),
    ):
        with pytest.raises((days.DayClosed, days.DayNotOpen)):
            act()
    assert numbers(work, day) == before


def test_what_is_corrected_later_does_not_move_the_numbers_of_a_closed_day(work):
    day, kits, record = closed_day(work)
    samples.void(work, kits[0], "nhầm người")
    assert numbers(work, day).voided == 1
    assert vars(samples.day(work.session, day.code).numbers) == record.numbers


def test_the_record_holds_codes_and_counts_and_no_name_and_the_same_bytes_again(work):
    day, kits, record = closed_day(work)
    content = files.content(work.session, record.file_id)
    assert hashlib.sha256(content).hexdigest() == record.sha256
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\u00a0", " ")
    for said in (day.code, labels.spaced(kits[0]).replace("\u00a0", " "), labels.spaced(kits[2]).replace("\u00a0", " "), "một túi chưa tìm thấy", "6 bộ kit đã giao ≠ 2 đã dùng"):
        assert said in text
    for name in ("Lài", "Xuân", "Đào", "Nguyễn Văn Ân"):
        assert name not in text
    again = queries.day_view(work.session, queries.seen_day(work, day.code))
    facts = samples.papers.HandoverFacts(again, 1, 2, record.explanations, record.closed_at, "", work.actor.name, record.chain_head)
    assert samples.papers.handover_pdf(work.session, facts) == content


def test_a_closed_day_is_opened_again_with_a_reason_and_the_next_record_names_the_one_it_replaces(work):
    day, kits, first = closed_day(work)
    with pytest.raises(days.DayReasonMissing):
        samples.reopen_day(work, day.code, " ")
    samples.reopen_day(work, day.code, "tìm thấy túi kit dưới bàn")
    second = samples.close_day(work, day.code, 3, {"donors": "một người về trước"})
    assert (second.version, set(second.explanations)) == (2, {"donors"})
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(files.content(work.session, second.file_id))).pages)
    assert first.sha256[:20] in text
    assert [record.version for record in queries.handovers(work.session, day.id)] == [1, 2]
    assert "tìm thấy" not in " ".join(f"{row.facts}" for row in work.session.exec(select(AuditRow)))


def test_the_status_of_a_day_is_that_of_its_newest_event(work):
    closed_day(work)
    cancelled, _ = a_day(work)
    samples.cancel_day(work, cancelled.code, "lụt")
    for row in work.session.exec(select(CollectionDay)):
        assert queries.day_events(work.session, row.id)[-1].status == row.status


# --- what waits ----------------------------------------------------------------------------------------------------


def waits(work, *roles, communes=None):
    return [task.title for task in samples.waiting_days(Work(work.session, actor(*roles, communes=communes)))]


def test_a_day_that_is_near_without_its_kits_and_a_day_left_open_wait_for_its_lead(work):
    with clock.stopped_at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        near_and_late(work)


def near_and_late(work):
    a_day(work, held_on=clock.today() + timedelta(days=3), place="Hội trường A", commune_code="18604")
    a_day(work, held_on=clock.today() + timedelta(days=40), place="Hội trường B", commune_code="18604")
    a_day(work, held_on=clock.today() - timedelta(days=1), place="Hội trường C", commune_code="18604", opened=True, kits=1)
    a_day(work, held_on=clock.today(), place="Hội trường D", commune_code="18604", opened=True, kits=1)
    said = waits(work, Role.day_lead)
    assert len(said) == 2
    assert any("Hội trường A" in title for title in said)
    assert any("Hội trường C" in title for title in said)
    assert waits(work, Role.day_lead, communes={"18073"}) == []
    assert waits(work, Role.courier) == []


def test_the_code_of_a_day_leads_to_its_page_for_those_who_see_it(work):
    day, _ = a_day(work)
    assert [hit.href for hit in samples.found_days(work, day.code.lower())] == [f"/ngay/{day.code}"]
    assert samples.found_days(Work(work.session, actor(communes={"18073"})), day.code) == []
