"""A granddaughter opens the slip on a cheap telephone, and her grandmother reads along."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paper(chromium, province, tmp_path_factory):
    """A slip as staff print it: the address in its QR, and the year of birth that goes with it."""
    import subprocess

    context = chromium.new_context(base_url=province)
    page = context.new_page()
    page.goto("/dang-nhap")
    page.click('button[value="thu.ha"]')
    page.wait_for_url("**/hom-nay")
    page.goto("/mau")
    page.locator("main a.code").first.click()
    donor = re.search(r"TN[0-9A-Z]{8}", page.content())[0]
    page.goto(f"/than-nhan/{donor}/phieu")
    token = page.locator('input[name="_csrf_token"]').first.input_value()
    year = re.search(r"\b19\d\d\b", page.locator(".person").inner_text())[0]
    pdf = context.request.post(f"/than-nhan/{donor}/phieu/in", form={"_csrf_token": token}).body()
    context.close()
    drawn = subprocess.run(["pdftoppm", "-r", "203", "-png", "-"], input=pdf, capture_output=True, check=True).stdout
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)), formats=zxingcpp.BarcodeFormat.QRCode)
    return "/gia-dinh#" + read.text.partition("#")[2], year


@pytest.fixture
def telephone(chromium, province):
    contexts = []

    def make(width=360, **more):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 780}, base_url=province, **more))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def opened(page, paper):
    address, year = paper
    page.goto(address)
    page.click("text=Tiếp tục")
    page.wait_for_url("**/gia-dinh/xac-nhan")
    page.fill("#factor", year)
    page.click("text=Xem mẫu đang ở đâu")
    page.wait_for_url("**/gia-dinh/mau")
    return page


def test_the_square_fills_in_the_code_and_the_address_forgets_it(telephone, paper):
    page = telephone()
    page.goto(paper[0])
    page.wait_for_function("document.getElementById('code').value.length > 10")
    assert page.input_value("#code").replace(" ", "") == paper[0].partition("#")[2]
    assert page.evaluate("location.href").endswith("/gia-dinh")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_porch_fits_and_is_readable_by_everybody(telephone, paper, width):
    page, wrong = telephone(width), []
    for path in ("/gia-dinh", "/gia-dinh/mat-phieu", "/gia-dinh/rut-dong-thuan"):
        page.goto(path)
        wrong += looks_wrong(page)
    page.goto(paper[0])
    page.click("text=Tiếp tục")
    page.wait_for_url("**/gia-dinh/xac-nhan")
    wrong += looks_wrong(page)
    page.fill("#factor", "1111")
    page.click("text=Xem mẫu đang ở đâu")
    page.wait_for_selector("text=chưa đúng")
    wrong += looks_wrong(page)
    wrong += looks_wrong(opened(page, paper))
    assert wrong == []


def test_at_twice_the_size_nothing_is_cut_off(telephone, paper):
    page = opened(telephone(640, device_scale_factor=2), paper)
    page.set_viewport_size({"width": 320, "height": 400})
    assert looks_wrong(page) == []
    cut = page.evaluate("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length")
    assert cut == 0


def test_the_whole_way_with_the_keyboard_alone(telephone, paper):
    page = telephone(1280)
    address, year = paper
    page.goto(address)
    page.wait_for_function("document.activeElement.matches('.primary')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gia-dinh/xac-nhan")
    page.wait_for_function("document.activeElement.id === 'factor'")
    page.keyboard.type(year)
    page.keyboard.press("Enter")
    page.wait_for_url("**/gia-dinh/mau")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(document.activeElement.innerText || '').trim().split('\\n')[0]"))
    assert {"Thoát", "In giấy", "0239 000 1268", "Cách rút lại đồng thuận", "English"} <= set(reached)


def test_without_scripts_the_code_is_typed_and_everything_works(telephone, paper):
    page = telephone(360, java_script_enabled=False)
    page.goto("/gia-dinh")
    page.fill("#code", paper[0].partition("#")[2])
    page.click("text=Tiếp tục")
    page.fill("#factor", paper[1])
    page.click("text=Xem mẫu đang ở đâu")
    assert page.locator(".here h1").inner_text()
    assert not page.locator("[data-print]").is_visible()
    page.click("text=Thoát")
    assert page.url.endswith("/gia-dinh")


def test_it_is_read_aloud_where_the_telephone_has_a_vietnamese_voice(telephone, paper):
    page = telephone()
    page.add_init_script("""
      window.said = [];
      Object.defineProperty(window, "speechSynthesis", {value: {getVoices: () => [{lang: "vi-VN"}], speak: (each) => window.said.push(each.text)}});
      window.SpeechSynthesisUtterance = function (text) { this.text = text; };""")
    opened(page, paper)
    page.click("text=Đọc to")
    [said] = page.evaluate("window.said")
    assert page.locator(".here h1").inner_text() in said
    assert page.locator("h2 + .say p").first.inner_text() in said
    silent = opened(telephone(), paper)
    assert not silent.locator("[data-speak]").is_visible()


def test_one_page_weighs_less_than_sixty_kilobytes(telephone, paper):
    page, weights = opened(telephone(), paper), {}
    page.on("response", lambda answer: weights.setdefault(answer.url, answer) if answer.request.resource_type in ("document", "stylesheet", "script") else None)
    page.reload(wait_until="networkidle")
    assert len(weights) > 5
    assert sum(len(answer.body()) for answer in weights.values()) < 60_000


def test_on_paper_the_page_is_one_sheet_without_keys_to_press(telephone, paper):
    from pypdf import PdfReader

    page = opened(telephone(1280), paper)
    sheet = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(sheet.pages[0].extract_text().split())
    assert len(sheet.pages) == 1
    assert "Thoát" not in text
    assert "0239 000 1268" in text.replace("\u00a0", " ")
