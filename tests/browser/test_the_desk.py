"""One relative through the five stones in Chromium: with the mouse, on a phone, and by the keyboard alone."""

import os
import subprocess
import sys

import pytest

from tests.architecture.house import HOUSE
from tests.browser.conftest import looks_wrong, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hall(loaded_home, tmp_path_factory):
    """The demo with kits printed for its open day: the address, and the codes."""
    import re
    import shutil

    home, sheet = tmp_path_factory.mktemp("hall") / "home", tmp_path_factory.mktemp("kits") / "kits.zpl"
    shutil.copytree(loaded_home, home)
    command = [sys.executable, HOUSE / "app.py", "labels", "--kits", "6", "--sheet", "zpl", "--out", str(sheet)]
    subprocess.run(command, env={**os.environ, "HOIAM_HOME": str(home)}, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
    codes = sorted(set(re.findall(r"HT\d{10}", re.sub(r"(HT) (\d{4}) (\d{4}) (\d{2})", r"\1\2\3\4", sheet.read_text()))))
    with served(home, "--demo") as address:
        yield address, codes


@pytest.fixture
def province(hall):
    return hall[0]


@pytest.fixture
def kits(hall):
    return hall[1]


def somebody(page, place):
    """The person in this place of the list, welcomed by a witness where no number is on record."""
    page.goto("/ban")
    page.locator(".people-list a").nth(place).click()
    page.wait_for_url("**/nguoi")
    if not page.input_value("#citizen_id"):
        page.fill("#witness", "Phạm Thị Hiên, chi hội trưởng")


def draws(page):
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 30 + 9 * step, box["y"] + 60 + 12 * (step % 3))
    page.mouse.up()


@pytest.mark.parametrize("width", [1280, 360])
def test_one_relative_walks_the_five_stones_and_every_stone_fits_and_is_readable_by_everybody(signed_in, kits, width):
    page, wrong, place = signed_in("thu.ha", width), {}, {1280: 10, 360: 11}[width]
    page.on("console", lambda message: wrong.setdefault("console", []).append(message.text) if message.type == "error" else None)
    look = lambda name: wrong.update({name: found} if (found := looks_wrong(page)) else {})  # noqa: E731
    page.goto("/ban")
    look("board")
    page.goto(page.url + "/moi")
    look("walk-in")
    somebody(page, place)
    look("person")
    page.click("button.primary")
    page.wait_for_url("**/liet-si")
    page.goto(page.url + "?them=1")
    page.fill("#martyr", "nguyen van")
    page.keyboard.press("Enter")
    page.locator(".hits a").first.click()
    page.fill("#word", "con dì con già")
    page.keyboard.press("Enter")
    page.wait_for_selector(".question")
    look("kinship, asked")
    page.locator(".question .answers a").first.click()
    page.wait_for_selector(".verdict.yes")
    look("kinship")
    page.click(".actions .primary")
    page.wait_for_url("**/dong-thuan")
    look("consent, unasked")
    assert page.locator("input[type=radio][name^=p_]:checked").count() == 0
    assert page.locator("button.primary").is_disabled()
    for number in range(7):
        page.locator("[data-question].open label").nth(number % 2 if number > 1 else 0).click()
    page.locator("[data-ask-again]").nth(3).click()
    page.locator("[data-question].open label").first.click()
    page.check("[name=told_sensitive]")
    page.check("[name=read_aloud]")
    assert page.locator("button.primary").is_disabled()
    draws(page)
    look("consent")
    page.click("button.primary")
    page.wait_for_url("**/mau")
    look("sample")
    page.check("[name=kind][value=dried_blood]")
    kit = kits[0 if width == 1280 else 1]
    page.fill("#code", kit)
    page.fill("#again", kit)
    page.click("button.primary")
    page.wait_for_url("**/phieu")
    look("slip")
    page.goto(page.url.replace("phieu", "sua-sai"))
    look("second thoughts")
    page.goto(page.url.replace("sua-sai", "dong-thuan"))
    look("consent, given")
    assert wrong == {}


def test_by_the_keyboard_alone_enter_goes_on_escape_goes_back_and_figures_answer(signed_in, kits):
    page = signed_in("thu.ha")
    page.goto("/ban")
    board = page.url
    page.focus("#tim")
    page.keyboard.type("Bùi Thị Thanh Mùi")
    page.keyboard.press("Enter")
    page.wait_for_selector(".people-list li:only-child")
    page.locator(".people-list a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nguoi")
    page.focus("#witness")
    page.keyboard.type("Phạm Thị Hiên", delay=60)
    page.keyboard.press("Enter")
    page.wait_for_url("**/liet-si")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    page.wait_for_url("**/nguoi")
    page.focus("#witness")
    page.keyboard.press("Enter")
    page.wait_for_url("**/liet-si")
    if not page.locator("#word").count():
        page.focus("#martyr")
        page.keyboard.type("nguyen van", delay=60)
        page.keyboard.press("Enter")
        page.wait_for_selector(".hits")
        page.locator(".hits a").first.focus()
        page.keyboard.press("Enter")
    page.focus("#word")
    page.keyboard.press("Control+A")
    page.keyboard.type("em gái ruột", delay=60)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector(".verdict.yes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dong-thuan")
    for key in "1112122":
        page.keyboard.press(key)
    for box in ("told_sensitive", "read_aloud"):
        page.focus(f"[name={box}]")
        page.keyboard.press("Space")
    page.focus("[name=method]:checked")
    page.keyboard.press("ArrowRight")
    page.focus("#witness")
    page.keyboard.type("Phạm Thị Hiên", delay=60)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mau")
    page.keyboard.press("1")
    page.focus("#code")
    page.keyboard.type(kits[2])
    page.keyboard.press("Enter")
    page.keyboard.type(kits[2])
    page.keyboard.press("Enter")
    page.wait_for_url("**/phieu")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{board}*")


def test_without_script_every_question_stands_open_and_a_no_is_written_down_as_calmly_as_a_yes(signed_in):
    page = signed_in("thu.ha", java_script_enabled=False)
    somebody(page, 14)
    page.click("button.primary")
    page.wait_for_url("**/liet-si")
    code = page.url.split("/")[-2]
    page.fill("#martyr", "nguyen van")
    page.click("form.find button")
    page.locator(".hits a").first.click()
    page.locator(".steps a").nth(3).click()
    page.locator(".question .answers a").first.click()
    page.click(".actions .primary")
    page.wait_for_url("**/dong-thuan")
    assert page.locator("[data-question] fieldset:visible").count() == 7
    page.click("button.primary")
    page.wait_for_selector("text=Còn 7 mục chưa hỏi")
    page.check("[name=p_testing][value=no]")
    page.click("button.primary")
    page.wait_for_url(lambda url: not url.endswith("dong-thuan"))
    page.wait_for_selector("text=cảm ơn gia đình")
    page.goto(page.url + "?loc=refused")
    assert page.locator(f"a[href$='{code}']").count() == 1
