"""A family tree drawn further on its page: who is already there is joined, a child has two parents, and it stands who told it."""

import re

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import app  # noqa: F401 - installs the routes
import families
from cases import queries
from core import auth, clock
from core.auth import Role
from core.errors import NotFound, Refused
from core.web import registry, serving
from core.work import Work
from families.models import Individual, Parentage, Sibling
from tests.conftest import actor
from tests.integration.test_a_family_tree_grows import MARTYR, add, donor, martyr, tree
from tests.site import build_site, says_why

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
        says_why(client, f"martyr:{MARTYR}")
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


@pytest.fixture
def family(database, clerk):
    """The martyr's mother, her sister, and a man who came in from outside, by name."""
    def write(work):
        mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", birth_year=1920)
        aunt = add(work, mother, "sister", "Nguyễn Thị Dì", birth_year=1925)
        wife = add(work, MARTYR, "spouse", "Lê Thị Vợ", birth_year=1950)
        return {"mother": mother, "aunt": aunt, "wife": wife, "guest": add(work, wife, "brother", "Lê Văn Khách", birth_year=1921)}

    return put(database, write)


def place(database, key):
    return put(database, lambda work: tree(work)).pedigree.by_key[key]


def test_two_who_stand_in_the_tree_are_made_a_couple_once(database, clerk, family):
    assert "vợ chồng của" in clerk().text
    assert "Đã nối hai người" in clerk("/noi", nguoi=family["mother"], la="spouse", cua=family["guest"]).text
    assert tuple(sorted((family["mother"], family["guest"]))) in put(database, lambda work: tree(work)).pedigree.unions
    again = clerk("/noi", nguoi=family["guest"], la="spouse", cua=family["mother"])
    assert again.status_code >= 400 and "đã được nối như vậy rồi" in again.text


def test_parents_and_siblings_are_no_couple(database, clerk, family):
    for one, other in (("mother", MARTYR), ("mother", "aunt"), ("wife", "guest")):
        refused = clerk("/noi", nguoi=family[one], la="spouse", cua=family.get(other, other))
        assert "không thể là vợ chồng" in refused.text and refused.status_code >= 400
    assert len(put(database, lambda work: tree(work)).pedigree.unions) == 1


def test_somebody_who_stands_in_the_tree_becomes_a_father_and_what_cannot_be_is_refused(database, clerk, family):
    assert clerk("/noi", nguoi=family["guest"], la="father", cua=MARTYR).status_code == 200
    assert place(database, MARTYR).father == family["guest"]
    for kin, one, other, words in (
        ("father", family["guest"], MARTYR, "đã được nối như vậy rồi"), ("mother", family["aunt"], MARTYR, "mẹ"), ("child", family["mother"], MARTYR, "tổ tiên"),
        ("mother", family["guest"], family["wife"], "nam"), ("child", MARTYR, MARTYR, "đã là một"), ("uncle", family["guest"], MARTYR, "Chưa"), ("", MARTYR, MARTYR, ""),
        ("spouse", family["guest"], "i-0", "Chưa"),
    ):
        refused = clerk("/noi", nguoi=one, la=kin, cua=other)
        assert 400 <= refused.status_code < 500 and words in refused.text, kin
    assert place(database, MARTYR).mother == family["mother"]


def test_a_child_is_asked_for_its_other_parent_and_has_both_or_one(database, clerk, family):
    form = clerk(f"?nguoi={MARTYR}&them=daughter").text
    assert "Mẹ của người con này" in form and f'name="cung" value="{family["wife"]}"' in form and 'name="cung" value="" checked' in form
    assert 'name="cung"' not in clerk(f"?nguoi={family['aunt']}&them=son").text
    clerk("/them", nguoi=MARTYR, them="daughter", cung=family["wife"], name="Con Gái", sex="", born="")
    clerk("/them", nguoi=MARTYR, them="son", cung="", name="Con Trai", sex="", born="")
    seen = put(database, lambda work: tree(work))
    girl, boy = (next(key for key, shown in seen.names.items() if shown == name) for name in ("Con Gái", "Con Trai"))
    assert (seen.pedigree.by_key[girl].father, seen.pedigree.by_key[girl].mother) == (MARTYR, family["wife"])
    assert seen.pedigree.by_key[boy].mother != family["wife"]


def test_a_sister_of_somebody_without_parents_on_record_has_both_parents_in_common(database, clerk, family):
    assert clerk("/them", nguoi=family["wife"], them="sister", name="Lê Thị Chị", sex="").status_code == 200
    seen = put(database, lambda work: tree(work))
    sister, wife = (seen.pedigree.by_key[next(key for key, shown in seen.names.items() if shown == name)] for name in ("Lê Thị Chị", "Lê Thị Vợ"))
    assert (sister.father, sister.mother) == (wife.father, wife.mother) and sister.mother and sister.father


def test_who_told_it_and_how_sure_they_were_stands_on_the_card(database, clerk, family):
    form = clerk(f"?nguoi={MARTYR}&them=brother").text
    assert 'name="chac" value="unasked" checked' in form and "Ai nói? Chắc đến đâu?" in form
    page = clerk("/them", nguoi=MARTYR, them="brother", name="Em Trai", sex="", ai_noi=family["aunt"], chac="heard")
    assert "Nguyễn Thị Dì (nghe nói)" in page.text
    assert "cán bộ ghi (chắc chắn)" in clerk("/noi", nguoi=family["guest"], la="father", cua=MARTYR, chac="sure").text
    assert "Nguyễn Thị Dì (nghĩ là)" in clerk("/noi", nguoi=family["mother"], la="spouse", cua=family["guest"], ai_noi=family["aunt"], chac="thinks").text
    assert "Theo lời" not in clerk(f"?nguoi={family['aunt']}").text
    assert clerk("/them", nguoi=MARTYR, them="brother", name="Người Khác", ai_noi="i-0", chac="x").status_code < 500


def test_a_teller_of_another_commune_is_not_named(work):
    of = martyr(work)
    teller = donor(work, "Trần Thị Xa", of, "sister.daughter", commune_code="18604")
    key = add(work, MARTYR, "brother", "Em Trai", informant=teller, confidence=families.Confidence.thinks)
    elsewhere = Work(work.session, actor(Role.day_lead, communes={"18073"}))
    facts = dict(queries.family_page(elsewhere, MARTYR, key).card.facts)
    assert "Trần Thị Xa" in dict(queries.family_page(work, MARTYR, key).card.facts)["Theo lời"]
    assert facts.get("Theo lời") in (None, "người thân ở xã khác (nghĩ là)")


def test_a_tie_that_was_ended_by_mistake_is_said_again_and_the_same_person_comes_back(database, clerk, family):
    page = clerk("/them", nguoi=MARTYR, them="spouse", name="Võ Thị Cúc", born="1947")
    wife = put(database, lambda work: next(key for key, shown in tree(work).names.items() if shown == "Võ Thị Cúc"))
    people = put(database, lambda work: len(work.session.exec(select(Individual)).all()))
    page = clerk("/bo-quan-he", nguoi=MARTYR, voi=wife)
    assert "có thể ghi lại" in page.text
    assert wife not in put(database, lambda work: tree(work).pedigree.by_key)
    assert "Võ Thị Cúc, vợ chồng" in page.text or "và Võ Thị Cúc" in page.text
    row = re.search(r'name="dong" value="([^"]+)"', page.text)[1]
    again = clerk("/ghi-lai", nguoi=MARTYR, dong=row)
    assert "Quan hệ đã được ghi lại" in again.text and "Quan hệ đã bỏ" not in again.text
    assert tuple(sorted((MARTYR, wife))) in put(database, lambda work: tree(work)).pedigree.unions
    assert put(database, lambda work: len(work.session.exec(select(Individual)).all())) == people
    assert "Nothing on record" not in clerk("/ghi-lai", nguoi=MARTYR, dong=row).text
    assert clerk("/ghi-lai", nguoi=MARTYR, dong="x").status_code == 404


def test_an_ended_parent_comes_back_too_unless_another_was_named_meanwhile(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", confidence=families.Confidence.heard)
    families.end_tie(work, MARTYR, MARTYR, mother)
    ended, = families.ended_ties(work, MARTYR)
    assert ended.words == "Nguyễn Thị Mẹ, mẹ của Liệt Sĩ 1"
    other = add(work, MARTYR, "mother", "Trần Thị Khác")
    with pytest.raises(Refused):
        families.rejoin_tie(work, MARTYR, ended.row)
    families.end_tie(work, MARTYR, MARTYR, other)
    families.rejoin_tie(work, MARTYR, ended.row)
    assert tree(work).pedigree.by_key[MARTYR].mother == mother
    assert [told.confidence for told in families.told_of(work.session, tree(work).people[mother])] == [families.Confidence.heard], "how sure they were is kept"
    assert [tie.words for tie in families.ended_ties(work, MARTYR)] == ["Trần Thị Khác, mẹ của Liệt Sĩ 1"]


def test_an_ended_tie_names_nobody_of_another_commune_and_is_not_said_again_from_here(work):
    of = martyr(work, commune_codes=["18073"])
    far = donor(work, "Trần Thị Xa", of, "sister", commune_code="18604", sex="female")
    husband = add(work, far, "spouse", "Lê Văn Chồng")
    families.end_tie(work, MARTYR, far, husband)
    elsewhere = Work(work.session, actor(Role.day_lead, communes={"18073"}))
    ended, = families.ended_ties(elsewhere, MARTYR)
    assert "Trần Thị Xa" not in ended.words and "người thân ở xã khác" in ended.words
    assert "Lê Văn Chồng" not in ended.words, "known through her alone"
    with pytest.raises(NotFound):
        families.rejoin_tie(elsewhere, MARTYR, ended.row)


def test_two_things_told_of_the_same_two_people_both_stand(work):
    martyr(work)
    sister = add(work, MARTYR, "sister", "Lê Thị Chị", sex="female")
    ends = [tree(work).people[key] for key in (sister, MARTYR)]
    for table, said, sure in ((Sibling, {"individual_id": ends[0], "of_id": ends[1], "step": "sister"}, "sure"),
                              (Parentage, {"child_id": ends[0], "parent_id": ends[1], "role": "father", "kind": "social"}, "heard")):
        work.save(table(**said, confidence=sure, occurred_at=clock.now()))
    assert {told.confidence for told in families.told_of(work.session, ends[0])} == {families.Confidence.sure, families.Confidence.heard}
