"""A record that is not one's own case asks what it is needed for, and the answer stands on every look of that sitting."""

import re
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app  # noqa: F401 - installs the routes
import consent
import families
from core import auth, clock
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.looks import acted_for
from core.web import serving
from core.web.site import build_site
from core.work import Work
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr

NAME = "Nguyễn Thị Lài"


@pytest.fixture
def donor(database):
    """Registered by thu.ha; van.nam works elsewhere in the same province."""
    with database.transaction() as session:
        for login in ("thu.ha", "van.nam"):
            auth.add_account(session, login, login, [Role.day_lead], password="mot-hai-ba-bon")
        work = Work(session, auth.actor_of(auth.account_named(session, "thu.ha")))
        martyr = a_martyr(work)
        person, _ = a_donor(work, martyr)
        families.revise_relative(work, person.donor_id, families.RelativeFacts(
            name=NAME, phone="0912345678", citizen_id="042158001234", address="Thôn Đông", commune_code=person.commune_code))
        return consent.donor(session, person.donor_id).code


@pytest.fixture
def browse(database, donor):
    with TestClient(build_site(serving.house.routes, database, demo=False), base_url="http://127.0.0.1") as client:
        def signed_in(login):
            client.cookies.clear()
            post(client, "/dang-nhap", name=login, password="mot-hai-ba-bon")
            return client

        yield signed_in


def post(client, path, page=None, **boxes):
    """As a browser does it: from a page, with that page's token."""
    came = f"http://127.0.0.1{page or '/hom-nay'}"
    token = re.search(r'name="_csrf_token" value="(\w+)"', client.get("/dang-nhap").text)[1]
    return client.post(path, data={"_csrf_token": token, **boxes}, headers={"referer": came})


def looks(database):
    with database.transaction() as session:
        return [(row.actor, row.subject.partition(":")[0], row.reason, row.why) for row in session.exec(select(ViewRow).order_by(ViewRow.id))]


def test_who_registered_the_person_is_not_asked(browse, donor, database):
    page = browse("thu.ha").get(f"/ho-so/{donor}")
    assert page.status_code == 200 and "Lài" in page.text
    assert looks(database)[-1] == ("thu.ha", "donor", None, None)


@pytest.mark.parametrize("path", ["/ho-so/{}", "/than-nhan/{}/phieu", "/tham/goi/moi/{}", "/ho-so/liet-si/LS-00001", "/ho-so/liet-si/LS-00001/pha-he"])
def test_anybody_else_says_why_before_a_name_is_shown(browse, donor, database, path):
    path, before = path.format(donor), len(looks(database))
    asked = browse("van.nam").get(path)
    assert asked.status_code == 428 and "Lài" not in asked.text and f'value="{path}"' in asked.text
    assert len(looks(database)) == before


def test_one_answer_opens_the_record_for_half_an_hour_and_stands_on_every_look(browse, donor, database):
    client, start = browse("van.nam"), clock.now()
    opened = post(client, "/vi-sao", subject=f"donor:{donor}", back=f"/ho-so/{donor}", why="came")
    assert opened.url.path == f"/ho-so/{donor}" and "Lài" in opened.text
    assert client.get(f"/than-nhan/{donor}/phieu").status_code == 200
    assert [row[2:] for row in looks(database) if row[0] == "van.nam"] == [(None, "came"), ("slip", "came")]
    with clock.stopped_at(start + timedelta(minutes=31)):
        assert client.get("/ho-so/liet-si/LS-00001").status_code == 428


def test_only_chosen_words_are_a_reason_and_only_this_house_a_way_back(browse, donor):
    client = browse("van.nam")
    assert "Chưa mở hồ sơ nào" in post(client, "/vi-sao", subject=f"donor:{donor}", back=f"/ho-so/{donor}", why="Bà Lài hỏi").text
    assert [post(client, "/vi-sao", subject=f"donor:{donor}", back=back, why="came").status_code for back in ("//xa.example", "https://xa.example", "/a b")] == [422] * 3
    assert client.get(f"/ho-so/{donor}").status_code == 428


def test_having_looked_makes_no_case_of_ones_own_but_having_worked_does(browse, donor, database):
    client = browse("van.nam")
    post(client, "/vi-sao", subject=f"donor:{donor}", back=f"/ho-so/{donor}", why="asked")
    assert "0912345678" in post(client, f"/ho-so/{donor}/xem-so", reason="call").text
    with database.transaction() as session:
        actor = auth.actor_of(auth.account_named(session, "van.nam"))
        assert not acted_for(session, actor, [donor])
    post(client, f"/than-nhan/{donor}/phieu/moi")
    with database.transaction() as session:
        assert acted_for(session, actor, [donor])


def test_a_record_outside_the_units_is_not_found_and_not_asked_about(browse, donor, database):
    with database.transaction() as session:
        auth.add_account(session, "xa.khac", "xa.khac", [Role.commune_officer], communes=["18073"], password="mot-hai-ba-bon")
    assert browse("xa.khac").get(f"/ho-so/{donor}").status_code == 404


def test_a_message_shows_the_number_only_when_somebody_asks_for_it(browse, donor, database):
    client = browse("thu.ha")
    post(client, f"/tham/goi/moi/{donor}", reason="missing_detail")
    where = re.search(r"/lien-lac/[0-9a-f-]{36}", client.get("/lien-lac").text)[0]
    page = client.get(where)
    assert "0912345678" not in page.text and "Thôn Đông" not in page.text
    assert "Thôn Đông" in post(client, f"{where}/xem-so").text
    with database.transaction() as session:
        act = session.exec(select(AuditRow).where(AuditRow.action == "notifications.revealed")).one()
        assert (act.subject, act.facts) == (f"donor:{donor}", {"reason": "call"})
    assert "Thôn Đông" not in client.get(where).text
