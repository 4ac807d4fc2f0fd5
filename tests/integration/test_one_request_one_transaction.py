"""ADR 0002: a change, its audit row and its reactions are saved together or not at all; and what a stranger meets at the door."""

import re
from pathlib import Path

import pytest
from litestar.testing import TestClient
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import select

import app
from core import auth
from core.audit import AuditRow
from core.auth import Role
from core.db import in_words
from core.installation import Installation, alembic_config
from samples.models import Box, CollectionDay
from tests.site import build_site

SITE = "http://testserver.local"


@pytest.fixture
def browser(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        auth.add_account(session, "lien.lac", "Đậu Quang Nhật", [Role.lab_liaison], password="mot-hai-ba")
        session.add(CollectionDay(code="NH-1", kind="hall", held_on=__import__("datetime").date(2026, 11, 14), place="Nhà văn hóa", commune_code="18604"))
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield client


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def signed_in(client, password="mot-hai-ba"):
    page = client.get("/dang-nhap")
    return client.post("/dang-nhap", data={"_csrf_token": token(page), "name": "lien.lac", "password": password})


def test_a_stranger_is_shown_the_way_to_sign_in(browser):
    assert "mot-hai-ba" not in browser.get("/hop").text
    assert browser.get("/hop").url.path == "/dang-nhap"
    assert browser.get("/khong-co").status_code == 404


def test_a_wrong_password_is_counted_and_the_ninth_try_waits(browser):
    answers = [signed_in(browser, "sai").text for _ in range(9)]
    assert "chưa đúng" in answers[0]
    assert "15 phút" in answers[-1]


def test_a_box_is_opened_with_its_audit_row(browser, database):
    page = signed_in(browser)
    done = browser.post("/hop", data={"_csrf_token": token(page)})
    assert (done.status_code, done.url.path) == (200, "/hop/B-0001")
    with database.transaction() as session:
        assert len(session.exec(select(Box)).all()) == 1
        assert [row.subject for row in session.exec(select(AuditRow).where(AuditRow.action == "samples.box_opened"))] == ["box:B-0001"]


def test_a_refused_scan_saves_nothing_and_shows_the_page_again_with_what_was_typed(browser, database):
    page = signed_in(browser)
    page = browser.post("/hop", data={"_csrf_token": token(page)})
    with database.transaction() as session:
        before = len(session.exec(select(AuditRow)).all())
    again = browser.post("/hop/B-0001/quet", data={"_csrf_token": token(page), "code": "HT 1234 5678 91"})
    assert again.status_code == 409
    assert "hai số cuối" in again.text.lower()
    assert "HT 1234 5678 91" in again.text
    with database.transaction() as session:
        assert len(session.exec(select(AuditRow)).all()) == before


def test_a_form_without_its_token_changes_nothing(browser, database):
    signed_in(browser)
    assert browser.post("/hop").status_code == 403
    with database.transaction() as session:
        assert session.exec(select(Box)).all() == []


def test_the_day_lead_may_not_review_and_is_told_so(browser):
    signed_in(browser)
    assert browser.get("/liet-si/nap").status_code == 403


def test_every_answer_carries_the_security_headers(browser):
    page = browser.get("/dang-nhap")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"


def test_a_demo_sign_in_does_not_exist_where_data_are_real(browser):
    page = browser.get("/dang-nhap")
    assert browser.post("/dang-nhap/minh-hoa", data={"_csrf_token": token(page), "name": "lien.lac"}).status_code == 404


def test_a_workbook_is_looked_at_before_anything_is_saved(database, browser):
    page = signed_in(browser)
    content = (Path(__file__).parents[2] / "demo" / "data" / "remains.csv").read_bytes()
    preview = browser.post("/hai-cot/nap", data={"_csrf_token": token(page)}, files={"file": ("hai-cot.csv", content)})
    assert preview.status_code == 200
    assert "HC-HT-0001" in preview.text
    accept = re.search(r'action="(/hai-cot/nap/[^"]+/nhan)"', preview.text)[1]
    done = browser.post(accept, data={"_csrf_token": token(preview)})
    assert "60" in done.text
    torn = browser.post("/hai-cot/nap", data={"_csrf_token": token(done)}, files={"file": ("hai-cot.xlsx", b"PK\x03\x04torn")})
    assert torn.status_code == 422
    assert "bị cắt ngang" in torn.text


def test_migrations_make_exactly_the_tables_of_the_models(database, tmp_path):
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from core.db import Database, metadata

    fresh = Database(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    config = alembic_config(fresh.url)
    config.attributes["engine"] = fresh.engine
    command.upgrade(config, "head")
    with fresh.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": False}), metadata) == []
    fresh.engine.dispose()


def test_a_full_disk_is_said_in_words_and_nothing_is_half_saved(browser, database):
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's disk cannot be filled from here; its words are tested below")
    page = signed_in(browser)

    def few_pages(connection, *_):
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {used}")

    event.listen(database.engine, "checkout", few_pages)
    answers = [browser.post("/hop", data={"_csrf_token": token(page)}) for _ in range(60)]
    event.remove(database.engine, "checkout", few_pages)
    full = [answer for answer in answers if answer.status_code == 503]
    assert full and all("Ổ đĩa đã đầy" in answer.text for answer in full)
    with database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
        opened = session.exec(select(AuditRow).where(AuditRow.action == "samples.box_opened")).all()
        assert len(session.exec(select(Box)).all()) == len(opened) == sum(answer.status_code == 200 for answer in answers)


@pytest.mark.parametrize(("said", "words"), [("database is locked", "tệp lớn"), ("could not extend file: No space left on device", "Ổ đĩa đã đầy"), ("gone", "chưa kết nối")])
def test_what_a_database_says_is_put_in_words(said, words):
    assert words in in_words(OperationalError("", {}, Exception(said))).sentence()
    assert "Vừa có người lưu" in in_words(IntegrityError("", {}, Exception(said))).sentence()
