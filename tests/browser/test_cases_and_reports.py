"""A family's file, the log, the figures, Today and the one search field, as people use them."""

import pytest

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser


@pytest.fixture
def donor(signed_in):
    page = signed_in("thu.ha")
    page.goto("/ho-so/liet-si/LS-00001")
    page.locator("main a[href^='/ho-so/TN']").first.click()
    page.wait_for_url("**/ho-so/TN*")
    return page.url.rsplit("/", 1)[1]


@pytest.mark.parametrize("width", [1280, 360])
def test_one_page_shows_every_step_drawn_and_can_be_read_by_kind(signed_in, donor, width):
    page = signed_in("thu.ha", width)
    page.goto(f"/ho-so/{donor}")
    assert page.locator(".custody li").count() >= 5
    everything = page.locator(".timeline li").count()
    page.get_by_role("link", name="Mẫu", exact=True).click()
    assert 5 <= page.locator(".timeline li").count() < everything
    assert looks_wrong(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_numbers_are_masked_until_somebody_says_why(signed_in, donor, width):
    page = signed_in("thu.ha", width)
    page.goto(f"/ho-so/{donor}")
    card = page.locator("section.card").first
    assert "••••" in card.inner_text()
    page.click("text=Xem đủ số giấy tờ")
    page.select_option("select[name=reason]", "call")
    page.click("text=Hiện các số")
    page.wait_for_selector("text=Chỉ hiện lần này")
    assert "••••" not in card.inner_text()
    assert looks_wrong(page) == []
    page.goto(f"/ho-so/{donor}")
    assert "••••" in card.inner_text()
    auditor = signed_in("van.son", width)
    auditor.goto(f"/nhat-ky?loai=xem&ma={donor}")
    assert "Để gọi điện cho gia đình" in auditor.locator("main").inner_text()
    assert looks_wrong(auditor) == []


def test_whoever_may_not_see_families_sees_no_file(signed_in, donor):
    page = signed_in("thi.thanh")
    assert page.goto(f"/ho-so/{donor}").status == 403
    assert page.goto("/nhat-ky").status == 403
    assert page.goto("/bao-cao").status == 200


@pytest.mark.parametrize("width", [1280, 360])
def test_the_steering_committee_opens_a_tile_and_takes_the_month_home(signed_in, width):
    page = signed_in("thi.thanh", width)
    page.goto("/bao-cao")
    assert page.locator(".province a").count() == 69
    page.locator('.province a[href="/bao-cao?xa=18604"]').click()
    page.wait_for_selector("h3:has-text('Thạch Khê')")
    assert looks_wrong(page) == []
    assert page.request.get("/bao-cao/thang.pdf").body().startswith(b"%PDF")
    assert page.request.get("/bao-cao/xa.csv").text().count("\n") == 71
    page.goto("/bao-cao/bang")
    assert looks_wrong(page) == []
    counted = page.locator("main tbody tr").count()
    page.click("text=Hiện cả 69 xã, phường")
    assert 1 < counted < page.locator("main tbody tr").count() == 70


@pytest.mark.parametrize("width", [1280, 360])
def test_today_shows_the_road_and_the_rail_counts_what_waits(signed_in, width):
    page = signed_in("quang.nhat", width)
    assert page.locator("text=Đang trên đường").is_visible()
    assert page.locator(".beside .custody").count() >= 1
    waiting = page.locator("main .lines > li:has(a.btn)").count()
    assert page.locator(".rail a[href='/hom-nay'] .count").inner_text(timeout=1000) == str(waiting) if width > 900 else True
    assert looks_wrong(page) == []


@pytest.mark.parametrize(("scanned", "place"), [("GH-0001", "/lo/GH-0001"), ("b-0001", "/hop/B-0001"), ("ls-00001", "/ho-so/liet-si/LS-00001")])
def test_a_scan_from_any_page_leads_to_the_thing(signed_in, scanned, place):
    page = signed_in("thu.ha")
    page.goto("/bao-cao")
    page.fill('input[name="q"]', scanned)
    page.press('input[name="q"]', "Enter")
    page.wait_for_url(f"**{place}")


def test_nothing_found_says_what_to_do_and_a_mistyped_tube_says_why(signed_in):
    page = signed_in("thu.ha")
    page.fill('input[name="q"]', "khong co ai ca xyz")
    page.press('input[name="q"]', "Enter")
    page.wait_for_selector("text=Chưa tìm thấy")
    page.fill('input[name="q"]', "HT 0000 0001 56")
    page.press('input[name="q"]', "Enter")
    page.wait_for_selector("main .notice.stop")
    assert looks_wrong(page) == []
