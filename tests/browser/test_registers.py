"""The clerk loads what the office sent: looks at every row first, points out unknown columns once, and is told when a file is torn."""

import pytest
from openpyxl import Workbook

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser
HEAD = ["TT", "Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Ngày hy sinh", "Ghi chú"]
MARTYRS = [
    ["UBND XÃ KỲ XUÂN"], [], HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    [1, "Thiều Quang Sáng", 1949, "Nam", "Xã Kỳ Xuân, Huyện Kỳ Anh", "14/06/1972", None],
    [2, "Thiều Thị Lụa", 1950, "Nữ", "Kỳ Lợi, Kỳ Anh", "31/02/1970", None], [3, None, 1950, "Nam", "Kỳ Xuân, Kỳ Anh", "1970", None],
    [None, "Cộng: 3 liệt sĩ"], [None, None, None, None, None, "Người lập biểu"],
]
RELATIVES = [
    ["STT", "Họ tên thân nhân", "Năm sinh", "Giới tính", "Số CCCD", "SĐT", "Địa chỉ", "Họ tên liệt sĩ", "Năm hy sinh", "Quan hệ với liệt sĩ"],
    [1, "Thiều Thị Hoa", 1955, "Nữ", 42155001234, 912345318, "xã Kỳ Xuân", "Thieu Quang Sang", 1972, "em gái ruột"],
    [2, "Thiều Văn Gấm", 1958, "Nam", None, "12345", "xã Kỳ Xuân", "Người Không Có", 1972, "em trai cùng cha"],
]


def file_of(tmp_path, name, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def send(page, where, file):
    page.goto(where)
    page.set_input_files('input[name="file"]', file)
    press(page, "Xem trước")


def press(page, words):
    with page.expect_navigation():
        page.click(f"main button:has-text('{words}')")


def nothing_wrong(page):
    assert looks_wrong(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_martyrs_and_their_relatives_are_looked_at_before_they_are_saved(signed_in, tmp_path, width):
    page = signed_in("thu.ha", width)
    year = str(width)
    rows = [[cell.replace("Sáng", f"Sáng {year}").replace("Lụa", f"Lụa {year}") if isinstance(cell, str) else cell for cell in row] for row in MARTYRS]
    send(page, "/liet-si/nap", file_of(tmp_path, "martyrs.xlsx", rows))
    page.wait_for_selector("text=Chưa có gì được lưu")
    nothing_wrong(page)
    page.wait_for_selector("text=Ô F6")
    for verdict, seen, unseen in (("flagged", "Thiều Thị Lụa", "Thiều Quang Sáng"), ("accepted", "Thiều Quang Sáng", "Thiều Thị Lụa"), ("refused", "Ô B7", "Ô F6"),
                                  ("skipped", "Cộng: 3 liệt sĩ", "Ô F6")):
        page.goto(f"{page.url.split('?')[0]}?verdict={verdict}")
        said = page.locator("main").inner_text()
        assert seen in said, (verdict, said)
        assert unseen not in said
        nothing_wrong(page)
    press(page, "Nhận và lưu")
    page.wait_for_selector("text=Đã lưu")
    page.fill('input[name="q"]', f"thieu quang sang {year}")
    page.press('input[name="q"]', "Enter")
    page.wait_for_selector(f"text=Thiều Quang Sáng {year}")
    send(page, "/liet-si/nap", tmp_path / "martyrs.xlsx")
    page.wait_for_selector("text=đã nạp trước đó")


def test_relatives_find_their_martyr_without_marks_and_what_is_unclear_is_asked(signed_in, tmp_path):
    page = signed_in("thu.ha", 360)
    send(page, "/liet-si/nap", file_of(tmp_path, "martyrs.xlsx", MARTYRS))
    press(page, "Nhận và lưu")
    send(page, "/than-nhan/nap", file_of(tmp_path, "relatives.xlsx", RELATIVES))
    said = page.locator("main").inner_text()
    for reason in ("Ô F3", "Ô H3", "Ô J3"):
        assert reason in said
    nothing_wrong(page)
    press(page, "Nhận và lưu")
    page.wait_for_selector("text=Đã lưu")


def test_an_unknown_layout_is_mapped_once_and_remembered(signed_in, tmp_path):
    page = signed_in("thu.ha", 360)
    rows = [["Số", "Người đã mất", "Bao giờ", "Ở đâu"], [1, "Thiều Văn Mới", "1971", "Xã Kỳ Xuân, Huyện Kỳ Anh"]]
    send(page, "/liet-si/nap", file_of(tmp_path, "la.xlsx", rows))
    page.wait_for_selector("text=chưa gặp bao giờ")
    nothing_wrong(page)
    page.select_option('select[name="death"]', "Bao giờ")
    page.evaluate("document.querySelector('main form').noValidate = true")
    press(page, "Đọc tệp theo cách này")
    page.wait_for_selector("text=Cần có cột này")
    page.select_option('select[name="name"]', "Người đã mất")
    page.select_option('select[name="home"]', "Ở đâu")
    press(page, "Đọc tệp theo cách này")
    page.wait_for_selector("text=Thiều Văn Mới")
    press(page, "Bỏ tệp này")
    rows.append([2, "Thiều Văn Khác", "năm 1970", "Xã Kỳ Xuân, Huyện Kỳ Anh"])
    send(page, "/liet-si/nap", file_of(tmp_path, "la2.xlsx", rows))
    page.wait_for_selector("text=Thiều Văn Khác")


def test_a_torn_or_locked_file_is_said_and_nothing_waits(signed_in, tmp_path):
    page = signed_in("thu.ha")
    whole = file_of(tmp_path, "martyrs.xlsx", MARTYRS).read_bytes()
    (tmp_path / "torn.xlsx").write_bytes(whole[:3000])
    send(page, "/liet-si/nap", tmp_path / "torn.xlsx")
    page.wait_for_selector("text=bị cắt ngang")
    nothing_wrong(page)
    send(page, "/liet-si/nap", "tests/data/locked_workbook.xlsx")
    page.wait_for_selector("text=mật khẩu")


def test_a_file_waits_sealed_for_its_own_clerk_only(signed_in, tmp_path):
    page = signed_in("thu.ha")
    send(page, "/liet-si/nap", file_of(tmp_path, "cho.xlsx", MARTYRS))
    waiting = page.url
    page.goto("/liet-si/nap")
    page.wait_for_selector("text=cho.xlsx")
    nothing_wrong(page)
    stranger = signed_in("quan.tri")
    assert stranger.goto(waiting.split("?")[0]).status in (403, 404)
    row = page.locator(".row", has_text="cho.xlsx").first
    with page.expect_navigation():
        row.locator("button").click()
    page.wait_for_selector("text=Đã bỏ tệp")
    assert page.goto(waiting).status == 404
