"""A day on the site: who may see it, what a refused form shows again, and the papers with names."""

import re
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import zxingcpp
from litestar.testing import TestClient
from PIL import Image
from pypdf import PdfReader
from sqlmodel import select

import app
import families
import labels
import samples
from core import auth, clock
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.installation import Installation
from core.work import Work
from desk.routes.lists import people_of
from tests.integration.test_collection_days import HOURS, a_day
from tests.integration.test_the_road_of_a_sample import a_martyr
from tests.site import build_site

SITE = "http://testserver.local"
NOON = datetime(2026, 11, 28, 5, tzinfo=UTC)


@pytest.fixture
def province(database):
    """A lead of Thạch Khê, a lead of Thành Sen, a planned day in Thạch Khê with three people, one of them from another commune."""
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        auth.add_account(session, "lead", "Lê Thị Thu Hà", [Role.day_lead], communes=["18604"], password="mot-hai-ba")
        auth.add_account(session, "other", "Võ Thị Xa", [Role.day_lead], communes=["18073"], password="mot-hai-ba")
        account, _ = auth.add_account(session, "all", "Bùi Thị Quản", list(Role), password="mot-hai-ba")
        work = Work(session, auth.actor_of(account))
        martyr = a_martyr(work)
        day, _ = a_day(work, kits=2)
        for name, year, address, commune in (("Trần Thị Lài", 1958, "thôn Bắc, xã Thạch Khê", "18604"), ("Trần Thị Đào", 1931, "thôn Bắc, xã Thạch Khê", "18604"),
                                             ("Lê Thị Xa", 1940, "tổ 2, phường Thành Sen", "18073")):
            person = families.register_relative(work, families.RelativeFacts(name=name, birth_year=year, birth_text=str(year), address=address, commune_code=commune))
            families.state_kinship(work, person.donor_id, martyr.id, "sister", "em gái")
            samples.expect(work, day.code, [person.donor_id])
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield client, day.code, database


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def enter(client, login):
    page = client.get("/dang-nhap")
    return client.post("/dang-nhap", data={"_csrf_token": token(page), "name": login, "password": "mot-hai-ba"})


def send(client, at, path, **typed):
    return client.post(path, data={"_csrf_token": token(client.get(at)), **typed})


def test_a_day_is_planned_on_a_page_and_what_was_typed_wrongly_is_shown_again(province):
    client, _, database = province
    enter(client, "lead")
    typed = {"kind": "home", "held_on": "31/2/2026", "place": "Nhà ông trưởng thôn", "commune_code": "18604", "h07": "hai", "kits": "5"}
    again = send(client, "/ngay/moi", "/ngay/moi", **typed)
    assert again.status_code == 422
    assert "Nhà ông trưởng thôn" in again.text
    assert again.text.count('aria-invalid="true"') == 2
    done = send(client, "/ngay/moi", "/ngay/moi", **typed | {"held_on": "5/12/2026", "h07": "20", "duty_nurse": "Trần Thị Hoa"})
    assert done.url.path == "/ngay/NH-261205-18604-1"
    with database.transaction() as session:
        day = samples.day(session, "NH-261205-18604-1")
    assert (day.kind, day.slots, day.kits, day.team) == ("home", {"07:00": 20}, 5, {"nurse": "Trần Thị Hoa"})


def test_a_commune_of_others_cannot_be_planned_for(province):
    client, _, _ = province
    enter(client, "lead")
    assert "Thành Sen" not in client.get("/ngay/moi").text
    assert send(client, "/ngay/moi", "/ngay/moi", kind="hall", held_on="5/12/2026", place="x", commune_code="18073").status_code == 404


@pytest.mark.parametrize("path", ["", "/sua", "/kit", "/dong", "/nguoi", "/bien-ban/1"])
def test_a_day_of_other_communes_is_nowhere_to_be_found(province, path):
    client, code, _ = province
    enter(client, "other")
    assert client.get(f"/ngay/{code}{path}").status_code == 404
    assert code not in client.get("/ngay").text


def test_days_are_filtered_without_marks_and_an_empty_answer_says_the_way_back(province):
    client, code, _ = province
    enter(client, "lead")
    assert code in client.get("/ngay?tim=thach khe").text
    assert "Xem tất cả các ngày" in client.get("/ngay?tim=ky anh").text
    assert code not in client.get("/ngay?xem=da-dong").text


def test_kits_are_given_and_their_labels_come_as_a_file_that_is_written_down(province):
    client, code, database = province
    enter(client, "lead")
    at = f"/ngay/{code}/kit"
    assert "Đã cấp 3 bộ kit" in send(client, at, f"{at}/moi", kits="3").text
    sheet = send(client, at, f"{at}/in", which="new", sheet="a4-65", start_at="1")
    assert sheet.content.startswith(b"%PDF")
    refused = send(client, at, f"{at}/in", which="new", sheet="a4-65", start_at="1")
    assert refused.status_code == 422
    assert "đã in cả rồi" in refused.text
    assert send(client, at, f"{at}/in", which="all", sheet="zpl").content.startswith(b"^XA")
    with database.transaction() as session:
        assert {labels.print_count(session, kit.code) for kit in samples.kits_of(session, samples.day(session, code).id)} == {2}


@pytest.mark.paper
def test_the_labels_of_a_day_are_read_back_from_the_printed_sheet(province, tmp_path):
    client, code, database = province
    enter(client, "lead")
    (tmp_path / "labels.pdf").write_bytes(send(client, f"/ngay/{code}/kit", f"/ngay/{code}/kit/in", which="new", sheet="a4-65", start_at="C2").content)
    subprocess.run(["pdftoppm", "-r", "203", "-gray", "-singlefile", tmp_path / "labels.pdf", tmp_path / "sheet"], check=True)
    with Image.open(tmp_path / "sheet.pgm") as sheet:
        read = [found.text for found in zxingcpp.read_barcodes(sheet, formats=zxingcpp.BarcodeFormat.Code128)]
    with database.transaction() as session:
        kits = [kit.code for kit in samples.kits_of(session, samples.day(session, code).id)]
    assert sorted(read) == sorted(kits * 4)


def test_a_wrong_code_is_refused_on_the_page_and_nothing_is_given(province):
    client, code, database = province
    enter(client, "lead")
    again = send(client, f"/ngay/{code}/kit", f"/ngay/{code}/kit", first="HT 1234 5678 91")
    assert again.status_code == 409
    assert "HT 1234 5678 91" in again.text
    with database.transaction() as session:
        assert samples.day(session, code).numbers.given == 2


def test_the_day_is_closed_on_a_page_by_counting_and_the_same_record_is_printed_again(province):
    client, code, _ = province
    enter(client, "lead")
    send(client, f"/ngay/{code}", f"/ngay/{code}/mo")
    at = f"/ngay/{code}/dong"
    assert send(client, at, at, left="").status_code == 422
    refused = send(client, at, at, left="1")
    assert refused.status_code == 409
    assert 'name="why_kits"' in refused.text
    done = send(client, at, at, left="1", why_kits="một túi rơi xuống suối")
    assert done.url.path == f"/ngay/{code}"
    first, again = client.get(f"/ngay/{code}/bien-ban/1"), client.get(f"/ngay/{code}/bien-ban/1")
    assert first.content == again.content
    assert first.content.startswith(b"%PDF")
    assert client.get(f"/ngay/{code}/bien-ban/2").status_code == 404
    assert client.get(at).status_code == 409
    assert send(client, f"/ngay/{code}", f"/ngay/{code}/mo-lai", reopen_reason="").status_code == 409
    assert "đã mở lại" in send(client, f"/ngay/{code}", f"/ngay/{code}/mo-lai", reopen_reason="tìm thấy túi").text


def test_a_list_shows_the_names_of_my_communes_only_and_each_look_is_written_down(province):
    client, code, database = province
    enter(client, "lead")
    page = client.get(f"/ngay/{code}/nguoi").text
    assert "Trần Thị Lài" in page
    assert "Lê Thị Xa" not in page
    assert "Người của xã khác" in page
    with database.transaction() as session:
        assert len(session.exec(select(ViewRow)).all()) == 2


def test_the_printed_list_is_kept_sealed_and_opened_again_with_one_more_look_at_everybody(province):
    client, code, database = province
    enter(client, "lead")
    printed = send(client, f"/ngay/{code}/nguoi", f"/ngay/{code}/nguoi/in")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages)
    assert "Trần Thị Lài" in text
    assert "Nguyễn Văn Ân" in text
    assert "Lê Thị Xa" not in text
    with database.transaction() as session:
        looks = len(session.exec(select(ViewRow)).all())
        said = " ".join(f"{row.subject} {row.facts}" for row in session.exec(select(AuditRow)))
        assert "samples.list_printed" in set(session.exec(select(AuditRow.action)))
        assert "Lài" not in said
    again = client.get(printed.url.path)
    told = [" ".join(page.extract_text() for page in PdfReader(BytesIO(each.content)).pages) for each in (printed, again)]
    marks = [re.search(r"Mã xuất (XT-\w+)", each)[1] for each in told]
    assert marks[0] != marks[1]
    assert len({re.sub(r"Xuất từ Hồi Âm.*XT-\w+", "", each) for each in told}) == 1
    with database.transaction() as session:
        assert len(session.exec(select(ViewRow)).all()) == looks + 2
    client.post("/dang-xuat", data={"_csrf_token": token(client.get("/ngay"))})
    enter(client, "other")
    assert client.get(printed.url.path).status_code == 404


def test_an_hour_and_an_outcome_are_set_for_one_person_and_a_full_hour_is_refused(province):
    client, code, database = province
    enter(client, "all")
    at = f"/ngay/{code}/nguoi"
    assert "Đã xếp giờ cho 3 người" in send(client, at, f"{at}/chia-gio").text
    with database.transaction() as session:
        donors = {person.name: person.donor_code for person in families.named(Work(session, auth.actor_of(auth.accounts(session)[0])), [
            each.donor_id for each in samples.expected(session, code)]).values()}
        slots = [each.slot for each in samples.expected(session, code)]
    assert sorted(slots) == ["07:00", "07:00", "08:00"]
    late = donors["Trần Thị Lài"]
    assert "hẹn dịp khác" in send(client, at, f"{at}/{late}/ket-qua", outcome="deferred").text
    assert send(client, at, f"{at}/{late}/ket-qua", outcome="expected").status_code == 422
    assert send(client, at, f"{at}/{late}/ket-qua", outcome="came").status_code == 409
    full = next(slot for slot in HOURS if slots.count(slot) == 2)
    moved = [send(client, at, f"{at}/{donor}/gio", slot=full).status_code for donor in donors.values()]
    assert sorted(moved) == [200, 200, 409]


def test_somebody_on_record_is_looked_for_by_name_and_put_on_the_list(province):
    client, code, database = province
    enter(client, "all")
    other = send(client, "/ngay/moi", "/ngay/moi", kind="hall", held_on="5/12/2026", place="Hội trường", commune_code="18604").url.path
    found = send(client, f"{other}/nguoi", f"{other}/nguoi/them", who="tran thi lai")
    donor = re.search(r'name="donor" value="(\w+)"', found.text)[1]
    assert "Trần Thị Lài" in send(client, f"{other}/nguoi", f"{other}/nguoi/them", who=donor, donor=donor).text
    with database.transaction() as session:
        assert samples.day(session, other.rsplit("/", 1)[1]).numbers.expected == 1


def test_home_visits_go_from_hamlet_to_hamlet_the_oldest_first(work):
    day, _ = a_day(work, kind="home", slots={})
    for name, year, hamlet in (("Trẻ", 1970, "Bắc"), ("Già", 1930, "Bắc"), ("Nam", 1950, "Nam"), ("Giữa", 1950, "Bắc")):
        person = families.register_relative(work, families.RelativeFacts(name=name, birth_year=year, address=f"thôn {hamlet}, xã Thạch Khê", commune_code="18604"))
        samples.expect(work, day.code, [person.donor_id])
    with clock.stopped_at(NOON):
        ordered = people_of(work, samples.day(work.session, day.code), "test")
    assert [each.who.name for each in ordered] == ["Già", "Giữa", "Trẻ", "Nam"]
    assert day.held_on == date(2026, 11, 28)


def test_labels_for_the_store_are_printed_printed_again_and_voided(province):
    client, _, database = province
    enter(client, "lead")
    assert send(client, "/nhan", "/nhan", kits="2", sheet="a4-24", start_at="3").content.startswith(b"%PDF")
    with database.transaction() as session:
        code = labels.batches(session)[0].first_code
    assert send(client, "/nhan", "/nhan/in-lai", first=code, reason="", sheet_again="a4-24").status_code == 422
    assert send(client, "/nhan", "/nhan/in-lai", first=code, reason="kẹt giấy", sheet_again="a4-24").content.startswith(b"%PDF")
    assert send(client, "/nhan", "/nhan", kits="2", sheet="a4-24", start_at="99").status_code == 409
    assert send(client, "/nhan", "/nhan/huy", void_code=code, void_reason="").status_code == 409
    assert "đã hủy" in send(client, "/nhan", "/nhan/huy", void_code=code, void_reason="in lệch").text
    assert send(client, "/nhan", "/nhan/in-lai", first=code, reason="kẹt giấy", sheet_again="a4-24").status_code == 409
