"""A family tree drawn further on its page: who is already there is joined, a child has two parents, and it stands who told it."""

import re

import pytest
from litestar.testing import TestClient

import app  # noqa: F401 - installs the routes
import families
from core import auth
from core.auth import Role
from core.web import registry, serving
from core.web.site import build_site
from core.work import Work
from tests.conftest import actor
from tests.integration.test_a_family_tree_grows import MARTYR, donor, martyr, tree

HERE = f"/ho-so/liet-si/{MARTYR}/pha-he"


@pytest.fixture
def clerk(database):
    """`clerk(path, **boxes)` posts to the page of the family as somebody who works with families; `clerk()` opens it."""
    with database.transaction() as session:
        martyr(Work(session, auth.SYSTEM))
        auth.add_account(session, "thu.ha", "Thu Hà", [Role.day_lead], password="mot-hai-ba-bon")
    with TestClient(build_site(serving.house.routes, database, demo=False), base_url="http://127.0.0.1") as client:
        def sent(path="", **boxes):
            here = "/dang-nhap" if path == "/dang-nhap" else HERE
            held = client.get(here).text
            path = here if path == here else f"{HERE}{path}"
            return client.post(path, data={"_csrf_token": re.search(r'name="_csrf_token" value="(\w+)"', held)[1], **boxes}) if boxes else client.get(path)

        sent("/dang-nhap", name="thu.ha", password="mot-hai-ba-bon")
        yield sent


def put(database, change):
    """What `change(work)` wrote, kept."""
    with database.transaction() as session:
        return change(Work(session, auth.SYSTEM))


def asked(page):
    """Of the first question of the page: where its answer goes, what goes with it, and the answers."""
    form = re.search(r'<div class="question">.*?</form>', page.text, re.DOTALL)
    if form is None:
        return "", {}, []
    hidden = dict(re.findall(r'type="hidden" name="(nguoi|hoi|ve)" value="([^"]*)"', form[0]))
    return re.search(rf'action="{HERE}([^"]+)"', form[0])[1], hidden, re.findall(r'name="tra-loi" value="([^"]+)"', form[0])


def test_a_word_with_several_ways_is_answered_on_the_page_question_by_question(database, clerk):
    put(database, lambda work: donor(work, "Trần Thị Lài", families.martyr(work.session, MARTYR), word="em họ", sex="female"))
    page, said = clerk(), []
    while len(said) < 6 and (where := asked(page))[0]:
        said.append(where[2][0])
        page = clerk(where[0], **where[1], **{"tra-loi": said[-1]})
        assert page.status_code == 200
    assert said == ["mother", "sister", "full"]
    assert put(database, lambda work: tree(work).pedigree.opens) == ()


def test_a_question_that_a_colleague_answered_is_not_answered_twice(database, clerk):
    code = put(database, lambda work: donor(work, "Trần Thị Lài", families.martyr(work.session, MARTYR), word="em họ", sex="female"))
    assert clerk("/noi-ro", nguoi=code, ve=MARTYR, hoi="side", **{"tra-loi": "mother"}).status_code == 200
    assert clerk("/noi-ro", nguoi=code, ve=MARTYR, hoi="side", **{"tra-loi": "father"}).status_code == 409


def test_what_waits_stands_on_one_line_of_today_only(work):
    donor(work, "Trần Thị Lài", martyr(work), word="em họ", sex="female")
    lines = [each.href for each in registry.all_waiting(Work(work.session, actor(Role.day_lead)))]
    assert lines.count("/than-nhan/can-hoi") == 1 and len(set(lines)) == len(lines)
