"""The office's own table of words for kin: said, changed, taken back, read at the desk from then on; and who may do which."""

from html import unescape

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import families
from core import auth
from core.audit import AuditRow
from core.auth import Role
from core.web.site import build_site
from core.work import Work
from desk.queries import stage_relatives
from families.commands import end_word, say_word
from families.models import Individual, Martyr
from families.rules.relation.grammar import PathUnreadable
from families.rules.relation.office_words import WayMissing, WordMissing, WordNotOurs, WordStands, WordTooLong
from tests.conftest import actor
from tests.integration.test_the_desk import SITE, Hall

ADMIN = actor(Role.province_admin)


@pytest.fixture
def clerk(database):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        yield Hall(database, client)


@pytest.fixture
def office(database, clerk):
    """The same hall, and an administrator signed in at the office."""
    with database.transaction() as session:
        auth.add_account(session, "quan.tri", "Bùi Thị Quản", [Role.province_admin], password="mot-hai-ba")
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        page = client.get("/dang-nhap")
        csrf = Hall.token(client.post("/dang-nhap", data={"_csrf_token": Hall.token(page), "name": "quan.tri", "password": "mot-hai-ba"}))
        client.say = lambda path="", **data: client.post(f"/tu-xung-ho{path}", data={"_csrf_token": csrf, **data})
        yield client


def meaning(database, word, sex=None):
    with database.transaction() as session:
        return families.read_relation(word, donor_sex=sex, martyr_sex="male", words=families.relation_words(session)).readings


def test_a_word_of_the_office_is_read_from_then_on_and_taken_back_it_means_what_it_meant(database, office):
    assert office.say(word="Mụ O", ways="father.sister?", tu="").url.path == "/tu-xung-ho"
    assert meaning(database, "mụ o ruột") == ("father.sister",)
    office.say(word="", tu="dì", ways="mother.sister?,father.spouse")
    assert meaning(database, "dì") == ("mother.sister?", "father.spouse")
    page = unescape(office.get("/tu-xung-ho?tim=di").text)
    assert "thay nghĩa có sẵn" in page
    office.say("/bo", tu="dì")
    assert meaning(database, "dì") == ("mother.sister?",)
    assert meaning(database, "mụ o") == ("father.sister?",)


def test_a_way_is_chosen_step_by_step_or_written(database, office):
    page = unescape(office.get("/tu-xung-ho?them=1&duong=mother.sister%3F").text)
    assert "chị, em gái của mẹ" in page
    assert "duong=mother.sister%3F.son" in page
    assert "duong=mother.half-m.sister" in page
    office.say(word="mụ già", tu="", ways="mother.sister?", duong="mother.brother?.spouse", typed_ways="father.sister?\n\nmother.mother")
    assert meaning(database, "mụ già") == ("mother.sister?", "mother.brother?.spouse", "father.sister?", "mother.mother")


def test_a_step_keeps_the_word_that_was_typed_and_no_address_carries_it(database, office):
    answer = office.say("/buoc", tu="", word="mụ già", ways="mother", duong="", typed_ways="father", go="ways=mother&duong=mother.sister%3F")
    page = unescape(answer.text)
    assert answer.status_code == 200
    assert 'value="mụ già"' in page
    assert 'name="duong" value="mother.sister?"' in page
    assert ">father</textarea>" in page
    assert "mụ" not in unescape(str(answer.url)) and "m%E1%BB%A5" not in page
    assert meaning(database, "mụ già") == ()


@pytest.mark.parametrize("go", ["", "ways=uncle&duong=x..y", "=&&&", "tu=o&word=x", "%ff"])
def test_a_step_that_cannot_be_read_is_no_step(office, go):
    answer = office.say("/buoc", tu="", word="mụ", ways="", duong="", go=go)
    assert (answer.status_code, 'value="mụ"' in unescape(answer.text)) == (200, True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"word": "", "ways": "mother"}, "Chưa có từ nào"), ({"word": "mụ", "ways": ""}, "Chưa rõ từ này chỉ ai"),
        ({"word": "…", "ways": "mother"}, "Chưa có từ nào"),
        ({"word": "dì", "ways": "mother"}, "Từ này đã có trong bảng"), ({"word": "mụ", "typed_ways": "uncle"}, "Không đọc được đường quan hệ này"),
        ({"word": "x" * 61, "ways": "mother"}, "dài nhất 60"),
    ],
)
def test_what_cannot_be_in_the_table_is_refused_in_words_and_what_was_typed_stays(database, office, typed, words):
    answer = office.say(**{"tu": "", **typed})
    assert answer.status_code == 409
    assert words.lower() in unescape(answer.text).lower()
    assert f'value="{typed["word"]}"' in unescape(answer.text)
    with database.transaction() as session:
        assert families.relation_words(session) == {}


def test_a_word_that_was_not_said_by_the_office_cannot_be_taken_out(office):
    answer = office.say("/bo", tu="cậu")
    assert (answer.status_code, "không phải do văn phòng" in answer.text) == (409, True)


def test_whoever_sits_at_the_desk_reads_the_table_and_does_not_change_it(clerk):
    page = clerk.client.get("/tu-xung-ho")
    assert (page.status_code, "con dì con già" in page.text, "Thêm từ" in page.text) == (200, True, False)
    assert "bọ" in clerk.client.get("/tu-xung-ho?tim=bo").text
    assert "Không có từ nào" in clerk.client.get("/tu-xung-ho?tim=zzz").text
    assert clerk.client.post("/tu-xung-ho", data={"_csrf_token": clerk.csrf, "word": "mụ", "ways": "mother", "tu": ""}).status_code == 403


def test_the_desk_reads_an_offices_word_at_once(clerk, office):
    office.say(word="mụ o", ways="father.sister?", tu="")
    answer = clerk.post(f"/{clerk.lai}/liet-si/tu", ls="LS-00001", duong="", word="mụ o")
    assert "duong=father.sister%3F" in str(answer.url)


def test_every_change_of_a_word_leaves_a_row_and_the_log_holds_no_word(database, clerk):
    with database.transaction() as session:
        work = Work(session, ADMIN)
        assert say_word(work, "Mụ O", ["father.sister?"], new=True)
        assert not say_word(work, "mụ o", ["father.sister?"], new=False)
        end_word(work, "mụ o")
        rows = session.exec(select(AuditRow).where(AuditRow.action.startswith("families.word"))).all()
        assert [row.action for row in rows] == ["families.word_said", "families.word_ended"]
        assert not any("mụ" in row.subject for row in rows)


@pytest.mark.parametrize(
    ("word", "ways", "refusal"),
    [("", ["mother"], WordMissing), ("mụ", [], WayMissing), ("mụ", ["aunt"], PathUnreadable),
     ("cậu", ["mother.brother"], WordStands), ("m" * 99, ["mother"], WordTooLong)],
)
def test_the_command_refuses_what_the_page_refuses(database, clerk, word, ways, refusal):
    with database.transaction() as session, pytest.raises(refusal):
        say_word(Work(session, ADMIN), word, ways, new=True)


def test_the_command_takes_out_no_built_in_word(database, clerk):
    with database.transaction() as session, pytest.raises(WordNotOurs):
        end_word(Work(session, ADMIN), "cậu")


def test_a_register_is_read_by_the_offices_words(database, clerk):
    rows = ("Họ tên thân nhân,Năm sinh,Giới tính,Họ tên liệt sĩ,Năm hy sinh,Quan hệ với liệt sĩ\n"
            "Mai Thị Bốn,1960,Nữ,Nguyễn Văn Ân,1972,mụ o\n")
    with database.transaction() as session:
        before = stage_relatives(session, "r.csv", rows.encode()).rows[0]
        say_word(Work(session, ADMIN), "mụ o", ["father.sister?"], new=True)
        after = stage_relatives(session, "r.csv", rows.encode()).rows[0]
        assert ("relation-unknown" in {why.code for why in before.reasons}, before.values["relation_path"]) == (True, None)
        assert ("relation-unknown" in {why.code for why in after.reasons}, after.values["relation_path"]) == (False, "father.sister?")


def test_a_word_written_down_before_the_office_knew_it_takes_its_place_in_the_tree(database, clerk):
    clerk.post(f"/{clerk.lai}/liet-si/tu", ls="LS-00001", duong="", word="mụ o", do="unclear")
    with database.transaction() as session:
        assert clerk.lai in families.pedigree_of(session, "LS-00001").unplaced
        say_word(Work(session, ADMIN), "mụ o", ["father.sister?"], new=True)
        pedigree = families.pedigree_of(session, "LS-00001")
        assert clerk.lai not in pedigree.unplaced
        assert families.paths_between(pedigree, "LS-00001", clerk.lai) == ("father.sister?",)


def test_an_office_that_says_o_sees_o_in_the_tree(database, clerk):
    """Of the cousin's mother nobody said a name: she is shown by what she is, in the office's word."""
    with database.transaction() as session:
        work = Work(session, ADMIN)
        donor_id = clerk.rows(Individual.donor_id, Individual.name)[0][0]
        martyr_id = next(own for own, code in clerk.rows(Martyr.id, Martyr.code) if code == "LS-00001")
        families.state_kinship(work, donor_id, martyr_id, "father.sister?.daughter", as_written=True)
        assert "o" not in families.family_tree(work, "LS-00001").names.values()
        say_word(work, "o", ["father.sister?"], new=False)
        assert "o" in families.family_tree(work, "LS-00001").names.values()
