"""Telling families, and the office's own affairs: settings, and who may sign in."""

import pytest

from tests.browser.conftest import looks_wrong

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_letter_is_printed_handed_over_and_leaves_the_list(signed_in, width):
    page = signed_in("thu.ha", width)
    page.goto("/lien-lac")
    assert looks_wrong(page) == []
    page.locator("tr", has_text="thư chờ in").first.locator("a").click()
    page.wait_for_selector("text=Các cách liên hệ gia đình")
    assert looks_wrong(page) == []
    here = page.url
    assert "Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình." in page.inner_text("main")
    page.click("text=In thư")
    page.wait_for_selector("text=Thư đã sẵn sàng")
    assert looks_wrong(page) == []
    letter = page.request.get(page.get_attribute("a:has-text('Mở thư để in')", "href"))
    assert (letter.status, letter.headers["content-type"]) == (200, "application/pdf")
    page.fill('input[name="on"]', "1/1/2020")
    page.click("text=Ghi là đã giao")
    page.wait_for_selector("text=Xin ghi lại ngày")
    assert page.input_value('input[name="on"]') == "1/1/2020"
    assert looks_wrong(page) == []
    page.goto(here)
    page.click("text=Ghi là đã giao")
    page.wait_for_selector("text=Đã ghi: thư đã giao")
    page.goto("/lien-lac?xem=da-gui")
    page.wait_for_selector("text=đã giao thư")
    assert looks_wrong(page) == []


@pytest.mark.parametrize("view", ["can-lam", "chua-den", "cho-gui", "da-gui", "da-huy"])
def test_every_view_of_the_outbox_opens_and_says_what_to_do_when_it_is_empty(signed_in, view):
    page = signed_in("thi.ngan", 360)
    assert page.goto(f"/lien-lac?xem={view}").status == 200
    assert looks_wrong(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_setting_is_changed_and_stands_in_the_history(signed_in, width):
    page = signed_in("quan.tri", width)
    page.goto("/van-phong")
    assert looks_wrong(page) == []
    number = f"0239 000 {width}"
    page.fill('input[name="callback_number"]', "gọi chị Hà")
    page.click("text=Lưu thiết lập")
    page.wait_for_selector("text=Xin ghi số điện thoại")
    assert page.input_value('input[name="callback_number"]') == "gọi chị Hà"
    assert looks_wrong(page) == []
    page.fill('input[name="callback_number"]', number)
    page.click("text=Lưu thiết lập")
    page.wait_for_selector("text=Đã lưu: thay đổi 1 mục")
    history = page.locator("section", has_text="Đã thay đổi, mới nhất trước").locator("li").first.inner_text()
    assert number in history
    assert "quan.tri" in history


@pytest.mark.parametrize("width", [1280, 360])
def test_a_colleague_gets_an_account_and_signs_in_with_the_password_shown_once(signed_in, chromium, province, width):
    page, login = signed_in("quan.tri", width), f"thi.hoa{width}"
    page.goto("/tai-khoan/moi")
    assert looks_wrong(page) == []
    page.fill('input[name="name"]', "Trần Thị Hoa")
    page.fill('input[name="login"]', login)
    page.check('input[name="role"][value="commune_officer"]')
    page.check('input[name="where"][value="some"]')
    page.click("text=Mở danh sách xã, phường")
    page.check('input[name="commune"][value="18685"]')
    page.click("text=Tạo tài khoản")
    page.wait_for_selector("text=Mật khẩu chỉ hiện lúc này")
    assert looks_wrong(page) == []
    password = page.inner_text(".secret")
    other = chromium.new_context(base_url=province).new_page()
    other.goto("/dang-nhap")
    other.fill('input[name="name"]', login)
    other.fill('input[name="password"]', password)
    other.press('input[name="password"]', "Enter")
    other.wait_for_url("**/hom-nay")
    page.goto("/tai-khoan")
    assert looks_wrong(page) == []
    page.locator("tr", has_text=login).locator("a").click()
    page.wait_for_selector("text=Trên 1 trình duyệt")
    assert looks_wrong(page) == []
    page.click("text=Tắt tài khoản này")
    page.wait_for_selector(f"text=Tài khoản {login} đã tắt")
    other.goto("/hom-nay")
    assert other.url.endswith("/dang-nhap")
    other.context.close()


def test_the_last_administrator_stays(signed_in):
    page = signed_in("quan.tri")
    page.goto("/tai-khoan/quan.tri")
    page.click("text=Tắt tài khoản này")
    page.wait_for_selector("text=quản trị viên cuối cùng")
