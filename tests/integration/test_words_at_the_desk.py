"""What a family says of its kin, at the desk: every wording of the register, the question read aloud, and nothing chosen for the family."""

from html import unescape

import pytest
from litestar.testing import TestClient

import app
import families
import matching
from core.auth import Role
from core.errors import NotFound
from core.work import Work
from families.commands import answer_kinship
from families.models import Individual, KinshipClaim, Martyr
from families.queries.open_kin import open_kin
from tests.conftest import actor
from tests.integration.test_the_desk import LAI, SITE, Hall, stone
from tests.site import build_site, says_why
from tests.unit.test_every_wording_of_the_registers import READ_BY_HAND

UNKNOWN_SEX = "Họ và tên liệt sĩ,Năm sinh,Ngày hy sinh,Nguyên quán\nTô Bá Phúc,1945,1970,Xã Thạch Khê\n"
LINES = {"yes": "Cùng dòng mẹ: có", "no": "Cùng dòng mẹ: không", "unknown": "Cùng dòng mẹ: chưa rõ"}


@pytest.fixture
def hall(database):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        hall = Hall(database, client)
        with database.transaction() as session:
            work = Work(session, actor(Role.province_admin))
            families.load_martyrs(work, families.stage_martyrs("u.csv", UNKNOWN_SEX.encode(), families.known_martyrs(session)))
        hall.post(f"/{hall.lai}/nguoi", **LAI)
        hall.phuc = next(code for code, name in hall.rows(Martyr.code, Martyr.name) if name == "Tô Bá Phúc")
        yield hall


def claims(hall):
    return [(row.relation_path, row.readings, row.maternal_line) for row in hall.rows(KinshipClaim)]


def donor(hall, sex):
    """Somebody of this sex at the desk."""
    if sex == "female":
        return hall.lai
    return str(hall.post("/moi", name="Võ Văn Quế", born="1956", sex="male", witness="ông trưởng thôn").url).split("/")[-2]


def read(hall, code, wording):
    return unescape(hall.post(f"/{code}/liet-si/tu", ls=hall.phuc, duong="", word=wording).text)


def test_every_wording_of_the_register_is_shown_with_its_way_its_line_and_its_question(hall):
    people = {sex: donor(hall, sex) for sex in ("female", "male")}
    for wording, (sex, ways, lines, question, _) in READ_BY_HAND.items():
        page = read(hall, people[sex], wording)
        assert LINES[lines.split()[2]] in page, wording
        for way in ways:
            assert families.paths.spoken(way)[-1] in page, (wording, way)
        if question:
            assert question in page, wording
        else:
            assert 'class="question"' not in page, wording
        assert (f'name="duong" value="{",".join(ways)}"' in page) or len(ways) > 1, wording


def test_every_wording_of_the_register_stands_in_the_advice_with_its_line_and_what_to_ask_first(hall):
    for number, (wording, (sex, ways, lines, question, for_line)) in enumerate(READ_BY_HAND.items()):
        with hall.database.transaction() as session:
            work = Work(session, actor(Role.province_admin))
            register = f"Họ và tên liệt sĩ,Ngày hy sinh,Nguyên quán\nTô Bá {number},1970,Xã Thạch Khê\n"
            families.load_martyrs(work, families.stage_martyrs("u.csv", register.encode(), families.known_martyrs(session)))
            of = families.find_martyrs(session, f"Tô Bá {number}")[0]
            person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài", sex=sex, commune_code="18604"))
            code = families.relative(work, person.donor_id).donor_code
            families.state_kinship(work, person.donor_id, of.id, ways[0] if len(ways) == 1 else None, wording, readings=tuple(ways))
            found = {line.key: line for line in matching.advise(session, of.code).lines}[code]
        assert found.line == lines.split()[2], wording
        assert found.question == (question if for_line else ""), wording
        assert (found.action == "ask") == for_line, wording
        says_why(hall.client, f"martyr:{of.code}")
        page = unescape(hall.client.get(f"/ho-so/liet-si/{of.code}").text)
        assert "Trần Thị Lài" in page and wording in page, wording
        assert (question in page) if for_line else True, wording


def test_answers_lead_step_by_step_to_one_way(hall):
    page = read(hall, hall.lai, "em họ")
    assert "bên ngoại (phía mẹ) hay bên nội" in page
    asked = hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}&tu=em+ho&duong=mother.sister%3F.daughter%2Cmother.brother%3F.daughter")
    assert "Người này là con của ai?" in asked.text
    asked = hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}&tu=em+ho&duong=mother.sister%3F.daughter")
    assert "Mẹ của liệt sĩ và mẹ của người này có cùng một mẹ sinh ra không?" in asked.text
    settled = hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}&tu=em+ho&duong=mother.sister.daughter")
    assert LINES["yes"] in settled.text
    assert 'class="question"' not in settled.text


def test_what_nobody_knows_is_kept_as_the_ways_that_remain_and_asked_again_later(hall):
    ways = "mother.sister?.daughter,mother.brother?.daughter"
    assert stone(hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong=ways, tu="em họ")) == "dong-thuan"
    assert claims(hall) == [(None, ways.split(","), "unknown")]
    hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong=ways, tu="em họ")
    assert len(claims(hall)) == 1, "the same said again is one row"
    assert "Người này là con của ai?" in hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}").text


def test_a_word_that_is_not_clear_keeps_every_reading_it_has(hall):
    hall.post(f"/{hall.lai}/liet-si/tu", ls=hall.phuc, duong="", word="bác", do="unclear")
    assert claims(hall) == [(None, ["father.sister?", "mother.sister?"], "unknown")]


def test_how_sure_the_family_is_stays_unasked_until_somebody_asks_and_who_told_it_is_kept(hall):
    other = donor(hall, "male")
    hall.post(f"/{other}/liet-si", ls=hall.phuc, duong="half-m.brother", tu="")
    hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong="sister", tu="")
    assert [(row.confidence, row.informant_id) for row in hall.rows(KinshipClaim)] == [("unasked", None), ("unasked", None)]
    page = hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}&ai=1").text
    assert "Võ Văn Quế" in page
    hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong="sister", tu="", chac="heard", ai_noi=other)
    told = hall.rows(KinshipClaim)[-1]
    with hall.work() as session:
        assert told.informant_id == families.relative(Work(session, actor(Role.province_admin)), other).individual_id
    assert told.confidence == "heard"
    assert "Võ Văn Quế" in hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}").text


@pytest.mark.parametrize(
    ("path", "born", "words"),
    [
        ("mother", "1958", "không thể là mẹ của liệt sĩ sinh năm 1949"), ("daughter", "1990", "không thể là con gái của liệt sĩ hy sinh năm 1972"),
        ("spouse", "1970", "không thể là vợ của liệt sĩ hy sinh năm 1972"), ("mother.mother", "1935", "không thể là bà ngoại của liệt sĩ sinh năm 1949"),
    ],
)
def test_what_cannot_be_by_the_years_is_refused_in_the_words_of_a_clerk_and_the_way_stays_on_the_page(hall, path, born, words):
    hall.post(f"/{hall.lai}/nguoi", **{**LAI, "born": born})
    answer = hall.post(f"/{hall.lai}/liet-si", ls="LS-00001", duong=path, tu="", chac="sure")
    assert answer.status_code == 409
    assert words in answer.text
    assert f'name="duong" value="{path}"' in answer.text
    assert claims(hall) == []


def test_a_year_of_birth_that_is_changed_afterwards_and_makes_the_kinship_impossible_is_told_and_kept(hall):
    hall.post(f"/{hall.lai}/liet-si", ls="LS-00001", duong="sister", tu="em gái", chac="sure")
    possible = hall.post(f"/{hall.lai}/nguoi", **{**LAI, "born": "1957"})
    assert "không thể là" not in possible.text
    answer = unescape(hall.post(f"/{hall.lai}/nguoi", **{**LAI, "born": "2019", "citizen_id": "", "witness": "ông trưởng thôn"}).text)
    assert "không thể là chị/em gái ruột của LS-00001" in answer
    assert "Đã lưu điều anh chị gõ" in answer
    assert [path for path, *_ in claims(hall)] == ["sister"]
    assert hall.rows(Individual.birth_year, Individual.donor_id)[0][0] == 2019


def test_a_martyrs_sex_that_the_register_left_out_is_written_down_once_and_settles_every_childs_line(hall):
    hall.post(f"/{hall.lai}/nguoi", **{**LAI, "born": "1968"})
    hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong="daughter", tu="con gái")
    assert [line for *_, line in claims(hall)] == ["unknown"]
    page = hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}").text
    assert "Liệt sĩ là nam hay nữ?" in page
    answer = hall.post(f"/{hall.lai}/liet-si/gioi-tinh", ls=hall.phuc, duong="daughter", tu="con gái", sex="female")
    assert LINES["yes"] in answer.text
    assert [line for *_, line in claims(hall)] == ["unknown", "yes"]
    again = hall.post(f"/{hall.lai}/liet-si/gioi-tinh", ls=hall.phuc, duong="daughter", tu="con gái", sex="male")
    assert (again.status_code, "đã ghi nam hay nữ" in again.text) == (409, True)


@pytest.mark.parametrize("ways", ["uncle", "mother..sister", "sister,uncle", "half-m", ",".join(["bác"] * 99)])
def test_ways_that_cannot_be_read_are_refused_and_never_a_fault(hall, ways):
    assert hall.post(f"/{hall.lai}/liet-si", ls=hall.phuc, duong=ways, tu="").status_code == 409
    assert hall.get(f"/{hall.lai}/liet-si?ls={hall.phuc}&duong={ways}").status_code == 200
    assert claims(hall) == []


def test_a_register_is_taken_as_written_and_keeps_the_ways_of_its_words(hall):
    rows = ("Họ tên thân nhân,Năm sinh,Giới tính,Họ tên liệt sĩ,Năm hy sinh,Quan hệ với liệt sĩ\n"
            "Mai Thị Bốn,1960,Nữ,Nguyễn Văn Ân,1972,Bác\nMai Thị Năm,1962,Nữ,Nguyễn Văn Ân,1972,Mẹ\n")
    with hall.work() as session:
        work = Work(session, actor(Role.province_admin))
        staged = families.stage_relatives(
            "r.csv", rows.encode(), lambda name, year: families.martyrs_named(session, name, year), families.known_relatives(session))
        families.load_relatives(work, staged)
        assert "parent-too-young" in {why.code for row in staged.rows for why in row.reasons}
    assert claims(hall) == [(None, ["father.sister?", "mother.sister?"], "unknown"), ("mother", [], "yes")]


def answered(hall, question, answer):
    return hall.client.post("/than-nhan/can-hoi", data={
        "_csrf_token": hall.csrf, "donor": hall.lai, "ls": hall.phuc, "question": question, "answer": answer})


def test_what_stays_open_waits_for_somebody_to_ask_and_each_answer_is_a_new_saying(hall):
    hall.post(f"/{hall.lai}/liet-si/tu", ls=hall.phuc, duong="", word="em họ", do="unclear")
    assert "/than-nhan/can-hoi" in hall.client.get("/hom-nay").text
    assert "bên ngoại (phía mẹ) hay bên nội" in hall.client.get("/than-nhan/can-hoi").text
    assert "Người này là con của ai?" in answered(hall, "side", "mother").text
    assert "có cùng một mẹ sinh ra không?" in answered(hall, "through", "sister").text
    assert "Không còn câu hỏi nào" in answered(hall, "same_mother", "full").text
    assert [(path, line) for path, _, line in claims(hall)] == [(None, "unknown"), (None, "unknown"), ("mother.sister?.daughter", "unknown"),
                                                               ("mother.sister.daughter", "yes")]
    again = answered(hall, "same_mother", "half-p")
    assert (again.status_code, "đã có người ghi câu trả lời" in again.text) == (409, True)
    assert len(claims(hall)) == 4


def test_a_word_nobody_knows_waits_too_and_a_closed_list_shows_no_names(hall):
    hall.post(f"/{hall.lai}/liet-si/tu", ls=hall.phuc, duong="", word="bà con xa", do="unclear")
    assert "Chưa hiểu cách gọi này" in hall.client.get("/than-nhan/can-hoi").text
    assert "Trần Thị Lài" not in hall.client.get("/than-nhan/can-hoi?trang=9").text
    with hall.work() as session:
        elsewhere = Work(session, actor(Role.commune_officer, communes={"18073"}))
        assert open_kin(elsewhere) == ([], 0)
        with pytest.raises(NotFound):
            answer_kinship(elsewhere, hall.lai, hall.phuc, "side", "mother")
