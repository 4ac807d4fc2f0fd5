"""Who comes in, how far, and for how long: second step, wrong tries, open browsers, a day's devices (ADR 0014)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlmodel import select

import app
from core import auth, clock
from core.audit import AuditRow
from core.auth import Role
from core.auth.rules import NAME_IN_UNREST, NAME_PATIENCE, PLACE_PATIENCE, SITE_UNREST, TooManyTries
from core.auth.second_step import STEP, PaperCode, SecondStep, code_at, step_now
from core.auth.tries import FailedSignIn, check_tries, note_failure
from core.installation import Installation
from tests.site import build_site

pytestmark = pytest.mark.usefixtures("door_as_in_the_field")
SITE, PASSWORD = "http://127.0.0.1", "mot-hai-ba-bon"
LOGINS = {"quan.tri": [Role.province_admin], "thi.ngan": [Role.result_officer], "thu.ha": [Role.day_lead]}


def token(page):
    return re.search(r'name="_csrf_token" value="([^"]+)"', page.text)[1]


@pytest.fixture
def people(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        for login, roles in LOGINS.items():
            auth.add_account(session, login, f"Người {login}", roles, password=PASSWORD)
    return database


@pytest.fixture
def browser(people):
    opened = []

    def open_one(login=None, password=PASSWORD):
        client = TestClient(build_site(app.ROUTES, people, demo=False), base_url=SITE)
        client.headers["user-agent"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/130"
        opened.append(client.__enter__())
        if login:
            send(client, "/dang-nhap", name=login, password=password)
        return client

    yield open_one
    for client in opened:
        client.__exit__(None, None, None)


def send(client, path, page=None, **values):
    return client.post(path, data={"_csrf_token": token(client.get(page or path)), **values})


def secret_on(page):
    return "".join(re.findall(r"<b>([A-Z2-7]{4})</b>", page.text))


def enrolled(client):
    """The paper codes of somebody who has just typed the first code of a new telephone, and the secret."""
    secret = secret_on(client.get("/dang-nhap/buoc-hai"))
    page = send(client, "/dang-nhap/buoc-hai", code=code_at(secret, step_now()))
    return re.findall(r'class="secret">([^<]+)<', page.text), secret


def test_half_a_session_reaches_nothing_but_the_second_step(browser):
    half = browser("thi.ngan")
    for path in ("/hom-nay", "/ket-qua", "/than-nhan", "/toi", "/tim", "/dang-nhap"):
        assert half.get(path).url.path == "/dang-nhap/buoc-hai", path
    assert half.get("/api/v1/shipments").status_code == 401


def test_the_powerful_are_led_to_set_it_up_and_come_in_with_the_first_code(browser, people):
    client = browser("thi.ngan")
    papers, secret = enrolled(client)
    assert len(secret) == 32
    assert len(set(papers)) == 10
    assert client.get("/hom-nay").url.path == "/hom-nay"
    with people.transaction() as session:
        assert [row.action for row in session.exec(select(AuditRow)) if row.actor == "thi.ngan"] == ["account.second_step"]
        said = str([row.model_dump() for table in (AuditRow, PaperCode) for row in session.exec(select(table))])
        assert not any(code in said or code.replace("-", "") in said for code in [*papers, secret])


def test_the_next_time_only_the_telephone_or_one_paper_code_opens(browser):
    papers, secret = enrolled(browser("thi.ngan"))
    with clock.stopped_at(datetime.now(UTC) + timedelta(minutes=5)):
        again = browser("thi.ngan")
        assert secret_on(again.get("/dang-nhap/buoc-hai")) == "", "the secret is never shown again"
        assert send(again, "/dang-nhap/buoc-hai", code="000000").status_code == 409
        assert send(again, "/dang-nhap/buoc-hai", code=code_at(secret, step_now())).url.path == "/hom-nay"
        assert send(browser("thi.ngan"), "/dang-nhap/buoc-hai", code=papers[0].lower()).url.path == "/hom-nay"
        assert send(browser("thi.ngan"), "/dang-nhap/buoc-hai", code=papers[0]).status_code == 409, "a paper code works once"


def test_a_code_that_somebody_looked_at_over_the_shoulder_is_worth_nothing(browser, people):
    """RFC 6238 §5.2: the second use of one code is refused, and so is an older one; a neighbour in time is tolerated."""
    _, secret = enrolled(browser("thi.ngan"))
    with clock.stopped_at(datetime.now(UTC) + timedelta(minutes=5)), people.transaction() as session:
        her, now = auth.account_named(session, "thi.ngan"), step_now()
        answers = [bool(auth.take_second_step(session, her, code_at(secret, step), auth.Where())) for step in (now - 2, now + 2, now, now, now - 1, now + 1, now + 1)]
        assert answers == [False, False, True, False, False, True, False]
    assert STEP == 30


def test_codes_are_not_guessed(people):
    with people.transaction() as session:
        her = auth.account_named(session, "thi.ngan")
        auth.begin_second_step(session, her)
        for _ in range(NAME_PATIENCE):
            auth.take_second_step(session, her, "123456", auth.Where())
        with pytest.raises(TooManyTries):
            auth.take_second_step(session, her, "123456", auth.Where())


def test_the_secret_is_sealed(people):
    with people.transaction() as session:
        secret = auth.begin_second_step(session, auth.account_named(session, "thi.ngan"))
        raw = session.connection().exec_driver_sql("SELECT secret FROM second_step").scalar_one()
        assert secret.encode() not in bytes(raw)
        assert session.exec(select(SecondStep)).one().secret == secret


def test_an_administrator_takes_back_the_second_step_of_a_lost_telephone_but_not_the_own(browser, people):
    admin, her = browser("quan.tri"), browser("thi.ngan")
    enrolled(admin), enrolled(her)
    send(admin, "/tai-khoan/thi.ngan/buoc-hai", "/tai-khoan/thi.ngan")
    assert her.get("/hom-nay").url.path == "/dang-nhap"
    assert secret_on(browser("thi.ngan").get("/dang-nhap/buoc-hai"))
    assert send(admin, "/tai-khoan/quan.tri/buoc-hai", "/tai-khoan").status_code == 409
    with people.transaction() as session:
        assert [(row.actor, row.subject) for row in session.exec(select(AuditRow)) if row.action == "account.second_step_ended"] == [
            ("quan.tri", "account:thi.ngan")]


def test_the_command_line_is_the_last_administrators_way_back(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", "ab" * 32)
    run = CliRunner().invoke
    assert run(app.hoiam, ["user", "add", "quan.tri", "--name", "Quản", "--role", "province_admin"]).exit_code == 0
    answer = run(app.hoiam, ["user", "second-step", "quan.tri", "--reset"])
    assert (answer.exit_code, answer.output.strip()) == (0, "Tài khoản này chưa lập bước hai.")
    assert run(app.hoiam, ["user", "training", "quan.tri", "--skill", "consent", "--held-on", "2026-03-02"]).exit_code == 0


def test_whoever_may_do_little_signs_in_with_a_password_and_may_choose_a_second_step(browser):
    client = browser("thu.ha")
    assert client.get("/hom-nay").url.path == "/hom-nay"
    secret = secret_on(client.get("/toi/buoc-hai"))
    assert send(client, "/toi/buoc-hai", code=code_at(secret, step_now()), password="sai").status_code == 409
    assert "class=\"secret\"" in send(client, "/toi/buoc-hai", code=code_at(secret, step_now()), password=PASSWORD).text
    assert browser("thu.ha").get("/hom-nay").url.path == "/dang-nhap/buoc-hai"


def test_wrong_tries_are_counted_by_name_by_place_and_for_everybody(session):
    for _ in range(NAME_PATIENCE - 1):
        note_failure(session, "thu.ha", "10.0.0.1")
    check_tries(session, "thu.ha", "10.0.0.1")
    note_failure(session, "thu.ha", "10.0.0.2")
    with pytest.raises(TooManyTries):
        check_tries(session, "thu.ha", "10.0.0.3")
    check_tries(session, "thi.ngan", "10.0.0.1")
    for number in range(PLACE_PATIENCE):
        note_failure(session, f"ten{number}", "2001:db8::1")
    with pytest.raises(TooManyTries):
        check_tries(session, "thi.ngan", "2001:db8::2")  # the same household's network
    check_tries(session, "thi.ngan", "10.0.0.9")


def test_while_somebody_guesses_everybodys_patience_is_short_and_nobody_is_shut_out(session):
    for number in range(SITE_UNREST):
        note_failure(session, f"ten{number}", f"10.0.{number // 8}.{number % 8}")
    check_tries(session, "thu.ha", "192.168.1.1")
    for _ in range(NAME_IN_UNREST):
        note_failure(session, "thu.ha", "192.168.1.1")
    with pytest.raises(TooManyTries):
        check_tries(session, "thu.ha", "192.168.1.2")


def test_what_was_typed_at_the_door_is_kept_nowhere(browser, people):
    """The name may be a password, typed in the wrong box."""
    client = browser()
    unknown = send(client, "/dang-nhap", name="mat-khau-cua-toi", password="x")
    known = send(client, "/dang-nhap", name="thu.ha", password="x")
    strip = re.compile(r'value="[^"]*"')
    assert (unknown.status_code, strip.sub("", unknown.text)) == (known.status_code, strip.sub("", known.text))
    with people.transaction() as session:
        rows = [row.model_dump() for row in session.exec(select(FailedSignIn))]
        assert len(rows) == 2
        assert "mat-khau" not in str(rows)
        assert [count for _, count in auth.failures_by_day(session)][0] == 2


def test_one_sees_where_one_is_signed_in_and_ends_it_there(browser, people):
    here, there = browser("thu.ha"), browser("thu.ha")
    page = here.get("/toi")
    assert page.text.count("Chrome · Windows") == 2
    other = re.search(r'action="(/toi/may/[^"]+/ra)"', page.text)[1]
    send(here, other, "/toi")
    assert there.get("/hom-nay").url.path == "/dang-nhap"
    assert here.get("/hom-nay").url.path == "/hom-nay"
    stranger = browser("thi.ngan")
    enrolled(stranger)
    own = re.search(r'action="(/toi/may/[^"]+/ra)"', browser("thu.ha").get("/toi").text)[1]
    assert send(stranger, own, "/toi").status_code == 404, "nobody ends another's browser"


def test_one_chooses_a_password_that_is_long_and_known_twice(browser):
    client, elsewhere = browser("thu.ha"), browser("thu.ha")
    for old, new, again, status in (
        ("sai", "bon con cho meo ga", "bon con cho meo ga", 409), (PASSWORD, "ngan", "ngan", 409), (PASSWORD, "bon con cho meo ga", "bon con cho", 422),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", 409), (PASSWORD, "thu.ha va con meo", "thu.ha va con meo", 409),
    ):
        assert send(client, "/toi/mat-khau", "/toi", password=old, new_password=new, new_again=again).status_code == status
    assert send(client, "/toi/mat-khau", "/toi", password=PASSWORD, new_password="bon con cho meo ga", new_again="bon con cho meo ga").status_code == 200
    assert client.get("/hom-nay").url.path == "/hom-nay"
    assert elsewhere.get("/hom-nay").url.path == "/dang-nhap", "whoever knew the old password is out"
    assert browser("thu.ha").get("/hom-nay").url.path == "/dang-nhap"
    assert browser("thu.ha", "bon con cho meo ga").get("/hom-nay").url.path == "/hom-nay"


def test_whoever_finds_a_laptop_open_does_not_guess_its_password(browser):
    """The door's patience counts here too: the wrong tries must outlive the refusal."""
    client, new = browser("thu.ha"), "bon con cho meo ga"
    for wrong in range(NAME_PATIENCE):
        assert send(client, "/toi/mat-khau", "/toi", password=f"sai {wrong}", new_password=new, new_again=new).status_code == 409
    assert send(client, "/toi/mat-khau", "/toi", password=PASSWORD, new_password=new, new_again=new).status_code == 429
    assert send(client, "/toi/buoc-hai", password=PASSWORD, code="000000").status_code == 429


def test_a_new_telephone_is_not_the_way_round_that_patience(browser):
    client = browser("thu.ha")
    for _ in range(NAME_PATIENCE):
        assert send(client, "/toi/buoc-hai", password="sai", code="000000").status_code == 409
    assert send(client, "/toi/buoc-hai", password=PASSWORD, code="000000").status_code == 429


def test_who_is_made_powerful_comes_in_again_with_a_second_step(browser):
    admin, her = browser("quan.tri"), browser("thu.ha")
    enrolled(admin)
    roles = ["day_lead", "consent_taker"]
    assert send(admin, "/tai-khoan/thu.ha", name="Hà", role=roles, where="all").status_code == 200
    assert her.get("/hom-nay").url.path == "/hom-nay", "more work, but nothing that asks for a second step"
    assert send(admin, "/tai-khoan/thu.ha", name="Hà", role=[*roles, "data_protection_officer"], where="all").status_code == 200
    assert her.get("/nhat-ky").url.path == "/dang-nhap", "what a password alone opened is over"
    assert secret_on(browser("thu.ha").get("/dang-nhap/buoc-hai"))


def test_a_browser_nobody_uses_signs_itself_out(people):
    start = datetime(2026, 11, 14, 1, tzinfo=UTC)
    with people.transaction() as session:
        with clock.stopped_at(start):
            key = auth.open_session(session, auth.account_named(session, "thu.ha"))
            session.flush()
        for minutes, here in ((90, True), (180, True), (301, False)):
            with clock.stopped_at(start + timedelta(minutes=minutes)):
                assert bool(auth.signed_in(session, key, timedelta(minutes=120))) is here
        with clock.stopped_at(start + timedelta(hours=12, minutes=1)):
            assert auth.signed_in(session, key) is None


def test_a_device_of_a_day_signs_in_once_and_is_nobody_when_the_day_ends(people):
    start = datetime(2026, 11, 14, 1, tzinfo=UTC)
    midnight = datetime(2026, 11, 14, 17, tzinfo=UTC)
    with people.transaction() as session:
        with clock.stopped_at(start):
            account, code = auth.add_device_account(session, "Máy 1", ["18604"], midnight, "day:NH-1")
            assert auth.open_device(session, "AAAA-BBBB", auth.Where()) is None
            key = auth.open_device(session, code.lower(), auth.Where())
            session.flush()
            assert auth.open_device(session, code, auth.Where()) is None
            her = auth.signed_in(session, key)
            assert (her.communes, her.may("desk.use"), her.may("office.edit"), her.may("days.plan")) == (frozenset({"18604"}), True, False, False)
            assert not auth.qualified(session, account.id, auth.Skill.consent, clock.today())
        with clock.stopped_at(midnight + timedelta(seconds=1)):
            assert auth.signed_in(session, key) is None
        with clock.stopped_at(start + timedelta(minutes=16)):
            _, late = auth.add_device_account(session, "Máy 2", ["18604"], midnight, "day:NH-1")
        with clock.stopped_at(start + timedelta(minutes=32)):
            assert auth.open_device(session, late, auth.Where()) is None, "a code is good for a quarter of an hour"


def test_a_device_that_was_switched_off_is_out_at_once(people):
    with people.transaction() as session:
        account, code = auth.add_device_account(session, "Máy 1", ["18604"], clock.now() + timedelta(hours=8), "day:NH-1")
        key = auth.open_device(session, code, auth.Where())
        session.flush()
        auth.end_device(session, "day:NH-1", account.login)
        session.flush()
        assert auth.signed_in(session, key) is None


def test_an_untrained_colleague_is_stopped_and_a_trained_one_goes_on(session):
    her, _ = auth.add_account(session, "thi.hoa", "Hoa", [Role.consent_taker], password="x")
    lead, _ = auth.add_account(session, "lan", "Lan", [Role.day_lead], password="x")
    facts = auth.TrainingFacts(auth.Skill.consent, clock.today() - timedelta(days=10), clock.today())
    with pytest.raises(auth.TrainingMissing):
        auth.must_be_qualified(session, auth.actor_of(her), auth.Skill.consent, clock.today())
    with pytest.raises(auth.SamePerson):
        auth.add_training(session, her, facts, her.id)
    row = auth.add_training(session, her, facts, lead.id)
    auth.must_be_qualified(session, auth.actor_of(her), auth.Skill.consent, clock.today())
    assert not auth.qualified(session, her.id, auth.Skill.sampling, clock.today())
    assert not auth.qualified(session, her.id, auth.Skill.consent, clock.today() + timedelta(days=1))
    auth.taker_must_be_qualified(session, "thi.hoa", auth.actor_of(lead), auth.Skill.consent, clock.today())
    for named in ("lan", "khong.co"):
        with pytest.raises(auth.TrainingMissing):
            auth.taker_must_be_qualified(session, named, auth.actor_of(lead), auth.Skill.consent, clock.today())
    auth.end_training(session, her, row.id, lead.id)
    assert not auth.qualified(session, her.id, auth.Skill.consent, clock.today())
