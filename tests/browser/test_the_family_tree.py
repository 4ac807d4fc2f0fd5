"""A family's tree as a clerk reads it and draws it further: six families looked at, on a laptop, a phone and paper, and with the keyboard alone."""

import pytest

from core.web.pages import environment
from families.rules.drawing import draw
from tests.browser.conftest import looks_wrong
from tests.six_families import SIX

pytestmark = pytest.mark.browser

FAMILY = "/ho-so/liet-si/LS-00010/pha-he"
SHEET = """{% from "web/macros/pedigree.html" import pedigree, pedigree_legend, pedigree_list %}<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Phả hệ</title><meta name="viewport" content="width=device-width">
{% for sheet in ("hoiam", "pictures") %}<link rel="stylesheet" href="{{ address }}/static/{{ sheet }}.css">{% endfor %}
<link rel="stylesheet" media="print" href="{{ address }}/static/paper.css"></head><body><main class="page"><h1>Phả hệ</h1>
<h2>Hình</h2><figure class="card tree"><div class="tree-box" tabindex="0" role="group" aria-label="Hình">{{ pedigree(tree) }}</div>
<figcaption>{{ pedigree_legend(tree) }}</figcaption></figure><h2>Danh sách</h2>{{ pedigree_list(tree) }}</main></body></html>"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".tree-box text")].filter(t => t.textContent.trim()).map(t => [t.textContent, t.getBoundingClientRect()]);
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([, q]) =>
    p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1).map(([b]) => `${a} / ${b}`)); }"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".tree-box tspan, .tree-box text")].map(t =>
  parseFloat(getComputedStyle(t).fontSize) * t.closest("svg").getBoundingClientRect().width / t.closest("svg").viewBox.baseVal.width))"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", SIX)
def test_six_families_can_be_read_at_any_width_and_weigh_little(chromium, province, name, width):
    family, marks = SIX[name]()
    tree = draw(family, marks)
    html = environment().from_string(SHEET).render(tree=tree, address=province)
    assert len(html.encode()) < 60_000
    page = chromium.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(f"{province}/dang-nhap")
    page.set_content(html, wait_until="networkidle")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(SMALLEST) >= 14
    assert page.locator(".tree-box .who").count() == len(family.people)
    assert page.locator(".generations li").count() == len(family.people)
    assert page.locator(".ring-next").count() == 2  # the one in the picture, and its key
    assert looks_wrong(page) == []
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_a_family_shows_the_martyr_first_and_never_scrolls_sideways(signed_in, width):
    page = signed_in("thu.ha", width)
    page.goto("/ho-so/liet-si/LS-00010")
    page.get_by_role("link", name="Phả hệ").first.click()
    page.wait_for_url(f"**{FAMILY}")
    star = page.locator(".tree-box .star").last.bounding_box()
    assert star and 0 <= star["x"] <= width
    assert page.locator(".generations li").count() > 15
    assert "Xếp theo bộ quy tắc" in page.locator("main").inner_text()
    assert looks_wrong(page) == []
    page.locator(".generations a", has_text="Bùi Thị Thơm").click()
    page.wait_for_url("**nguoi=*")
    assert "Bùi Thị Thơm" in page.locator("#nguoi").inner_text()
    page.get_by_role("link", name="Sửa thông tin").click()
    page.wait_for_selector("input[name=born]")
    assert page.input_value("input[name=born]") == "1966"
    assert looks_wrong(page) == []


FOCUS = "(document.activeElement.name || document.activeElement.innerText || '').trim()"


def press_to(page, words, limit=120):
    """Tab until the box or link with this name has the focus; whoever has no mouse goes this way."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) == words:
            return
    raise AssertionError(f"never reached: {words}")


def test_a_clerk_adds_a_mother_and_a_sister_of_the_same_mother_with_the_keyboard_alone(signed_in):
    page = signed_in("thu.ha")
    for step, name, born in (("mẹ", "Trần Thị Nhàn", "1912"), ("chị, em gái cùng mẹ khác cha", "Lê Thị Tý", "1939")):
        page.goto("/ho-so/liet-si/LS-00020/pha-he")
        press_to(page, step)
        page.keyboard.press("Enter")
        page.wait_for_selector("input[name=name]:focus")
        page.keyboard.type(name)
        press_to(page, "born")
        page.keyboard.type(born, delay=90)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#nguoi:has-text('{name}')")
    listed = page.locator(".generations li")
    assert listed.filter(has_text="Trần Thị Nhàn").filter(has_text="dòng mẹ").count() == 1
    assert listed.filter(has_text="Lê Thị Tý").filter(has_text="dòng mẹ").count() == 1


def test_what_cannot_be_is_refused_in_a_sentence_and_what_was_typed_stays(signed_in):
    page = signed_in("thu.ha", 360)
    page.goto(f"{FAMILY}?nguoi=LS-00010&them=son")
    page.fill("input[name=name]", "Trương Văn Sớm")
    page.fill("input[name=born]", "1935")
    page.get_by_role("button", name="Thêm").click()
    page.wait_for_selector("main .notice.stop")
    assert page.input_value("input[name=born]") == "1935"
    assert looks_wrong(page) == []


def test_an_answer_about_the_mother_settles_the_line_in_the_picture(signed_in):
    page = signed_in("thu.ha")
    page.goto(FAMILY)
    assert page.locator(".tree-box path.unknown").count() == 1
    page.get_by_role("button", name="Có, cùng mẹ cùng cha").click()
    page.wait_for_selector("main .notice.good")
    assert page.locator(".tree-box path.unknown").count() == 0
    assert page.locator(".tree-box path.maternal").count() > 0
