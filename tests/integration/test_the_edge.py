"""What a stranger, a page elsewhere and a busy program meet at the outermost door, on every route."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from litestar import Litestar
from litestar.testing import TestClient

import app
from core import auth, clock
from core.auth import Role
from core.db import Database, metadata
from core.web import edge, patience
from core.web.edge import names_of
from tests.site import build_site

SITE = "http://testserver.local"
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('edge') / 'x.sqlite3'}")
    metadata.create_all(made.engine)
    with made.transaction() as session:
        auth.add_account(session, "lien.lac", "Đậu Quang Nhật", list(Role), password="mot-hai-ba")
    yield made
    made.engine.dispose()


@pytest.fixture
def site(database):
    return build_site(app.ROUTES, database, demo=False)


@pytest.fixture
def browser(site):
    with TestClient(site, base_url=SITE) as client:
        yield client


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def enter(client):
    page = client.get("/dang-nhap")
    return client.post("/dang-nhap", data={"_csrf_token": token(page), "name": "lien.lac", "password": "mot-hai-ba"}, follow_redirects=False)


def every_way(site: Litestar):
    return sorted({(route.path, verb) for route in site.routes for handler in getattr(route, "route_handlers", []) for verb in handler.http_methods})


def answers(client, site):
    for path, verb in every_way(site):
        asked = re.sub(r"\{\w+:\w+\}", NOBODY, path)
        yield f"{verb} {path}", client.request(verb, asked, follow_redirects=False)
    yield "nowhere", client.get("/khong-co")
    yield "a file", client.get("/static/hoiam.css")
    yield "too long", client.post("/dang-nhap", content=b"x", headers={"Content-Length": str(10**12)})


def test_every_answer_of_every_route_carries_every_header(browser, site):
    bare = []
    for what, answer in answers(browser, site):
        said = {name.lower() for name in answer.headers}
        missing = {name.lower() for name in [*edge.HEADERS, "Content-Security-Policy"]} - said
        policy = answer.headers.get("content-security-policy", "")
        kept = "no-store" not in answer.headers.get("cache-control", "") and not answer.request.url.path.startswith("/static/")
        if missing or kept or not policy.startswith("default-src 'none'") or "frame-ancestors 'none'" not in policy or answer.status_code >= 500:
            bare.append((what, answer.status_code, missing))
    assert bare == []


def test_every_name_but_our_own_is_turned_away_on_every_route(browser, site):
    browser.headers["Host"] = "doc.example.com"
    assert {answer.status_code for _, answer in answers(browser, site)} == {421}
    assert "hoiam" not in browser.get("/dang-nhap").text
    assert "default-src 'none'" in browser.get("/dang-nhap").headers["content-security-policy"]


def test_a_site_for_the_whole_hall_answers_to_addresses_and_its_own_names_only():
    hall = names_of("0.0.0.0", ["Hoi-Am.example.vn"])
    assert all(edge.answers_to(hall, host) for host in ("192.168.1.7:8000", "[fe80::1]:8000", "[::1]", "localhost", "hoi-am.example.vn", "HOI-AM.example.vn:443"))
    wrong = ("evil.example", "192.168.1.7.evil.example", "", "*", "testserver.local", "localhost.evil.example", "0x7f.1", "[", "hoi-am.example.vn.")
    assert [host for host in wrong if edge.answers_to(hall, host)] == []
    alone = names_of("127.0.0.1")
    assert edge.answers_to(alone, "127.0.0.1:8000") and not edge.answers_to(alone, "192.168.1.7:8000")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(browser):
    made = [browser.get("/dang-nhap").headers["set-cookie"], enter(browser).headers["set-cookie"]]
    assert all("httponly" in cookie.lower() and "samesite=lax" in cookie.lower() and "path=/" in cookie.lower() for cookie in made)
    assert [cookie for cookie in made if "domain=" in cookie.lower()] == []


def test_behind_the_named_proxy_cookies_never_leave_https_and_the_browser_stays_there(site):
    said = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    with TestClient(site, base_url=SITE) as client:
        answer = client.get("/dang-nhap", headers=said)
        assert "strict-transport-security" not in answer.headers and "secure" not in answer.headers["set-cookie"].lower(), "nobody named a proxy"
    with TestClient(wrap_asgi_with_proxy_headers(site, ["testclient"]), base_url=SITE) as client:
        answer = client.get("/dang-nhap", headers=said)
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert answer.headers["set-cookie"].lower().count("; secure") == 1


def test_a_busy_program_is_asked_to_wait_and_told_how_long(browser):
    enter(browser)
    csrf = token(browser.get("/hom-nay"))
    with clock.stopped_at(clock.now()) as _:
        said = [browser.post("/tim", data={"_csrf_token": csrf, "q": ""}) for _ in range(patience.LIMITS["search"].each + 1)]
    assert {answer.status_code for answer in said[:-1]} == {200}
    assert (said[-1].status_code, said[-1].headers["retry-after"]) == (429, "61")
    assert "chờ 61 giây" in said[-1].text
    with clock.stopped_at(clock.now() + timedelta(seconds=62)):
        assert browser.post("/tim", data={"_csrf_token": csrf, "q": ""}).status_code == 200


@pytest.mark.parametrize("megabytes", [2, 19])
def test_nothing_that_is_sent_lies_in_a_temporary_file_on_the_way(browser, monkeypatch, megabytes):
    """A photographed card has three megabytes; deleted temporary files stay readable on a stolen disk."""

    def written(*_, **__):
        pytest.fail("an upload was written to the disk in clear")

    for way in ("TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(f"tempfile.{way}", written)
    sent = {"_csrf_token": token(browser.get("/dang-nhap")), "name": "lien.lac", "password": "mot-hai-ba"}
    answer = browser.post("/dang-nhap", data=sent, files={"photo": ("the.jpg", bytes(megabytes << 20))}, follow_redirects=False)
    assert answer.status_code == 303


def test_wrong_tokens_are_slowed_by_address(browser):
    with clock.stopped_at(clock.now()):
        said = [browser.get("/api/v1/shipments", headers={"Authorization": f"Bearer x{n}"}).status_code for n in range(22)]
    assert said == [401] * 20 + [429] * 2


def test_a_stranger_with_a_whole_ipv6_household_of_addresses_is_one():
    connection = SimpleNamespace(scope={}, client=SimpleNamespace(host="2001:db8:1:2:aaaa::1"))
    neighbour = SimpleNamespace(scope={}, client=SimpleNamespace(host="2001:db8:1:2:bbbb::9"))
    other = SimpleNamespace(scope={}, client=SimpleNamespace(host="2001:db8:1:3::1"))
    assert patience.client_of(connection) == patience.client_of(neighbour) != patience.client_of(other)


def test_twenty_devices_of_a_hall_behind_one_address_never_wait_for_each_other():
    kept = patience.Patience()
    with clock.stopped_at(clock.now()):
        for device in range(20):
            for what, often in (("search", 100), ("upload", 8), ("export", 20)):
                for _ in range(often):
                    kept.take(what, f"session {device}")


def test_a_cookie_that_opens_nothing_makes_nobody_a_new_client(browser):
    made = browser.app.state
    for number in range(3):
        browser.cookies.set("hoiam_session", f"made-up-{number}")
        browser.post("/gia-dinh", data={"_csrf_token": token(browser.get("/gia-dinh"))}, files={"file": ("x", b"x")})
    assert len([key for key in made["patience"].seen if key[0] == "upload" and key[1]]) == 1


def test_who_was_quiet_is_forgotten(monkeypatch):
    monkeypatch.setattr(patience, "MOST_REMEMBERED", 10)
    kept, now = patience.Patience(), clock.now()
    for number in range(50):
        with clock.stopped_at(now + timedelta(minutes=2 * number)):
            kept.take("search", f"client {number}")
    assert len(kept.seen) <= 12
