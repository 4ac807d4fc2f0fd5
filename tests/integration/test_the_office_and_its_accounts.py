"""What an administrator can do about settings and accounts, and what nobody can."""

import re

import pytest
from argon2 import Type
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlmodel import select

import app
from core import auth, office
from core.audit import AuditRow
from core.auth import Role
from core.auth.accounts import LastAdministrator, account_named, revise_account
from core.installation import Installation
from core.web.office_form import SETTINGS, wrong_with
from tests.conftest import FIELD_HASHER
from tests.integration.test_one_request_one_transaction import SITE, token
from tests.site import build_site


@pytest.fixture
def people(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        auth.add_account(session, "quan.tri", "Bùi Thị Quản", [Role.province_admin], password="mot-hai-ba")
        auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", [Role.day_lead], ["18604"], password="bon-nam-sau")
    return database


@pytest.fixture
def site(people):
    opened = []

    def open_as(login, password):
        client = TestClient(build_site(app.ROUTES, people, demo=False), base_url=SITE)
        opened.append(client.__enter__())
        page = client.get("/dang-nhap")
        client.post("/dang-nhap", data={"_csrf_token": token(page), "name": login, "password": password})
        return client

    yield open_as
    for client in opened:
        client.__exit__(None, None, None)


def send(client, path, page="/tai-khoan/moi", **values):
    return client.post(path, data={"_csrf_token": token(client.get(page)), **values})


def settings_form(client, **changed):
    page = client.get("/van-phong")
    newest = re.search(r'name="newest" value="([^"]*)"', page.text)[1]
    return {"_csrf_token": token(page), "newest": newest, **changed}


def test_a_password_costs_whoever_steals_the_laptop_what_the_guidance_asks():
    """OWASP, Password Storage: Argon2id with at least 19 MiB and two passes."""
    assert FIELD_HASHER.type is Type.ID
    assert FIELD_HASHER.memory_cost >= 19 * 1024
    assert FIELD_HASHER.time_cost >= 2


def test_every_setting_has_its_box_and_its_first_value_fits_it():
    assert set(SETTINGS) == set(office.DEFAULTS)
    assert [key for key, value in office.DEFAULTS.items() if wrong_with(SETTINGS[key], value)] == []


@pytest.mark.parametrize(("key", "typed"), [
    ("smtp_port", "0"), ("smtp_port", "65536"), ("smtp_port", "hai lăm"), ("withdrawal_days", "-3"), ("smtp_from", "hoi-am"), ("smtp_host", "mail server"),
    ("portal_url", "javascript:alert(1)"), ("portal_url", "hatinh.gov.vn"), ("callback_number", "gọi chị Hà"), ("smtp_security", "ssl3"),
    ("smtp_beyond_loopback", "1"), ("office_name", "x" * 121), ("smtp_from", "a@b\nBcc: c@d"), ("portal_url", "https://hatinh.gov.vn:port"),
])
def test_what_cannot_be_right_is_said_beside_its_box(key, typed):
    assert wrong_with(SETTINGS[key], typed)


def test_only_what_changed_is_saved_with_who_and_when(site, people):
    client = site("quan.tri", "mot-hai-ba")
    values = {key: office.DEFAULTS[key] for key in SETTINGS} | {"callback_number": "0239 385 1122", "form_code_consent": "M-01"}
    page = client.post("/van-phong", data=settings_form(client, **values))
    assert "thay đổi 2 mục" in page.text
    assert "0239 385 1122" in page.text
    with people.transaction() as session:
        assert {row.key: (row.value, row.actor) for row in office.changes(session)} == {
            "callback_number": ("0239 385 1122", "quan.tri"), "form_code_consent": ("M-01", "quan.tri")}
        assert office.everything(session) == office.DEFAULTS | {"callback_number": "0239 385 1122", "form_code_consent": "M-01"}
    client.post("/van-phong", data=settings_form(client, form_code_consent=""))
    with people.transaction() as session:
        assert office.get(session, "form_code_consent") == ""
        assert len(office.changes(session)) == 3


def test_a_wrong_box_saves_nothing_and_keeps_what_was_typed(site, people):
    client = site("quan.tri", "mot-hai-ba")
    page = client.post("/van-phong", data=settings_form(client, smtp_port="70000", callback_hours="8:00 – 11:00"))
    assert page.status_code == 422
    assert "70000" in page.text
    assert "8:00 – 11:00" in page.text
    with people.transaction() as session:
        assert office.changes(session) == []


def test_two_administrators_do_not_overwrite_each_other_unseen(site):
    first, second = site("quan.tri", "mot-hai-ba"), site("quan.tri", "mot-hai-ba")
    stale = settings_form(second, callback_number="0239 222")
    first.post("/van-phong", data=settings_form(first, callback_number="0239 111"))
    page = second.post("/van-phong", data=stale)
    assert page.status_code == 409
    assert "0239 222" in page.text


def test_a_day_lead_is_not_shown_accounts_or_settings(site):
    client = site("thu.ha", "bon-nam-sau")
    assert (client.get("/tai-khoan").status_code, client.get("/van-phong").status_code) == (403, 403)


def password_on(page):
    return re.search(r'class="secret">([^<]+)<', page.text)[1]


def test_a_new_colleague_signs_in_with_the_password_that_was_shown_once(site, people):
    admin = site("quan.tri", "mot-hai-ba")
    page = send(admin, "/tai-khoan/moi", name="Trần Thị Hoa", login="thi.hoa", role=["sampler", "consent_taker"], where="some", commune=["18685"])
    password = password_on(page)
    assert page.headers["cache-control"] == "no-store"
    assert password not in admin.get("/tai-khoan/thi.hoa").text
    assert site("thi.hoa", password).get("/hom-nay").status_code == 200
    with people.transaction() as session:
        hoa = account_named(session, "thi.hoa")
        assert (hoa.roles, hoa.communes) == (["consent_taker", "sampler"], ["18685"])
        assert password not in str([row.model_dump() for row in session.exec(select(AuditRow))])


@pytest.mark.parametrize("typed", [
    {"name": "", "login": "thi.hoa", "role": "sampler", "where": "all"}, {"name": "Hoa", "login": "Thị Hoa", "role": "sampler", "where": "all"},
    {"name": "Hoa", "login": "thi.hoa", "where": "all"}, {"name": "Hoa", "login": "thi.hoa", "role": "sampler", "where": "some"},
    {"name": "Hoa", "login": "thi.hoa", "role": "sampler"}, {"name": "Hoa", "login": "thi.hoa", "role": "laboratory", "where": "all"},
])
def test_an_account_that_lacks_something_is_not_made(site, people, typed):
    assert send(site("quan.tri", "mot-hai-ba"), "/tai-khoan/moi", **typed).status_code == 422
    with people.transaction() as session:
        assert len(auth.accounts(session)) == 2


def test_a_sign_in_name_is_given_once(site):
    page = send(site("quan.tri", "mot-hai-ba"), "/tai-khoan/moi", name="Thu Hà khác", login="thu.ha", role="sampler", where="all")
    assert page.status_code == 409
    assert "Thu Hà khác" in page.text


def test_a_new_password_ends_the_old_one_the_open_pages_and_the_waiting_time(site):
    admin, her = site("quan.tri", "mot-hai-ba"), site("thu.ha", "bon-nam-sau")
    for _ in range(9):
        site("thu.ha", "sai")
    password = password_on(send(admin, "/tai-khoan/thu.ha/mat-khau"))
    assert her.get("/hom-nay").url.path == "/dang-nhap"
    assert site("thu.ha", "bon-nam-sau").get("/hom-nay").url.path == "/dang-nhap"
    assert site("thu.ha", password).get("/hom-nay").url.path == "/hom-nay"


def test_an_administrator_who_changes_the_own_password_stays_signed_in_here_only(site):
    here, elsewhere = site("quan.tri", "mot-hai-ba"), site("quan.tri", "mot-hai-ba")
    send(here, "/tai-khoan/quan.tri/mat-khau")
    assert here.get("/hom-nay").url.path == "/hom-nay"
    assert elsewhere.get("/hom-nay").url.path == "/dang-nhap"


def test_an_account_that_is_switched_off_is_out_at_once_and_comes_back_with_its_password(site):
    admin, her = site("quan.tri", "mot-hai-ba"), site("thu.ha", "bon-nam-sau")
    assert "đã tắt" in send(admin, "/tai-khoan/thu.ha/tat").text
    assert her.get("/hom-nay").url.path == "/dang-nhap"
    assert site("thu.ha", "bon-nam-sau").get("/hom-nay").url.path == "/dang-nhap"
    send(admin, "/tai-khoan/thu.ha/bat")
    assert her.get("/hom-nay").url.path == "/dang-nhap", "a session that was ended does not come back"
    assert site("thu.ha", "bon-nam-sau").get("/hom-nay").url.path == "/hom-nay"


def test_a_lost_laptop_is_signed_out_from_afar(site):
    admin, lost = site("quan.tri", "mot-hai-ba"), site("thu.ha", "bon-nam-sau")
    assert "1 trình duyệt" in send(admin, "/tai-khoan/thu.ha/dang-xuat").text
    assert lost.get("/hom-nay").url.path == "/dang-nhap"


@pytest.mark.parametrize(("path", "values"), [("/tai-khoan/quan.tri/tat", {}), ("/tai-khoan/quan.tri", {"name": "Quản", "role": "sampler", "where": "all"})])
def test_the_last_administrator_can_neither_be_switched_off_nor_lose_the_role(site, path, values):
    admin = site("quan.tri", "mot-hai-ba")
    page = send(admin, path, **values)
    assert page.status_code == 409
    assert "quản trị viên cuối cùng" in page.text
    assert admin.get("/tai-khoan").status_code == 200


def test_a_colleague_who_changes_name_work_and_commune_is_the_same_account(site, people):
    page = send(site("quan.tri", "mot-hai-ba"), "/tai-khoan/thu.ha", name="Lê Thị Thu Hà (Bắc)", role=["sampler"], where="all")
    assert "Lê Thị Thu Hà (Bắc)" in page.text
    with people.transaction() as session:
        her = account_named(session, "thu.ha")
        assert (her.name, her.roles, her.communes) == ("Lê Thị Thu Hà (Bắc)", ["sampler"], None)
    assert site("thu.ha", "bon-nam-sau").get("/hom-nay").status_code == 200


def test_with_a_second_administrator_the_first_may_go(people):
    with people.transaction() as session:
        auth.add_account(session, "pho", "Phó", [Role.province_admin])
        first, second = account_named(session, "quan.tri"), account_named(session, "pho")
        revise_account(session, first, name=first.name, roles=[Role.province_admin], communes=None, active=False)
        with pytest.raises(LastAdministrator):
            revise_account(session, second, name="Phó", roles=[Role.auditor], communes=None, active=True)


def test_another_systems_account_has_no_password_and_no_form(site, people):
    with people.transaction() as session:
        auth.add_token(session, "pxn-2", "Phòng xét nghiệm số 2", [Role.laboratory])
    admin = site("quan.tri", "mot-hai-ba")
    assert "hoiam token add" in admin.get("/tai-khoan/pxn-2").text
    assert send(admin, "/tai-khoan/pxn-2/mat-khau").status_code == 409
    assert "đã tắt" in send(admin, "/tai-khoan/pxn-2/tat").text


def test_an_unknown_account_is_said_to_be_unknown(site):
    assert site("quan.tri", "mot-hai-ba").get("/tai-khoan/khong.co").status_code == 404


def test_the_command_line_makes_a_new_password_too(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", "ab" * 32)
    run = CliRunner().invoke
    first = run(app.hoiam, ["user", "add", "thu.ha", "--name", "Thu Hà", "--role", "day_lead"])
    second = run(app.hoiam, ["user", "password", "thu.ha"])
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert re.fullmatch(r"\w{4}(-\w{4}){3}", second.output.strip())
    assert first.output != second.output
    assert run(app.hoiam, ["user", "password", "khong.co"]).exit_code == 2
