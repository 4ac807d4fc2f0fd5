"""IDOR: to somebody of another commune, a record that exists and one that never did are the same page (ADR 0014, law 8).

The routes are those of the real site. Every part of an address names a kind of thing in THINGS; a new name must be entered there, and then its
routes are walked. What belongs to the whole province stands in PROVINCE, each with its reason.
"""

import re
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
import labels
import matching
import samples
from consent.commands.requests import Asked, open_new
from consent.models import ConsentRecord
from consent.rules.rights import Channel, RequestKind
from core import auth, clock
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.ids import new_id
from core.installation import Installation
from core.web.site import SESSION
from core.work import Work
from matching.models import CallRequest, LabResult
from notifications.models import Message
from tests.architecture.test_the_laws_of_the_house import routes
from tests.integration.test_decisions_and_visits import Field
from tests.site import build_site

HERE, ELSEWHERE, ABSENT = "18604", "18073", str(new_id())
KIN, MARTYR = "Trần Thị Lài", "Nguyễn Văn Ân"
PROVINCE = {
    "/hop/": "a box holds tubes of several communes; codes only",
    "/lo/": "a shipment and its lists carry codes only; laboratories answer for the whole of it",
    "/phong-xet-nghiem/": "laboratories work for the whole province",
    "/tai-khoan/": "the administrator looks after every account",
    "/tap-huan/": "staff, not relatives; scoped by the places an account works in, tested with the trainings",
    "/toi/": "one's own browsers only, tested with the door",
    "/liet-si/{code": "the public record of a martyr",
    "/ho-so/liet-si/{code": "the public record of a martyr; that no kin stand there is tested below",
    "/uu-tien/{code": "the code is a commune's own number, known to everybody",
    "/bao-ve-du-lieu/": "the officer's own books, of no single person",
    "/api/": "by token, each laboratory its own shipments; tested with the laboratory's door",
    "/xuat/": "a download waits for the account that asked for it, tested with the exports",
}
WHOLE_LISTS = ("/api", "/gia-dinh", "/nhat-ky")
"""By token; by slip; and the log, which is of the whole province, by codes: whoever proves that nobody looked must see every look."""
WITHOUT_ONE = re.compile(r"\{step_id|\{staged_id|\{paper_id|\{login|\{session_id|\{training_id|\{discrepancy_id|\{message_id:uuid\}/thu|/bien-ban/|/bien-nhan|/cho-huy/")
"""Things this world has none of: an upload belongs to whoever sent it, and its own tests say so. Absent ones are asked for all the same."""


def token(page):
    return re.search(r'name="_csrf_token" value="([^"]+)"', page.text)[1]


class World:
    """A family of one commune with everything that can be on record of it, and two people with every role: of the province, and of elsewhere."""

    def __init__(self, database):
        self.database = database
        with database.transaction() as session:
            session.add(Installation(name="test", demo=False, key_fingerprint="x"))
            account, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role), password="x")
            stranger, _ = auth.add_account(session, "xa.khac", "Người Xã Khác", list(Role), [ELSEWHERE], password="x")
            work = Work(session, auth.actor_of(account))
            self.keys = {"inside": auth.open_session(session, account), "outside": auth.open_session(session, stranger)}
            self.stranger = stranger.id
            self.things = self.fill(work) | {"session_id": [ABSENT], "login": ["xa.khac"]}

    def fill(self, work):
        field = Field(work)
        decision, tube = field.found()
        donor_id = field.donors[tube]
        donor = consent.donor(work.session, donor_id)
        visit = field.plan(decision, donor_id)
        matching.ask_to_call(field.officers[0], donor_id, matching.CallReason.news)
        days = [samples.plan_day(work, held_on=clock.today() + timedelta(days=1), place="Nhà văn hóa", commune_code=where, lead_unit="Công an tỉnh", kits=0)
                for where in (HERE, ELSEWHERE)]
        for day in days:
            samples.open_day(work, day.code)
        samples.expect(work, days[0].code, [donor_id])
        request = open_new(work, Asked(donor_id, RequestKind.see, Channel.in_person, clock.today(), "tôi muốn xem"))
        record = work.session.exec(select(ConsentRecord.id)).first()
        self.codes = [donor.code, tube, days[0].code]
        row = work.session.exec(select(LabResult)).first()
        call, message = work.session.exec(select(CallRequest)).first(), work.session.exec(select(Message)).first()
        return {
            "donor": [donor.code], "donor_code": [donor.code], "day": [days[0].code], "/ngay/": [days[0].code], "/mau/": [tube], "/quyen/": [request.code],
            "own day": [days[1].code], "result_id": [row.id], "identification_id": [decision.id], "visit_id": [visit.id], "call_id": [call.id],
            "message_id": [message.id], "record_id": [record], "martyr": [field.an.code],
        }


@pytest.fixture
def world(database):
    return World(database)


@pytest.fixture
def open_as(world):
    opened = []

    def one(who):
        client = TestClient(build_site(app.ROUTES, world.database, demo=False), base_url="http://127.0.0.1")
        opened.append(client.__enter__())
        client.cookies.set(SESSION, world.keys[who])
        client.headers["x-csrftoken"] = token(client.get("/hom-nay"))
        return client

    yield one
    for client in opened:
        client.__exit__(None, None, None)


def scoped_routes():
    found = {(sorted(handler.http_methods - {"HEAD"})[0], path) for path, handler in routes() if "{" in path}
    return sorted(each for each in found if not each[1].startswith(tuple(PROVINCE)))


PART = re.compile(r"\{(\w+):(\w+)\}")


def values(world, path, *, day=""):
    """For each part of the address, by place: the thing it names in this world. Raises KeyError for a kind that THINGS does not know."""
    found = []
    for part in PART.finditer(path):
        name = part[1]
        key = next((start for start in world.things if start.startswith("/") and path.startswith(start)), name) if name == "code" else name
        if name in ("version", "number"):
            found.append("1")
        elif name in ("action", "kind", "form", "name", "step"):
            found.append({"action": "tam-dung", "form": "gedcom7"}.get(name, "pdf"))
        elif day and name == "day":
            found.append(world.things["own day"][0])
        elif WITHOUT_ONE.search("{" + name + part[2]) or WITHOUT_ONE.search("{" + name):
            found.append(ABSENT)
        else:
            found.append(str(world.things[key][0]))
    return found


def address(path, parts):
    left = iter(parts)
    return PART.sub(lambda _: str(next(left)), path)


def absent(parts, place):
    """The same address with something that never existed in one place; of the same shape, so that only existence differs."""
    before = parts[place]
    if before.startswith("HT"):
        return [*parts[:place], labels.make_code(77_777_777), *parts[place + 1 :]]
    gone = ABSENT if "-" in before and len(before) == 36 else "".join(("7" if sign == "8" else "8") if sign.isdecimal() else "Z" if sign.isupper() else sign for sign in before)
    return [*parts[:place], gone, *parts[place + 1 :]]


def ask(client, method, path):
    answer = client.request(method, path, follow_redirects=False)
    return answer.status_code, re.sub(r'value="[^"]{40,}"|\d\d:\d\d', "", answer.text), answer.headers.get("location", "")


def test_what_exists_elsewhere_and_what_never_was_are_one_page(world, open_as):
    outside, wrong = open_as("outside"), []
    for method, path in scoped_routes():
        for day in ("", "own") if "{day" in path and "{donor" in path else ("",):
            parts = values(world, path, day=day)
            for place in range(len(parts)):
                if day and place == 0 or parts[place] in ("1", "pdf", ABSENT, "tam-dung", "gedcom7"):
                    continue
                real, never = (ask(outside, method, address(path, each)) for each in (parts, absent(parts, place)))
                echo = [each.replace(parts[place], "…").replace(absent(parts, place)[place], "…") for each in (real[1], never[1])]
                if {real[0], never[0]} == {303} and real[2].replace(parts[place], "…") == never[2].replace(absent(parts, place)[place], "…"):
                    continue  # an older address sends everybody on to where the file is, or is not
                if real[0] != 404 or never[0] != 404 or echo[0] != echo[1]:
                    wrong.append((method, path, day, real[0], never[0]))
    assert wrong == [], wrong
    with world.database.transaction() as session:
        looked = [row.subject for row in session.exec(select(ViewRow).where(ViewRow.actor == "xa.khac"))]
        done = [row.subject for row in session.exec(select(AuditRow).where(AuditRow.actor == "xa.khac"))]
        assert (looked, done) == ([], [])


def test_the_same_addresses_open_for_whoever_works_there(world, open_as):
    """Else the test above would compare two misspelt addresses."""
    inside = open_as("inside")
    shut = {(method, path): ask(inside, method, address(path, values(world, path)))[0] for method, path in scoped_routes() if method == "GET"}
    assert {key: status for key, status in shut.items() if status == 404 and not WITHOUT_ONE.search(key[1])} == {}
    assert sum(status == 200 for status in shut.values()) > 20


def test_no_page_without_a_code_and_no_search_shows_a_relative_of_elsewhere(world, open_as):
    outside, inside = open_as("outside"), open_as("inside")
    seen = []
    for path, handler in sorted(routes(), key=lambda each: each[0]):
        if "GET" in handler.http_methods and "{" not in path and not path.startswith(WHOLE_LISTS):
            text = outside.get(path).text
            seen += [(path, code) for code in (KIN, *world.codes) if code in text]
    for words in (KIN, "lai", *world.codes, "0912345318"):
        text = outside.post("/tim", data={"q": words}).text
        seen += [("/tim", code) for code in (KIN, *world.codes) if code in text.replace(f'value="{words}"', "").replace(words, "", 2)]
    for path in ("/ho-so/liet-si/{}", "/ho-so/liet-si/{}/pha-he", "/liet-si/{}"):
        text = re.sub(r"~LS[^#\"]*", "", outside.get(path.format(world.things["martyr"][0])).text)  # the key of somebody inferred between two others
        seen += [(path, text[text.index(code) - 150 : text.index(code) + 40]) for code in (KIN, *world.codes) if code in text]
    assert seen == [], seen
    assert KIN in inside.get(f"/ho-so/{world.codes[0]}").text
