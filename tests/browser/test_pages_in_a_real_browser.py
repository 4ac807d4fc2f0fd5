"""Every page of the fictional province in Chromium, at laptop and phone size, each with its accessibility twin."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.architecture.house import HOUSE
from tests.conftest import free_port

pytestmark = pytest.mark.browser
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAGES = ["/hom-nay", "/ngay", "/mau", "/hop", "/hop/B-0001", "/lo", "/lo/GH-0001", "/liet-si", "/liet-si/LS-00001", "/than-nhan", "/ket-qua",
         "/liet-si/nap", "/than-nhan/nap", "/hai-cot/nap", "/bien-nhan/nap", "/ket-qua/nap"]


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """The demo, served as `make run` serves it."""
    port = free_port()
    environment = {**os.environ, "HOIAM_HOME": str(tmp_path_factory.mktemp("province"))}
    program = subprocess.Popen([sys.executable, HOUSE / "app.py", "serve", "--demo", "--port", str(port)], env=environment, cwd=HOUSE, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/dang-nhap", timeout=2).close()
            break
        except urllib.error.URLError:
            time.sleep(0.5)
    yield address
    program.terminate()
    program.wait(20)


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


def signed_in(chromium, province, login, width):
    page = chromium.new_context(viewport={"width": width, "height": 860}).new_page()
    page.goto(f"{province}/dang-nhap")
    page.click(f'button[value="{login}"]')
    page.wait_for_url("**/hom-nay")
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_opens_fits_and_is_readable_by_everybody(chromium, province, width):
    page, wrong = signed_in(chromium, province, "quan.tri", width), []
    page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type == "error" else None)
    for path in PAGES:
        answer = page.goto(province + path)
        serious = [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        if answer.status != 200 or serious or wide:
            wrong.append((path, answer.status, serious, wide))
    assert wrong == []


def test_the_liaison_opens_a_box_places_the_oldest_tube_and_is_told_its_cell(chromium, province):
    page = signed_in(chromium, province, "quang.nhat", 1280)
    page.goto(f"{province}/hop")
    tube = page.locator("main ul a.code").first.inner_text()
    page.click("text=Mở hộp mới")
    page.fill('input[name="code"]', tube)
    page.click("text=Đặt vào hộp")
    page.wait_for_selector("text=đặt vào ô A1")
    page.fill('input[name="code"]', tube)
    page.click("text=Đặt vào hộp")
    page.wait_for_selector("text=đã ở hộp")


def test_a_martyr_is_found_without_marks_from_any_page(chromium, province):
    page = signed_in(chromium, province, "thu.ha", 1280)
    page.fill('input[name="q"]', "truong ba mau")
    page.press('input[name="q"]', "Enter")
    page.wait_for_selector("text=Trương Bá Mậu")
