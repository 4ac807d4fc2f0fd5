"""One person's and one martyr's file, the search box, and the log: who may see what, and that every look is written down."""

from datetime import timedelta

import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the registries
import consent
import families
import labels
import samples
from cases import commands, queries, rules
from core import auth, clock
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.errors import NotFound
from core.web import frame, registry
from core.work import Work
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes


@pytest.fixture
def martyr(work):
    return a_martyr(work)


@pytest.fixture
def given(work, martyr):
    """A relative of the maternal line, with consent and one tube."""
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    tube = takes(work, person, claim, labels.issue(work, 1, "a4-65")[0])
    return consent.donor(work.session, person.donor_id).code, tube.code


def looks(work, code):
    return [row.reason for row in work.session.exec(select(ViewRow).where(ViewRow.subject == f"donor:{code}"))]


def hits(work, text):
    return [hit.href for hit in frame.answers(work, text)]


def test_a_file_holds_everything_of_one_person_and_the_look_is_written_down(work, given):
    code, tube = given
    file = queries.person_file(work, code)
    assert (file.person.name, file.state[0], [each.code for each in file.tubes]) == ("Trần Thị Lài", "good", [tube])
    assert len(file.answers) == 7
    assert looks(work, code)[-1] is None
    assert "0912345318" not in repr(file)


def test_outside_the_viewers_communes_there_is_no_such_file_and_no_look(work, given):
    code, _ = given
    stranger = Work(work.session, actor(Role.day_lead, communes={"18073"}))
    before = len(looks(work, code))
    with pytest.raises(NotFound):
        queries.person_file(stranger, code)
    with pytest.raises(NotFound):
        commands.reveal(stranger, code, "call")
    assert hits(stranger, code) == []
    assert len(looks(work, code)) == before


def test_numbers_in_full_need_a_reason_which_is_kept_beside_the_look(work, given):
    code, _ = given
    with pytest.raises(rules.ReasonMissing):
        commands.reveal(work, code, "")
    with pytest.raises(rules.ReasonMissing):
        commands.reveal(work, code, "Trần Thị Lài nhờ")
    shown = commands.reveal(work, code, "call")
    assert shown.phone == "0912345318"
    assert looks(work, code)[-1] == "call"
    act = work.session.exec(select(AuditRow).where(AuditRow.action == "cases.revealed")).one()
    assert (act.subject, act.facts) == (f"donor:{code}", {"reason": "call"})


def test_every_moment_of_the_road_has_somebody_behind_it_and_nothing_is_told_twice(work, given):
    code, tube = given
    told = queries.person_file(work, code).told
    assert {each.who for each in told} == {"Lê Thị Thu Hà"}
    assert [each.at for each in told] == sorted(each.at for each in told)
    assert sum(each.code == tube for each in told) == 1


def test_what_the_command_line_did_stands_there_with_its_actor(work, martyr):
    terminal = Work(work.session, auth.Actor(None, "cli:lan", "lan", frozenset(Role)))
    person, _ = a_donor(terminal, martyr)
    told = queries.person_file(work, consent.donor(work.session, person.donor_id).code).told
    assert [each.who for each in told if each.room == "families"] == ["lan, trên dòng lệnh"] * 2


def test_who_looked_and_the_log_are_for_those_who_may_see_the_audit(work, given):
    code, _ = given
    queries.person_file(work, code)
    clerk = Work(work.session, actor(Role.day_lead))
    assert {each.room for each in queries.person_file(clerk, code).told} == {"families", "consent", "samples"}
    assert "looks" in {each.room for each in queries.person_file(work, code).told}


def test_a_list_that_was_opened_is_one_line_of_the_log_and_everybody_on_it_is_named_by_code(work):
    for code in ("NT-1", "NT-2", "NT-3"):
        work.saw(f"donor:{code}", "list of the expected")
    work.saw("donor:NT-1", "desk")
    work.session.flush()
    page = queries.log_page(work, looks=True, day=None, actor="", action="", subject="", number=1)
    assert [(row.facts, {each.code for each in (row, *row.others)}) for row in page.rows] == [
        (rules.look_words("desk"), {"NT-1"}), (rules.look_words("list of the expected"), {"NT-1", "NT-2", "NT-3"})]


def test_one_kind_can_be_read_alone(work, given):
    code, tube = given
    told = queries.person_file(work, code, only="samples").told
    assert {each.room for each in told} == {"samples"}
    assert {each.code for each in told} == {tube}


def test_the_custody_line_stops_where_the_tube_left_the_road(work, given):
    code, _ = given
    consent.withdraw(work, families.relative(work, code).donor_id, how="in person")
    file = queries.person_file(work, code)
    assert [station.state for station in file.tubes[0].stations] == ["done", "stop"]
    assert (file.state[0], file.standing.done_before_on is not None) == ("stop", True)


def another(work, martyr, path, name):
    person, claim = a_donor(work, martyr, name, path)
    consents(work, person, martyr)
    return person, takes(work, person, claim, labels.issue(work, 1, "a4-65")[0])


def test_enough_is_counted_in_people_of_the_maternal_line_whose_sample_can_still_answer(work, martyr, given):
    assert queries.martyr_file(work, martyr.code).sufficient == 1
    another(work, martyr, "father.brother", "Nguyễn Văn Hai")
    assert queries.martyr_file(work, martyr.code).sufficient == 1
    second, _ = another(work, martyr, "sister", "Nguyễn Thị Ba")
    assert queries.martyr_file(work, martyr.code).sufficient == 2
    donor = consent.donor(work.session, second.donor_id)
    claim = samples.Claim(martyr.id, martyr.code, "sister", "yes")
    takes(work, donor_of(donor), claim, labels.issue(work, 1, "a4-65")[0], second_reason="thêm một mẫu")
    assert queries.martyr_file(work, martyr.code).sufficient == 2
    consent.withdraw(work, second.donor_id, how="in person")
    assert queries.martyr_file(work, martyr.code).sufficient == 1


def donor_of(donor):
    class Person:
        donor_id = donor.id

    return Person


def test_a_martyrs_kin_are_named_inside_the_viewers_communes_and_only_counted_outside(work, martyr, given):
    code, _ = given
    assert [kin.donor_code for kin, _ in queries.martyr_file(work, martyr.code).kin] == [code]
    assert looks(work, code)[-1] == "martyr's file"
    away = queries.martyr_file(Work(work.session, actor(Role.day_lead, communes={"18073"})), martyr.code)
    assert (away.kin, away.kin_elsewhere, away.tubes) == ([], 1, [])
    liaison = queries.martyr_file(Work(work.session, actor(Role.lab_liaison)), martyr.code)
    assert (liaison.sees_kin, liaison.kin) == (False, [])


@pytest.mark.parametrize("typed", ["0912345318", "+84 912 345 318", "0912.345.318"])
def test_a_telephone_in_any_habit_leads_to_the_person(work, given, typed):
    assert hits(work, typed) == [f"/ho-so/{given[0]}"]


def test_a_citizen_number_or_the_whole_card_leads_to_the_person(work):
    person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài", sex="female", birth_year=1958, citizen_id="042158001234",
                                                                    commune_code="18604"))
    code = consent.donor(work.session, person.donor_id).code
    assert hits(work, "042158001234") == [f"/ho-so/{code}"]
    assert hits(work, "042158001234|183456789|Trần Thị Lài|01021958|Nữ|Thạch Khê|01012022") == [f"/ho-so/{code}"]


def test_every_code_leads_straight_to_its_thing(work, martyr, given):
    code, tube = given
    slip = families.issue_slip(work, families.relative(work, code).donor_id)
    day = samples.plan_day(work, held_on=clock.today() + timedelta(days=3), place="Nhà văn hóa", commune_code="18604", lead_unit="Công an tỉnh")
    box = samples.open_box(work)
    samples.pack(work, box.code, tube)
    samples.seal(work, box.code, "NP-1")
    shipment = samples.make_shipment(work, [box.code])
    assert hits(work, labels.spaced(tube)) == [f"/mau/{tube}"]
    assert hits(work, tube.lower()) == [f"/mau/{tube}"]
    assert hits(work, box.code.lower()) == [f"/hop/{box.code}"]
    assert hits(work, shipment.code) == [f"/lo/{shipment.code}"]
    assert hits(work, day.code.lower()) == [f"/ngay/{day.code}"]
    assert hits(work, f"{code[:2]} {code[2:]}") == [f"/ho-so/{code}"]
    assert hits(work, labels.spaced_slip(slip)) == [f"/ho-so/{code}"]
    assert hits(work, martyr.code.lower()) == [f"/ho-so/liet-si/{martyr.code}"]


def test_a_name_without_marks_finds_martyr_and_relative_in_groups(work, martyr, given):
    assert hits(work, "nguyen van an") == [f"/ho-so/liet-si/{martyr.code}"]
    assert hits(work, "tran thi lai") == [f"/ho-so/{given[0]}"]


def test_a_mistyped_tube_says_that_its_last_digits_are_wrong(work, given):
    tube = given[1]
    with pytest.raises(labels.CheckDigitsWrong):
        hits(work, tube[:-1] + str((int(tube[-1]) + 1) % 10))


def test_nothing_is_found_where_there_is_nothing(work):
    assert hits(work, "không có ai") == []


def test_the_log_can_be_narrowed_by_day_person_act_and_code(work, given):
    code, tube = given
    asked = {"looks": False, "day": None, "actor": "", "action": "", "subject": "", "number": 1}
    assert {row.code for row in queries.log_page(work, **asked | {"subject": labels.spaced(tube)}).rows} == {tube}
    assert {row.words for row in queries.log_page(work, **asked | {"action": "consent.recorded"}).rows} == {"ghi đồng thuận"}
    assert queries.log_page(work, **asked | {"actor": "nobody"}).rows == []
    assert queries.log_page(work, **asked | {"day": clock.today() - timedelta(days=400)}).rows == []
    queries.person_file(work, code)
    assert {row.code for row in queries.log_page(work, **asked | {"looks": True, "day": clock.today()}).rows} == {code}


def test_beside_today_stand_shipments_days_and_kits(work, given):
    _, tube = given
    box = samples.open_box(work)
    samples.pack(work, box.code, tube)
    samples.seal(work, box.code, "NP-1")
    shipment = samples.make_shipment(work, [box.code])
    samples.dispatch(work, shipment.code, "Bưu điện tỉnh")
    samples.plan_day(work, held_on=clock.today() + timedelta(days=3), place="Nhà văn hóa", commune_code="18604", lead_unit="Công an tỉnh")
    side = [each for ask in registry.beside for each in ask(work)]
    road = next(each for each in side if isinstance(each, registry.Road))
    assert [station.state for station in road.stations] == ["done", "done", "current", "ahead"]
    assert [each.title for each in side if isinstance(each, registry.Ahead)] == ["Thạch Khê"]
    assert [each.number for each in side if isinstance(each, registry.Stock)] == [0, 0]
    steering = Work(work.session, actor(Role.steering_viewer))
    assert [each for ask in registry.beside for each in ask(steering)] == []


def test_beside_today_the_kits_are_counted_for_the_three_nearest_days(work):
    for place, (ahead, people) in enumerate(((1, 1), (2, 2), (3, 3), (4, 10), (5, 20), (6, 40))):
        day = samples.plan_day(work, held_on=clock.today() + timedelta(days=ahead), place=f"Hội trường {place}", commune_code="18073")
        donors = [families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài")).donor_id for _ in range(people)]
        samples.expect(work, day.code, donors)
    assert queries.beside(work)[-1].number == 1 + 2 + 3
