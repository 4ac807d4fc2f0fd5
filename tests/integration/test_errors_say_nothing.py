"""When something breaks, the page, the log and the terminal say that it did, and nothing of whoever was on the screen."""

import logging
import re

import pytest
from litestar import Controller
from litestar.testing import TestClient
from sqlalchemy import text

import app
from core import auth
from core.auth import Role
from core.db import Database, metadata
from core.web import Visit, get, post
from core.web.edge import HEADERS
from core.web.routes import PUBLIC
from tests.site import build_site

SITE = "http://testserver.local"
NAME, PHONE = "Đặng Thị Bí Mật", "0912345678"


class Breaking(Controller):
    path = "/thu-hong"

    @get("/", needs=PUBLIC)
    def ask(self, visit: Visit) -> object:
        raise ValueError(f"{NAME} {PHONE}")

    @post("/", needs=PUBLIC)
    def by_code(self, visit: Visit) -> object:
        names = {visit.form.text("name"): 1}
        return names[f"{visit.form.text('name')} {visit.form.text('phone')}"]

    @post("/sql", needs=PUBLIC)
    def by_sql(self, visit: Visit) -> object:
        visit.session.execute(text("SELECT nothing_here FROM account WHERE name = :name"), {"name": visit.form.text("name")})
        return None

    @post("/lien-ket", needs=PUBLIC)
    def by_constraint(self, visit: Visit) -> object:
        auth.add_account(visit.session, "x", NAME, [Role.auditor])
        visit.session.execute(text("INSERT INTO account SELECT * FROM account"))
        return None


@pytest.fixture
def database(tmp_path):
    made = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    metadata.create_all(made.engine)
    yield made
    made.engine.dispose()


@pytest.fixture(autouse=True)
def no_torn_stream(monkeypatch):
    """An earlier test's terminal is closed; the handler that still writes there must not add its own trace to ours."""
    monkeypatch.setattr(logging, "raiseExceptions", False)


def silent(*texts):
    said = "\n".join(texts)
    return [secret for secret in (NAME, "Bí Mật", PHONE, "Traceback", "sqlalchemy", "SELECT", "account.py") if secret in said]


@pytest.mark.parametrize("where", ["", "/sql", "/lien-ket"])
def test_a_fault_with_a_name_in_the_form_is_said_without_it(database, where, caplog, capfd):
    with TestClient(build_site([*app.ROUTES, Breaking], database, demo=False), base_url=SITE) as client, caplog.at_level(logging.DEBUG):
        token = re.search(r'value="(\w+)"', client.get("/dang-nhap").text.split('name="_csrf_token"')[1])[1]
        answer = client.post(f"/thu-hong{where}", data={"_csrf_token": token, "name": NAME, "phone": PHONE})
    out, err = capfd.readouterr()
    assert answer.status_code >= 400
    assert silent(answer.text, str(answer.headers), str(answer.url), out, err, caplog.text) == []
    assert "hoiam" in out + err + caplog.text or "unexpected" in out + err + caplog.text or "database said no" in out + err + caplog.text, "nobody would know"


def test_even_when_the_page_of_errors_itself_breaks(database, caplog, capfd, monkeypatch):
    from core.web import site

    def broken(*_):
        raise RuntimeError(NAME)

    monkeypatch.setattr(site, "_error_page", broken)
    with TestClient(build_site([*app.ROUTES, Breaking], database, demo=False), base_url=SITE, raise_server_exceptions=True) as client:
        answer = client.get("/thu-hong")
    out, err = capfd.readouterr()
    assert (answer.status_code, answer.headers["x-frame-options"]) == (500, HEADERS["X-Frame-Options"])
    assert "Chưa" in answer.text and silent(answer.text, out, err, caplog.text) == []


def test_no_error_of_the_database_carries_what_was_sent_to_it(database):
    for url in (database.url, "postgresql://nobody@127.0.0.1/x"):
        assert Database(url).engine.hide_parameters
