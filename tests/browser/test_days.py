"""A day lead plans a day, gives it kits, prints their labels, opens it, and closes it with a difference explained."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.browser.conftest import looks_wrong

pytestmark = [pytest.mark.browser, pytest.mark.paper]


def planned(page, place):
    page.goto("/ngay")
    page.click("text=Lên lịch ngày mới")
    page.check('input[name="kind"][value="home"]')
    page.fill('input[name="held_on"]', "12/12/2026")
    page.select_option('select[name="commune_code"]', label="xã Cẩm Bình")
    page.fill('input[name="place"]', place)
    page.fill('input[name="kits"]', "3")
    page.fill('input[name="h07"]', "10")
    page.fill('input[name="duty_nurse"]', "Trần Thị Hoa")
    page.click("text=Lưu kế hoạch")
    page.wait_for_selector("text=Đã xếp lịch ngày")
    return re.search(r"/ngay/([^/?]+)", page.url)[1]


def tubes_on(pdf, folder):
    """What a reader finds on the printed sheets."""
    folder.mkdir()
    (folder / "labels.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "203", "-gray", folder / "labels.pdf", folder / "sheet"], check=True)
    pages = [Image.open(path) for path in sorted(folder.glob("sheet*.pgm"))]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.Code128)]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_day_from_its_plan_to_its_hand_over_record(signed_in, tmp_path, width):
    page, wrong = signed_in("thu.ha", width), []
    look = lambda: wrong.extend((page.url, found) for found in looks_wrong(page))  # noqa: E731
    page.goto("/ngay/moi")
    look()
    code = planned(page, f"Nhà ông trưởng thôn {width}")
    look()

    page.click("main >> text=Giao bộ kit")
    look()
    page.click("text=Cấp mã mới")
    page.wait_for_selector("text=Đã cấp 3 bộ kit mới")
    look()
    with page.expect_download() as download:
        page.click("text=Tải nhãn để in")
    printed = tubes_on(Path(download.value.path()).read_bytes(), tmp_path / "sheets")
    kits = [text.replace("\u00a0", "").replace(" ", "") for text in page.locator("table td.code").all_inner_texts()]
    assert sorted(printed) == sorted(kits * 4)
    assert len(kits) == 3

    page.goto(f"/ngay/{code}/kit")
    page.fill('input[name="spoiled"]', kits[0])
    page.click("text=Ghi là hỏng")
    page.wait_for_selector("text=đã ghi là hỏng")
    page.goto(f"/ngay/{code}")
    page.click("main button:has-text('Mở ngày hội')")
    page.wait_for_selector("text=đang mở")
    look()

    page.goto(f"/ngay/{code}/dong")
    look()
    page.fill('input[name="left"]', "1")
    page.click("main button:has-text('Đóng ngày')")
    page.wait_for_selector("text=3 bộ kit đã giao ≠ 0 đã dùng + 1 hỏng + 0 chuyển đi + 1 còn lại")
    look()
    page.fill('textarea[name="why_kits"]', "một túi rơi xuống suối")
    page.click("main button:has-text('Đóng ngày')")
    page.wait_for_selector("text=Biên bản bàn giao bản số 1 đã sẵn sàng")
    look()
    record = page.request.get(f"/ngay/{code}/bien-ban/1").body()
    said = " ".join(each.extract_text() for each in PdfReader(BytesIO(record)).pages)
    assert "một túi rơi xuống suối" in said
    assert "Hoa" not in said
    assert record == page.request.get(f"/ngay/{code}/bien-ban/1").body()
    assert wrong == []


@pytest.mark.parametrize("width", [1280, 360])
def test_people_get_their_hours_and_the_list_is_printed(signed_in, width):
    page = signed_in("thu.ha", width)
    page.goto("/ngay?xem=sap-toi")
    page.click("table a >> nth=-1")
    page.click("main .tabs >> text=Danh sách")
    assert looks_wrong(page) == []
    page.click("table a >> nth=0")
    page.wait_for_selector("text=Cả danh sách")
    assert looks_wrong(page) == []
    page.check('input[name="outcome"][value="deferred"]')
    page.click("text=Ghi lại")
    page.wait_for_selector("text=Đã ghi: hẹn dịp khác")
    page.click("text=Cả danh sách")
    with page.expect_response(re.compile(r"/nguoi/in/")) as answer:
        page.click("text=In danh sách", no_wait_after=True)
    assert answer.value.headers["content-type"] == "application/pdf"


def test_labels_are_printed_again_with_a_reason_and_a_code_is_voided(signed_in):
    page = signed_in("quang.nhat")
    page.goto("/nhan")
    assert looks_wrong(page) == []
    with page.expect_download():
        page.fill('input[name="kits"]', "2")
        page.click("text=Tải nhãn để in")
    page.goto("/nhan")
    code = page.locator("table td.code").first.inner_text()
    page.fill('input[name="first"]', code)
    page.fill('input[name="reason"]', "máy in kẹt giấy")
    with page.expect_download():
        page.click("text=Tải nhãn in lại")
    page.goto("/nhan")
    page.fill('input[name="void_code"]', code)
    page.fill('input[name="void_reason"]', "in lệch")
    page.click("text=Hủy mã này")
    page.wait_for_selector("text=đã hủy và sẽ không bao giờ được dùng")
