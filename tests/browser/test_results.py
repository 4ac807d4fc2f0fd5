"""From the laboratory's workbook to a family told in person, as two officers live it, at laptop and phone size."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import HOUSE
from tests.browser.conftest import says_why

pytestmark = pytest.mark.browser


def hoiam(home, *words):
    environment = {**os.environ, "HOIAM_HOME": str(home)}
    return subprocess.run([sys.executable, HOUSE / "app.py", *words], env=environment, cwd=HOUSE, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def workbook(loaded_home, tmp_path_factory):
    """The simulated laboratory's answer to what it received: traps included, and three remains found."""
    folder = tmp_path_factory.mktemp("laboratory")
    home = Path(shutil.copytree(loaded_home, folder / "home"))
    hoiam(home, "shipments", "manifest", "GH-0001", "--out", str(folder))
    accepted = {tube["code"] for tube in json.loads(hoiam(home, "samples", "list", "--json").stdout) if tube["status"] == "accepted"}
    with (folder / "manifest.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["sample_code"] in accepted]
    with (folder / "accepted.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    out = folder / "results.xlsx"
    laboratory = [sys.executable, HOUSE / "demo" / "laboratory.py", folder / "accepted.csv", HOUSE / "demo" / "data" / "remains.csv", out]
    subprocess.run([*laboratory, "--seed", "3", "--found", "3"], check=True, capture_output=True)
    return out


@pytest.fixture
def watched():
    """Every page that is shown is read by axe and must fit its window."""
    from axe_playwright_python.sync_playwright import Axe

    wrong = []

    def look(page):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 860})
            serious = [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
            if serious or wide:
                wrong.append((page.url, width, serious, wide))
        page.set_viewport_size({"width": 1280, "height": 860})

    yield look
    assert wrong == []


def lines(page, address):
    """The work list as (href, words)."""
    page.goto(address)
    found = page.locator("main table tbody tr")
    return [(found.nth(place).locator("a").get_attribute("href"), found.nth(place).inner_text()) for place in range(found.count())]


def writes(page, href, words, why):
    page.goto(href)
    page.fill("textarea[name=reason]", why)
    page.click(f"main button:has-text('{words}')")
    page.wait_for_selector("text=Đã lưu ý kiến của bạn")


def test_a_workbook_becomes_a_family_told_in_person(signed_in, workbook, watched):
    liaison = signed_in("quang.nhat")
    liaison.goto("/ket-qua/nap")
    liaison.set_input_files("input[type=file]", workbook)
    liaison.click("main button.primary")
    liaison.click("main button.primary")
    liaison.wait_for_url("**/ket-qua")

    ngan, loc = signed_in("thi.ngan"), signed_in("duc.loc")
    listed = lines(ngan, "/ket-qua")
    watched(ngan)
    found = next(words.split()[0] for _, words in listed if "SNP" in words and "có điều cần hỏi" not in words)
    for href, words in listed:
        if words.split()[0] == found and "không loại trừ" in words:
            writes(ngan, href, "Đủ căn cứ", "Số liệu khớp với phả hệ đã khai.")
            loc.goto(href)
            watched(loc)
            assert "Số liệu khớp" not in loc.content()
            writes(loc, href, "Đủ căn cứ", "Đã xem lại bảng tần suất.")
            assert "Số liệu khớp" in loc.content()

    asked = next(href for href, words in listed if "có điều cần hỏi" in words)
    writes(ngan, asked, "Hỏi lại phòng xét nghiệm", "Con số không khớp.")
    writes(loc, asked, "Chưa đủ căn cứ", "Cần thêm số liệu.")
    assert [href for href, _ in lines(ngan, "/ket-qua?xem=unclear")] == [asked]
    ngan.goto(asked)
    ngan.click("summary:has-text('Đã làm rõ')")
    watched(ngan)

    decision = decides(ngan, watched)
    tells(ngan, loc, watched)
    ngan.goto(decision)
    ngan.click("summary:has-text('Tạm dừng')")
    ngan.fill("textarea[name=reason_tam_dung]", "Xem lại một ống mẫu.")
    ngan.click("main button:has-text('Tạm dừng')")
    ngan.wait_for_selector("text=Quyết định tạm dừng")
    watched(ngan)


def decides(page, watched):
    page.goto("/quyet-dinh/moi")
    watched(page)
    page.fill("input[name=number]", "12/QĐ-SNV")
    page.fill("input[name=decided_on]", "1/11/2026")
    page.fill("input[name=signer]", "Giám đốc Sở Nội vụ")
    page.click("main button.primary")
    page.wait_for_selector("text=Xin chọn ít nhất một kết quả")
    assert page.input_value("input[name=number]") == "12/QĐ-SNV"
    for box in page.locator("input[name=basis]").all():
        box.check()
    page.click("main button.primary")
    page.wait_for_selector("text=Đã lưu quyết định 12/QĐ-SNV")
    watched(page)
    return page.url


def tells(ngan, loc, watched):
    """Planned by one officer, held by another; the family's call is settled by the visit and by nothing before."""
    for day, outcome in (("30/12/2099", "Không có ai ở nhà"), ("30/12/2099", "Đã báo tận nơi")):
        ngan.goto("/tham")
        assert ("có tin ·" in ngan.content()) == (outcome != "Không có ai ở nhà")
        ngan.locator("main a.btn:has-text('Xếp lịch thăm')").first.click()
        watched(ngan)
        says_why(ngan)
        ngan.select_option("select[name=officer]", label="Phan Đức Lộc")
        ngan.fill("input[name=planned_on]", day)
        ngan.fill("input[name=place]", "Tại nhà, thôn 4")
        ngan.click("main button.primary")
        ngan.wait_for_selector("text=Đã xếp lịch thăm")
        if outcome == "Không có ai ở nhà":
            ngan.click("text=Mời gia đình này liên hệ")
            ngan.wait_for_selector("text=Trang của gia đình nay có lời mời liên hệ")
        watched(ngan)
        loc.goto(ngan.url)
        loc.locator("main .answers label", has_text=outcome).first.click()
        loc.click("main button.primary")
        loc.wait_for_selector(f"main .tag:has-text('{outcome}')")
        watched(loc)
    ngan.goto("/tham")
    watched(ngan)
    assert "có tin ·" not in ngan.content()


def test_a_day_lead_neither_sees_results_nor_decisions(signed_in):
    page = signed_in("thu.ha")
    assert [page.goto(path).status for path in ("/ket-qua", "/quyet-dinh", "/tham")] == [403, 403, 403]
