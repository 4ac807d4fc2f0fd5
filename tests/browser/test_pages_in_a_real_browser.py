"""Every page of the fictional province in Chromium, at laptop and phone size, each with its accessibility twin."""

import pytest

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser
PAGES = ["/hom-nay", "/ngay", "/mau", "/hop", "/hop/B-0001", "/lo", "/lo/GH-0001", "/liet-si", "/liet-si/LS-00001", "/than-nhan", "/ket-qua",
         "/liet-si/nap", "/than-nhan/nap", "/hai-cot/nap", "/bien-nhan/nap", "/ket-qua/nap"]


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_opens_fits_and_is_readable_by_everybody(signed_in, width):
    page, wrong = signed_in("quan.tri", width), []
    page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type == "error" else None)
    for path in PAGES:
        answer = page.goto(path)
        found = looks_wrong(page)
        if answer.status != 200 or found:
            wrong.append((path, answer.status, found))
    assert wrong == []


def test_the_liaison_opens_a_box_places_the_oldest_tube_and_is_told_its_cell(signed_in):
    page = signed_in("quang.nhat")
    page.goto("/hop")
    tube = page.locator("main ul a.code").first.inner_text()
    page.click("text=Mở hộp mới")
    page.fill('input[name="code"]', tube)
    page.click("text=Đặt vào hộp")
    page.wait_for_selector("text=đặt vào ô A1")
    page.fill('input[name="code"]', tube)
    page.click("text=Đặt vào hộp")
    page.wait_for_selector("text=đã ở hộp")


def test_a_martyr_is_found_without_marks_from_any_page(signed_in):
    page = signed_in("thu.ha")
    page.fill('input[name="q"]', "truong ba mau")
    page.press('input[name="q"]', "Enter")
    page.wait_for_selector("text=Trương Bá Mậu")
