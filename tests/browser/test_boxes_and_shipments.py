"""A liaison's morning: scan, be stopped, take out, seal, hand over, write the receipt; on a laptop and on a phone, each page read by axe."""

import re

import pytest

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser
PAGES = ["/hom-nay", "/hop", "/hop/B-0004", "/hop/B-0001", "/mau", "/mau?tinh-trang=rejected", "/mau/lay-lai", "/lo", "/lo/GH-0001", "/lo/GH-0002",
         "/lo/GH-0001/nhan", "/lo/GH-0002/nhan", "/lo/ngoai-bang-ke", "/phong-xet-nghiem", "/phong-xet-nghiem/PXN1"]


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_boxes_and_shipments_fits_and_is_readable(signed_in, width):
    page, wrong = signed_in("quang.nhat", width), []
    for path in PAGES:
        answer, found = page.goto(path), looks_wrong(page)
        if answer.status != 200 or found:
            wrong.append((path, answer.status, found))
    page.goto("/mau?tinh-trang=rejected")
    page.locator("td a.code").first.click()
    assert wrong + looks_wrong(page) == []


def scan(page, code):
    page.fill('input[name="code"]', code)
    page.click(".scan button")


def test_from_the_scanner_to_the_receipt(signed_in):
    page = signed_in("quang.nhat")
    page.goto("/hop/B-0004")
    assert page.is_disabled("text=Niêm phong hộp")
    assert page.locator("text=Lấy ống ở ô A5 ra trước").is_visible()
    tube = page.locator(".waits a.code").first.inner_text()
    scan(page, tube)
    page.wait_for_selector(".band.good:has-text('đặt vào ô B1')")
    scan(page, tube)
    page.wait_for_selector(".band.wait:has-text('đã ở hộp')")
    scan(page, "HT 1234 5678 91")
    page.wait_for_selector(".band.stop:has-text('hai số cuối không khớp')")
    assert page.input_value('input[name="code"]') == ""
    assert page.locator(".scans li").count() == 5
    page.click("form[action$='bo-ra'] .btn.danger")
    page.wait_for_selector(".band:has-text('đã lấy ra')")
    page.fill('input[name="seal_no"]', "NP-2001")
    page.click("text=Niêm phong hộp")
    page.wait_for_selector("text=Đã niêm phong hộp B-0004")
    ship_and_receive(page)


def ship_and_receive(page):
    page.goto("/lo")
    page.check('input[value="B-0004"]')
    page.click("text=Lập lô gửi")
    page.wait_for_url("**/lo/GH-0003")
    page.fill('input[name="carrier"]', "Bưu điện tỉnh")
    page.fill('input[name="tracking_no"]', "EB123456789VN")
    page.click("button:has-text('Bàn giao và chốt bảng kê')")
    page.wait_for_selector("text=SHA256SUMS.sig")
    with page.expect_download() as download:
        page.click("text=manifest.csv")
    assert download.value.suggested_filename == "GH-0003-v1.csv"
    page.click("text=Ghi biên nhận")
    first = page.locator("table.receipt tbody tr").first
    first.get_by_text("không đạt", exact=True).click()
    page.check('input[name="rest_accepted"]')
    page.click("text=Lưu phần đã đánh dấu")
    page.wait_for_selector("text=chưa có lý do")
    assert first.locator("input[value=rejected]").is_checked()
    first.locator("td input[autocomplete]").fill("thẻ bị ẩm")
    page.check('input[name="rest_accepted"]')
    page.click("text=Lưu phần đã đánh dấu")
    page.wait_for_selector("text=Đã lưu 9 ống; còn 0 ống")
    page.goto("/lo/GH-0003")
    assert re.search("đã nhận", page.inner_text("h1 ~ .tag"))


def test_a_withdrawal_on_the_road_waits_for_the_liaison_until_the_addendum_is_handed_over(signed_in):
    page = signed_in("quang.nhat")
    page.click("li:has-text('Gửi phụ lục thu hồi') a")
    page.wait_for_selector("text=phụ lục thu hồi")
    page.locator("button:has-text('Phòng xét nghiệm đã nhận bản này')").first.click()
    page.wait_for_selector("text=Phòng xét nghiệm đã có bản này từ")
    page.goto("/hom-nay")
    assert page.locator("text=Gửi phụ lục thu hồi").count() == 0


def test_a_day_lead_puts_somebody_whose_tube_was_rejected_on_a_coming_day(signed_in):
    page = signed_in("thu.ha")
    page.goto("/mau/lay-lai")
    page.click("text=Xin lấy lại mẫu >> nth=0")
    page.select_option('select[name="day"]', index=1)
    page.locator("form[action$='hen-lai'] button").click()
    page.wait_for_selector("text=Người cho mẫu đã có trong danh sách")
