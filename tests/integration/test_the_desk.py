"""The desk as a clerk meets it: every step saved on its own, every "no" in words, nothing of a person in an address."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import segno
from litestar.testing import TestClient
from pypdf import PdfReader
from sqlmodel import select

import app
import consent
import desk
import families
import labels
import samples
from core import auth, clock
from core.audit import ViewRow
from core.auth import Role
from core.files import SealedFile
from core.installation import Installation
from core.work import Work
from demo.commands import DATA
from desk.queries import stage_relatives, waiting
from families.models import Individual, IndividualVersion, KinshipClaim
from samples.models import Expected, Sample
from tests.conftest import actor
from tests.site import build_site

SITE = "http://testserver.local"
MARTYRS = ("Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nNguyễn Văn Ân,1949,Nam,3/1972,Xã Thạch Khê\n"
           "Nguyễn Văn Ấn,1951,Nam,1970,Xã Thạch Lạc\nPhan Thị Nhạn,1950,Nữ,1968,Xã Thạch Khê\n")
LAI = {"name": "Trần Thị Lài", "sex": "female", "born": "1958", "citizen_id": "042158004127", "phone": "0912345318", "commune_code": "18604"}
CARDS = [line.split("\t") for line in (DATA / "card_qr.txt").read_text(encoding="utf-8").splitlines() if "\t" in line]
REFUSED = {"marks-lost": "có dấu bị mất", "input-method-on": "bộ gõ", "cut-short": "bị cắt ngang", "not-a-card": "căn cước"}


class Hall:
    """One laptop in one hall: a signed-in clerk, an open day, two martyrs, kits, and one expected person."""

    def __init__(self, database, client, communes=None):
        self.database, self.client = database, client
        with database.transaction() as session:
            session.add(Installation(name="test", demo=False, key_fingerprint="x"))
            account, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", [Role.day_lead, Role.consent_taker, Role.sampler], password="mot-hai-ba")
            if communes:
                account.communes = communes
                session.add(account)
            work = Work(session, auth.actor_of(account))
            consent.ensure_form(work)
            families.load_martyrs(work, families.stage_martyrs("m.csv", MARTYRS.encode(), families.known_martyrs(session)))
            self.day = samples.plan_day(work, held_on=clock.today(), place="Nhà văn hóa Thạch Khê", commune_code="18604").code
            samples.open_day(work, self.day)
            self.kits = labels.issue(work, 5, "a4-65")
            person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lại", sex="female", birth_year=1957, commune_code="18604",
                                                                             citizen_id="042158004127", phone="0912345318"))
            samples.expect(work, self.day, [person.donor_id], "8:00")
            self.lai = consent.donor(session, person.donor_id).code
        page = client.get("/dang-nhap")
        self.csrf = self.token(client.post("/dang-nhap", data={"_csrf_token": self.token(page), "name": "thu.ha", "password": "mot-hai-ba"}))

    @staticmethod
    def token(page):
        return re.search(r'name="_csrf_token" value="(\w+)"', page.text)[1]

    def get(self, path):
        return self.client.get(f"/ban/{self.day}{path}")

    def post(self, path, **data):
        return self.client.post(f"/ban/{self.day}{path}", data={"_csrf_token": self.csrf, **data})

    def rows(self, *query):
        with self.database.transaction() as session:
            found = session.exec(select(*query)).all()
            session.expunge_all()
            return found

    def work(self):
        return self.database.transaction()

    def kin(self, path="mother.sister.daughter", martyr="LS-00001"):
        return self.post(f"/{self.lai}/liet-si", ls=martyr, duong=path, tu="")

    def agrees(self, **changes):
        with self.database.transaction() as session:
            form = str(consent.current_form(session).id)
        said = {f"p_{purpose}": "yes" for purpose in consent.Purpose} | {"form": form, "told_sensitive": "1", "read_aloud": "1", "method": "paper",
                                                                         "witness": "Phạm Thị Hiên", "copy_given": "1", "language": "vi"} | changes
        return self.post(f"/{self.lai}/dong-thuan", **{key: value for key, value in said.items() if value is not None})

    def gives(self, kit=0, again=None, **more):
        code = self.kits[kit]
        return self.post(f"/{self.lai}/mau", **{"kind": "dried_blood", "code": code, "again": again or code, "taker": "thu.ha", "condition": "dried", **more})

    def walked_to_the_sample(self):
        self.post(f"/{self.lai}/nguoi", **LAI)
        self.kin()
        self.agrees()
        return self.gives()


@pytest.fixture
def hall(database):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield Hall(database, client)


def stone(answer):
    return answer.url.path.rsplit("/", 1)[-1]


@pytest.mark.parametrize(("kind", "payload"), CARDS, ids=[kind for kind, _ in CARDS])
def test_every_kind_of_card_fills_the_form_or_is_refused_with_the_remedy(hall, kind, payload):
    before = hall.rows(Individual.id)
    answer = hall.post("/moi/the", card=payload)
    if kind in REFUSED:
        assert answer.status_code == 409
        assert REFUSED[kind] in answer.text
        assert "Chưa có gì được lưu" in answer.text
    else:
        name = payload.split("|")[1 if kind == "old-number-left-out" else 2]
        assert answer.status_code == 200
        assert __import__("unicodedata").normalize("NFC", name) in answer.text
        assert f'value="{payload.split("|")[0]}"' in answer.text
    assert hall.rows(Individual.id) == before
    assert payload.split("|")[0] not in str(answer.url)


def test_a_card_whose_number_disagrees_with_its_sex_is_read_with_a_warning(hall):
    assert "giới tính khác" in hall.post("/moi/the", card=dict(CARDS)["sex-disagrees"]).text


def test_a_card_scanned_at_the_list_lands_at_the_first_stone_of_whoever_was_expected(hall):
    answer = hall.post("/tim", tim="042158004127||Trần Thị Lài|15031958|Nữ|Xã Thạch Khê, Hà Tĩnh|25042021")
    assert f"/ban/{hall.day}/{hall.lai}/nguoi" in answer.text
    assert "Khác với danh sách: họ và tên, sinh" in answer.text
    assert 'value="Trần Thị Lài"' in answer.text


def test_a_photo_of_a_card_is_read_in_memory_and_never_kept(hall):
    picture = BytesIO()
    segno.make_qr(dict(CARDS)["old-7-fields"]).save(picture, kind="png", scale=6, border=4)
    page = hall.client.get(f"/ban/{hall.day}/moi")
    answer = hall.client.post("/ban/doc-the", data={"_csrf_token": hall.token(page)}, files={"photo": ("the.png", picture.getvalue(), "image/png")}).json()
    assert answer["fields"]["name"] == "Nguyễn Thị Lài"
    assert answer["fields"]["citizen_id"] == "042150001234"
    nothing = hall.client.post("/ban/doc-the", data={"_csrf_token": hall.token(page)}, files={"photo": ("the.png", b"not a picture", "image/png")}).json()
    assert nothing["fields"] == {}
    assert "Không giữ ảnh nào" in nothing["message"]
    assert hall.rows(SealedFile) == []


def test_the_list_leaves_a_look_at_everybody_whose_name_it_showed(hall):
    hall.client.get(f"/ban/{hall.day}?loc=sampled")
    assert [row for row in hall.rows(ViewRow) if row.reason == "list of the expected"] == []
    hall.client.get(f"/ban/{hall.day}")
    assert [row.subject for row in hall.rows(ViewRow) if row.reason == "list of the expected"] == [f"donor:{hall.lai}"]


def test_the_expected_person_is_welcomed_and_what_stood_there_before_is_kept_sealed(hall):
    answer = hall.post(f"/{hall.lai}/nguoi", **LAI)
    assert stone(answer) == "liet-si"
    assert [row.former for row in hall.rows(IndividualVersion)] == [{"name": "Trần Thị Lại", "birth_year": 1957, "birth_text": None}]
    assert [row.outcome for row in hall.rows(Expected)] == ["expected", "came"]
    assert "Trần Thị Lài" in hall.post("/tim", tim="tran lai 1958").text


@pytest.mark.parametrize("born", ["1950", "3/1972", "tháng 3 năm 1972", "15/03/1950", ""])
def test_a_birth_date_is_taken_as_people_say_it(hall, born):
    assert stone(hall.post(f"/{hall.lai}/nguoi", **{**LAI, "born": born})) == "liet-si"


@pytest.mark.parametrize(("box", "value", "words"), [("born", "31/02/1950", "Chưa đọc được ngày sinh"), ("citizen_id", "12345", "12 chữ số"),
                                                     ("phone", "12", "10 chữ số"), ("name", "", "Xin điền")])
def test_a_box_that_cannot_be_read_is_said_beside_it_and_everything_else_stays(hall, box, value, words):
    answer = hall.post(f"/{hall.lai}/nguoi", **{**LAI, "address": "thôn Tân Hương", box: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert "thôn Tân Hương" in answer.text
    assert hall.rows(IndividualVersion) == []


def test_without_a_card_a_witness_says_who_it_is(hall):
    answer = hall.post("/moi", name="Võ Thị Quế", born="1940", sex="female")
    assert answer.status_code == 409
    assert "người quen biết" in answer.text
    assert stone(hall.post("/moi", name="Võ Thị Quế", born="1940", sex="female", witness="Ông Tư, trưởng thôn")) == "liet-si"


def test_somebody_who_may_be_on_record_is_shown_and_a_person_decides(hall):
    twin = {**LAI, "citizen_id": "", "witness": "Ông Tư"}
    answer = hall.post("/moi", **twin)
    assert (answer.status_code, "Có thể là cùng một người" in answer.text, hall.lai in answer.text) == (409, True, True)
    assert len(hall.rows(Individual.id)) == 1
    assert stone(hall.post("/moi", **twin, surely_new="1")) == "liet-si"
    assert len(hall.rows(Individual.id)) == 2
    assert stone(hall.post("/them", donor=hall.lai)) == "nguoi"


def test_who_comes_from_another_commune_is_seen_at_this_desk_and_another_communes_desk_is_not(database):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        hall = Hall(database, client, communes=["18604"])
        answer = hall.post("/moi", name="Võ Thị Quế", born="1940", sex="female", commune_code="18073", witness="Ông Tư")
        assert (answer.status_code, stone(answer)) == (200, "liet-si")
        with database.transaction() as session:
            work = Work(session, actor(Role.day_lead))
            elsewhere = samples.plan_day(work, held_on=clock.today(), place="Thành Sen", commune_code="18073").code
        assert client.get(f"/ban/{elsewhere}").status_code == 404


def test_a_martyr_is_found_without_marks_and_what_matched_is_marked(hall):
    answer = hall.post(f"/{hall.lai}/liet-si/tim", martyr="nguyen van an thach khe")
    assert "<mark>Nguyễn Văn Ân</mark>" in answer.text
    assert answer.text.index("Nguyễn Văn Ân") < answer.text.index("Nguyễn Văn Ấn")


def test_a_word_of_the_family_becomes_a_path_and_an_unknown_one_is_said_so(hall):
    path = f"/{hall.lai}/liet-si/tu"
    answer = hall.post(path, ls="LS-00001", duong="", word="dì ruột")
    assert "duong=mother.sister" in str(answer.url)
    assert "Cùng dòng mẹ: có" in answer.text
    unknown = hall.post(path, ls="LS-00001", duong="", word="bà con xa bên chồng của Lài")
    assert (unknown.status_code, "Chưa hiểu cách gọi này" in unknown.text, "bà con xa" in unknown.text) == (422, True, True)
    assert "bà con" not in str(unknown.url)
    assert stone(hall.post(path, ls="LS-00001", duong="", word="bà con xa", do="unclear")) == "dong-thuan"
    assert [(row.relation_path, row.relation_word, row.maternal_line) for row in hall.rows(KinshipClaim)] == [(None, "bà con xa", "unknown")]


def test_a_word_with_several_readings_asks_which(hall):
    answer = hall.post(f"/{hall.lai}/liet-si/tu", ls="LS-00001", duong="", word="bác")
    assert "nhiều nghĩa" in answer.text
    assert "duong=mother.sister%3F" in answer.text


def test_the_page_asks_same_mother_and_both_answers_rewrite_the_path(hall):
    page = hall.get(f"/{hall.lai}/liet-si?ls=LS-00001&duong=mother.sister%3F.daughter").text
    assert "Mẹ của liệt sĩ và mẹ của người này có cùng một mẹ sinh ra không?" in page
    assert "Cùng dòng mẹ: chưa rõ" in page
    for answer in ("duong=mother.sister.daughter", "duong=mother.half-p.sister.daughter", "duong=mother.half-m.sister.daughter"):
        assert answer in page
    assert "Cùng dòng mẹ: không" in hall.get(f"/{hall.lai}/liet-si?ls=LS-00001&duong=mother.half-p.sister.daughter").text


def test_one_person_may_be_kin_of_two_martyrs_and_a_wrong_one_is_ended_with_its_reason(hall):
    hall.post(f"/{hall.lai}/nguoi", **LAI)
    assert stone(hall.kin()) == "dong-thuan"
    hall.kin("sister", "LS-00002")
    hall.kin("sister", "LS-00002")
    claims = hall.rows(KinshipClaim)
    assert [row.relation_path for row in claims] == ["mother.sister.daughter", "sister"]
    answer = hall.post(f"/{hall.lai}/sua-sai/huyet-thong", claim=str(claims[1].id), reason="wrong_martyr")
    assert "đánh dấu ghi nhầm" in answer.text
    assert [(row.ended, row.reason) for row in hall.rows(KinshipClaim)] == [(False, None), (False, None), (True, "là liệt sĩ khác")]
    assert hall.post(f"/{hall.lai}/sua-sai/huyet-thong", claim=str(claims[0].id)).status_code == 422


@pytest.mark.parametrize(
    ("change", "words"),
    [({"p_press": None}, "còn 1 mục chưa hỏi"), ({"told_sensitive": None}, "dữ liệu nhạy cảm"), ({"method": "drawn"}, "chữ ký"), ({"witness": ""}, "người làm chứng"),
     ({"witness": "Le Thi Thu Ha"}, "làm chứng"), ({"method": "proxy"}, "đại diện"), ({"cannot_read": "1", "read_aloud": None}, "đọc to")],
)
def test_an_incomplete_consent_is_refused_in_words_with_every_answer_still_there(hall, change, words):
    hall.kin()
    answer = hall.agrees(p_statistics="no", **change)
    assert answer.status_code == 409
    assert words.lower() in answer.text.lower()
    assert re.search(r'name="p_statistics" value="no"[^>]*checked', answer.text)
    with hall.database.transaction() as session:
        assert session.exec(select(consent.ConsentRecord)).all() == []


def test_an_untrained_clerk_is_told_before_the_questions_and_writes_no_consent(hall):
    hall.kin()
    with hall.database.transaction() as session:
        her = auth.account_named(session, "thu.ha")
        for row in auth.trainings(session, her.id):
            auth.end_training(session, her, row.id, None)
    assert "tập huấn" in hall.get(f"/{hall.lai}/dong-thuan").text
    refused = hall.agrees()
    assert (refused.status_code, "tập huấn" in refused.text) == (409, True)
    assert hall.rows(consent.ConsentRecord) == []


def test_a_consent_is_written_for_named_martyrs_on_a_paper_of_exactly_the_text_that_was_shown(hall):
    hall.kin()
    shown = hall.get(f"/{hall.lai}/dong-thuan").text
    assert stone(hall.agrees(p_press="no")) == "mau"
    record = hall.rows(consent.ConsentRecord)[0]
    with hall.database.transaction() as session:
        form = consent.current_form(session)
        content = __import__("core.files", fromlist=["content"]).content(session, record.pdf_file_id)
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    for text in [form.body["intro"], form.body["notice"], *form.body["questions"].values(), *form.body["hints"].values()]:
        assert text in shown.replace("&#34;", '"')
        assert text.replace(" ", "") in paper.replace(" ", "")
    assert "Nhà văn hóa Thạch Khê" in paper


def test_without_a_martyr_no_consent_is_asked(hall):
    assert "Chưa chọn liệt sĩ" in hall.agrees().text


def test_a_refusal_is_written_down_kindly_and_the_road_ends_there(hall):
    hall.post(f"/{hall.lai}/nguoi", **LAI)
    hall.kin()
    answer = hall.agrees(p_testing="no", told_sensitive=None, witness="", p_press=None)
    assert answer.url.path == f"/ban/{hall.day}"
    assert "cảm ơn gia đình" in answer.text
    assert [row.outcome for row in hall.rows(Expected)][-1] == "refused"
    refused = hall.gives()
    assert (refused.status_code, "dừng ở đây" in refused.text) == (409, True)
    hall.agrees()
    assert stone(hall.gives()) == "phieu"


def test_who_cannot_stay_comes_another_time_and_is_welcome_back(hall):
    hall.post(f"/{hall.lai}/hoan")
    assert "hẹn dịp khác" in hall.get("?loc=deferred").text
    assert "Trần Thị Lại" in hall.get("?loc=deferred").text
    assert stone(hall.post(f"/{hall.lai}/hoan", back="1")) == "liet-si"


def test_a_sample_binds_the_kit_and_the_slip_is_ready(hall):
    answer = hall.walked_to_the_sample()
    assert stone(answer) == "phieu"
    tube = hall.rows(Sample)[0]
    assert (tube.code, tube.taker, tube.conditions["dried"], tube.conditions["transplant"]) == (hall.kits[0], "thu.ha", True, False)
    pdf = hall.get(f"/{hall.lai}/phieu/in")
    text = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert hall.kits[0] not in text.replace(" ", "")
    assert "Lài" not in text
    assert "đã lấy mẫu" in hall.get("?loc=sampled").text


@pytest.mark.parametrize(
    ("more", "words"),
    [({"again": "HT1234567849"}, "không cùng một mã"), ({"code": "HT1234567891"}, "hai số cuối"), ({"kind": ""}, "Xin điền"), ({"taker": "ai do"}, "người lấy"),
     ({"at": "23:99"}, "Xin ghi giờ"), ({"code": "HT0000000000"}, "Chưa có gì được lưu")],
)
def test_a_kit_that_cannot_be_bound_is_refused_with_the_reason_and_nothing_is_saved(hall, more, words):
    hall.post(f"/{hall.lai}/nguoi", **LAI)
    hall.kin()
    hall.agrees()
    answer = hall.gives(**more)
    assert answer.status_code in (409, 422)
    assert words in answer.text
    assert hall.rows(Sample) == []


def test_no_kit_is_bound_before_the_consent_and_a_new_martyr_is_asked_about_first(hall):
    hall.kin()
    assert "Chưa có gì được lưu" in hall.gives().text
    hall.agrees()
    hall.kin("sister", "LS-00002")
    assert hall.get(f"/{hall.lai}").url.path.endswith("/dong-thuan") or hall.get(f"/{hall.lai}").url.path.endswith("/nguoi")
    assert hall.gives().status_code == 409


def test_a_second_sample_is_asked_about_and_one_taken_again_is_linked(hall):
    hall.walked_to_the_sample()
    assert "đã có mẫu" in hall.gives(1).text.lower() or hall.gives(1).status_code == 409
    assert stone(hall.gives(1, second_reason="mẫu đầu quá ít")) == "phieu"
    with hall.database.transaction() as session:
        work = Work(session, auth.actor_of(auth.accounts(session)[0]))
        for kit in hall.kits[:2]:
            samples.declare_lost(work, kit, "rơi trên đường")
    assert "lấy lại và gắn" in hall.get(f"/{hall.lai}/mau").text
    assert stone(hall.gives(2)) == "phieu"
    tubes = {row.code: row for row in hall.rows(Sample)}
    assert tubes[hall.kits[2]].replaces_id in {tubes[kit].id for kit in hall.kits[:2]}


def test_a_person_who_comes_back_goes_on_where_they_stood(hall):
    stones = []
    for step in (lambda: None, lambda: hall.post(f"/{hall.lai}/nguoi", **LAI), hall.kin, hall.agrees, hall.gives):
        step()
        stones.append(stone(hall.get(f"/{hall.lai}")))
    assert stones == ["nguoi", "liet-si", "dong-thuan", "mau", "phieu"]


def test_a_lost_slip_is_given_out_anew_and_the_old_code_opens_nothing(hall):
    hall.walked_to_the_sample()
    first = re.search(r'big-code code">([^<]+)<', hall.get(f"/{hall.lai}/phieu").text)[1]
    second = re.search(r'big-code code">([^<]+)<', hall.post(f"/{hall.lai}/phieu").text)[1]
    assert first != second


def test_a_wrong_kit_and_a_wrong_consent_are_marked_so_and_a_torn_kit_is_never_bound(hall):
    hall.walked_to_the_sample()
    hall.post(f"/{hall.lai}/sua-sai/mau", tube=hall.kits[0], reason="wrong_kit")
    assert [row.status for row in hall.rows(Sample)] == ["voided"]
    hall.post(f"/{hall.lai}/sua-sai/bo-kit", kit=hall.kits[1], reason="torn")
    assert hall.gives(1).status_code == 409
    assert stone(hall.gives(2)) == "phieu"
    answer = hall.post(f"/{hall.lai}/sua-sai/dong-thuan", reason="wrong_person")
    assert "coi như chưa lập" in answer.text
    assert [row.status for row in hall.rows(Sample)] == ["voided", "quarantined"]


def test_the_desk_of_an_open_day_waits_for_whoever_sits_at_it(hall):
    with hall.database.transaction() as session:
        lead = auth.actor_of(auth.accounts(session)[0])
        tasks = waiting(Work(session, lead))
        assert [(task.title, task.href, task.due_on) for task in tasks] == [("Còn 1 người chờ ở bàn tiếp nhận", f"/ban/{hall.day}", clock.today())]
    hall.post(f"/{hall.lai}/nguoi", **LAI)
    with hall.database.transaction() as session:
        assert waiting(Work(session, lead)) == []


def test_a_text_that_is_not_in_force_is_not_signed(hall):
    hall.kin()
    with hall.database.transaction() as session:
        body = consent.current_form(session).body
        old = consent.FormText(version=7, language="vi", valid_from=date(2026, 1, 1), valid_to=clock.today() - timedelta(days=1), body=body)
        session.add(old)
        old = str(old.id)
    assert "không có hiệu lực" in hall.agrees(form=old).text


def test_a_list_of_relatives_is_loaded_for_a_day_that_is_asked_for_on_the_page(hall):
    page = hall.client.get("/than-nhan/nap")
    assert f'<option value="{hall.day}"' in page.text
    sheet = "Họ và tên thân nhân,Năm sinh,Quan hệ với liệt sĩ,Họ tên liệt sĩ\nVõ Thị Quế,1940,em gái ruột,Nguyễn Văn Ân\n".encode()
    send = lambda about: hall.client.post("/than-nhan/nap", data={"_csrf_token": hall.csrf, "about": about}, files={"file": ("a.csv", sheet, "text/csv")})  # noqa: E731
    assert "một mục trong danh sách" in send("NH-khong-co").text
    preview = send(hall.day)
    hall.client.post(f"{preview.url.path}/nhan", data={"_csrf_token": hall.csrf})
    assert "Võ Thị Quế" in hall.get("").text
    assert len(hall.rows(Expected)) == 2


def test_a_list_that_was_loaded_before_still_puts_its_people_on_the_day_once(hall):
    sheet = "Họ và tên thân nhân,Năm sinh,Quan hệ với liệt sĩ,Họ tên liệt sĩ\nVõ Thị Quế,1940,em gái ruột,Nguyễn Văn Ân\n".encode()
    with hall.database.transaction() as session:
        work = Work(session, auth.actor_of(auth.accounts(session)[0]))
        desk.load_expected(work, stage_relatives(session, "a.csv", sheet), None)
        for _ in range(2):
            desk.load_expected(work, stage_relatives(session, "a.csv", sheet), hall.day)
    assert len(hall.rows(Individual.id)) == 2
    assert len(hall.rows(Expected)) == 2


def test_a_card_scanned_on_any_page_leads_to_the_person_at_the_desk(hall):
    answer = hall.client.post("/tim", data={"_csrf_token": hall.csrf, "q": "042158004127||Trần Thị Lài|15031958|Nữ|Xã Thạch Khê, Hà Tĩnh|25042021"})
    assert answer.url.path == f"/ban/{hall.day}/{hall.lai}/nguoi"


def test_a_long_list_comes_page_by_page_and_everybody_is_found_by_name(hall):
    with hall.database.transaction() as session:
        work = Work(session, auth.actor_of(auth.accounts(session)[0]))
        people = [families.register_relative(work, families.RelativeFacts(name=f"Hồ Thị {word}", commune_code="18604")) for word in map(str, range(200, 270))]
        samples.expect(work, hall.day, [person.donor_id for person in people])
    assert "Hồ Thị 269" not in hall.get("").text
    assert "Hồ Thị 269" in hall.get("?trang=2").text
    assert "Hồ Thị 269" in hall.get("?trang=99").text
    assert "Hồ Thị 269" in hall.post("/tim", tim="ho thi 269").text
    assert len(hall.get("").content) < 60_000
