"""What a clerk does on a family tree, on both databases: add, name, correct, make one, end; and what is refused with which sentence."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlmodel import select

import families
from core import events
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.errors import NotFound, Refused
from core.ids import new_id
from core.work import Work
from families import KinFacts
from families.events import KinshipRevised
from families.models import Individual, IndividualVersion, KinshipClaim, Martyr, NameToken, Parentage
from families.rules.pedigree import Life, ParentRole, Reachable, kin_facts, refusals
from tests.conftest import actor

MARTYR = "LS-00001"


def martyr(work, number=1, **facts):
    row = Martyr(number=number, code=f"LS-{number:05d}", name=f"Liệt Sĩ {number}", fingerprint=f"print {number}", **{"sex": "male", "birth_year": 1948} | facts)
    work.save(row)
    return row


def donor(work, name, of, path=None, word="", **facts):
    person = families.register_relative(work, families.RelativeFacts(name=name, **facts))
    families.state_kinship(work, person.donor_id, of.id, path, word)
    return families.relative(work, person.donor_id).donor_code


def tree(work, code=MARTYR):
    return families.family_tree(work, code)


def found(work, name, code=MARTYR):
    """The key under which a name stands in the tree."""
    seen = tree(work, code)
    return next(key for key, shown in seen.names.items() if shown == name and key in seen.pedigree.by_key)


def add(work, to, step, name="", **facts):
    return families.add_kin(work, MARTYR, to, step, KinFacts(name=name, **facts))


def test_the_mother_is_named_where_a_placeholder_stood(work):
    of = martyr(work)
    nephew = donor(work, "Trần Văn Cháu", of, "mother.sister.son")
    assert tree(work).pedigree.by_key[MARTYR].mother == "~LS-00001:mother"
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", birth_year=1920, death_year=1999)
    seen = tree(work)
    assert seen.pedigree.by_key[MARTYR].mother == mother
    assert seen.names[mother] == "Nguyễn Thị Mẹ"
    person = seen.pedigree.by_key[mother]
    assert (person.sex, person.birth_year, person.life, person.inferred) == ("female", 1920, Life.dead, False)
    aunt = seen.pedigree.by_key[seen.pedigree.by_key[nephew].mother]
    assert aunt.mother == person.mother != None  # noqa: E711 - both must be somebody
    assert seen.contradictions == ()


def test_a_placeholder_far_up_is_held_by_everybody_on_the_way_down(work):
    of = martyr(work)
    donor(work, "Trần Văn Cháu", of, "mother.mother.sister.daughter.son")
    great_aunt = next(person.key for person in tree(work).pedigree.people if person.key.endswith("mother.mother.sister"))
    named = families.name_kin(work, MARTYR, great_aunt, KinFacts(name="Lê Thị Bà Dì"))
    claim = families.claims(work.session, work.session.exec(select(Individual.donor_id).where(Individual.donor_id.is_not(None))).one())[0]
    families.end_kinship(work, claim.claim_id)
    families.state_kinship(work, work.session.exec(select(Individual.donor_id).where(Individual.donor_id.is_not(None))).one(), of.id, "mother.sister?.son")
    assert named in tree(work).pedigree.by_key, "the claim changed, and whoever was named stays beside those whom she bore"
    grandmother = next(person.key for person in tree(work).pedigree.people if person.key == "~LS-00001:mother.mother")
    named = families.name_kin(work, MARTYR, grandmother, KinFacts(name="Lê Thị Bà"))
    people = tree(work).pedigree.by_key
    assert people[people[MARTYR].mother].mother == named


@pytest.mark.parametrize("path", ["mother.brother.spouse", "brother?.spouse", "mother.brother.adopted", "half-m.sister.daughter.spouse"])
def test_whoever_married_or_raised_a_donor_is_named_once_and_no_double_is_left(work, path):
    donor(work, "Trần Thị Mợ", martyr(work), path)
    before = len(tree(work).pedigree.people)
    place = next(person.key for person in tree(work).pedigree.people if person.inferred and person.key.count(":") == 2 and not any(
        person.key in (other.father, other.mother) for other in tree(work).pedigree.people))
    named = families.name_kin(work, MARTYR, place, KinFacts(name="Nguyễn Văn Cậu"))
    seen = tree(work).pedigree
    assert len(seen.people) == before
    assert place not in seen.by_key and seen.aliases[place] == named


def test_two_nephews_of_one_sister(work):
    of = martyr(work)
    one, other = donor(work, "Trần Văn Một", of, "sister.son"), donor(work, "Trần Văn Hai", of, "sister.son")
    people = tree(work).pedigree.by_key
    assert people[one].mother != people[other].mother
    sister = families.name_kin(work, MARTYR, people[one].mother, KinFacts(name="Võ Thị Chị"))
    assert families.same_person(work, MARTYR, sister, people[other].mother) == sister
    people = tree(work).pedigree.by_key
    assert people[one].mother == people[other].mother == sister
    families.end_tie(work, MARTYR, other, sister)
    people = tree(work).pedigree.by_key
    assert people[one].mother == sister != people[other].mother


@pytest.mark.parametrize(("step", "shared"), [
    ("sister", "both"), ("half-m.sister", "mother"), ("half-p.brother", "father"), ("sister?", "nobody knows"),
])
def test_a_sibling_is_kept_as_full_as_the_family_said(work, step, shared):
    martyr(work)
    key = add(work, MARTYR, step, "Võ Thị Em")
    one, other = tree(work).pedigree.by_key[MARTYR], tree(work).pedigree.by_key[key]
    if shared == "nobody knows":
        assert (other.father, other.mother, len(other.readings)) == (None, None, 3)
        families.settle_fullness(work, MARTYR, key, "half-m")
        one, other, shared = tree(work).pedigree.by_key[MARTYR], tree(work).pedigree.by_key[key], "mother"
        with pytest.raises(kin_facts.SettledAlready):
            families.settle_fullness(work, MARTYR, key, "half-m")
    assert (one.mother == other.mother is not None) is (shared in ("both", "mother"))
    assert (one.father == other.father is not None) is (shared in ("both", "father"))


def test_the_answer_about_one_sister_settles_all_her_children(work):
    of = martyr(work)
    one, other = donor(work, "Trần Văn Một", of, "sister?.son", "con chị gái"), donor(work, "Trần Văn Hai", of, "sister?.son")
    people = tree(work).pedigree.by_key
    sister = families.name_kin(work, MARTYR, people[one].mother, KinFacts(name="Võ Thị Chị"))
    families.same_person(work, MARTYR, sister, people[other].mother)
    families.settle_fullness(work, MARTYR, sister, "half-p")
    ids = {code: work.session.exec(select(Individual.donor_id)).all() for code in (one, other)}
    said = [claim for own in {own for each in ids.values() for own in each if own} for claim in families.claims(work.session, own)]
    assert {(claim.relation_path, claim.maternal_line) for claim in said} == {("half-p.sister.son", "no")}
    assert {claim.relation_word for claim in said} == {"con chị gái", None}
    assert len(work.session.exec(select(KinshipClaim)).all()) == 4, "what was said before stays"


def test_children_couples_and_adoption(work):
    martyr(work)
    wife = add(work, MARTYR, "spouse", "Hoàng Thị Vợ")
    son = families.add_kin(work, MARTYR, MARTYR, "son", KinFacts(name="Liệt Văn Con"), other_parent=wife)
    child = add(work, wife, "adopted", "Liệt Thị Nuôi")
    seen = tree(work).pedigree
    assert seen.by_key[wife].sex == "female"
    assert (seen.by_key[son].father, seen.by_key[son].mother) == (MARTYR, wife)
    assert (seen.by_key[child].father, seen.by_key[child].mother) == (None, None)
    assert [(tie.child, tie.parent, tie.kind) for tie in seen.social] == [(child, wife, "adoptive")]
    assert seen.unions == ((MARTYR, wife),) or seen.unions == ((wife, MARTYR),)


def test_what_cannot_be_is_refused_and_leaves_nothing(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", birth_year=1920)
    before = [len(work.session.exec(select(table)).all()) for table in (Individual, Parentage, NameToken, AuditRow)]

    def refused(error, command, *args, **more):
        with pytest.raises(error):
            command(work, MARTYR, *args, **more)

    refused(kin_facts.PlaceTaken, families.name_kin, mother, KinFacts(name="Nguyễn Thị Khác"))
    refused(refusals.SecondMother, families.add_kin, MARTYR, "mother", KinFacts(name="Nguyễn Thị Khác"))
    refused(refusals.YearsImpossible, families.add_kin, mother, "mother", KinFacts(name="Bà", birth_year=1915))
    refused(refusals.OwnAncestor, families.add_parentage, mother, MARTYR, ParentRole.father)
    refused(refusals.WrongSexParent, families.add_parentage, families.add_kin(work, MARTYR, MARTYR, "sister?", KinFacts()), mother, ParentRole.father)
    refused(kin_facts.SexDoesNotFit, families.add_kin, MARTYR, "sister", KinFacts(sex="male"))
    refused(kin_facts.LifeImpossible, families.add_kin, MARTYR, "brother", KinFacts(birth_year=1950, death_year=1940))
    refused(kin_facts.LifeImpossible, families.add_kin, MARTYR, "brother", KinFacts(birth_year=1890, life=Life.alive))
    refused(kin_facts.StepUnknown, families.add_kin, MARTYR, "second cousin", KinFacts())
    refused(kin_facts.SexNeeded, families.add_kin, add(work, mother, "child"), "son", KinFacts())
    refused(kin_facts.SameAlready, families.same_person, mother, mother)
    refused(kin_facts.NoSuchTie, families.end_tie, mother, add(work, MARTYR, "brother"))
    refused(refusals.NotInThisFamily, families.add_kin, "i-ffff", "mother", KinFacts())
    with pytest.raises(NotFound):
        families.add_kin(work, "LS-99999", "LS-99999", "mother", KinFacts())
    after = [len(work.session.exec(select(table)).all()) for table in (Individual, Parentage, NameToken, AuditRow)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [3, 1, 0, 3], "only the three who were allowed"


def test_a_form_sent_twice_adds_one_person(work):
    martyr(work)
    own = new_id()
    keys = [families.add_kin(work, MARTYR, MARTYR, "brother", KinFacts(name="Võ Văn Em"), own=own) for _ in range(2)]
    assert keys[0] == keys[1]
    with pytest.raises(kin_facts.AlreadyInTree):
        add(work, MARTYR, "brother", "Võ Văn Em")
    mother = tree(work).pedigree.by_key[MARTYR].mother
    twice = [families.name_kin(work, MARTYR, mother, KinFacts(name="Nguyễn Thị Mẹ")) for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(work.session.exec(select(Individual)).all()) == 3


def test_two_with_codes_are_never_made_one_by_the_program(work):
    of = martyr(work)
    one, other = donor(work, "Trần Văn Một", of, "sister.son"), donor(work, "Trần Văn Một", of, "sister.son")
    with pytest.raises(kin_facts.TwoCodes):
        families.same_person(work, MARTYR, one, other)
    without = add(work, MARTYR, "brother", "Trần Văn Em")
    with pytest.raises(kin_facts.TwoCodes):
        families.same_person(work, MARTYR, one, MARTYR)
    brother = donor(work, "Trần Văn Em", of, "brother")
    assert families.same_person(work, MARTYR, without, brother) == brother
    assert without not in tree(work).pedigree.by_key
    families.end_tie(work, MARTYR, brother, without)
    assert {without, brother} <= set(tree(work).pedigree.by_key)


def test_making_two_one_is_refused_where_the_family_could_not_be(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ")
    grandmother = add(work, mother, "mother", "Lê Thị Bà")
    with pytest.raises(refusals.OwnAncestor):
        families.same_person(work, MARTYR, mother, grandmother)
    with pytest.raises(kin_facts.SexDoesNotFit):
        families.same_person(work, MARTYR, mother, add(work, MARTYR, "father", "Võ Văn Cha"))


def test_a_correction_keeps_what_stood_there_sealed(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", birth_year=1920)
    facts = replace(families.kin_facts(work, MARTYR, mother), birth_year=1921, life=Life.alive, reach=Reachable.weak)
    families.revise_kin(work, MARTYR, mother, facts)
    assert families.revise_kin(work, MARTYR, mother, facts) == mother
    assert [row.former for row in work.session.exec(select(IndividualVersion))] == [{"birth_year": 1920, "life": "unknown", "reach": "unknown"}]
    person = tree(work).pedigree.by_key[mother]
    assert (person.birth_year, person.life, person.reach) == (1921, Life.alive, Reachable.weak)


def test_the_log_holds_codes_only_and_names_stay_sealed(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ")
    rows = work.session.exec(select(AuditRow).where(AuditRow.action == "families.kin_added")).all()
    assert [(row.subject, row.facts["to"], row.facts["key"]) for row in rows] == [(f"martyr:{MARTYR}", MARTYR, mother)]
    assert "Nguyễn" not in str([row.facts for row in work.session.exec(select(AuditRow))])
    tree(work)
    assert {(row.subject, row.reason) for row in work.session.exec(select(ViewRow))} == {(f"individual:{mother}", "family tree")}


def test_another_communes_relative_is_a_relative_and_nothing_more(work):
    of = martyr(work, commune_codes=["18073"])
    there, here = donor(work, "Trần Văn Xa", of, "brother", commune_code="18754", birth_year=1950), donor(work, "Trần Văn Gần", of, "brother", commune_code="18073")
    mother = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ")
    clerk = Work(work.session, replace(actor(communes={"18073"}), account_id=work.actor.account_id))
    seen = tree(clerk)
    assert (seen.names[there], seen.names[here], seen.names[mother]) == ("người thân ở xã khác", "Trần Văn Gần", "Nguyễn Thị Mẹ")
    assert seen.hidden == {there} and seen.pedigree.by_key[there].birth_year is None
    with pytest.raises(NotFound):
        families.revise_kin(clerk, MARTYR, there, KinFacts(birth_year=1951))
    assert families.revise_kin(clerk, MARTYR, mother, KinFacts(birth_year=1920)) == mother
    stranger = Work(work.session, replace(actor(communes={"18700"}), account_id=work.actor.account_id))
    with pytest.raises(NotFound):
        families.add_kin(stranger, MARTYR, MARTYR, "father", KinFacts(name="Võ Văn Cha"))


def test_whoever_is_known_only_through_a_hidden_relative_is_hidden_too(work):
    of = martyr(work, commune_codes=["18073"])
    there, here = (donor(work, name, of, "sister", commune_code=code, sex="female") for name, code in (("Trần Thị Xa", "18754"), ("Trần Thị Gần", "18073")))
    mother, far, near = add(work, MARTYR, "mother", "Nguyễn Thị Mẹ"), add(work, there, "daughter", "Lê Thị Xa"), add(work, here, "daughter", "Lê Thị Gần")
    farther = add(work, far, "daughter", "Lê Thị Xa Nữa")
    clerk = Work(work.session, replace(actor(communes={"18073"}), account_id=work.actor.account_id))
    seen = tree(clerk)
    assert seen.hidden == {there, far, farther}
    assert {seen.names[key] for key in seen.hidden} == {"người thân ở xã khác"}
    assert (seen.names[mother], seen.names[near]) == ("Nguyễn Thị Mẹ", "Lê Thị Gần")
    assert not families.cards(clerk, [far, farther], "test")
    with pytest.raises(NotFound):
        families.revise_kin(clerk, MARTYR, farther, KinFacts(birth_year=1990))
    assert tree(work).hidden == frozenset()


def test_donors_whose_line_changes_are_told_of_and_no_one_else(work, monkeypatch):
    of = martyr(work)
    one, other = donor(work, "Trần Văn Một", of, "sister?.son"), donor(work, "Trần Văn Hai", of, "brother.son")
    told = []
    monkeypatch.setattr(events, "publish", lambda _, event: told.append(event))
    add(work, MARTYR, "mother", "Nguyễn Thị Mẹ")
    assert told == []
    sister = tree(work).pedigree.by_key[one].mother
    families.settle_fullness(work, MARTYR, sister, "full")
    assert {event.donor_code for event in told if isinstance(event, KinshipRevised)} == {one}
    assert other in tree(work).pedigree.by_key


def test_somebody_of_the_tree_becomes_a_donor_with_the_way_the_tree_shows(work):
    martyr(work)
    sister = add(work, MARTYR, "half-m.sister", "Võ Thị Chị", birth_year=1940)
    niece = add(work, sister, "daughter", "Trần Thị Cháu", birth_year=1962)
    own = tree(work).people[niece]
    person = families.register_from_tree(work, own, families.RelativeFacts(name="Trần Thị Cháu", citizen_id="042162000001"))
    assert person.id == own and person.birth_year == 1962
    claim, = families.claims(work.session, person.donor_id)
    assert (claim.relation_path, claim.maternal_line) == ("half-m.sister.daughter", "yes")
    assert [hit.donor_id for hit in families.find_relatives(work, "Tran Thi Chau")] == [person.donor_id]
    with pytest.raises(kin_facts.DonorAlready):
        families.register_from_tree(work, own, families.RelativeFacts(name="Trần Thị Cháu"))


def test_nobody_is_registered_under_a_word_for_kin_or_as_a_man_by_guess(work):
    martyr(work)
    child = add(work, MARTYR, "child", "")
    own = tree(work).people[child]
    for said in (families.RelativeFacts(name=""), families.RelativeFacts(name="Trần Văn Con")):
        with pytest.raises(kin_facts.NotKnownEnough), work.session.begin_nested():
            families.register_from_tree(work, own, said)
    person = families.register_from_tree(work, own, families.RelativeFacts(name="Trần Thị Con", sex="female"))
    assert families.claims(work.session, person.donor_id)[0].relation_path == "daughter"


def test_who_registers_somebody_of_the_tree_does_not_lose_sight_of_them(work):
    martyr(work, commune_codes=["18073", "18604"])
    sister = add(work, MARTYR, "sister", "Võ Thị Chị")
    clerk = Work(work.session, actor(Role.day_lead, communes={"18604"}))
    person = families.register_from_tree(clerk, tree(work).people[sister], families.RelativeFacts(name="Võ Thị Chị"))
    assert person.commune_code == "18604"
    brother = add(work, MARTYR, "brother", "Võ Văn Em")
    other = families.register_from_tree(work, tree(work).people[brother], families.RelativeFacts(name="Võ Văn Em"))
    assert not other.commune_code


def test_one_donor_of_two_martyrs_makes_one_family(work):
    one, other, alone = martyr(work, 1), martyr(work, 2), martyr(work, 3)
    donor(work, "Trần Thị Mẹ", one, "mother")
    code = donor(work, "Trần Thị Dì", one, "mother.sister")
    own = work.session.exec(select(Individual.donor_id).order_by(Individual.id.desc())).first()
    families.state_kinship(work, own, other.id, "mother")
    family = tree(work).pedigree
    assert set(family.martyrs) == {one.code, other.code}
    assert family.by_key[other.code].mother == code
    whole = list(families.pedigrees(work.session))
    assert sorted(each.martyrs for each in whole) == sorted([family.martyrs, (alone.code,)])
    some = list(families.pedigrees(work.session, [other.code, one.code, alone.code.lower()]))
    assert {each.martyrs: each.people for each in some} == {each.martyrs: each.people for each in whole}


def test_an_old_word_without_readings_is_read_when_it_is_needed(work):
    of = martyr(work)
    code = donor(work, "Trần Thị Bác", of, None, "bác")
    claim = work.session.exec(select(KinshipClaim)).one()
    assert claim.readings and claim.side is None
    old = KinshipClaim(**claim.model_dump(exclude={"id", "recorded_at", "readings"}))
    work.save(old)
    assert tree(work).pedigree.unplaced[code] == tuple(claim.readings)




def test_two_clerks_at_once_cannot_each_add_a_mother(database):
    with database.transaction() as session:
        martyr(Work(session, actor()))
    begun, answers = Barrier(2), []

    def clerk(name):
        begun.wait(10)
        try:
            with database.transaction() as session:
                answers.append(add(Work(session, actor()), MARTYR, "mother", name))
        except Refused as refusal:
            answers.append(type(refusal))

    clerks = [Thread(target=clerk, args=(name,)) for name in ("Nguyễn Thị Mẹ", "Trần Thị Mẹ")]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join(30)
    assert sorted(str(answer)[:2] for answer in answers) == ["<c", "i-"], "one mother, and one clerk who reads why not"
    assert refusals.SecondMother in answers
    with database.transaction() as session:
        people = families.pedigree_of(session, MARTYR).by_key
        assert [person.key for person in people.values() if not person.martyr] == [people[MARTYR].mother]


def test_a_mother_is_tied_to_the_child_of_whom_it_was_said(work):
    donor(work, "Trần Thị Cháu", martyr(work), "half-m.sister.daughter")
    sister = families.name_kin(work, MARTYR, next(key for key in tree(work).pedigree.by_key if key.endswith(":sister")), KinFacts(name="Võ Thị Chị"))
    before = tree(work).pedigree
    mother = add(work, sister, "mother", "Nguyễn Thị Mẹ")
    people = tree(work).pedigree.by_key
    assert people[sister].mother == people[MARTYR].mother == mother
    families.end_tie(work, MARTYR, sister, mother)
    assert tree(work).pedigree == before


def test_who_told_it_and_how_sure_they_were_is_kept(work):
    martyr(work)
    teller = add(work, MARTYR, "brother", "Võ Văn Kể")
    add(work, MARTYR, "mother", "Nguyễn Thị Mẹ", informant=teller, confidence=families.Confidence.heard)
    row = work.session.exec(select(Parentage)).one()
    assert (row.confidence, row.informant_id) == ("heard", tree(work).people[teller])


@pytest.mark.parametrize(("answer", "shared"), [("full", "yes"), ("half-p", "no")])
def test_a_child_of_the_father_whose_mother_nobody_wrote_down_is_asked_about_and_the_answer_stays(work, answer, shared):
    martyr(work)
    father = add(work, MARTYR, "father", "Võ Văn Cha")
    sister = add(work, father, "daughter", "Võ Thị Chị")
    niece = add(work, sister, "daughter", "Trần Thị Cháu")
    lines = [families.line(tree(work).pedigree, MARTYR, key) for key in (sister, niece)]
    assert lines == ["unknown", "unknown"]
    assert [(each.person, each.of) for each in tree(work).pedigree.opens] == [(sister, MARTYR)]
    with pytest.raises(kin_facts.SettledAlready):
        families.settle_fullness(work, MARTYR, sister, "half-m", MARTYR)
    families.settle_fullness(work, MARTYR, sister, answer, MARTYR)
    seen = tree(work).pedigree
    assert [families.line(seen, MARTYR, key) for key in (sister, niece)] == [shared, shared]
    assert seen.opens == () and seen.contradictions == ()
    with pytest.raises(kin_facts.SettledAlready):
        families.settle_fullness(work, MARTYR, sister, answer, MARTYR)


def test_a_brother_added_as_of_another_mother_is_never_asked_about(work):
    martyr(work)
    add(work, MARTYR, "father", "Võ Văn Cha")
    brother = add(work, MARTYR, "half-p.brother", "Võ Văn Em")
    assert families.line(tree(work).pedigree, MARTYR, brother) == "no"
    assert tree(work).pedigree.opens == ()
    assert tree(work).names[brother] == "Võ Văn Em"


def test_nobody_says_of_a_child_of_the_mother_that_the_fathers_differ(work):
    martyr(work)
    mother = add(work, MARTYR, "mother", "Lê Thị Mẹ")
    sister = add(work, mother, "daughter")
    assert families.line(tree(work).pedigree, MARTYR, sister) == "yes"
    assert tree(work).names[sister] == "chị/em gái cùng mẹ"


@pytest.mark.parametrize(("answer", "shared"), [("full", "yes"), ("half-p", "no")])
def test_a_child_of_the_father_of_unknown_sex_is_answered_for_and_stays_of_unknown_sex(work, answer, shared):
    martyr(work)
    child = add(work, add(work, MARTYR, "father", "Võ Văn Cha"), "child", "Võ Một")
    families.settle_fullness(work, MARTYR, child, answer, MARTYR)
    seen = tree(work).pedigree
    assert (seen.by_key[child].sex, families.line(seen, MARTYR, child), seen.opens) == (None, shared, ())
