"""`make pictures`: the pictures of the README and the docs, from the running fictional province, page by page as the tour walks it."""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdf
from playwright.sync_api import Browser, Page, sync_playwright

from tests.architecture.house import HOUSE
from tests.browser.conftest import CHROMIUM, served

FOLDER = HOUSE / "docs" / "pictures"


def hoiam(home: Path, *words: str | Path) -> None:
    """One command of the program, on the home that will be served; code 1 says that rows were refused, as the tour wants it."""
    done = subprocess.run([sys.executable, *words], env={**os.environ, "HOIAM_HOME": str(home)}, cwd=HOUSE, check=False, stdout=subprocess.DEVNULL)
    if done.returncode > 1:
        raise RuntimeError(f"{words}: exit {done.returncode}")


def results(home: Path) -> None:
    """The laboratory answers, traps included (README, step 6)."""
    hoiam(home, "app.py", "demo")
    hoiam(home, "app.py", "shipments", "manifest", "GH-0001", "--out", home / "gh")
    hoiam(home, "demo/laboratory.py", home / "gh" / "manifest.csv", "demo/data/remains.csv", home / "results.xlsx")
    hoiam(home, "app.py", "import", "results", home / "results.xlsx")


def signed_in(browser: Browser, address: str, login: str, width: int = 1280, height: int = 800) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}, base_url=address).new_page()
    page.goto("/dang-nhap")
    page.click(f'button[value="{login}"]')
    page.wait_for_url("**/hom-nay")
    return page


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", full_page=whole)


def a_family(page: Page) -> None:
    page.goto("/ho-so/liet-si/LS-00001")
    page.locator("main a[href^='/ho-so/TN']").first.click()
    page.wait_for_url("**/ho-so/TN*")


def office(browser: Browser, address: str) -> None:
    page = signed_in(browser, address, "quang.nhat")
    keep(page, "today")
    page.goto("/hop/B-0001")
    keep(page, "box")
    page = signed_in(browser, address, "thi.ngan")
    page.goto("/ket-qua")
    page.locator("main a[href^='/ket-qua/0']").first.click()
    keep(page, "results")
    page = signed_in(browser, address, "thi.thanh")
    page.goto("/bao-cao")
    keep(page, "report")
    page = signed_in(browser, address, "thu.ha", height=1000)
    a_family(page)
    keep(page, "file")
    page.goto("/ho-so/liet-si/LS-00010/pha-he")
    keep(page, "family-tree")


def hall(browser: Browser, address: str) -> None:
    page = signed_in(browser, address, "thu.ha", height=900)
    page.goto("/ban")
    page.locator(".people-list a").first.click()
    page.wait_for_url("**/nguoi")
    keep(page, "desk")


def porch(browser: Browser, address: str) -> None:
    """The family's own page, opened with the code that stands on its slip."""
    staff = signed_in(browser, address, "thu.ha")
    a_family(staff)
    donor = staff.url.rsplit("/", 1)[1]
    staff.goto(f"/than-nhan/{donor}/phieu")
    token = staff.locator('input[name="_csrf_token"]').first.input_value()
    year = re.search(r"\b19\d\d\b", staff.locator(".person").inner_text())
    slip = staff.context.request.post(f"/than-nhan/{donor}/phieu/in", form={"_csrf_token": token}).body()
    code = re.search(r"\b[0-9A-Z]{4}[ -][0-9A-Z]{4}[ -][0-9A-Z]{2,4}\b", pypdf.PdfReader(io.BytesIO(slip)).pages[0].extract_text())
    if year is None or code is None:
        raise RuntimeError("the slip does not say what opens the page")
    page = browser.new_context(viewport={"width": 360, "height": 780}, base_url=address).new_page()
    page.goto("/gia-dinh")
    page.fill("#code", code[0])
    page.click("text=Tiếp tục")
    page.fill("#factor", year[0])
    page.click("text=Xem mẫu đang ở đâu")
    page.wait_for_url("**/gia-dinh/mau")
    keep(page, "family")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        home = Path(folder) / "home"
        results(home)
        with served(home, "--demo") as address:
            browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            for album in (office, hall, porch):
                album(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
