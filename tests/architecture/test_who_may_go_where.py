"""Every route of the real site, as every role and as a stranger: who is let in is what the table says, and nothing else (ADR 0014).

The guards are asked directly for all routes × all roles × both kinds of units. Over the wire each route is opened by a stranger, by half a
session, by a device whose day is over, by one role that the table lets in and by one that it does not.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from litestar.testing import TestClient

import app
from core import auth, clock
from core.auth import PERMISSIONS, STRANGER, Actor, Role
from core.auth.accounts import hash_token
from core.auth.permissions import TABLE
from core.auth.sessions import AuthSession
from core.db import Database
from core.errors import NotAllowed
from core.ids import new_id
from core.web.api import TokenNeeded
from core.web.routes import PUBLIC, SignInFirst
from core.web.site import SESSION
from tests import permissions
from tests.architecture.test_the_laws_of_the_house import PUBLIC_FACE, PUBLIC_PATHS, routes
from tests.site import build_site

SITE = "http://127.0.0.1"
ADDRESS = {"str": "KHONG-CO", "uuid": str(new_id()), "int": "1"}
UNITS = (None, frozenset({"18604"}))
ROUTES = sorted(((path, sorted(handler.http_methods - {"HEAD"})[0], handler) for path, handler in routes()), key=lambda each: each[:2])


def for_machines(path: str) -> bool:
    return path.startswith("/api/")


def needs(handler) -> str:
    """What the table is asked for this route; a route without a name for it would be nobody's decision."""
    return handler.opt["needs"]


def person(*roles: Role, communes: frozenset[str] | None = None) -> Actor:
    return Actor(new_id(), "ai.do", "Ai Đó", frozenset(roles), communes)


def verdict(handler, actor: Actor, headers: dict[str, str] | None = None) -> str:
    """in, not allowed, or sign in first: what the route's own guards say."""
    asking = SimpleNamespace(user=actor, headers=headers or {}, app=SimpleNamespace(state={}), scope={"user": actor, "auth": "x"}, client=None)
    try:
        for guard in handler.guards or ():
            guard(asking, handler)
    except (SignInFirst, TokenNeeded):
        return "sign in first"
    except NotAllowed:
        return "not allowed"
    return "in"


def test_every_role_is_let_in_where_the_table_says_so_and_nowhere_else():
    bearer = {"authorization": "Bearer x"}
    wrong = [
        (method, path, role, communes)
        for path, method, handler in ROUTES if needs(handler) != PUBLIC
        for role in Role for communes in UNITS
        if (verdict(handler, person(role, communes=communes), bearer) == "in") is not (role in PERMISSIONS[needs(handler)])
    ]
    assert wrong == []
    assert len(ROUTES) * len(Role) * len(UNITS) > 6000


def test_a_stranger_is_let_in_only_where_the_short_list_says_so():
    open_to_all = {path for path, _, handler in ROUTES if verdict(handler, STRANGER) == "in"}
    assert {path for path in open_to_all if not path.startswith(PUBLIC_FACE)} == PUBLIC_PATHS
    assert all(needs(handler) == PUBLIC for path, _, handler in ROUTES if path in open_to_all)
    assert {verdict(handler, STRANGER) for path, _, handler in ROUTES if path not in open_to_all} == {"sign in first"}


def test_a_persons_browser_never_opens_a_machines_door_nor_a_machine_a_persons():
    """A cookie carries no proof that its person meant it; a laboratory's token is no colleague."""
    doors = [handler for path, _, handler in ROUTES if for_machines(path)]
    assert {verdict(handler, person(*Role)) for handler in doors} == {"sign in first"}
    laboratory = person(Role.laboratory)
    assert [path for path, _, handler in ROUTES if not for_machines(path) and needs(handler) != PUBLIC and verdict(handler, laboratory) == "in"] == []


INSIDE_A_COMMAND = {"rights.erase"}
"""Which step of a request somebody sends decides what is asked: `cases.queries.needed` says so, and the route asks it."""


def test_every_permission_opens_a_door_and_stands_in_the_table_once():
    """A line that opens nothing would promise an office what the program does not do."""
    keys = [each.key for group in TABLE for each in group.permissions]
    assert sorted(keys) == sorted(set(keys)) == sorted(PERMISSIONS)
    assert [each.key for group in TABLE for each in group.permissions if not each.words or not each.roles] == []
    assert set(PERMISSIONS) - {needs(handler) for _, _, handler in ROUTES} == INSIDE_A_COMMAND


def test_the_administrator_sees_no_relative_and_judges_no_result():
    """Least privilege; domain.md row 79: only Sở Nội vụ's officer says that somebody was found."""
    held = {key for key, roles in PERMISSIONS.items() if Role.province_admin in roles}
    assert held.isdisjoint({
        "families.see", "families.write", "registers.load", "consent.take", "consent.withdraw", "samples.collect", "notices.send", "results.see", "results.load", "results.review",
        "results.decide", "disclosure.hold", "rights.take", "rights.handle", "rights.erase", "audit.see"})
    assert PERMISSIONS["results.decide"] == PERMISSIONS["results.review"] == {Role.result_officer}
    for role in (Role.volunteer, Role.courier):
        assert {key for key, roles in PERMISSIONS.items() if role in roles} == {"home.see"}
    assert {key for key, roles in PERMISSIONS.items() if Role.supporter in roles} == {"home.see", "martyrs.see"}
    assert {key for key, roles in PERMISSIONS.items() if Role.steering_viewer in roles} == {"home.see", "reports.see"}


def test_the_written_table_is_the_one_in_force():
    assert permissions.PAPER.read_text(encoding="utf-8") == permissions.drawn(), "run: make permissions"


@pytest.fixture(scope="module")
def keys(sqlite_template, tmp_path_factory) -> Iterator[tuple[TestClient, dict[str, str]]]:
    """One site with no data, and a key for whoever knocks."""
    path = tmp_path_factory.mktemp("walk") / "hoiam.sqlite3"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        made = {role.value: auth.open_session(session, auth.add_account(session, f"la.{role}", role, [role], password="x")[0]) for role in Role}
        half = auth.add_account(session, "nua", "Nửa", list(Role), password="x")[0]
        made["half"] = auth.open_session(session, half, half=True)
        device, _ = auth.add_device_account(session, "Máy", ["18604"], clock.now() - timedelta(seconds=1), "day:NH")
        made["device over"] = "the browser of a device whose day is over"
        lasts = clock.now() + timedelta(hours=1)
        session.add(AuthSession(account_id=device.id, token_hash=hash_token(made["device over"]), ends_at=lasts, seen_at=clock.now()))
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield client, made
    database.engine.dispose()


def knock(client: TestClient, method: str, path: str, key: str | None) -> tuple[int, str]:
    for kind, value in ADDRESS.items():
        path = "/".join(value if part.startswith("{") and part.endswith(f":{kind}}}") else part for part in path.split("/"))
    client.cookies.set(SESSION, key or "")
    headers = {"authorization": f"Bearer {key}"} if key and for_machines(path) else {}
    if method == "POST" and not for_machines(path):
        headers["x-csrftoken"] = client.cookies.get("hoiam_csrf") or ""
    answer = client.request(method, path, headers=headers, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", "")


def test_whoever_is_not_wholly_signed_in_is_sent_to_the_door_from_every_route(keys):
    client, made = keys
    client.get("/dang-nhap")
    wrong = []
    for path, method, handler in ROUTES:
        if needs(handler) == PUBLIC:
            continue
        for who in (None, made["half"], made["device over"]):
            answer = knock(client, method, path, who)
            if answer not in ((401, ""), (429, "")) if for_machines(path) else answer != (303, "/dang-nhap"):
                wrong.append((method, path, answer))
    assert wrong == []


def test_over_the_wire_one_role_of_each_kind_finds_what_the_table_says(keys):
    client, made = keys
    client.get("/dang-nhap")
    wrong = []
    for place, (path, method, handler) in enumerate(ROUTES):
        if needs(handler) == PUBLIC or for_machines(path) or path == "/toi/may-khac/ra":
            continue
        holders = sorted(PERMISSIONS[needs(handler)])
        others = sorted(set(Role) - set(holders))
        inside, _ = knock(client, method, path, made[holders[place % len(holders)]])
        if inside in (401, 403) or inside >= 500:
            wrong.append((method, path, holders[place % len(holders)], inside))
        for role in others[place % len(others) :][:1]:
            outside, _ = knock(client, method, path, made[role])
            if outside != 403:
                wrong.append((method, path, role, outside))
    assert wrong == []
