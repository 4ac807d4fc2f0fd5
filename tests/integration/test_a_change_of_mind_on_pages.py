"""Taking the consent back through the pages: what the family reads, what the laboratory is handed, and how the tube's end is written down."""

import io
import re
from types import SimpleNamespace

import pytest
from litestar.testing import TestClient
from pypdf import PdfReader
from sqlmodel import select

import app
import consent
import families
import labels
import samples
from core import auth, clock
from core.auth import Role
from core.installation import Installation
from core.work import Work
from samples.models import Disposal
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes
from tests.site import build_site


@pytest.fixture
def hall(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        account, _ = auth.add_account(session, "lien.lac", "Đậu Quang Nhật", [Role.lab_liaison, Role.data_protection_officer], password="mot-hai-ba")
        auth.add_account(session, "xa.ban", "Bùi Thị Lan", [Role.day_lead], communes=["18073"], password="mot-hai-ba")
        everybody, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role), password="mot-hai-ba")
        work = Work(session, auth.actor_of(everybody))
        person, claim = a_donor(work, a_martyr(work))
        consents(work, person, SimpleNamespace(id=claim.martyr_id))
        kit = labels.issue(work, 1, "a4-65")[0]
        takes(work, person, claim, kit, commune_code="18604")
        box = samples.open_box(work).code
        samples.pack(work, box, kit)
        samples.seal(work, box, "NP-1")
        shipment = samples.make_shipment(work, [box]).code
        samples.dispatch(work, shipment, "Bưu điện")
        slip = families.issue_slip(work, person.donor_id)
        return SimpleNamespace(kit=kit, shipment=shipment, slip=slip, donor=consent.donor(session, person.donor_id).code)


@pytest.fixture
def browser(database):
    def opened():
        return TestClient(build_site(app.ROUTES, database, demo=False), base_url="http://testserver.local")

    return opened


def token(page):
    return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]


def send(client, path, at=None, **fields):
    return client.post(path, data={"_csrf_token": token(client.get(at or path)), **fields})


def test_the_family_the_laboratory_and_the_office_see_the_same_end(browser, hall, database):
    today = f"{clock.today():%d/%m/%Y}"
    with browser() as office, browser() as stranger, browser() as family:
        send(office, "/dang-nhap", name="lien.lac", password="mot-hai-ba")
        send(stranger, "/dang-nhap", name="xa.ban", password="mot-hai-ba")
        assert send(office, f"/dong-thuan/rut/{hall.donor}", how="letter", note="").status_code == 200
        page = office.get("/hom-nay").text
        assert "/mau/cho-huy" in page and f"/lo/{hall.shipment}" in page
        paper = office.get(f"/lo/{hall.shipment}/bang-ke/2/pdf").content
        said = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
        assert "Số ống còn lại 0" in said, "a nought beside the word tubes alone would read as a mistake"
        assert "thu hồi mẫu" in said.lower() and hall.kit in said and "xác nhận bằng văn bản" in said
        assert stranger.get(f"/mau/cho-huy/{hall.kit}").status_code == 404 and hall.kit not in stranger.get("/mau/cho-huy").text
        what = {"how": "destroy_there", "held_on": today, "done_by": "Phòng xét nghiệm số 1", "paper_no": "45/XN"}
        path = f"/mau/cho-huy/{hall.kit}"
        assert send(office, path, **what, witness="phòng xét nghiệm số 1").status_code == 409
        assert send(office, path, **what | {"held_on": "hôm qua"}, witness="Phạm Thị Hiên").status_code == 422
        assert send(office, path, **what | {"how": "burn"}, witness="Phạm Thị Hiên").status_code == 422
        assert hall.kit not in send(office, path, **what, witness="Phạm Thị Hiên").text.replace(" ", "").split("<main", 1)[1].split("notice", 1)[0]
        assert "Phạm Thị Hiên" in office.get(f"/mau/{hall.kit}").text
        send(family, "/gia-dinh", code=hall.slip)
        read = send(family, "/gia-dinh/xac-nhan", factor="1958").text
        assert "Gia đình đã rút lại đồng thuận" in read and "Mẫu đã được hủy ngày" in read
    with database.transaction() as session:
        assert [(row.how, row.witness) for row in session.exec(select(Disposal))] == [("destroy_there", "Phạm Thị Hiên")]


def test_nobody_asks_the_family_anew_and_no_page_says_what_is_not_so(browser, hall, database):
    """Looked at as the clerk at the desk, as the liaison and as the data-protection officer, after a withdrawal while the tube was on the road."""
    with database.transaction() as session:
        everybody = Work(session, auth.actor_of(next(each for each in auth.accounts(session) if each.login == "thu.ha")))
        day = samples.plan_day(everybody, held_on=clock.today(), place="Nhà văn hoá", commune_code="18604").code
        samples.expect(everybody, day, [consent.donor(session, hall.donor).id])
        samples.open_day(everybody, day)
    with browser() as office:
        send(office, "/dang-nhap", name="thu.ha", password="mot-hai-ba")
        before = office.get(f"/ho-so/{hall.donor}").text
        assert "Mời gia đình gọi lại" in before and "Tiếp tục ở bàn tiếp nhận" in before
        send(office, f"/dong-thuan/rut/{hall.donor}", how="letter", note="")
        file = office.get(f"/ho-so/{hall.donor}").text
        assert "Mời gia đình gọi lại" not in file and "Tiếp tục ở bàn tiếp nhận" not in file
        assert "Không hỏi xin lại" in office.get(f"/ban/{day}/{hall.donor}/dong-thuan").text
        shipment = office.get(f"/lo/{hall.shipment}").text
        assert "đã thu hồi trên đường" in shipment and "đã nhận<" not in shipment
        box = office.get(re.search(r"/hop/B-\d+", shipment)[0]).text
        assert "Đã thu hồi, không được xét nghiệm" in box and "Phải lấy ra" not in box, "a box that left cannot be opened here"
        assert "đã gửi tới phòng xét nghiệm, lô" in office.get("/mau/cho-huy").text
