"""The rights desk over HTTP: whatever is typed is answered in words, a commune sees its own people only, and a letter opens for whoever may."""

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
from consent.models import DataRequest, DonorErasure
from core import auth
from core.auth import Role
from core.installation import Installation
from core.work import Work
from tests.integration.test_pages_of_tubes_and_boxes import signed_in, token
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr
from tests.site import build_site


@pytest.fixture
def code(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        account, _ = auth.add_account(session, "du.lieu", "Trần Minh Châu", list(Role), password="mot-hai-ba")
        auth.add_account(session, "xa.ban", "Bùi Thị Lan", [Role.commune_officer], communes=["18073"], password="mot-hai-ba")
        auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", [Role.consent_taker], password="mot-hai-ba")
        work = Work(session, auth.actor_of(account))
        person, _ = a_donor(work, a_martyr(work))
        return consent.donor(session, person.donor_id).code


@pytest.fixture
def desk(database, code):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url="http://testserver.local") as client:
        yield client


def says(client, path, at, **boxes):
    page = client.get(at)
    return client.post(path, data={"_csrf_token": token(page), **boxes}, headers={"x-csrftoken": client.cookies["csrftoken"]} if "csrftoken" in client.cookies else {})


def takes_one(client, code, **boxes):
    told = {"kind": "copy", "channel": "in_person", "received_on": "09/11/2026", "asked": "Tôi muốn có bản sao."} | boxes
    return says(client, f"/quyen/moi/{code}", f"/quyen/moi/{code}", **told)


def test_a_request_is_taken_led_and_its_letter_opens(desk, code, database):
    signed_in(desk, "du.lieu")
    shown = takes_one(desk, code)
    assert shown.status_code == 200 and "QH-00001" in shown.text and "Trần Thị Lài" in shown.text
    assert desk.get("/quyen/QH-00001/bien-nhan").content.startswith(b"%PDF")
    for step, word in (("identify", "card_seen"), ("accept", "")):
        assert says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step=step, word=word).status_code == 200
    locked = says(desk, "/quyen/QH-00001/ban-sao", "/quyen/QH-00001", form="pdf")
    assert locked.status_code == 200 and "/xuat/XT-" in locked.text
    assert "QH-00001" in desk.get("/quyen").text and "Hạn chế" not in desk.get(f"/ho-so/{code}").text


@pytest.mark.parametrize("boxes", [
    {"kind": "everything"}, {"kind": ""}, {"channel": "x"}, {"received_on": "31/02/2026"}, {"received_on": "01/01/2200"}, {"asked": ""}, {"representative": "A"},
])
def test_a_form_that_cannot_be_is_shown_again_with_what_was_typed(desk, code, database, boxes):
    signed_in(desk, "du.lieu")
    answer = takes_one(desk, code, **boxes)
    assert answer.status_code in (409, 422) and "Tôi muốn có bản sao." in answer.text or boxes == {"asked": ""}
    with database.transaction() as session:
        assert session.exec(select(DataRequest)).all() == []


def test_whoever_comes_second_to_an_erasure_sees_first_what_waits_and_destroys_it(desk, code, database):
    with database.transaction() as session:
        auth.add_account(session, "hai.yen", "Ngô Thị Hải Yến", [Role.data_protection_officer], password="mot-hai-ba")
    signed_in(desk, "du.lieu")
    takes_one(desk, code, kind="erase", asked="Xin xóa.")
    for step, word in (("identify", "card_seen"), ("accept", ""), ("propose", "")):
        says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step=step, word=word)
    assert "Xác nhận xóa vĩnh viễn" not in desk.get("/quyen/QH-00001").text
    assert says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step="do").status_code == 409
    desk.cookies.clear()
    signed_in(desk, "hai.yen")
    page = desk.get("/quyen/QH-00001").text
    assert 0 < page.index("Xác nhận xóa vĩnh viễn") < page.index('<details class="fold"><summary>')
    assert "Trần Thị Lài" not in says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step="do").text
    with database.transaction() as session:
        assert len(session.exec(select(DonorErasure)).all()) == 1


def test_a_step_that_is_none_is_refused_in_words(desk, code):
    signed_in(desk, "du.lieu")
    takes_one(desk, code)
    for boxes in ({"step": "fly"}, {"step": "answer"}, {"step": "identify", "word": "photo"}, {}):
        assert says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", **boxes).status_code == 409
    assert desk.get("/quyen/QH-00001/giay/00000000-0000-0000-0000-000000000000").status_code == 404
    assert desk.get("/quyen/QH-99999").status_code == 404


def test_another_commune_finds_nothing_and_a_taker_decides_nothing(desk, code):
    signed_in(desk, "du.lieu")
    takes_one(desk, code)
    signed_in(desk, "xa.ban")
    for path in (f"/quyen/moi/{code}", "/quyen/QH-00001", "/quyen/QH-00001/bien-nhan"):
        assert desk.get(path).status_code == 404
    assert "QH-00001" not in desk.get("/quyen").text
    signed_in(desk, "thu.ha")
    assert says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step="accept").status_code == 403
    assert says(desk, "/quyen/QH-00001/buoc", "/quyen/QH-00001", step="identify", word="card_seen").status_code == 200
