"""The whole road on one laptop, as it is lived: from an empty installation and the offices' own workbooks to a family that is told in person.

One installation, seven people, one laboratory, one mail server on loopback. Every page on the way is read by axe at laptop and phone size.
"""

import csv
import email
import io
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from core import clock
from tests import telephone
from tests.architecture.house import HOUSE
from tests.browser.conftest import looks_wrong, says_why, served
from tests.conftest import free_port

pytestmark = pytest.mark.browser
DATA = HOUSE / "demo" / "data"
CARDS = [line for line in (DATA / "card_qr.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
STAFF = {
    "thu.ha": ("Lê Thị Thu Hà", ("day_lead", "consent_taker", "sampler")),
    "quang.nhat": ("Đậu Quang Nhật", ("lab_liaison",)),
    "thi.ngan": ("Hồ Thị Ngân", ("result_officer",)),
    "duc.loc": ("Phan Đức Lộc", ("result_officer",)),
    "van.son": ("Nguyễn Văn Sơn", ("auditor", "data_protection_officer")),
}
DONORS = 6
REFUSED = re.compile(r"status of (409|422|428)")
"""A rule said no, as this story means it to; the page says why."""


def today():
    return f"{clock.today():%d/%m/%Y}"


class Postbox:
    """A mail server that keeps what it is handed."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 OK"


@dataclass
class House:
    """What the people of this story know: where the program answers, who has which password, and what was written on paper."""

    address: str
    home: Path
    chromium: object
    passwords: dict[str, str]
    environment: dict[str, str]
    wrong: list = field(default_factory=list)
    open_pages: dict = field(default_factory=dict)

    def page(self, login):
        """This person's own browser, signed in once."""
        if login not in self.open_pages:
            page = self.chromium.new_context(viewport={"width": 1280, "height": 860}, base_url=self.address).new_page()
            page.set_default_timeout(8000)
            page.on("console", lambda message: self.wrong.append((page.url, message.text)) if message.type == "error" and not REFUSED.search(message.text) else None)
            page.goto("/dang-nhap")
            page.fill("#name", login)
            page.fill("#password", self.passwords[login])
            press(page, "main button.primary")
            if page.url.endswith(telephone.SECOND_STEP):
                self.look(page)
                page.fill("#code", telephone.code_now(telephone.secret_on(page.content())))
                press(page, "main button.primary")
                page.wait_for_selector(".paper-codes")
                self.look(page)
                page.click("main a.primary")
            page.wait_for_url("**/hom-nay")
            self.open_pages[login] = page
        return self.open_pages[login]

    def look(self, page):
        """Read by axe, at both widths."""
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 860})
            self.wrong.extend((page.url, width, found) for found in looks_wrong(page))

    def hoiam(self, *words):
        command = [sys.executable, HOUSE / "app.py", *words]
        return subprocess.run(command, env={**os.environ, "HOIAM_HOME": str(self.home), **self.environment}, cwd=HOUSE, capture_output=True, text=True, check=False)


@pytest.fixture
def postbox():
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.port = server.port
    yield box
    server.stop()


@pytest.fixture
def house(chromium, tmp_path):
    said, environment = tmp_path / "said.txt", {"HOIAM_KEY": "5a" * 32}
    with served(tmp_path / "home", said=said, **environment) as address:
        first = re.search(r"admin / (\S+)", said.read_text(encoding="utf-8"))[1]
        house = House(address, tmp_path / "home", chromium, {"admin": first}, environment)
        yield house
        for login, page in house.open_pages.items():
            page.screenshot(path=tmp_path / f"{login}.png", full_page=True)
            page.context.close()


def test_the_whole_road_from_the_commune_hall_to_the_familys_answer(house, postbox, tmp_path):
    colleagues_get_accounts(house, postbox)
    day = a_day_is_planned(house)
    registers_are_loaded(house, day)
    kits = kits_are_printed_and_the_day_opens(house, day)
    donors = [a_relative_is_received(house, day, place, kits) for place in range(DONORS)]
    a_walk_in_shows_a_card_and_says_no(house, day)
    voided = donors[0]["tube"]
    second_thoughts(house, day, donors, kits[DONORS:])
    the_day_is_closed(house, day)
    rows = tubes_are_boxed_and_sent(house, donors, voided)
    the_laboratory_confirms(house, donors)
    the_laboratory_answers(house, rows, donors, tmp_path)
    two_officers_judge_and_one_decides(house)
    called, visit = a_visit_is_planned_and_the_family_is_asked_to_call(house, postbox, donors)
    families_read_where_their_sample_is(house, donors, called)
    the_family_is_told_in_person(house, called, visit)
    one_page_shows_every_step(house, called)
    assert house.wrong == []


def press(page, what):
    """Press and wait for the next page: a form is sent only after the program was reached."""
    with page.expect_navigation():
        page.click(what)


def colleagues_get_accounts(house, postbox):
    admin = house.page("admin")
    for login, (name, roles) in STAFF.items():
        admin.goto("/tai-khoan/moi")
        admin.fill("#name", name)
        admin.fill("#login", login)
        for role in roles:
            admin.check(f'input[name="role"][value="{role}"]')
        admin.check('input[name="where"][value="all"]')
        press(admin, "main button.primary")
        house.passwords[login] = admin.inner_text(".secret")
    for skill in ("consent", "sampling"):
        admin.goto("/tap-huan/thu.ha")
        admin.check(f'input[name="skill"][value="{skill}"]')
        admin.fill("#held_on", today())
        press(admin, "main button.primary")
    admin.goto("/van-phong")
    admin.fill("#smtp_port", str(postbox.port))
    admin.click("text=Lưu thiết lập")
    admin.wait_for_selector("text=Đã lưu: thay đổi 1 mục")
    house.look(admin)


def a_day_is_planned(house):
    page = house.page("thu.ha")
    page.goto("/ngay/moi")
    page.check('input[name="kind"][value="hall"]')
    page.fill("#held_on", today())
    page.select_option("#commune_code", label="xã Thạch Khê")
    page.fill("#place", "Nhà văn hóa xã Thạch Khê")
    page.fill("#lead_unit", "Công an tỉnh")
    page.fill("#partners", "Hội Liên hiệp Phụ nữ, Sở Y tế")
    page.fill("#kits", str(DONORS + 3))
    page.fill("#h08", "70")
    page.fill("#h13", "70")
    page.click("text=Lưu kế hoạch")
    page.wait_for_selector("text=Đã xếp lịch ngày")
    house.look(page)
    return re.search(r"/ngay/([^/?]+)", page.url)[1]


def loaded(house, page, path, file, about=None):
    """Sent, looked at, accepted whole; the same file once more adds nothing."""
    for saved in (True, False):
        page.goto(path)
        page.set_input_files("#file", DATA / file)
        if about and saved:
            page.select_option("#about", about)
        page.click("main button.primary")
        page.wait_for_selector(".card.lotus-edge")
        if saved:
            house.look(page)
            page.click("main button.primary")
            page.wait_for_selector(".notice.good")
        else:
            assert page.locator(".card.lotus-edge button.primary").is_disabled()


def registers_are_loaded(house, day):
    lead, liaison = house.page("thu.ha"), house.page("quang.nhat")
    loaded(house, lead, "/liet-si/nap", "martyrs.xlsx")
    loaded(house, lead, "/than-nhan/nap", "relatives.xlsx", about=day)
    loaded(house, liaison, "/hai-cot/nap", "remains.csv")


def kits_are_printed_and_the_day_opens(house, day):
    page = house.page("thu.ha")
    page.goto(f"/ngay/{day}/kit")
    page.fill("#kits", str(DONORS + 3))
    page.click("text=Cấp mã mới")
    page.wait_for_selector("text=bộ kit mới")
    with page.expect_download() as download:
        page.click("text=Tải nhãn để in")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    kits = [re.sub(r"\s", "", text) for text in page.locator("table td.code").all_inner_texts()]
    house.look(page)
    page.goto(f"/ngay/{day}/nguoi")
    house.look(page)
    page.goto(f"/ngay/{day}")
    page.click("main button:has-text('Mở ngày')")
    page.wait_for_selector("text=đang mở")
    house.look(page)
    return sorted(kits)


def answers(page):
    """Seven questions, one open at a time; the first two and contact by telephone are agreed to, the others not."""
    for number in range(7):
        page.locator("[data-question].open label").nth(0 if number in (0, 1, 3) else 1).click()
    page.check("[name=told_sensitive]")
    page.check("[name=read_aloud]")
    page.locator(".segments label", has_text="Điểm chỉ").click()
    page.fill("#witness", "Phạm Thị Hiên")
    page.check("[name=copy_given]")


def a_relative_is_received(house, day, place, kits):
    """One relative through the five stones; what the family takes home."""
    page, look = house.page("thu.ha"), house.look if place == 0 else (lambda _: None)
    page.goto(f"/ban/{day}")
    page.locator(".people-list a:has(.tag:has-text('chờ'))").first.click()
    page.wait_for_url("**/nguoi")
    look(page)
    page.fill("#witness", "Phạm Thị Hiên, chi hội trưởng")
    page.click("summary:has-text('Thư điện tử')")
    page.fill("#email", f"gia-dinh-{place}@example.test")
    if not page.input_value("#born"):
        page.fill("#born", "1950")
    born = re.search(r"\d{4}$", page.input_value("#born"))[0]
    page.click("button.primary")
    page.wait_for_url("**/liet-si*")
    kinship_is_stated(page, sure=place % 3 != 2)
    look(page)
    page.click(".actions .primary, .actions button.quiet")
    page.wait_for_url("**/dong-thuan")
    look(page)
    answers(page)
    page.click("button.primary")
    page.wait_for_url("**/mau")
    look(page)
    page.check("[name=kind][value=dried_blood]")
    page.fill("#code", kits[place])
    page.fill("#again", kits[place])
    page.click("button.primary")
    page.wait_for_url("**/phieu")
    look(page)
    if page.locator("button:has-text('Trao phiếu')").count():
        page.click("button:has-text('Trao phiếu')")
    slip = page.inner_text(".big-code")
    printed = page.request.get(page.get_attribute("a[href$='/in']", "href"))
    assert printed.body().startswith(b"%PDF")
    return {"code": re.search(rf"/ban/{day}/([^/]+)/", page.url)[1], "tube": kits[place], "slip": slip, "born": born,
            "email": f"gia-dinh-{place}@example.test"}


def kinship_is_stated(page, *, sure):
    """Where the list is not clear, a brother or sister of the same mother is stated, or that nobody knows."""
    if not page.locator(".way").count():
        if not page.locator(".hits").count():
            page.fill("#martyr", "Trương Bá Mậu")
            page.keyboard.press("Enter")
        page.locator(".hits a").first.click()
    if sure:
        page.fill("#word", "em ruột")
        page.keyboard.press("Enter")
        page.wait_for_selector(".verdict.yes")
    elif not page.locator(".verdict").count():
        page.fill("#word", "cháu gọi bằng cậu")
        page.keyboard.press("Enter")
        page.wait_for_selector(".verdict.unknown")


def a_walk_in_shows_a_card_and_says_no(house, day):
    """A card scanned with an input method on is refused with the remedy; read again it fills the form. A no is written down and ends there."""
    page, cards = house.page("thu.ha"), dict(line.split("\t", 1) if "\t" in line else line.split(maxsplit=1) for line in CARDS)
    page.goto(f"/ban/{day}")
    page.fill("#tim", cards["input-method-on"])
    page.press("#tim", "Enter")
    page.wait_for_selector("text=bộ gõ")
    page.fill("#tim", cards["new-card-more-fields"])
    page.press("#tim", "Enter")
    page.wait_for_selector("#citizen_id")
    assert (page.input_value("#name"), page.input_value("#citizen_id")) == ("Phan Huy Đạt", "042060009876")
    house.look(page)
    page.click("main .form button.primary")
    page.wait_for_url("**/liet-si*")
    page.fill("#martyr", "truong ba mau")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    kinship_is_stated(page, sure=True)
    page.click(".actions .primary")
    page.wait_for_url("**/dong-thuan")
    page.locator("[data-question].open label").nth(1).click()
    page.click("button.primary")
    page.wait_for_url(lambda url: "dong-thuan" not in url)
    page.goto(f"/ban/{day}?loc=refused")
    page.wait_for_selector(".people-list a:has-text('Phan Huy Đạt')")
    house.look(page)


def second_thoughts(house, day, donors, spare):
    """A wrong kit, a kit that fell, and a family that changes its mind."""
    page, (first, second) = house.page("thu.ha"), donors[:2]
    page.goto(f"/ban/{day}/{first['code']}/sua-sai")
    house.look(page)
    tube = page.locator(f"form:has(input[value='{first['tube']}'])")
    tube.locator("select").select_option("wrong_kit")
    tube.locator("button").click()
    page.wait_for_selector(".notice.good")
    page.fill("#kit", spare.pop())
    form = page.locator("form[action$='bo-kit']")
    form.locator("select").select_option("torn")
    form.locator("button").click()
    page.wait_for_url("**/mau")
    page.check("[name=kind][value=buccal]")
    first["tube"] = spare.pop()
    page.fill("#code", first["tube"])
    page.fill("#again", first["tube"])
    page.click("button.primary")
    page.wait_for_url("**/phieu")

    page.goto(f"/dong-thuan/rut/{second['code']}")
    page.locator("label", has_text="trực tiếp").click()
    house.look(page)
    page.click("main button.primary")
    page.wait_for_selector(".notice.good")


def the_day_is_closed(house, day):
    """The numbers agree, or somebody says why not."""
    page = house.page("thu.ha")
    page.goto(f"/ngay/{day}/dong")
    page.fill("#left", "1")
    press(page, "main button.primary")
    for box in page.locator("textarea").all():
        box.fill("Đã đếm lại với người lấy mẫu.")
    house.look(page)
    if page.locator("textarea").count():
        page.fill("#left", "1")
        press(page, "main button.primary")
    page.wait_for_selector("text=Biên bản bàn giao")
    record = page.request.get(f"/ngay/{day}/bien-ban/1")
    assert record.body().startswith(b"%PDF")
    house.look(page)


def scanned(page, code):
    page.fill("#code", code)
    page.click(".scan button")


def tubes_are_boxed_and_sent(house, donors, voided):
    """Every usable tube has its cell; the withdrawn and the voided one are refused with the reason."""
    page = house.page("quang.nhat")
    page.goto("/hop")
    page.click("text=Mở hộp mới")
    page.wait_for_url("**/hop/B-0001")
    usable = [donor["tube"] for donor in donors if donor is not donors[1]]
    for tube in (donors[1]["tube"], voided):
        scanned(page, tube)
        page.wait_for_selector(".band.stop")
    for place, tube in enumerate(usable, 1):
        scanned(page, tube)
        page.wait_for_selector(f".band.good:has-text('đặt vào ô {'ABCDEFGHI'[(place - 1) // 9]}{(place - 1) % 9 + 1}')")
    house.look(page)
    page.fill("#seal_no", "NP-0001")
    page.click("text=Niêm phong hộp")
    page.wait_for_selector("text=Đã niêm phong hộp B-0001")
    page.goto("/lo")
    page.check('input[value="B-0001"]')
    page.click("text=Lập lô gửi")
    page.wait_for_url("**/lo/GH-0001")
    page.fill("#carrier", "Bưu điện tỉnh")
    page.click("button:has-text('Bàn giao và chốt bảng kê')")
    page.wait_for_selector("text=manifest.csv")
    house.look(page)
    rows = list(csv.DictReader(io.StringIO(page.request.get("/lo/GH-0001/bang-ke/1/csv").text())))
    assert {row["sample_code"] for row in rows} == set(usable)
    assert list(rows[0]) == ["shipment_code", "box_code", "position", "sample_code", "sample_kind", "collected_on", "donor_code", "martyr_code",
                             "relation_path", "maternal_line"]
    return rows


def the_laboratory_confirms(house, donors):
    """One tube cannot be used, one did not arrive, the others are accepted; a new sample is asked for."""
    page = house.page("quang.nhat")
    page.goto("/lo/GH-0001/nhan")
    house.look(page)
    for donor, words in ((donors[2], "không đạt"), (donors[3], "thiếu")):
        row = page.locator("table.receipt tbody tr", has=page.locator(f"input[name*='{donor['tube']}'], a[href$='{donor['tube']}']")).first
        row.get_by_text(words, exact=True).click()
        if words == "không đạt":
            row.locator("td input[autocomplete]").fill("vết máu quá ít")
    page.check('input[name="rest_accepted"]')
    page.click("text=Lưu phần đã đánh dấu")
    page.wait_for_selector("text=còn 0 ống")
    page.goto("/mau/lay-lai")
    page.wait_for_selector(f"a[href$='{donors[2]['tube']}']")
    house.look(page)


def the_laboratory_answers(house, rows, donors, folder):
    """Its sheet, traps included: the answer key's refusals are refused, its flags stop a reader, all the rest is loaded whole."""
    lost = {donors[2]["tube"], donors[3]["tube"]}
    with (folder / "accepted.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row for row in rows if row["sample_code"] not in lost)
    sheet = folder / "results.xlsx"
    laboratory = [sys.executable, HOUSE / "demo" / "laboratory.py", folder / "accepted.csv", DATA / "remains.csv", sheet, "--seed", "3", "--found", "2"]
    subprocess.run(laboratory, check=True, capture_output=True)
    with (folder / "results.answers.csv").open(encoding="utf-8") as file:
        key = {int(row["sheet_row"]): row["verdict"] for row in csv.DictReader(file)}
    staged = json.loads(house.hoiam("import", "results", str(sheet), "--dry-run", "--json").stdout)
    said = {row["row"]: row for row in staged["details"] if row["row"] in key}
    for number, verdict in key.items():
        kind, _, why = verdict.partition(":")
        assert said[number]["verdict"] == {"accept": "accepted", "refuse": "refused", "flag": "flagged"}[kind], (number, verdict, said[number])
        assert not why or why in said[number]["reason_codes"]
    liaison = house.page("quang.nhat")
    liaison.goto("/ket-qua/nap")
    liaison.set_input_files("#file", sheet)
    liaison.click("main button.primary")
    liaison.wait_for_selector(".card.lotus-edge")
    house.look(liaison)
    liaison.click("main button.primary")
    liaison.wait_for_url("**/ket-qua")
    assert sum(verdict.startswith("refuse") for verdict in key.values()) == staged["refused"] > 0


def two_officers_judge_and_one_decides(house):
    """Each writes before the other's opinion is shown; then one decision over all that was agreed."""
    ngan, loc = house.page("thi.ngan"), house.page("duc.loc")
    ngan.goto("/ket-qua")
    lines = ngan.locator("main table tbody tr")
    listed = [(lines.nth(n).locator("a").get_attribute("href"), lines.nth(n).inner_text()) for n in range(lines.count())]
    found = next(words.split()[0] for _, words in listed if "SNP" in words and "có điều cần hỏi" not in words)
    for href in [href for href, words in listed if words.split()[0] == found and "không loại trừ" in words]:
        for page, why in ((ngan, "Số liệu khớp với phả hệ đã khai."), (loc, "Đã xem lại bảng tần suất.")):
            page.goto(href)
            assert page is ngan or "Số liệu khớp" not in page.content()
            house.look(page)
            page.fill("textarea[name=reason]", why)
            page.click("main button:has-text('Đủ căn cứ')")
            page.wait_for_selector("text=Đã lưu ý kiến của bạn")
    ngan.goto("/quyet-dinh/moi")
    ngan.fill("#number", "12/QĐ-SNV")
    ngan.fill("#decided_on", today())
    ngan.fill("#signer", "Giám đốc Sở Nội vụ")
    for box in ngan.locator("input[name=basis]").all():
        box.check()
    house.look(ngan)
    ngan.click("main button.primary")
    ngan.wait_for_selector("text=Đã lưu quyết định 12/QĐ-SNV")
    house.look(ngan)


def a_visit_is_planned_and_the_family_is_asked_to_call(house, postbox, donors):
    """Only once a visit is planned; the mail is the one sentence, whatever the reason."""
    ngan = house.page("thi.ngan")
    ngan.goto("/tham")
    ngan.locator("main a.btn:has-text('Xếp lịch thăm')").first.click()
    says_why(ngan)
    ngan.select_option("select[name=officer]", label="Phan Đức Lộc")
    ngan.fill("input[name=planned_on]", "30/12/2099")
    ngan.fill("input[name=place]", "Tại nhà, thôn 4")
    ngan.click("main button.primary")
    ngan.wait_for_selector("text=Đã xếp lịch thăm")
    visit = ngan.url
    family = next(donor for donor in donors if donor["code"] in ngan.content())
    ngan.click("text=Mời gia đình này liên hệ")
    ngan.wait_for_selector("text=Trang của gia đình nay có lời mời liên hệ")
    house.look(ngan)
    for _ in range(60):
        if postbox.letters:
            break
        house.hoiam("outbox", "send")
        time.sleep(0.5)
    [(recipients, letter)] = postbox.letters
    text = letter.get_payload(decode=True).decode() if not letter.is_multipart() else letter.get_payload(0).get_payload(decode=True).decode()
    assert recipients == [family["email"]]
    assert "Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình." in text
    assert not re.search("ADN|DNA|liệt sĩ|kết quả|hài cốt", text)
    return family, visit


def the_familys_page(house, donor, width=360):
    """Opened with the slip by somebody who never signs in."""
    page = house.chromium.new_context(viewport={"width": width, "height": 780}, base_url=house.address).new_page()
    page.goto("/gia-dinh")
    page.fill("#code", donor["slip"])
    page.click("main button.primary")
    page.wait_for_url("**/gia-dinh/xac-nhan")
    page.fill("#factor", donor["born"])
    page.click("main button.primary")
    page.wait_for_url("**/gia-dinh/mau")
    house.wrong.extend((page.url, width, found) for found in looks_wrong(page))
    words = page.inner_text("main")
    page.context.close()
    assert not re.search("trùng khớp|xác suất|tỉ lệ|không hợp lệ|%|LR", words)
    return words


def families_read_where_their_sample_is(house, donors, called):
    assert "muốn được thưa chuyện với gia đình" in the_familys_page(house, called)
    assert "Gia đình đã rút lại đồng thuận" in the_familys_page(house, donors[1])
    assert "Mẫu lần này chưa đủ để phân tích" in the_familys_page(house, donors[2])
    guessed = next(donor for donor in donors[4:] if donor is not called)
    stranger = house.chromium.new_context(base_url=house.address).new_page()
    for _ in range(12):
        stranger.goto("/gia-dinh")
        stranger.fill("#code", guessed["slip"])
        stranger.click("main button.primary")
        stranger.wait_for_url("**/gia-dinh/xac-nhan")
        if stranger.locator("#factor").count():
            stranger.fill("#factor", "1801")
            press(stranger, "main button.primary")
    assert stranger.locator("#factor").count() == 0
    assert "0239" in stranger.inner_text("main")
    stranger.context.close()


def the_family_is_told_in_person(house, called, visit):
    loc = house.page("duc.loc")
    loc.goto(visit)
    loc.locator("main .answers label", has_text="Đã báo tận nơi").first.click()
    loc.click("main button.primary")
    loc.wait_for_selector("main .tag:has-text('Đã báo tận nơi')")
    house.look(loc)
    assert "muốn được thưa chuyện" not in the_familys_page(house, called)


def one_page_shows_every_step(house, called):
    """The whole road of one donor as a drawn timeline; a scan from any page leads to it."""
    page = house.page("thi.ngan")
    page.goto(f"/ho-so/{called['code']}")
    house.look(page)
    words = page.inner_text("main")
    for step in ("Đã đồng thuận", "Đã lấy và niêm trong phong bì", "Đặt vào hộp", "Hộp đã niêm phong", "Gửi tới phòng xét nghiệm",
                 "Phòng xét nghiệm đã nhận đạt", "Đã xếp lịch đến thăm", "Lần thăm: đã báo tận nơi", "Lê Thị Thu Hà", "Đậu Quang Nhật"):
        assert step in words, step
    for text, path in ((called["tube"], f"/mau/{called['tube']}"), (called["code"], called["code"]), ("GH-0001", "/lo/GH-0001"), ("B-0001", "/hop/B-0001")):
        page.goto("/hom-nay")
        page.fill("#q", text)
        page.press("#q", "Enter")
        page.wait_for_url(f"**{path}")
    auditor = house.page("van.son")
    auditor.goto("/nhat-ky")
    house.look(auditor)
