"""Every page of the fictional province in Chromium, at laptop and phone size, each with its accessibility twin.

The list of pages is not kept by hand: it is every GET route of the program. Routes with a code in them are reached as people reach them,
by following links from page to page until nothing new is found.
"""

import re
from urllib.parse import urlsplit

import pytest

from tests.architecture.test_the_laws_of_the_house import routes
from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser
EVERYBODY = ("thu.ha", "quang.nhat", "thi.ngan", "minh.chau", "quan.tri")
"""Nobody may open all; together they open every page."""

WAITS_FOR_A_STATE = re.compile(
    r"/api/|/gia-dinh|/ket-qua/|/quyet-dinh|/tham/|/lien-lac/|/nap/|/dang-nhap|/$|/lo/ngoai|phong-xet-nghiem/|/hop/.+/(in|nhan|niem)|/lo/.+/(ten|bang-ke)"
    r"|/ban/.+/(phieu|in|mau|dong-thuan|sua-sai)|/tai-khoan/|/nhan/|/mau/.+/|/ngay/.+/|/than-nhan/\{|/pha-he/nhap/|/uu-tien/\{"
    r"|/quyen/.+/(bien-nhan|giay)|/bao-ve-du-lieu/(vi-pham|danh-gia)/.*\{"
)
"""Routes that may have no example in the demo (a result to judge, a visit to hold), or lie outside the office; their own tests walk them."""

SHOWS_MORE = {"quang.nhat": ("/lo", "/lo/{code:str}")}
"""Pages that lead this person further than those who looked before."""

PLACE = re.compile(r"\{[^}]+\}")


def pages() -> dict[str, re.Pattern[str]]:
    """Pattern of every GET route → what an address of it looks like."""
    found = {path for path, handler in routes() if "GET" in handler.http_methods}
    return {path: re.compile("^" + PLACE.sub("[^/]+", re.sub(r"([.])", r"\\\1", path)) + "/?$") for path in found}


def pattern_of(path: str, known: dict[str, re.Pattern[str]]) -> str | None:
    fitting = [route for route, looks in known.items() if looks.match(path)]
    return min(fitting, key=lambda route: route.count("{"), default=None)


def walk(page, known, seen):
    """Follow links until every route that can be reached has been looked at once; what is wrong on the way."""
    wrong, queue = [], sorted(route for route in known if "{" not in route and route not in seen and not re.match(r"/(api|gia-dinh|dang-nhap|$)", route))
    while queue:
        address = queue.pop(0)
        route = pattern_of(urlsplit(address).path, known)
        if route is None or route in seen:
            continue
        kind, status, found = look(page, address)
        seen[route] = status
        if status == 403:
            del seen[route]
        elif status != 200 or found:
            wrong.append((address, status, found))
        if kind == "page":
            queue += [urlsplit(href).path for href in page.eval_on_selector_all("a[href^='/']", "all => all.map(each => each.getAttribute('href'))")]
    return wrong


def look(page, address):
    """A file is only fetched. Without motion, so that nobody measures a colour in the middle of a fade."""
    answer = page.request.get(address)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return "file", answer.status, []
    status, found = page.goto(address).status, []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 860})
        found += [f"{wrong} at {width}" for wrong in looks_wrong(page)]
    return "page", status, found


def test_every_page_opens_fits_and_is_readable_by_everybody(signed_in):
    known, seen, wrong = pages(), {}, []
    for login in EVERYBODY:
        page = signed_in(login, reduced_motion="reduce")
        said = []
        page.on("console", lambda message, said=said: said.append(message.text) if message.type == "error" and "403" not in message.text else None)
        for route in SHOWS_MORE.get(login, ()):
            seen.pop(route, None)
        wrong += walk(page, known, seen) + said
    assert (wrong, sorted(route for route in set(known) - set(seen) if not WAITS_FOR_A_STATE.search(route))) == ([], [])


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
