"""The family's slip in the database: given out, opened, tried in vain, unlocked, revoked."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import families
import labels
from core import clock
from core.audit import AuditRow, ViewRow
from core.auth import STRANGER, Role
from core.errors import NotFound
from core.work import Work
from families.models import SlipEvent, SlipTry
from families.queries import slip_of
from families.rules.slips import NoSlip, PleaseCall, PleaseWait
from tests.conftest import actor

HERE = "203.0.113.7"


@pytest.fixture
def family(work):
    return families.register_relative(work, families.RelativeFacts(
        name="Trần Thị Lài", birth_year=1948, phone="0912344567", email="lai@example.vn", address="thôn 3", commune_code="18604"))


def try_wrong(work, code, times, client=HERE):
    return [families.open_slip(work, code, "1900", client) for _ in range(times)]


def test_a_new_slip_opens_by_year_or_by_telephone_and_the_earlier_one_is_over(work, family):
    first = families.issue_slip(work, family.donor_id)
    second = families.issue_slip(work, family.donor_id)
    assert first != second
    assert labels.read_slip_code(second) == second
    assert families.standing_slip(work, family.donor_id) == second
    assert families.open_slip(work, labels.spaced_slip(second).lower(), "1948", HERE) == family.donor_id
    assert families.open_slip(work, f"http://127.0.0.1:8000/gia-dinh#{second}", "4567", HERE) == family.donor_id
    assert families.open_slip(work, first, "1948", HERE) is None


def test_nothing_of_a_slip_lies_in_clear_and_no_row_names_its_code(work, family):
    code = families.issue_slip(work, family.donor_id)
    families.open_slip(work, code, "1900", HERE)
    work.session.flush()
    for table in ("slip", "slip_event", "slip_try", "audit_row", "view_row"):
        written = str(work.session.execute(text(f"SELECT * FROM {table}")).all())
        assert code not in written
        assert HERE not in written


def test_wrong_tries_are_kept_and_then_the_page_asks_for_patience(work, family):
    code = families.issue_slip(work, family.donor_id)
    assert try_wrong(work, code, 5) == [None] * 5
    with pytest.raises(PleaseWait):
        families.open_slip(work, code, "1948", HERE)
    assert len(work.session.exec(select(SlipTry)).all()) == 5
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert families.open_slip(work, code, "1948", HERE) == family.donor_id


def test_after_ten_wrong_tries_only_staff_open_it_again(work, family):
    code, start = families.issue_slip(work, family.donor_id), clock.now()
    for hours in (0, 2):
        with clock.stopped_at(start + timedelta(hours=hours)):
            try_wrong(work, code, 5)
    with clock.stopped_at(start + timedelta(hours=9)):
        assert slip_of(work, family.donor_id).resting
        assert [task.href for task in families.waiting(work)] == [f"/than-nhan/{consent.donor(work.session, family.donor_id).code}/phieu"]
        assert families.waiting(Work(work.session, actor(communes={"18073"}))) == families.waiting(Work(work.session, actor(Role.auditor))) == []
        with pytest.raises(PleaseCall):
            families.open_slip(work, code, "1948", HERE)
        families.unlock_slip(work, family.donor_id)
    with clock.stopped_at(start + timedelta(hours=9, minutes=1)):
        assert families.open_slip(work, code, "1948", HERE) == family.donor_id
        assert not slip_of(work, family.donor_id).resting
        assert families.waiting(work) == []


def test_a_code_that_was_never_issued_answers_and_waits_in_the_same_words(work, family):
    code, unknown = families.issue_slip(work, family.donor_id), labels.new_slip_code()
    said = []
    for each, client in ((code, "198.51.100.1"), (unknown, "198.51.100.2")):
        assert try_wrong(work, each, 5, client) == [None] * 5
        with pytest.raises(PleaseWait) as refusal:
            families.open_slip(work, each, "1948", client)
        said.append(refusal.value.sentence())
    assert said[0] == said[1]


def test_guessing_codes_from_one_place_stops_after_thirty_and_from_everywhere_after_three_hundred(work, family):
    code = families.issue_slip(work, family.donor_id)
    for _ in range(30):
        assert families.open_slip(work, labels.new_slip_code(), "1948", HERE) is None
    with pytest.raises(PleaseWait):
        families.open_slip(work, code, "1948", HERE)
    assert families.open_slip(work, code, "1948", "198.51.100.9") == family.donor_id
    for place in range(270):
        families.open_slip(work, labels.new_slip_code(), "1948", f"198.51.100.{place % 250}")
    with pytest.raises(PleaseWait):
        families.open_slip(work, code, "1948", "198.51.100.251")


def test_guessing_the_year_of_a_found_slip_never_gets_through_the_likely_years(work, family):
    code, start, opened = families.issue_slip(work, family.donor_id), clock.now(), False
    for number, year in enumerate(range(1930, 1966)):
        with clock.stopped_at(start + timedelta(minutes=15 * number)), suppress(PleaseWait, PleaseCall):
            opened = opened or families.open_slip(work, code, str(year), f"198.51.100.{number}") is not None
    assert not opened
    assert len(work.session.exec(select(SlipTry)).all()) == 10


def test_many_tries_at_the_same_moment_do_not_slip_past_the_limit(database):
    with database.transaction() as session:
        work = Work(session, actor())
        person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài", birth_year=1948))
        code = families.issue_slip(work, person.donor_id)

    def guess(year):
        with suppress(PleaseWait), database.transaction() as session:
            return families.open_slip(Work(session, STRANGER), code, str(year), HERE)

    with ThreadPoolExecutor(6) as many:
        assert set(many.map(guess, range(1900, 1912))) == {None}
    with database.transaction() as session:
        assert len(session.exec(select(SlipTry)).all()) == 5


def test_a_revoked_slip_opens_nothing_and_revoking_twice_says_so(work, family):
    code = families.issue_slip(work, family.donor_id)
    families.revoke_slip(work, family.donor_id)
    assert families.standing_slip(work, family.donor_id) is None
    assert families.open_slip(work, code, "1948", HERE) is None
    for act in (families.revoke_slip, families.unlock_slip, families.note_slip_printed):
        with pytest.raises(NoSlip):
            act(work, family.donor_id)
    assert [row.what for row in work.session.exec(select(SlipEvent).order_by(SlipEvent.id))] == ["issued", "revoked"]


def test_every_act_on_a_slip_is_audited_and_printing_is_counted(work, family):
    families.issue_slip(work, family.donor_id)
    families.note_slip_printed(work, family.donor_id)
    families.unlock_slip(work, family.donor_id)
    families.revoke_slip(work, family.donor_id)
    done = [row.action for row in work.session.exec(select(AuditRow).order_by(AuditRow.id)) if row.action.startswith("families.slip")]
    assert done == ["families.slip_issued", "families.slip_printed", "families.slip_unlocked", "families.slip_revoked"]


def test_nobody_of_another_commune_touches_a_slip_or_an_address(work, family):
    families.issue_slip(work, family.donor_id)
    stranger = Work(work.session, actor(communes={"18073"}))
    for act in (families.issue_slip, families.revoke_slip, families.unlock_slip, families.note_slip_printed, families.standing_slip, families.reach):
        with pytest.raises(NotFound):
            act(stranger, family.donor_id)


def test_a_code_read_out_on_the_telephone_finds_the_person_and_leaves_a_row(work, family):
    old = families.issue_slip(work, family.donor_id)
    code = families.issue_slip(work, family.donor_id)
    donor = consent.donor(work.session, family.donor_id)
    assert [hit.href for hit in families.found(work, labels.spaced_slip(code).lower())] == [f"/ho-so/{donor.code}"]
    assert "thay" in families.found(work, old)[0].hint
    seen = work.session.exec(select(ViewRow).where(ViewRow.reason == "slip code")).all()
    assert {row.subject for row in seen} == {f"donor:{donor.code}"}
    assert families.found(Work(work.session, actor(communes={"18073"})), code) == []
    assert families.found(Work(work.session, actor(Role.auditor)), code) == []


def test_how_a_family_is_reached_is_read_in_clear_and_the_look_is_written_down(work, family):
    found = families.reach(work, family.donor_id)
    assert (found.name, found.phone, found.email, found.address, found.commune) == ("Trần Thị Lài", "0912344567", "lai@example.vn", "thôn 3", "xã Thạch Khê")
    assert [row.reason for row in work.session.exec(select(ViewRow))] == ["contact"]
