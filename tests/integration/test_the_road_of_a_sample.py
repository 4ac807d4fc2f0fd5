"""From a relative's name to two people's opinion, on both databases, through the front doors only."""

import csv
import io

import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import families
import labels
import samples
from consent.models import ConsentRecord
from core import auth, clock, names
from core.audit import AuditRow
from core.errors import NotFound
from core.staging import Staged
from core.work import Work
from matching import rules as matching_rules
from samples import rules
from samples.models import CustodyEvent, Sample
from tests.conftest import actor

MARTYRS = "Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nNguyễn Văn Ân,1949,Nam,3/1972,Xã Thạch Khê\n"


def a_martyr(work):
    staged = families.stage_martyrs("m.csv", MARTYRS.encode(), families.known_martyrs(work.session))
    assert isinstance(staged, Staged)
    families.load_martyrs(work, staged)
    return families.find_martyrs(work.session, "nguyen van an")[0]


def a_donor(work, martyr, name="Trần Thị Lài", path="mother.sister.daughter"):
    person = families.register_relative(work, families.RelativeFacts(name=name, sex="female", birth_year=1958, commune_code="18604", phone="0912345318"))
    claim = families.state_kinship(work, person.donor_id, martyr.id, path, "con dì")
    return person, samples.Claim(martyr.id, martyr.code, path, claim.maternal_line)


def consents(work, person, *martyrs, **answers):
    consent.ensure_form(work)
    said = dict.fromkeys(consent.Purpose, True) | {consent.Purpose[key]: value for key, value in answers.items()}
    return consent.record(work, consent.ConsentFacts(
        donor_id=person.donor_id, martyr_ids=tuple(each.id for each in martyrs), form_id=consent.current_form(work.session).id, answers=said, told_sensitive=True,
        read_aloud=True, can_read=True, method=consent.Method.paper, witness="Phạm Thị Hiên", copy_given=True, occurred_at=clock.now(),
        names=consent.PaperNames("Trần Thị Lài", "1958", "xã Thạch Khê", ("Nguyễn Văn Ân",))))


def takes(work, person, claim, kit, again=None, **more):
    donor = consent.donor(work.session, person.donor_id)
    return samples.collect(work, samples.CollectFacts(
        donor_id=donor.id, donor_code=donor.code, kit_code=kit, kit_code_again=again or kit, kind=samples.SampleKind.buccal,
        claims=(claim,), occurred_at=clock.now(), **{"taker": "thu.ha"} | more))


def test_no_kit_is_bound_without_purpose_one(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    with pytest.raises(rules.ConsentMissing):
        takes(work, person, claim, kit)
    consents(work, person, martyr, testing=False)
    with pytest.raises(rules.ConsentMissing):
        takes(work, person, claim, kit)


def untrained(work, skill):
    her = auth.account_named(work.session, "thu.ha")
    for row in auth.trainings(work.session, her.id):
        if row.skill == skill:
            auth.end_training(work.session, her, row.id, None)


def test_nobody_untrained_takes_a_consent_or_a_sample_whatever_the_role(work):
    """The plan's annex II.3 and IV.1: the gate stands before the act itself, so that no page and no other room leads around it."""
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    consents(work, person, martyr)
    untrained(work, auth.Skill.sampling)
    for taker in ({}, {"taker": "khong.co"}):
        with pytest.raises(auth.TrainingMissing):
            takes(work, person, claim, kit, **taker)
    untrained(work, auth.Skill.consent)
    with pytest.raises(auth.TrainingMissing):
        consents(work, person, martyr)
    assert list(work.session.exec(select(Sample))) == []
    assert len(work.session.exec(select(ConsentRecord)).all()) == 1


def test_wrong_used_and_foreign_codes_are_refused_with_the_reason(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    one, two = labels.issue(work, 2, "a4-65")
    with pytest.raises(labels.CheckDigitsWrong):
        takes(work, person, claim, one[:-1] + str((int(one[-1]) + 1) % 10))
    with pytest.raises(rules.CodesDiffer):
        takes(work, person, claim, one, two)
    with pytest.raises(rules.KitUnknown):
        takes(work, person, claim, labels.make_code(77_777_777))
    takes(work, person, claim, one)
    with pytest.raises(rules.KitUsed):
        takes(work, person, claim, one, second_reason="mẫu đầu quá ít")
    with pytest.raises(rules.SecondSample):
        takes(work, person, claim, two)
    assert takes(work, person, claim, two, second_reason="mẫu đầu quá ít").code == two


def shipped(work, martyr, count=3):
    people = [a_donor(work, martyr, name) for name in ("Trần Thị Lài", "Trần Thị Xuân", "Trần Thị Đào")[:count]]
    kits = labels.issue(work, count, "a4-65")
    for (person, claim), kit in zip(people, kits, strict=True):
        consents(work, person, martyr)
        takes(work, person, claim, kit)
    box = samples.open_box(work)
    assert [samples.pack(work, box.code, kit) for kit in kits] == ["A1", "A2", "A3"][:count]
    samples.seal(work, box.code, f"NP-{box.number}")
    shipment = samples.make_shipment(work, [box.code])
    manifest = samples.dispatch(work, shipment.code, "Bưu điện")
    return people, kits, shipment, manifest


def receipt(work, rows):
    out = io.StringIO()
    csv.writer(out).writerows([["sample_code", "verdict", "reason"], *rows])
    staged = samples.stage_receipt(work.session, "r.csv", out.getvalue().encode())
    assert isinstance(staged, Staged)
    samples.load_receipt(work, staged)
    return staged


def test_a_tube_travels_to_the_laboratory_and_its_receipt_comes_back(work):
    _, kits, shipment, manifest = shipped(work, a_martyr(work))
    assert set(manifest.hashes) == {"csv", "xlsx", "pdf"}
    staged = receipt(work, [[kits[0], "accepted", ""], [kits[1], "không đạt", "thẻ bị ẩm"], [kits[2], "thiếu", ""], [kits[0][:-1] + "x", "accepted", ""]])
    assert staged.counts["refused"] == 1
    assert [tube.status for tube in samples.sample_facts(work.session, kits)] == ["accepted", "rejected", "missing"]
    assert samples.shipments(work.session)[0].status == "received"
    assert shipment.code == "GH-0001"


def test_a_withdrawal_sets_every_tube_apart_and_keeps_it_out_of_boxes(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    takes(work, person, claim, kit)
    box = samples.open_box(work)
    samples.pack(work, box.code, kit)
    consent.withdraw(work, person.donor_id, how="in person")
    assert samples.by_code(work.session, kit).status == "quarantined"
    with pytest.raises(rules.ConsentGone):
        samples.seal(work, box.code, "NP-1")
    samples.unpack(work, box.code, kit)
    with pytest.raises(rules.ConsentGone):
        samples.pack(work, box.code, kit)


def test_a_no_after_a_yes_sets_the_tube_apart_like_a_withdrawal(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    takes(work, person, claim, kit)
    consents(work, person, martyr, testing=False)
    assert samples.by_code(work.session, kit).status == "quarantined"


def test_nobody_from_another_commune_reaches_a_donors_consent(work):
    from core.web import must_see

    person, _ = a_donor(work, a_martyr(work))
    must_see(Work(work.session, actor(communes={"18604"})), person.donor_id)
    with pytest.raises(NotFound):
        must_see(Work(work.session, actor(communes={"18073"})), person.donor_id)


def test_revised_kinship_reaches_the_sample_and_both_versions_stay(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr, path="brother?")
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    sample = takes(work, person, claim, kit)
    families.state_kinship(work, person.donor_id, martyr.id, "half-m.brother", "em cùng mẹ")
    from samples.models import SampleClaim

    versions = work.session.exec(select(SampleClaim).where(SampleClaim.sample_id == sample.id).order_by(SampleClaim.version)).all()
    assert [(row.version, row.maternal_line) for row in versions] == [(1, "unknown"), (2, "yes")]
    assert samples.by_code(work.session, kit).claims[0].relation_path == "half-m.brother"


def test_the_status_of_a_tube_is_that_of_its_newest_custody_event(work):
    _, kits, _, _ = shipped(work, a_martyr(work))
    receipt(work, [[kits[0], "accepted", ""]])
    for sample in work.session.exec(select(Sample)):
        newest = work.session.exec(select(CustodyEvent).where(CustodyEvent.sample_id == sample.id).order_by(CustodyEvent.id.desc())).first()
        assert newest.status == sample.status


def test_a_relative_outside_the_units_is_not_found_and_each_look_is_written_down(work):
    from core.audit import ViewRow

    person, _ = a_donor(work, a_martyr(work))
    stranger = Work(work.session, actor(communes={"18073"}))
    with pytest.raises(NotFound):
        families.relative(stranger, person.donor_id)
    assert families.find_relatives(stranger, "tran thi lai") == []
    neighbour = Work(work.session, actor(communes={"18604"}))
    assert [hit.name for hit in families.find_relatives(neighbour, "tran thi lai")] == ["Trần Thị Lài"]
    work.session.flush()
    assert len(work.session.exec(select(ViewRow)).all()) == 1


def test_no_name_reaches_the_audit_trail_the_manifest_or_a_label(work):
    shipped(work, a_martyr(work))
    said = " ".join(f"{row.action} {row.subject} {row.facts}" for row in work.session.exec(select(AuditRow)))
    from core.sheets import as_csv
    from samples.papers.manifest import COLUMNS
    from samples.queries import manifest_rows

    listed = as_csv(COLUMNS, manifest_rows(work.session, samples.shipments(work.session)[0])).decode()
    for text in (said, listed):
        assert "tran thi" not in names.fold(text)
        assert "0912345318" not in text


def test_two_different_people_judge_and_the_loader_is_neither():
    with pytest.raises(matching_rules.LoaderReviews):
        matching_rules.check_reviewer("a", "a", [])
    with pytest.raises(matching_rules.SameReviewer):
        matching_rules.check_reviewer("b", "a", ["b"])
    with pytest.raises(matching_rules.ReviewedTwice):
        matching_rules.check_reviewer("d", "a", ["b", "c"])
    matching_rules.check_reviewer("c", "a", ["b"])
