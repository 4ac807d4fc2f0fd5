"""The pages over HTTP: who sees which tube, what a double click does, and two clerks with one tube."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import samples
from core import auth
from core.audit import ViewRow
from core.auth import Role
from core.errors import HoiAmError
from core.installation import Installation
from core.work import Work
from samples import queries, rules
from samples.models import BoxPlace
from tests.integration.test_boxes_shipments_and_receipts import a_tube
from tests.integration.test_the_road_of_a_sample import a_martyr
from tests.site import build_site


@pytest.fixture
def hall(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        everyone = list(Role)
        account, _ = auth.add_account(session, "lien.lac", "Đậu Quang Nhật", everyone, password="mot-hai-ba")
        auth.add_account(session, "xa.ban", "Bùi Thị Lan", [Role.day_lead], communes=["18073"], password="mot-hai-ba")
        auth.add_account(session, "xa.nha", "Trần Thị Mận", [Role.day_lead], communes=["18604"], password="mot-hai-ba")
        work = Work(session, auth.actor_of(account))
        martyr = a_martyr(work)
        tubes = [a_tube(work, martyr, f"Trần Thị {name}", commune_code="18604")[1] for name in ("Lài", "Xuân")]
        boxes = [samples.open_box(work).code for _ in range(2)]
    return {"tubes": tubes, "boxes": boxes}


@pytest.fixture
def browser(database, hall):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url="http://testserver.local") as client:
        yield client


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def signed_in(client, login):
    return client.post("/dang-nhap", data={"_csrf_token": token(client.get("/dang-nhap")), "name": login, "password": "mot-hai-ba"})


def test_a_tube_of_another_commune_is_not_found_and_a_look_inside_ones_own_is_written_down(browser, hall, database):
    signed_in(browser, "xa.ban")
    assert browser.get(f"/mau/{hall['tubes'][0]}").status_code == 404
    assert browser.post(f"/mau/{hall['tubes'][0]}/that-lac", data={"_csrf_token": token(browser.get("/mau")), "lost_reason": "x"}).status_code in (403, 404)
    assert hall["tubes"][0] not in browser.get("/mau").text
    with database.transaction() as session:
        assert session.exec(select(ViewRow)).all() == []
    browser.cookies.clear()
    signed_in(browser, "xa.nha")
    assert browser.get(f"/mau/{hall['tubes'][0]}").status_code == 200
    with database.transaction() as session:
        assert [(row.actor, row.subject) for row in session.exec(select(ViewRow))] == [("xa.nha", f"sample:{hall['tubes'][0]}")]


def test_a_double_click_places_a_tube_once_and_says_so_calmly(browser, hall, database):
    page = signed_in(browser, "lien.lac")
    said = [browser.post(f"/hop/{hall['boxes'][0]}/quet", data={"_csrf_token": token(page), "code": hall["tubes"][0]}) for _ in range(2)]
    assert [answer.status_code for answer in said] == [200, 409]
    assert 'class="band wait"' in said[1].text
    with database.transaction() as session:
        assert [row.cell for row in session.exec(select(BoxPlace))] == ["A1"]
        view = queries.box(session, hall["boxes"][0])
        assert [scan.answer for scan in queries.scans(session, view)] == ["already-in-box", "placed"]


def test_two_clerks_with_the_same_tube_at_the_same_moment_place_it_once(database, hall):
    both = Barrier(2)

    def clerk(box):
        both.wait()
        try:
            with database.transaction() as session:
                account = next(row for row in auth.accounts(session) if row.login == "lien.lac")
                return samples.pack(Work(session, auth.actor_of(account)), box, hall["tubes"][0])
        except HoiAmError as refused:
            return type(refused)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(clerk, hall["boxes"]))
    assert sorted(map(str, answers)) == sorted(["A1", str(rules.AlreadyInBox)])
    with database.transaction() as session:
        assert len(session.exec(select(BoxPlace)).all()) == 1


def test_two_clerks_with_two_tubes_for_one_box_get_two_cells(database, hall):
    both = Barrier(2)

    def clerk(tube):
        both.wait()
        with database.transaction() as session:
            account = next(row for row in auth.accounts(session) if row.login == "lien.lac")
            return samples.pack(Work(session, auth.actor_of(account)), hall["boxes"][0], tube)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(clerk, hall["tubes"])) == ["A1", "A2"]


@pytest.mark.parametrize("path", ["/hop/B-9999", "/lo/GH-9999", "/lo/GH-9999/nhan", "/mau/HT0000000000", "/mau?page=99999999999&tinh-trang=x", "/mau?page=-1",
                                  "/lo/ngoai-bang-ke", "/phong-xet-nghiem/PXN9", "/lo/GH-9999/bang-ke/1/pdf"])
def test_addresses_typed_by_hand_are_answered_in_words(browser, path):
    signed_in(browser, "lien.lac")
    assert browser.get(path).status_code in (200, 404, 409)


def test_whoever_sees_one_commune_does_not_carry_the_whole_provinces_manifest_away(browser, hall, database):
    with database.transaction() as session:
        work = Work(session, auth.actor_of(next(row for row in auth.accounts(session) if row.login == "lien.lac")))
        samples.pack(work, hall["boxes"][0], hall["tubes"][0])
        samples.seal(work, hall["boxes"][0], "NP-1")
        shipment = samples.make_shipment(work, [hall["boxes"][0]])
        samples.dispatch(work, shipment.code, "Bưu điện tỉnh")
    for login, status in (("xa.nha", 404), ("lien.lac", 200)):
        browser.cookies.clear()
        signed_in(browser, login)
        assert [browser.get(f"/lo/{shipment.code}/bang-ke/1/{kind}").status_code for kind in ("csv", "xlsx", "pdf", "sums")] == [status] * 4
