"""Bad input never gives a 500: every page and every form, with whatever people and scanners put into it."""

import re
from collections import Counter

import pytest
from litestar.testing import TestClient

import app  # noqa: F401 - installs the routes
import consent
from core import auth
from core.auth import Role
from core.web import serving
from core.work import Work
from tests.architecture.house import HOUSE
from tests.site import build_site

NOBODY = "00000000-0000-0000-0000-000000000000"
TYPED = ["x" * 10_000, "a\0b", "01/01/0001", "9" * 30, "²³", NOBODY]
"""What PostgreSQL refuses and SQLite takes; whatever else is typed stands in test_nothing_breaks_and_nothing_leaks.py."""
IN_PATHS = ["0", "-1", "9" * 30, NOBODY, "%00", "%FF", "%F0%9F%98%80", "'", "%2e%2e%2f"]
IN_QUERIES = ["²", "9" * 30, "%00", "9999-12-31", "0001-01-01", "2026-13"]
KEYS = ("trang", "page", "ngay", "thang", "nam", "q", "xem", "loc", "tinh-trang", "ma", "ai", "viec", "verdict", "tu", "den", "xa", "so")
LEFT_OUT = {"/dang-xuat"}


@pytest.fixture
def browser(database):
    with database.transaction() as session:
        consent.ensure_form(Work(session, auth.SYSTEM))
        auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role), password="mot-hai-ba-bon")
    site = build_site(serving.house.routes, database, demo=False)
    with TestClient(site, base_url="http://127.0.0.1") as client:
        client.ways = sorted({(way.path, verb) for way in site.routes for each in getattr(way, "route_handlers", []) for verb in each.http_methods})
        client.get("/dang-nhap")
        answer = client.post("/dang-nhap", data={"_csrf_token": token(client, "/dang-nhap"), "name": "thu.ha", "password": "mot-hai-ba-bon"})
        assert answer.url.path == "/hom-nay"
        yield client


def token(client, path):
    return re.search(r'name="_csrf_token" value="(\w+)"', client.get(path).text)[1]


def ways(client, verb, value, only=""):
    known = [path for path, verbs in client.ways if verbs == verb and only in path and not path.startswith("/static") and path not in LEFT_OUT]
    return [re.sub(r"\{\w+:\w+\}", value, path) for path in known]


def test_no_page_breaks_on_any_address(browser):
    broken = Counter()
    for value in IN_PATHS:
        for path in ways(browser, "GET", value, only="{"):
            broken[path] += browser.get(path, follow_redirects=False).status_code >= 500
    for value in IN_QUERIES:
        for path in ways(browser, "GET", "x"):
            asked = "&".join(f"{key}={value}" for key in KEYS)
            broken[path] += browser.get(f"{path}?{asked}", follow_redirects=False).status_code >= 500
    assert browser.get(f"/nhat-ky?trang={'9' * 5000}").status_code == browser.get(f"/ket-qua?trang={'9' * 5000}").status_code == 200
    assert +broken == Counter()


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_no_form_breaks_on_whatever_is_typed(browser):
    csrf, broken = token(browser, "/hom-nay"), Counter()
    boxes = sorted(boxes_of_all_forms())
    assert len(boxes) > 80, "the templates' boxes were not found"
    for typed in TYPED:
        for path in ways(browser, "POST", NOBODY):
            if path.startswith(("/dang-nhap", "/tai-khoan")):
                continue
            answer = browser.post(path, data={**dict.fromkeys(boxes, typed), "_csrf_token": csrf}, follow_redirects=False)
            broken[f"{path} {typed[:20]!r}"] += answer.status_code >= 500
    assert +broken == Counter()


def boxes_of_all_forms():
    """Every name that a page writes or a handler reads."""
    written = {name for page in HOUSE.glob("*/templates/*.html") for name in re.findall(r'name="(\w+)"', page.read_text())}
    readers = [*HOUSE.glob("*/routes.py"), *HOUSE.glob("*/routes/*.py"), *HOUSE.glob("core/web/*.py")]
    return written | {name for file in readers for name in re.findall(r'form\.(?:text|all|flag|number|day|file)\("(\w+)"', file.read_text())}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("cookie", ["NQ==", "bnVsbA==", "W10=", "WyJnb29kIl0=", "////", "e30=", "WzEsMiwzXQ==", "WyJnb29kIiwiPHNjcmlwdD4iXQ=="])
def test_a_forged_notice_is_text_or_nothing(browser, cookie):
    browser.cookies.set("hoiam_notice", cookie)
    answer = browser.get("/hom-nay")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
