"""The auditor's page and the command: a check in words, a paper held against it, a copy of the database."""

import re
from io import BytesIO

import pytest
import segno
from click.testing import CliRunner
from litestar.testing import TestClient
from sqlalchemy import text
from sqlmodel import select

import app
from core import auth, chain
from core.audit import AuditRow
from core.auth import Role
from core.installation import Installation, copy_sqlite, open_installation
from core.settings import Settings
from tests.site import build_site


@pytest.fixture
def browser(database):
    with database.transaction() as session:
        session.add(Installation(name="0a1b2c", demo=False, key_fingerprint="f"))
        for login, role in (("van.son", Role.auditor), ("thu.ha", Role.day_lead)):
            auth.add_account(session, login, login, [role], password="x")
        session.add_all([AuditRow(actor="thu.ha", action="samples.seal", subject=f"box:{n}") for n in range(5)])
    with TestClient(build_site(app.ROUTES, database, demo=False)) as client:
        yield client


def signed_in(browser, login):
    page = browser.get("/dang-nhap")
    browser.post("/dang-nhap", data={"_csrf_token": token(page), "name": login, "password": "x"})
    return browser


def token(page):
    return re.search(r'name="_csrf_token" value="([^"]+)"', page.text)[1]


def checked(browser, files=None, **typed):
    page = browser.get("/nhat-ky/so")
    return browser.post("/nhat-ky/so", data={"_csrf_token": token(page), **typed}, files=files)


def test_the_auditor_has_the_log_checked_with_and_without_a_paper(browser, database):
    signed_in(browser, "van.son")
    assert "Chưa ai kiểm tra." in browser.get("/nhat-ky/so").text
    page = checked(browser)
    assert (page.status_code, "Sổ còn nguyên" in page.text, "viết lại hay không" in page.text) == (200, True, True)
    with database.reading() as session:
        line = chain.head(session).printed
        [said] = session.exec(select(AuditRow).where(AuditRow.action == "audit.verified"))
        assert (said.actor, said.facts["broken"], said.facts["rows"] >= 5) == ("van.son", 0, True)
    assert "Khớp với giấy" in checked(browser, line=line.lower()).text
    square = BytesIO()
    segno.make_qr(line, error="m").save(square, kind="png", scale=5)
    assert "Khớp với giấy" in checked(browser, files={"photo": ("giay.png", square.getvalue(), "image/png")}).text


def test_what_was_changed_is_named_in_words_and_kept(browser, database):
    signed_in(browser, "van.son")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE audit_row SET subject = 'box:9' WHERE subject = 'box:3'"))
    page = checked(browser)
    assert "SỔ KHÔNG KHỚP: 1 chỗ sai" in page.text
    assert "của bảng việc đã làm" in page.text
    assert "Ngừng làm việc trên máy này" in browser.get("/nhat-ky/so").text


def test_what_is_no_paper_is_refused_and_nothing_is_written(browser, database):
    signed_in(browser, "van.son")
    page = checked(browser, line="HOIAM-CHAIN 12")
    assert (page.status_code, "Đây không phải dấu của sổ" in page.text, "HOIAM-CHAIN 12" in page.text) == (422, True, True)
    page = checked(browser, files={"photo": ("giay.png", b"no picture", "image/png")})
    assert (page.status_code, "Không giữ ảnh nào" in page.text) == (422, True)
    with database.reading() as session:
        assert session.exec(select(AuditRow).where(AuditRow.action == "audit.verified")).all() == []


def test_whoever_is_no_auditor_sees_nothing_of_it(browser):
    assert signed_in(browser, "thu.ha").get("/nhat-ky/so").status_code == 403


def hoiam(*words):
    return CliRunner().invoke(app.hoiam, ["audit", *words])


def test_the_command_says_whole_names_what_is_not_and_reads_a_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", bytes(range(32)).hex())
    monkeypatch.delenv("HOIAM_DATABASE_URL", raising=False)
    settings = Settings.from_environment()
    database = open_installation(settings)
    head = hoiam("head").output.strip()
    assert chain.read_head(head).seq == 1, "that the chain began is its first link"
    whole = hoiam("verify", "--head", head)
    assert (whole.exit_code, "Sổ còn nguyên" in whole.output, "Khớp với giấy" in whole.output) == (0, True, True)
    later = hoiam("head").output.strip()
    copy = tmp_path / "copy.sqlite3"
    copy_sqlite(settings, copy)
    kept = copy.read_bytes()
    assert hoiam("verify", "--database", str(copy), "--head", later).exit_code == 0
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE audit_row SET actor = 'nobody' WHERE action = 'audit.chain_begun'"))
    broken = hoiam("verify")
    assert (broken.exit_code, "audit_row" in broken.output, "mắt xích số 1" in broken.output) == (1, True, True)
    short = hoiam("verify", "--database", str(copy), "--head", hoiam("head").output.strip())
    assert (short.exit_code, "bản sao lưu cũ hơn" in short.output) == (1, True)
    assert copy.read_bytes() == kept, "a copy is only read"
    (tmp_path / "no.sqlite3").write_bytes(b"not a database")
    assert hoiam("verify", "--database", str(tmp_path / "no.sqlite3")).exit_code == 2
    assert hoiam("verify", "--head", "xin chào").exit_code == 2
    database.engine.dispose()
