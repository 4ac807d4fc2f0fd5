"""What a family meets at /gia-dinh, what staff do for its slip, and what whoever guesses learns: nothing."""

import html
import re
from types import SimpleNamespace

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
import families
import labels
import matching
import samples
from core import auth, office
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.installation import Installation
from core.work import Work
from families.models import SlipTry
from portal import queries
from portal.routes import keys
from tests.integration.test_labels_print_and_scan import rendered
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes
from tests.site import build_site
from tests.unit.test_what_the_family_reads import NEVER, STATES

SITE = "http://testserver.local"
YEAR = "1958"


@pytest.fixture
def slip(database):
    """A family with a tube and a slip; the code on the paper, and whose it is."""
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        account, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", [Role.day_lead, Role.consent_taker], password="mot-hai-ba")
        work = Work(session, auth.Actor(account.id, "thu.ha", "Lê Thị Thu Hà", frozenset(Role)))
        martyr = a_martyr(work)
        person, claim = a_donor(work, martyr)
        consents(work, person, martyr)
        tube = takes(work, person, claim, labels.issue(work, 1, "a4-65")[0])
        code = families.issue_slip(work, person.donor_id)
        return SimpleNamespace(code=code, donor_id=person.donor_id, donor_code=consent.donor(session, person.donor_id).code, tube=tube.code, work=work)


@pytest.fixture
def browser(database, slip):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield client


def text_of(page):
    """What a reader sees, names of boxes and buttons included."""
    body = re.sub(r"<script.*?</script>|<svg.*?</svg>", "", page.text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


def send(client, path, page=None, **boxes):
    page = page or client.get("/gia-dinh")
    token = re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]
    return client.post(path, data={"_csrf_token": token, **boxes})


def opens(client, code, factor=YEAR):
    return send(client, "/gia-dinh/xac-nhan", send(client, "/gia-dinh", code=code), factor=factor)


def test_code_then_one_thing_more_then_where_the_sample_is(browser, slip, database):
    asked = send(browser, "/gia-dinh", code=labels.spaced_slip(slip.code).lower())
    assert asked.url.path == "/gia-dinh/xac-nhan"
    page = send(browser, "/gia-dinh/xac-nhan", asked, factor=" 1958 ")
    assert (page.status_code, page.url.path, page.url.query) == (200, "/gia-dinh/mau", b"")
    said = text_of(page)
    assert "Mẫu của bà đã được nhận ngày" in said
    assert labels.spaced(slip.tube).replace("\u00a0", " ") in said
    assert 'href="tel:02390001268"' in page.text
    for never in ("Trần Thị Lài", "Nguyễn Văn Ân", "0912345318", slip.code, slip.donor_code, str(slip.donor_id)):
        assert never not in page.text
    with database.transaction() as session:
        seen = session.exec(select(ViewRow).where(ViewRow.reason == "slip")).all()
        assert [(row.actor, row.actor_id, row.subject) for row in seen] == [("gia-dinh", None, f"donor:{slip.donor_code}")]


def test_a_wrong_try_is_answered_kindly_and_kept(browser, slip, database):
    page = opens(browser, slip.code, "1900")
    assert page.status_code == 422
    assert "Mã hoặc thông tin kèm theo chưa đúng. Xin xem lại tờ phiếu, hoặc gọi 0239 000 1268 để được giúp." in text_of(page)
    with database.transaction() as session:
        assert len(session.exec(select(SlipTry)).all()) == 1
        assert session.exec(select(ViewRow).where(ViewRow.reason == "slip")).all() == []
    assert browser.get("/gia-dinh/mau").url.path == "/gia-dinh"


def test_what_is_no_code_at_all_is_answered_in_the_same_words(browser, slip):
    page = send(browser, "/gia-dinh", code="tôi không nhớ")
    assert page.status_code == 422
    assert "Mã hoặc thông tin kèm theo chưa đúng." in text_of(page)


def test_from_the_page_nobody_can_tell_a_code_that_exists_from_one_that_does_not(browser, slip):
    def story(code):
        browser.cookies.delete(keys.NAME)
        pages = [opens(browser, code, "1900") for _ in range(6)]
        shown = labels.spaced_slip(code).replace("\u00a0", " ")
        return [(page.status_code, text_of(page).replace(shown, "…")) for page in pages]

    known, unknown = story(slip.code), story(labels.new_slip_code())
    assert known == unknown
    assert [status for status, _ in known] == [422] * 5 + [429]
    assert "chờ một giờ" in known[-1][1]


def test_a_header_that_claims_another_address_does_not_lift_the_limit(browser, slip, database):
    for number in range(31):
        browser.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        browser.headers["Forwarded"] = f"for=203.0.113.{number}"
        page = opens(browser, labels.new_slip_code())
    assert page.status_code == 429
    with database.transaction() as session:
        tries = session.exec(select(SlipTry)).all()
        assert (len(tries), len({row.client_blind for row in tries}), len({row.code_blind for row in tries})) == (30, 1, 30)


def test_staff_open_a_resting_slip_again_and_each_act_is_written_down(browser, slip, database):
    for _ in range(6):
        opens(browser, slip.code, "1900")
    assert opens(browser, slip.code).status_code == 429
    page = send(browser, "/dang-nhap", browser.get("/dang-nhap"), name="thu.ha", password="mot-hai-ba")
    page = browser.get(f"/than-nhan/{slip.donor_code}/phieu")
    assert slip.code not in page.text.replace("\u00a0", "").replace(" ", "")
    page = send(browser, f"/than-nhan/{slip.donor_code}/phieu/mo-khoa", page)
    assert page.status_code == 200
    assert opens(browser, slip.code).url.path == "/gia-dinh/mau"
    new = send(browser, f"/than-nhan/{slip.donor_code}/phieu/moi", browser.get(f"/than-nhan/{slip.donor_code}/phieu"))
    assert browser.get("/gia-dinh/mau").url.path == "/gia-dinh", "the page that the old paper opened is closed"
    send(browser, f"/than-nhan/{slip.donor_code}/phieu/thu-hoi", new)
    with database.transaction() as session:
        done = [row.action for row in session.exec(select(AuditRow).where(AuditRow.actor == "thu.ha").order_by(AuditRow.id))]
        assert [act for act in done if "slip" in act] == [
            "families.slip_issued", "families.slip_unlocked", "families.slip_issued", "families.slip_revoked"]


def test_the_printed_slip_leads_to_the_page_that_opens(browser, slip, tmp_path, database):
    zxingcpp = pytest.importorskip("zxingcpp")
    send(browser, "/dang-nhap", browser.get("/dang-nhap"), name="thu.ha", password="mot-hai-ba")
    paper = send(browser, f"/than-nhan/{slip.donor_code}/phieu/in", browser.get(f"/than-nhan/{slip.donor_code}/phieu"))
    assert paper.headers["content-type"] == "application/pdf"
    assert slip.code not in paper.headers["content-disposition"]
    [page] = rendered(paper.content, tmp_path, 203, "-gray")
    [read] = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    address, _, code = read.text.partition("#")
    assert address == "http://127.0.0.1:8000/gia-dinh"
    assert browser.get(address.replace("http://127.0.0.1:8000", "")).status_code == 200
    assert opens(browser, code).url.path == "/gia-dinh/mau"


def test_a_forged_an_old_and_a_foreign_key_open_nothing(browser, slip, monkeypatch):
    assert opens(browser, slip.code).url.path == "/gia-dinh/mau"
    good = browser.cookies[keys.NAME]
    for forged in (good[:-6] + "AAAA==", "", "x", "e30="):
        visit = SimpleNamespace(request=SimpleNamespace(cookies={keys.NAME: forged}))
        assert keys.held(visit) is None
    visit = SimpleNamespace(request=SimpleNamespace(cookies={keys.NAME: good}, url=SimpleNamespace(scheme="https")))
    assert keys.held(visit).donor_id == slip.donor_id
    monkeypatch.setattr(keys, "LASTS", -keys.LASTS)
    late = keys.give(visit, keys.Key(slip.code, str(slip.donor_id)))
    assert (late.secure, late.httponly, late.path) == (True, True, "/gia-dinh")
    visit.request.cookies[keys.NAME] = late.value
    assert keys.held(visit) is None


def test_who_must_wait_is_given_the_number_and_no_box_to_type_in(browser, slip):
    pages = [opens(browser, slip.code, "1900") for _ in range(6)]
    assert 'name="factor"' in pages[4].text
    assert 'name="factor"' not in pages[5].text
    assert 'href="tel:02390001268"' in pages[5].text
    assert 'name="factor"' in browser.get("/gia-dinh/xac-nhan").text


def test_letters_with_marks_are_explained(browser, slip):
    page = send(browser, "/gia-dinh", code="ắ ẩ")
    assert "Máy đang gõ chữ có dấu." in text_of(page)


def test_a_page_that_came_from_elsewhere_leads_a_family_back_to_its_own_door(browser, slip):
    page = browser.post("/gia-dinh", data={"code": slip.code})
    assert page.status_code == 403
    assert 'href="/gia-dinh"' in page.text


def test_staff_scan_the_square_into_the_search_box_and_stand_before_the_person(browser, slip):
    send(browser, "/dang-nhap", browser.get("/dang-nhap"), name="thu.ha", password="mot-hai-ba")
    found = send(browser, "/tim", browser.get("/hom-nay"), q=f"http://127.0.0.1:8000/gia-dinh#{slip.code}")
    assert found.url.path == f"/ho-so/{slip.donor_code}"


def test_leaving_closes_the_page(browser, slip):
    page = opens(browser, slip.code)
    gone = send(browser, "/gia-dinh/thoat", page)
    assert "Đã thoát" in text_of(gone)
    assert browser.get("/gia-dinh/mau").url.path == "/gia-dinh"


def test_a_copy_of_the_key_opens_nothing_once_the_page_was_left_and_another_telephone_stays_open(browser, slip):
    page = opens(browser, slip.code)
    copied = browser.cookies[keys.NAME]
    send(browser, "/gia-dinh/thoat", page)
    opens(browser, slip.code)
    other = browser.cookies[keys.NAME]
    for cookie, place in ((copied, "/gia-dinh"), (other, "/gia-dinh/mau")):
        browser.cookies.clear()
        browser.cookies.set(keys.NAME, cookie, path="/gia-dinh")
        assert browser.get("/gia-dinh/mau").url.path == place


def test_english_by_choice_comes_back_to_the_same_page(browser, slip):
    page = send(browser, "/gia-dinh/ngon-ngu", opens(browser, slip.code), language="en", here="/gia-dinh/mau")
    assert page.url.path == "/gia-dinh/mau"
    assert "The sample of the lady was received on" in text_of(page)
    assert '<html lang="en"' in page.text
    away = send(browser, "/gia-dinh/ngon-ngu", page, language="vi", here="https://example.org/")
    assert away.url.path == "/gia-dinh"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_in_any_state_says_a_word_that_shocks(browser, slip, monkeypatch, language):
    page = opens(browser, slip.code)
    pages = [send(browser, "/gia-dinh/ngon-ngu", page, language=language, here="/gia-dinh/mau")]
    for facts, _, _ in STATES.values():
        monkeypatch.setattr(queries, "facts_of", lambda *_, facts=facts: facts)
        pages.append(browser.get("/gia-dinh/mau"))
        assert pages[-1].status_code == 200
    pages += [browser.get(f"/gia-dinh{path}") for path in ("", "/xac-nhan", "/mat-phieu", "/rut-dong-thuan")]
    pages += [opens(browser, slip.code, "1900") for _ in range(6)]
    assert [(page.url.path, NEVER.findall(text_of(page))) for page in pages if NEVER.search(text_of(page))] == []


def test_the_page_follows_withdrawal_and_a_call(browser, slip, database):
    with database.transaction() as session:
        work = Work(session, slip.work.actor)
        office.put(work, "callback_person", "chị Thu Hà")
        matching.ask_to_call(work, slip.donor_id, matching.CallReason.missing_detail)
    page = opens(browser, slip.code)
    assert "Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình." in text_of(page)
    with database.transaction() as session:
        consent.withdraw(Work(session, slip.work.actor), slip.donor_id, how="by telephone")
    said = text_of(browser.get("/gia-dinh/mau"))
    assert "Gia đình đã rút lại đồng thuận ngày" in said
    assert "Mẫu đã ngừng sử dụng; việc hủy hoặc trả mẫu sẽ hoàn tất trước" in said
    assert "thưa chuyện" not in said
    assert "Cách rút lại đồng thuận" not in said


def test_somebody_who_is_expected_reads_where_and_when(browser, database, slip):
    from core import clock

    with database.transaction() as session:
        work = Work(session, slip.work.actor)
        person, _ = a_donor(work, families.find_martyrs(session, "nguyen van an")[0], "Trần Thị Xuân")
        day = samples.plan_day(work, held_on=clock.today(), place="Nhà văn hóa Thạch Khê", commune_code="18604", kits=1)
        samples.expect(work, day.code, [person.donor_id])
        code = families.issue_slip(work, person.donor_id)
    assert "Hẹn gặp gia đình tại Nhà văn hóa Thạch Khê" in text_of(opens(browser, code))
    with database.transaction() as session:
        samples.outcome(Work(session, slip.work.actor), day.code, person.donor_id, "deferred")
    assert "Cán bộ sẽ báo ngày và nơi lấy mẫu." in text_of(browser.get("/gia-dinh/mau"))


def test_the_form_to_take_consent_back_needs_no_slip_and_fits_one_page(browser):
    from io import BytesIO

    from pypdf import PdfReader

    page = browser.get("/gia-dinh/rut-dong-thuan")
    form = browser.get(re.search(r'href="(/gia-dinh/[^"]+\.pdf)"', page.text)[1])
    read = PdfReader(BytesIO(form.content))
    assert len(read.pages) == 1
    assert "Tôi rút lại đồng thuận" in " ".join(read.pages[0].extract_text().split())


def test_staff_without_the_right_do_not_touch_a_slip(browser, slip, database):
    with database.transaction() as session:
        auth.add_account(session, "kiem.toan", "Nguyễn Văn Sơn", [Role.auditor], password="mot-hai-ba")
        auth.add_account(session, "ho.tro", "Hồ Thị Lam", [Role.supporter], password="mot-hai-ba")
        auth.add_account(session, "ket.qua", "Võ Đức Lộc", [Role.result_officer], password="mot-hai-ba")
    for login, statuses in (("kiem.toan", (403, 403)), ("ho.tro", (403, 403)), ("ket.qua", (428, 403))):  # 428: asked why first
        page = send(browser, "/dang-nhap", browser.get("/dang-nhap"), name=login, password="mot-hai-ba")
        seen = browser.get(f"/than-nhan/{slip.donor_code}/phieu")
        assert (seen.status_code, send(browser, f"/than-nhan/{slip.donor_code}/phieu/moi", page).status_code) == statuses
