"""The road of a family's own tree file over its pages: sent, the martyr chosen, everybody looked at, accepted whole or thrown away."""

import io
import re
import tracemalloc

import pypdf
import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app  # noqa: F401 - installs the routes
import families
from core import auth
from core.audit import AuditRow
from core.auth import Role
from core.files import SealedFile
from core.web import serving
from core.web.intake import StagedFile
from core.web.site import build_site
from core.work import Work
from families.models import Individual, Parentage, TreeMark
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr
from tests.integration.test_trees_leave_and_arrive import TREE

HERE = "/ho-so/liet-si/LS-00001/pha-he/nhap"


@pytest.fixture
def saved(database):
    """The codes of a donor on record, who stands in the family's file too."""
    with database.transaction() as session:
        work = Work(session, auth.SYSTEM)
        martyr = a_martyr(work)
        a_donor(work, martyr)
        for login, roles in (("thu.ha", [Role.day_lead]), ("van.nam", [Role.day_lead]), ("quang.nhat", [Role.lab_liaison]),
                             ("van.son", [Role.auditor])):
            auth.add_account(session, login, login, roles, password="mot-hai-ba-bon")
        return next(iter(families.family_tree(work, martyr.code).people.keys() - {martyr.code}))


@pytest.fixture
def browse(database, saved):
    """One browser in which one person after the other signs in."""
    with TestClient(build_site(serving.house.routes, database, demo=False), base_url="http://127.0.0.1") as client:
        def signed_in(login="thu.ha"):
            client.cookies.clear()
            client.get("/dang-nhap")
            client.post("/dang-nhap", data={"_csrf_token": token(client, "/dang-nhap"), "name": login, "password": "mot-hai-ba-bon"})
            return client

        yield signed_in


def token(client, path):
    return re.search(r'name="_csrf_token" value="(\w+)"', client.get(path).text)[1]


def send(client, content, name="gia-pha.ged"):
    return client.post(HERE, data={"_csrf_token": token(client, HERE)}, files={"file": (name, content)})


def post(client, path, **boxes):
    return client.post(path, data={"_csrf_token": token(client, "/hom-nay"), **boxes})


def rows(database, table):
    with database.transaction() as session:
        return len(session.exec(select(table)).all())


def test_a_file_is_sent_the_martyr_chosen_everybody_looked_at_and_saved_whole(browse, database, saved):
    client = browse()
    asked = send(client, TREE)
    assert asked.status_code == 200 and 'value="I1"' in asked.text and "Nguyễn Văn An" in asked.text
    here = asked.url.path
    assert rows(database, Parentage) == 0
    found = post(client, f"{here}/tim", name="lai")
    assert 'value="I6"' in found.text and "lai" not in str(found.url)
    preview = post(client, f"{here}/liet-si", ref="I1")
    post(client, "/vi-sao", subject="martyr:LS-00001", back=here, why="check")
    assert preview.url.path == here and f'value="{saved}"' in preview.text and "Trần Thị Nụ" in preview.text
    done = post(client, f"{here}/nhan", **{"same.I6": saved})
    assert done.url.path == "/ho-so/liet-si/LS-00001/pha-he" and "5 người" in done.text
    assert (rows(database, Parentage), rows(database, StagedFile), rows(database, SealedFile)) == (6, 0, 0)
    assert client.post(f"{here}/nhan", data={"_csrf_token": token(client, HERE)}).status_code == 404
    with database.transaction() as session:
        acts = [row.action for row in session.exec(select(AuditRow)) if row.action.startswith(("tree.", "families.tree"))]
    assert acts == ["families.tree_loaded", "tree.accepted"]


def test_the_same_file_again_adds_nothing(browse, database, saved):
    client = browse()
    for _ in range(2):
        here = send(client, TREE).url.path
        post(client, f"{here}/liet-si", ref="I1")
        post(client, f"{here}/nhan", **{"same.I6": saved})
        counted = [rows(database, table) for table in (Individual, Parentage, TreeMark)]
    assert counted == [7, 6, 6]


def test_a_file_thrown_away_leaves_nothing(browse, database):
    client = browse()
    here = send(client, TREE).url.path
    assert "gia-pha.ged" in client.get(HERE).text
    assert post(client, f"{here}/bo").url.path == HERE
    assert (rows(database, StagedFile), rows(database, SealedFile), client.get(here).status_code) == (0, 0, 404)


def test_a_waiting_file_is_opened_by_whoever_sent_it_and_for_its_martyr_only(browse):
    here = send(browse(), TREE).url.path
    assert browse("van.nam").get(here).status_code == 404
    assert browse().get(here.replace("LS-00001", "LS-00002")).status_code == 404


NO_TREES = [
    b"", b"\x00" * 50, b"PK\x03\x04", b"%PDF-1.7", b"0 HEAD\n", TREE[: len(TREE) // 2], TREE + TREE, b"0 HEAD\n1 CHAR ANSEL\n1 NOTE \x81\n0 TRLR\n", b"1 2 3\n4 5 6\n",
    b"f a b c 1\nf a b c 1\n", b"f a 0 a 2\nf b a 0 1\n", b"f a a 0 1 -9\n", b"0 HEAD\n0 @I1@ INDI\n0 @I1@ INDI\n0 TRLR\n",
]


def test_a_file_that_is_no_tree_is_refused_in_a_sentence_and_never_kept(browse, database):
    client = browse()
    answers = [send(client, content) for content in NO_TREES]
    assert [(answer.status_code, "Chưa" in answer.text) for answer in answers] == [(422, True)] * len(NO_TREES)
    assert (rows(database, StagedFile), rows(database, SealedFile)) == (0, 0)


def test_nobody_of_the_file_is_no_martyr(browse):
    client = browse()
    here = send(client, TREE).url.path
    for boxes in ({}, {"ref": "I99"}, {"ref": "<script>"}, {"ref": "x" * 5000}):
        assert post(client, f"{here}/liet-si", **boxes).status_code == 422
    assert post(client, f"{here}/nhan").status_code == 422


def test_an_answer_that_was_not_offered_is_no_answer(browse, database):
    client = browse()
    here = send(client, TREE).url.path
    post(client, f"{here}/liet-si", ref="I1")
    post(client, "/vi-sao", subject="martyr:LS-00001", back=here, why="check")
    assert "1 người để lại" in post(client, f"{here}/nhan", **{"same.I6": "i-0000", "same.I2": "new", "same.": "x"}).text


def test_who_may_only_see_martyrs_takes_codes_and_loads_nothing(browse):
    liaison = browse("quang.nhat")
    page = liaison.get("/ho-so/liet-si/LS-00001/pha-he/tep")
    assert page.status_code == 200 and "ho-ten" not in page.text
    assert liaison.get(f"{HERE[:-5]}/tep/fam").status_code == 200
    assert post(liaison, f"{HERE[:-5]}/tep", form="gedcom7", receiver="family").status_code == 403
    assert liaison.get(HERE).status_code == 403
    assert liaison.get(f"{HERE[:-5]}/tep/docx").status_code == liaison.get("/ho-so/liet-si/LS-99999/pha-he/tep").status_code == 404


def test_a_download_is_an_attachment_without_a_name_in_its_name(browse):
    answer = browse().get(f"{HERE[:-5]}/tep/gedcom5")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''pha-he-LS-00001.ged"
    assert answer.headers["cache-control"] == "no-store" and answer.content.startswith(b"0 HEAD\n")


def test_names_leave_for_somebody_only_locked_and_are_fetched_once(browse):
    client = browse()
    assert "nơi nhận" in post(client, f"{HERE[:-5]}/tep", form="gedcom5").text
    page = post(client, f"{HERE[:-5]}/tep", form="gedcom5", receiver="family")
    password = re.search(r'class="secret">([^<]+)<', page.text)[1]
    assert page.url.path.endswith("/tep") and password not in str(page.headers) + str(dict(client.cookies))
    where = re.search(r'action="(/xuat/[^"]+)"', page.text)[1]
    file = post(client, where)
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''pha-he-LS-00001.ged.pdf"
    reader = pypdf.PdfReader(io.BytesIO(file.content))
    assert reader.decrypt(password) and reader.attachments["pha-he-LS-00001.ged"][0].startswith(b"0 HEAD\n")
    assert post(client, where).status_code == 404


def test_the_register_of_what_left_is_read_by_the_auditor(browse):
    client = browse()
    client.get(f"{HERE[:-5]}/tep/fam")
    assert client.get("/nhat-ky/xuat").status_code == 403
    page = browse("van.son").get("/nhat-ky/xuat").text
    assert "phả hệ, chỉ mã số" in page and "Theo người và tháng" in page


def test_a_large_file_needs_little_more_memory_than_its_text():
    """One record is held at a time; notes and addresses never become values."""
    number = 3_000
    people = [f"0 @I{n}@ INDI\n1 NAME Nguyễn Văn {n} /Nguyễn/\n1 NOTE {'x' * 2000}\n1 FAMC @F{n}@\n" for n in range(number)]
    content = ("0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n" + "".join(people) + "0 TRLR\n").encode()
    tracemalloc.start()
    tree = families.read_tree(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(tree.people) == number and peak < 6 * len(content)
