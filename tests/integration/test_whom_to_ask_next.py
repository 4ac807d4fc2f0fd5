"""Whom to ask next, from the records to the page: on both databases, by code, and nobody pressed who said no."""

import io
import json
import re
from dataclasses import replace

import openpyxl
import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
import families
import labels
import matching
import samples
from core import auth, clock, places
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.errors import NotFound
from core.installation import Installation
from core.work import Work
from matching import commands, queries
from matching.rules.advice import RULES_VERSION, STATED_DEFAULT, Action, Profile
from samples.rules import Verdict
from tests.conftest import actor
from tests.integration.test_boxes_shipments_and_receipts import shipped
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes
from tests.plug import KEY
from tests.site import build_site, says_why

HOME = "18604"
OTHER = "Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nLê Văn Hai,1950,Nam,1970,Xã Thạch Khê\n"


def relative(work, martyr, path, born=1950, commune=HOME, sex="female"):
    facts = families.RelativeFacts(name="Trần Thị Lài", sex=sex, birth_year=born, commune_code=commune)
    person = families.register_relative(work, replace(facts, name=f"Trần Thị {path or 'Lài'}"))
    families.state_kinship(work, person.donor_id, martyr.id, path, "" if path else "bác")
    return consent.donor(work.session, person.donor_id)


def lines(work, martyr, **more):
    return {line.key: line for line in matching.advise(work.session, martyr.code, **more).lines}


def gives(work, martyr, path="sister"):
    person, claim = a_donor(work, martyr, path=path)
    consents(work, person, martyr)
    takes(work, person, claim, labels.issue(work, 1, "a4-65")[0])
    return consent.donor(work.session, person.donor_id)


def test_each_relative_is_asked_for_what_that_relative_can_do(work):
    martyr = a_martyr(work)
    keys = {path: relative(work, martyr, path).code for path in ("sister", "brother?", "half-p.sister", "adopted", None)}
    found = lines(work, martyr)
    actions = {path: found[code].action for path, code in keys.items()}
    assert actions == {"sister": Action.sample, "brother?": Action.ask, "half-p.sister": Action.sample, "adopted": Action.inform, None: Action.ask}
    assert all(found[keys[path]].question for path in ("brother?", None))
    assert found[keys["half-p.sister"]].ask_laboratory
    mother = found[f"~{martyr.code}:mother"]
    assert (mother.action, mother.official_place, mother.donor_code) == (Action.confirm, 1, None)


def test_a_sample_on_the_line_is_counted_and_its_giver_not_asked_again(work):
    martyr = a_martyr(work)
    first, second = gives(work, martyr), relative(work, martyr, "sister", 1955)
    found = matching.advise(work.session, martyr.code)
    assert found.sufficiency == 1
    assert first.code not in {line.key for line in found.lines}
    assert 0 < lines(work, martyr)[second.code].lineage < families.mt_log10_lr(STATED_DEFAULT.mt_database)


def test_who_sits_at_the_desk_is_reckoned_with_and_not_invited(work):
    martyr = a_martyr(work)
    here, other = relative(work, martyr, "sister"), relative(work, martyr, "sister", 1955)
    alone, beside = lines(work, martyr)[other.code], lines(work, martyr, present=here.code)
    assert here.code not in beside
    assert beside[other.code].lineage == alone.lineage / 2


@pytest.mark.parametrize("said", ["refused", "withdrawn", "not tested"])
def test_a_no_is_final_and_nobody_is_pressed(work, said):
    martyr = a_martyr(work)
    person, _ = a_donor(work, martyr, path="sister")
    code = consent.donor(work.session, person.donor_id).code
    assert code in lines(work, martyr)
    if said == "withdrawn":
        consents(work, person, martyr)
        consent.withdraw(work, person.donor_id, how="paper")
    else:
        consents(work, person, martyr, **({"testing": False} if said == "not tested" else dict.fromkeys((each.name for each in consent.Purpose), False)))
    found = matching.advise(work.session, martyr.code)
    assert (code in {line.key for line in found.lines}, found.declined) == (False, 1)


def test_where_nobody_of_the_line_is_known_the_family_is_asked_who_lives(work):
    found = matching.advise(work.session, a_martyr(work).code)
    assert (found.lines, bool(found.question), found.rules_version) == ((), True, RULES_VERSION)


def test_a_rejected_tube_is_asked_for_again(work):
    martyr = a_martyr(work)
    _, kits, shipment, _ = shipped(work, martyr)
    given = {tube.code: tube.donor_code for tube in samples.sample_facts(work.session)}
    assert given[kits[0]] not in lines(work, martyr)
    samples.record_receipt(work, [samples.Said(kits[0], Verdict.rejected, "thẻ bị ẩm")], shipment.code)
    assert lines(work, martyr)[given[kits[0]]].again


def test_the_whole_bank_is_advised_as_each_martyr_alone(work):
    martyr = a_martyr(work)
    gives(work, martyr)
    relative(work, martyr, "sister.son", 1975)
    relative(work, martyr, "father.brother", 1940)
    assert [each for each in matching.advise_many(work.session) if each.martyr_code == martyr.code] == [matching.advise(work.session, martyr.code)]
    assert list(matching.advise_many(work.session, [martyr.code])) == [matching.advise(work.session, martyr.code)]


def test_the_rank_follows_the_profile_that_the_office_wrote_down(work):
    martyr = a_martyr(work)
    sister, son = relative(work, martyr, "sister", 1966), relative(work, martyr, "son", 1968)
    commands.set_profile(work, "", Profile("Chỉ STR", str_panel="str-21"))
    found = matching.advise(work.session, martyr.code)
    assert (found.profile.name, [line.key for line in found.lines[:2]]) == ("Chỉ STR", [son.code, sister.code])
    commands.set_profile(work, "", Profile("Chỉ ty thể", mt_database=200))
    found = matching.advise(work.session, martyr.code)
    assert (found.lines[0].key, lines(work, martyr)[son.code].value) == (sister.code, 0)
    assert [view.profile.name for view in queries.profiles(work.session)] == ["Chỉ ty thể"]


def test_a_laboratory_without_a_profile_is_not_found(work):
    with pytest.raises(NotFound):
        queries.profile_of(work.session, "PXN9")
    with pytest.raises(NotFound):
        commands.set_profile(work, "PXN9", STATED_DEFAULT)


def test_the_race_list_names_only_who_lives_in_ones_communes_the_oldest_first(work):
    martyr = a_martyr(work)
    young, old, far = relative(work, martyr, "sister", 1955), relative(work, martyr, "mother.sister", 1932), relative(work, martyr, "sister", 1940, "18073")
    clerk = Work(work.session, actor(Role.commune_officer, communes={HOME}))
    race = matching.race_list(clerk, HOME)
    assert [line.entry.key for line in race.lines] == [old.code, young.code]
    assert (race.elsewhere, race.wanting, race.martyrs) == (1, 1, 1)
    assert far.code not in repr(race.lines)
    assert [line.entry.home_visit for line in race.lines] == [True, False]
    seen = {row.subject for row in work.session.exec(select(ViewRow).where(ViewRow.reason == "race list"))}
    assert seen == {f"donor:{old.code}", f"donor:{young.code}"}


def test_kin_who_live_in_a_commune_stand_on_its_list_whatever_the_martyrs_home(work):
    martyr = a_martyr(work)
    here, there = relative(work, martyr, "sister", 1940, "18073"), relative(work, martyr, "sister", 1950)
    race = matching.race_list(work, "18073")
    assert [line.entry.key for line in race.lines] == [here.code]
    assert (race.martyrs, race.elsewhere) == (0, 0)
    assert [line.entry.key for line in matching.race_list(work, HOME).lines] == [here.code, there.code]


def test_a_relative_expected_on_a_coming_day_says_so_in_the_race_list(work):
    martyr = a_martyr(work)
    donor = relative(work, martyr, "sister", 1940)
    day = samples.plan_day(work, held_on=clock.today(), place="Nhà văn hóa", commune_code=HOME)
    samples.expect(work, day.code, [donor.id])
    line, = matching.race_list(work, HOME).lines
    assert line.expected_on == clock.today()


def test_a_sample_with_an_open_line_is_a_question_and_not_a_journey(work):
    martyr = a_martyr(work)
    donor = gives(work, martyr, "brother?")
    race = matching.race_list(work, HOME)
    assert [line.entry.key for line in race.questions] == [donor.code]
    assert donor.code not in {line.entry.key for line in race.lines}
    assert any(donor.code in words for words in matching.doubts(work, martyr.code))
    assert any(each.href == "/than-nhan/can-hoi" for each in matching.waiting(work))


def test_a_donor_of_two_who_are_no_kin_is_questioned(work):
    martyr = a_martyr(work)
    donor = gives(work, martyr)
    assert matching.doubts(work, martyr.code) == []
    staged = families.stage_martyrs("m.csv", OTHER.encode(), families.known_martyrs(work.session))
    families.load_martyrs(work, staged)
    other = families.find_martyrs(work.session, "le van hai")[0]
    consents(work, families.relative(work, donor.id), martyr, other)
    takes(work, families.relative(work, donor.id), samples.Claim(other.id, other.code, "sister", "yes"), labels.issue(work, 1, "a4-65")[0], second_reason="liệt sĩ khác")
    assert [words for words in matching.doubts(work, martyr.code) if donor.code in words and other.code in words]


def test_old_codes_of_communes_lead_to_those_of_today_and_split_ones_are_refused():
    assert places.commune_now("18077").code == "18073"
    with pytest.raises(places.SplitCommune):
        places.commune_now("18082")
    with pytest.raises(places.UnknownCommune):
        places.commune_now("99999")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", KEY)

    def hoiam(*words):
        answer = CliRunner().invoke(app.hoiam, [str(word) for word in words])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.stdout, answer.stderr

    return hoiam


def test_the_command_line_answers_by_code_alone(run, tmp_path):
    (tmp_path / "m.csv").write_text(OTHER, encoding="utf-8")
    assert run("import", "martyrs", tmp_path / "m.csv")[0] == 0
    code, said, _ = run("advise", "LS-00001", "--json")
    found = json.loads(said)
    assert (code, found["martyr"], found["sufficiency"], found["rules_version"]) == (0, "LS-00001", "0", RULES_VERSION)
    code, said, _ = run("sufficiency", "--commune", HOME, "--json")
    found = json.loads(said)
    assert (code, found["totals"]) == (0, {"0": 1, "1": 0, "2+": 0, "martyrs": 1})
    assert found["martyrs"] == [{"martyr": "LS-00001", "sufficiency": "0", "donors": [], "home_certain": True}]
    code, said, _ = run("race", "--commune", "18571", "--json")
    assert (code, json.loads(said)["commune"], json.loads(said)["race"]) == (0, HOME, [])
    assert "Lê Văn Hai" not in run("advise", "LS-00001")[1]


@pytest.mark.parametrize("words", [
    ("advise", "LS-99999"), ("advise", "LS-00001", "--laboratory", "PXN9"), ("sufficiency", "--commune", "99999"), ("sufficiency", "--commune", "18082"),
    ("sufficiency",), ("race", "--commune", "x"),
])
def test_what_cannot_be_answered_ends_with_two_and_a_sentence(run, words):
    code, said, why = run(*words, *(["--json"] if len(words) > 1 else []))
    assert (code, said, bool(why.strip())) == (2, "", True)


@pytest.fixture
def hall(database):
    """A family on record, two accounts, and a browser at the door."""
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        account, _ = auth.add_account(session, "tinh", "Bùi Thị Quản", list(Role), password="mot-hai-ba")
        auth.add_account(session, "xa", "Trần Thị Mận", [Role.commune_officer], communes=[HOME], password="mot-hai-ba")
        work = Work(session, auth.actor_of(account))
        martyr = a_martyr(work)
        relative(work, martyr, "sister", 1936)
        relative(work, martyr, "brother?", 1960)
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url="http://testserver.local") as client:
        yield client, martyr.code


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def signed_in(client, login):
    client.post("/dang-nhap", data={"_csrf_token": token(client.get("/dang-nhap")), "name": login, "password": "mot-hai-ba"})


def test_the_martyrs_file_says_whom_to_ask_and_by_which_rules(hall):
    client, code = hall
    signed_in(client, "xa")
    says_why(client, f"martyr:{code}")
    page = client.get(f"/ho-so/liet-si/{code}").text
    assert "Nên hỏi ai tiếp" in page
    assert RULES_VERSION in page
    assert "cùng một mẹ" in page


def test_the_race_page_is_for_ones_own_communes_and_its_workbook_has_no_name(hall, database):
    client, _ = hall
    signed_in(client, "xa")
    assert "Trần Thị sister" in client.get(f"/uu-tien?xa={HOME}").text
    assert [client.get(f"/uu-tien?xa={code}").status_code for code in ("18073", "99999", "18082")] == [404, 422, 422]
    book = client.get(f"/uu-tien/{HOME}/ma.xlsx")
    assert book.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [cell for cell in cells if "Trần" in cell or "Nguyễn" in cell]
    with database.transaction() as session:
        assert session.exec(select(AuditRow).where(AuditRow.action == "matching.race_taken")).one().subject == f"commune:{HOME}"


def test_nobody_is_next_of_whose_sample_nothing_can_be_read(work):
    martyr = a_martyr(work)
    uncle = relative(work, martyr, "father.brother", sex="male")
    mt_only = replace(STATED_DEFAULT, str_panel="")
    assert matching.advise(work.session, martyr.code, mt_only).next is None
    assert matching.advise(work.session, martyr.code).next.key == uncle.code
    aunt = relative(work, martyr, "mother.sister")
    assert matching.advise(work.session, martyr.code, mt_only).next.key == aunt.code


def test_the_race_workbook_holds_whom_the_page_names_and_each_is_a_look(work):
    martyr = a_martyr(work)
    near, far = relative(work, martyr, "sister"), relative(work, martyr, "mother", 1933, commune="18073")
    clerk = Work(work.session, actor(Role.day_lead, communes={HOME}))
    assert [entry.key for entry in queries.race_codes(clerk, HOME)] == [near.code]
    looks = work.session.exec(select(ViewRow.subject).where(ViewRow.reason == "race list")).all()
    assert f"donor:{near.code}" in looks and f"donor:{far.code}" not in looks
    assert [entry.key for entry in queries.race_codes(work, HOME)] == [far.code, near.code]


def test_a_profile_is_written_down_on_its_page_and_nonsense_is_said_beside_its_box(hall):
    client, _ = hall
    signed_in(client, "tinh")
    path = "/phong-xet-nghiem/phuong-phap"
    form = {"_csrf_token": token(client.get(path)), "laboratory": "", "name": "Bộ STR tỉnh", "mt_database": "", "str_panel": "str-20", "snps": "", "typed": "70"}
    assert "Bộ STR tỉnh" in client.post(path, data=form).text
    for wrong in ({"typed": "0"}, {"typed": "x"}, {"name": ""}, {"str_panel": "không có"}, {"mt_database": "999999999"}, {"name": "x" * 61}, {"laboratory": "PXN9"}):
        answer = client.post(path, data=form | wrong)
        assert answer.status_code in (404, 409, 422)
    assert {client.get(f"{path}?mau={asked}").status_code for asked in ("0", "zz", "9" * 5000)} == {200}


def test_a_commune_officer_does_not_write_down_what_a_laboratory_reads(hall):
    client, _ = hall
    signed_in(client, "xa")
    assert client.get("/phong-xet-nghiem/phuong-phap").status_code == 200
    assert client.post("/phong-xet-nghiem/phuong-phap", data={"_csrf_token": token(client.get("/uu-tien")), "name": "x", "typed": "70"}).status_code == 403
