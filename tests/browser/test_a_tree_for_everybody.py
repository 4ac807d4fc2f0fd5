"""A wide family on a narrow screen, without JavaScript, and the list of whom to ask wherever it stands."""

import pytest

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser

FILE = "/ho-so/liet-si/LS-00010"
NARROWEST = """() => Math.min(...[...document.querySelectorAll(".asked > li > *")].filter(e => e.offsetParent).map(e => e.getBoundingClientRect().width))"""


def test_on_a_phone_without_javascript_the_list_comes_first_and_a_link_leads_to_the_martyrs_place(signed_in):
    page = signed_in("thu.ha", 360, java_script_enabled=False)
    page.goto(f"{FILE}/pha-he")
    assert page.locator("#danh-sach").bounding_box()["y"] < page.locator("#hinh").bounding_box()["y"]
    page.locator("a[href='#o-LS-00010']").click()
    star = page.locator(".tree-box .star").last.bounding_box()
    assert star and star["x"] >= 0 and star["x"] + star["width"] <= 360


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", [FILE, f"{FILE}/pha-he"])
def test_whom_to_ask_is_never_squeezed_into_a_narrow_column(signed_in, path, width):
    page = signed_in("thu.ha", width)
    page.goto(path)
    assert page.locator(".asked > li").count() > 2
    assert page.evaluate(NARROWEST) >= 200
    assert looks_wrong(page) == []
