"""Somebody who stands in a family's tree and gave no sample breaks no list, is found, and is never registered twice."""

import re
from dataclasses import replace

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app
import families
from core.web.site import build_site
from core.work import Work
from desk import queries as desk_queries
from families import KinFacts
from families.models import Individual, KinshipClaim
from tests.conftest import actor
from tests.integration.test_a_family_tree_grows import donor, martyr
from tests.integration.test_the_desk import SITE, Hall, stone

KHE = "18604"


@pytest.fixture
def hall(database):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        made = Hall(database, client)
        with database.transaction() as session:
            work = Work(session, actor())
            mother = families.add_kin(work, "LS-00001", "LS-00001", "mother", KinFacts(name="Nguyễn Thị Mẹ", birth_year=1925))
            families.add_kin(work, "LS-00001", mother, "mother", KinFacts())
            made.sister = families.add_kin(work, "LS-00001", "LS-00001", "half-m.sister", KinFacts(name="Trần Thị Lành", birth_year=1955))
        yield made


def test_the_desk_offers_whoever_stands_in_a_tree_and_gives_that_very_person_the_code(hall):
    walk_in = {"name": "Tran Thi Lanh", "born": "1955", "sex": "female", "witness": "Ông Tư, trưởng thôn", "commune_code": KHE, "phone": "0912345318"}
    before = len(hall.rows(Individual.id))
    answer = hall.post("/moi", **walk_in)
    assert answer.status_code == 409
    assert "đã có trong phả hệ của LS-00001" in answer.text
    own = re.search(r'name="in_tree" value="([\w-]+)"', answer.text)[1]
    for nobody in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert hall.post("/moi", **walk_in, in_tree=nobody).status_code in (404, 409)
    assert stone(hall.post("/moi", **walk_in, in_tree=own)) == "liet-si"
    assert len(hall.rows(Individual.id)) == before, "nobody was registered twice"
    assert hall.post("/moi", **walk_in, in_tree=own).status_code == 409
    person = next(row for row in hall.rows(Individual) if str(row.id) == own)
    claim, = (row for row in hall.rows(KinshipClaim) if row.individual_id == person.id)
    assert (person.donor_id is not None, claim.relation_path, claim.maternal_line) == (True, "half-m.sister", "yes")


def test_every_page_that_lists_people_stands_with_nameless_ones_on_record(hall):
    for path in ("/", "/than-nhan", "/than-nhan?q=Nguyen", "/ho-so/liet-si/LS-00001", f"/ho-so/{hall.lai}", "/liet-si", "/bao-cao", f"/ban/{hall.day}"):
        answer = hall.client.get(path)
        assert answer.status_code in (200, 403), path
    found = hall.client.post("/tim", data={"_csrf_token": hall.csrf, "q": "Tran Thi Lanh"})
    assert f'/ho-so/liet-si/LS-00001/pha-he?nguoi={hall.sister}' in found.text
    assert "Trần Thị Lành" in hall.client.get(f"/ho-so/liet-si/LS-00001/pha-he?nguoi={hall.sister}").text


def test_questions_about_donors_pass_over_whoever_has_no_code(work):
    of = martyr(work)
    code = donor(work, "Trần Thị Lài", of, "sister?", birth_year=1958, commune_code=KHE)
    key = families.add_kin(work, of.code, of.code, "sister", KinFacts(name="Trần Thị Lài", birth_year=1958))
    facts = families.RelativeFacts(name="Trần Thị Lài", birth_year=1958, commune_code=KHE)
    assert [hit.donor_code for hit in families.may_be_same(work, facts)] == [code]
    assert [hit.donor_code for hit in families.find_relatives(work, "Trần Thị Lài")] == [code]
    assert [hit.key for hit in families.alike_in_trees(work, facts)] == [hit.key for hit in families.find_in_trees(work, "tran lai")] == [key]
    assert families.find_in_trees(work, "  ") == families.find_in_trees(work, "0912345678") == []
    assert set(families.known_relatives(work.session).alike.values()) == {code, of.code}
    assert families.donors_of(work.session, ["nothing"]) == []
    views, elsewhere = families.kin_of(work, of.id)
    assert ([view.donor_code for view in views], elsewhere) == ([code], 0)
    assert families.martyrs_with_kin(work.session) == {of.code}


def test_somebody_of_a_tree_in_another_commune_is_not_offered(work):
    of = martyr(work, commune_codes=[KHE])
    families.add_kin(work, of.code, of.code, "sister", KinFacts(name="Trần Thị Lài", birth_year=1958))
    clerk = Work(work.session, replace(actor(communes={"18754"}), account_id=work.actor.account_id))
    facts = families.RelativeFacts(name="Trần Thị Lài", birth_year=1958)
    assert families.alike_in_trees(clerk, facts) == families.find_in_trees(clerk, "Trần Thị Lài") == []
    assert len(families.alike_in_trees(work, facts)) == 1


def test_a_list_that_names_somebody_of_a_tree_is_flagged_with_the_martyrs_code(work):
    of = martyr(work, commune_codes=[KHE])
    families.add_kin(work, of.code, of.code, "sister", KinFacts(name="Trần Thị Lài", birth_year=1958))
    sheet = "Họ và tên thân nhân,Năm sinh,Địa chỉ,Quan hệ,Liệt sĩ\nTrần Thị Lài,1958,Xã Thạch Khê,em gái,Liệt Sĩ 1\nHồ Thị Xa,1950,Xã Thạch Khê,em gái,Liệt Sĩ 1\n"
    staged = desk_queries.stage_relatives(work.session, "t.csv", sheet.encode())
    flagged = [of.code in str([flag.values for flag in row.flags]) for row in staged.rows]
    assert flagged == [True, False]


def test_whoever_was_found_to_be_somebody_else_is_offered_once(work):
    of = martyr(work)
    one = families.add_kin(work, of.code, of.code, "sister", KinFacts(name="Trần Thị Lài", birth_year=1958))
    other = families.add_kin(work, of.code, of.code, "sister?", KinFacts(name="Trần Thị Lài Hai", birth_year=1958))
    assert families.same_person(work, of.code, one, other) == one
    assert [hit.key for hit in families.find_in_trees(work, "Trần Thị Lài")] == [one]
    gone = work.session.exec(select(Individual).where(Individual.name.is_not(None)).order_by(Individual.id.desc())).first()
    with pytest.raises(families.DonorAlready):
        families.register_from_tree(work, gone.id, families.RelativeFacts(name="Trần Thị Lài"))
