"""From two people's opinions to a family told in person, on both databases."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import families
import labels
import matching
import samples
from core import auth, clock
from core.auth import Role
from core.staging import Staged
from core.work import Work
from matching import queries, rules
from matching.models import Identification, IdentificationStep, LabResult, Visit, VisitReport
from matching.rules import calls, decisions, visits
from tests.integration.test_the_road_of_a_sample import MARTYRS, a_donor, consents, receipt, takes

REMAINS = "Mã hài cốt,Loại mẫu\nHC-HT-0031,xương chày\nHC-HT-0034,răng hàm\n"
HEAD = "remains_code,sample_code,method,differences,lr,prior,posterior,conclusion\n"


class Field:
    """A hall, a laboratory and three officers: everything these tests need on the ground."""

    def __init__(self, work):
        self.work = work
        self.officers = [Work(work.session, auth.actor_of(auth.add_account(work.session, login, name, [Role.result_officer], password="x")[0]))
                         for login, name in (("thi.ngan", "Hồ Thị Ngân"), ("duc.loc", "Phan Đức Lộc"))]
        rows = MARTYRS + "Lê Hữu Trác,1950,Nam,1971,Xã Cẩm Hưng\n"
        families.load_martyrs(work, self.staged(families.stage_martyrs("m.csv", rows.encode(), families.known_martyrs(work.session))))
        self.an, self.trac = families.find_martyrs(work.session, "nguyen van an")[0], families.find_martyrs(work.session, "le huu trac")[0]
        samples.load_remains(work, self.staged(samples.stage_remains(work.session, "r.csv", REMAINS.encode())))
        self.donors = {}

    @staticmethod
    def staged(found):
        assert isinstance(found, Staged)
        return found

    def tube(self, *martyrs, path="mother.sister.daughter", name="Trần Thị Lài"):
        """A tube that the laboratory accepted, of a donor who consented, claimed for these martyrs."""
        person, first = a_donor(self.work, martyrs[0], name, path)
        consents(self.work, person, *martyrs)
        kit = labels.issue(self.work, 1, "a4-65")[0]
        takes(self.work, person, first, kit)
        for martyr in martyrs[1:]:
            families.state_kinship(self.work, person.donor_id, martyr.id, "father.brother.daughter", "con chú")
        box = samples.open_box(self.work)
        samples.pack(self.work, box.code, kit)
        samples.seal(self.work, box.code, f"NP-{box.number}")
        samples.dispatch(self.work, samples.make_shipment(self.work, [box.code]).code, "Bưu điện")
        receipt(self.work, [[kit, "accepted", ""]])
        self.donors[kit] = person.donor_id
        return kit

    def results(self, *rows):
        """A sheet as the laboratory sends it: (remains, tube, method, conclusion)."""
        said = {"match": "0,67,0.00033333,0.02185", "snp": ",8000000,0.00033333,0.99962", "excluded": "4,0,0.00033333,0", "inconclusive": "1,,,"}
        lines = []
        for remains, tube, method, conclusion in rows:
            numbers = said["snp"] if method == "SNP 1400" and conclusion == "match" else said[conclusion]
            lines.append(f"{remains},{tube},{method},{numbers},{conclusion}")
        content = (HEAD + "\n".join(lines) + "\n").encode()
        staged = self.staged(matching.stage_results(self.work.session, "k.csv", content))
        matching.load_results(self.work, staged, content)
        return [self.row(*row) for row in rows], staged

    def row(self, remains, tube, method, conclusion):
        kind = rules.read_method(method)
        found = {rules.read_conclusion(conclusion), }
        return next(r for r in queries.of_samples(self.work.session, [tube]) if (r.remains_code, r.method) == (remains, kind) and {r.conclusion} == found)

    def agree(self, *rows, opinion=matching.Opinion.agree):
        for row in rows:
            for officer in self.officers:
                matching.review(officer, row.id, opinion, "số liệu khớp với phả hệ")

    def decide(self, *bases, number="12/QĐ-SNV", **more):
        return matching.decide(self.officers[0], matching.DecisionFacts(
            number=number, decided_on=clock.today(), signer="Giám đốc Sở Nội vụ", bases=tuple((row.id, martyr.code) for row, martyr in bases), **more))

    def found(self, tube=None, remains="HC-HT-0031", martyr=None, number="12/QĐ-SNV", **more):
        """A decision on an mtDNA and an SNP match of one tube."""
        tube, martyr = tube or self.tube(self.an), martyr or self.an
        (mt, snp), _ = self.results((remains, tube, "mtDNA HVS-I", "match"), (remains, tube, "SNP 1400", "match"))
        self.agree(mt, snp)
        return self.decide((mt, martyr), (snp, martyr), number=number, **more), tube

    def plan(self, decision, donor_id, on=None):
        return matching.plan_visit(self.officers[0], matching.VisitFacts(
            donor_id=donor_id, identification_id=decision.id, officer_id=self.officers[1].account_id, planned_on=on or clock.today(), hour="8 giờ",
            place="nhà bà Lài, thôn 4", companion="chị Hiên, hội phụ nữ"))


@pytest.fixture
def field(work):
    return Field(work)


def test_a_decision_rests_on_results_two_people_agreed_on(field):
    tube = field.tube(field.an)
    (mt, snp), _ = field.results(("HC-HT-0031", tube, "mtDNA HVS-I", "match"), ("HC-HT-0031", tube, "SNP 1400", "match"))
    matching.review(field.officers[0], snp.id, matching.Opinion.agree, "đủ")
    with pytest.raises(decisions.NotAgreed):
        field.decide((snp, field.an))
    with pytest.raises(rules.LoaderReviews):
        matching.review(field.work, snp.id, matching.Opinion.agree, "tôi nạp tệp này")
    with pytest.raises(rules.SameReviewer):
        matching.review(field.officers[0], snp.id, matching.Opinion.agree, "lần nữa")
    matching.review(field.officers[1], snp.id, matching.Opinion.agree, "đủ")
    field.agree(mt)
    with pytest.raises(decisions.LineageAlone):
        field.decide((mt, field.an))
    with pytest.raises(decisions.NotHisDonor):
        field.decide((snp, field.trac))
    row = field.decide((mt, field.an), (snp, field.an))
    assert [(part.remains_code, part.martyr_code) for part in queries.decision(field.work.session, row.id).scope] == [("HC-HT-0031", field.an.code)]
    assert row.status == "standing"


def test_the_reason_of_an_opinion_lies_sealed_and_comes_back_as_written(field):
    from sqlalchemy import text

    tube = field.tube(field.an)
    (snp,), _ = field.results(("HC-HT-0031", tube, "SNP 1400", "match"))
    matching.review(field.officers[0], snp.id, matching.Opinion.disagree, "bà Lài nói khác")
    assert queries.one(field.work.session, snp.id).reviews[0].reason == "bà Lài nói khác"
    raw = field.work.session.exec(text("SELECT reason FROM review")).one()[0]
    assert "Lài".encode() not in bytes(raw)


def test_differing_opinions_have_their_own_list_and_a_new_round_keeps_the_old_one(field):
    tube = field.tube(field.an)
    (snp,), _ = field.results(("HC-HT-0031", tube, "SNP 1400", "match"))
    with pytest.raises(rules.NothingToAskAgain):
        matching.reopen(field.officers[0], snp.id, "chưa ai xem")
    matching.review(field.officers[0], snp.id, matching.Opinion.agree, "đủ")
    matching.review(field.officers[1], snp.id, matching.Opinion.ask_laboratory, "số lô-cút lạ")
    assert [row.state for row in matching.work_list(field.work.session)] == ["unclear"]
    matching.reopen(field.officers[0], snp.id, "phòng xét nghiệm đã trả lời")
    known = queries.one(field.work.session, snp.id)
    assert (known.state, known.round, len(known.reviews), len(known.earlier)) == ("waiting", 2, 0, 2)
    field.agree(snp)
    assert queries.one(field.work.session, snp.id).state == "agreed"
    assert [(known.result.id, martyr) for known, martyr in matching.decidable(field.work.session)] == [(snp.id, field.an.code)]


def test_a_donor_of_two_martyrs_speaks_only_for_the_one_whose_line_is_shared(field):
    tube = field.tube(field.an, field.trac)
    (mt, snp), staged = field.results(("HC-HT-0031", tube, "mtDNA HVS-I", "match"), ("HC-HT-0031", tube, "SNP 1400", "match"))
    assert [row.verdict for row in staged.rows] == ["accepted", "accepted"]
    assert (mt.flags, mt.stopped, snp.stopped) == ([f"not-on-maternal-line:{field.trac.code}"], True, False)
    known = queries.one(field.work.session, mt.id)
    assert [(stop.code, stop.martyr) for stop in known.stops] == [("not-on-maternal-line", field.trac.code)]
    field.agree(mt, snp)
    with pytest.raises(decisions.QuestionOpen):
        field.decide((mt, field.trac), (snp, field.trac))
    field.decide((mt, field.an), (snp, field.an))


def test_asking_the_family_settles_the_line_and_nothing_else_does(field):
    tube = field.tube(field.an, path="sister?.daughter")
    (mt, snp), staged = field.results(("HC-HT-0031", tube, "mtDNA HVS-I", "match"), ("HC-HT-0031", tube, "SNP 1400", "match"))
    assert [reason.code for reason in staged.rows[0].reasons] == ["maternal-line-unknown"]
    field.agree(mt, snp)
    with pytest.raises(decisions.QuestionOpen):
        field.decide((mt, field.an), (snp, field.an))
    key = queries.one(field.work.session, mt.id).stops[0].key
    with pytest.raises(rules.AskTheFamily):
        matching.answer_flag(field.officers[0], mt.id, key, "chắc là cùng mẹ")
    families.state_kinship(field.work, field.donors[tube], field.an.id, "sister.daughter", "chị ruột")
    assert queries.one(field.work.session, mt.id).stops == ()
    field.decide((mt, field.an), (snp, field.an))


def test_a_later_file_is_read_against_what_is_on_record(field):
    one, two = field.tube(field.an), field.tube(field.trac, name="Phan Thị Sâm")
    (first,), _ = field.results(("HC-HT-0031", one, "SNP 1400", "match"))
    (second, third), staged = field.results(("HC-HT-0031", two, "SNP 1400", "match"), ("HC-HT-0031", one, "SNP 1400", "excluded"))
    assert [[reason.code for reason in row.reasons] for row in staged.rows] == [["remains-claimed-twice"], ["contradiction-on-record"]]
    assert {stop.code for stop in queries.one(field.work.session, first.id).stops} == {"contradiction-on-record", "remains-claimed-twice"}
    matching.answer_flag(field.officers[0], first.id, "remains-claimed-twice", "ống của nhà kia bị nhầm ở phòng xét nghiệm")
    assert {stop.code for stop in queries.one(field.work.session, first.id).stops} == {"contradiction-on-record"}
    with pytest.raises(rules.NoSuchFlag):
        matching.answer_flag(field.officers[0], first.id, "remains-claimed-twice", "lần nữa")
    assert second.stopped and third.stopped


def test_a_match_spoken_against_by_another_donor_of_the_same_martyr_stops_a_reader(field):
    one, two = field.tube(field.an), field.tube(field.an, name="Phan Thị Sâm")
    (snp, _), _ = field.results(("HC-HT-0031", one, "SNP 1400", "match"), ("HC-HT-0031", two, "mtDNA HVS-I", "excluded"))
    assert [(stop.code, stop.martyr) for stop in queries.one(field.work.session, snp.id).stops] == [("excluded-by-another-donor", field.an.code)]
    field.agree(snp)
    with pytest.raises(decisions.QuestionOpen):
        field.decide((snp, field.an))


def test_no_remains_belong_to_two_martyrs_and_no_martyr_to_two_remains_unless_said_so(field):
    row, tube = field.found()
    other = field.tube(field.trac, name="Phan Thị Sâm")
    (snp,), _ = field.results(("HC-HT-0034", tube, "SNP 1400", "match"))
    field.agree(snp)
    with pytest.raises(decisions.SkeletonUndeclared):
        field.decide((snp, field.an), number="13/QĐ-SNV")
    with pytest.raises(decisions.NumberTaken):
        field.decide((snp, field.an), same_skeleton=True)
    field.decide((snp, field.an), number="13/QĐ-SNV", same_skeleton=True)
    (again,), _ = field.results(("HC-HT-0031", other, "SNP 1400", "match"))
    matching.answer_flag(field.officers[0], again.id, "remains-claimed-twice", "đã hỏi phòng xét nghiệm")
    field.agree(again)
    with pytest.raises(decisions.RemainsDecided):
        field.decide((again, field.trac), number="14/QĐ-SNV")
    matching.suspend(field.officers[0], row.id, "xem lại")
    with pytest.raises(decisions.RemainsDecided):
        field.decide((again, field.trac), number="14/QĐ-SNV")
    matching.revoke(field.officers[0], row.id, "nhầm ống")
    field.decide((again, field.trac), number="14/QĐ-SNV")
    with pytest.raises(decisions.DecisionMove):
        matching.resume(field.officers[0], row.id, "dùng lại")
    kept = queries.decision(field.work.session, row.id)
    assert ([step.status for step in kept.steps], [step.reason for step in kept.steps][1:]) == (["standing", "suspended", "revoked"], ["xem lại", "nhầm ống"])
    assert len(kept.bases) == 2


def test_the_database_itself_refuses_a_second_decision_on_the_same_remains(field):
    from sqlalchemy.exc import IntegrityError

    from matching.models import IdentificationScope

    row, _ = field.found()
    with pytest.raises(IntegrityError):
        field.work.save(IdentificationScope(identification_id=row.id, remains_code="HC-HT-0031", martyr_id=field.trac.id, martyr_code=field.trac.code))


def test_a_withdrawal_takes_the_result_out_and_waits_for_the_officer(field):
    row, tube = field.found()
    donor = field.donors[tube]
    visit = field.plan(row, donor)
    consent.withdraw(field.work, donor, how="in person")
    known = queries.decision(field.work.session, row.id)
    assert known.unsound == [tube]
    words = [line.href for line in matching.waiting(field.officers[0])]
    assert f"/quyet-dinh/{row.id}" in words
    assert field.work.session.get(Visit, visit.id).closed_at is not None
    with pytest.raises(rules.ResultUnusable):
        matching.review(field.officers[0], known.bases[0][1].result.id, matching.Opinion.agree, "x")
    matching.suspend(field.officers[0], row.id, "đồng thuận đã rút")
    with pytest.raises(decisions.ConsentNotInForce):
        matching.resume(field.officers[0], row.id, "thử lại")
    assert field.work.session.get(Identification, row.id).status == "suspended"
    assert matching.work_list(field.work.session) == []


def test_a_family_is_told_in_person_and_only_then_is_its_call_settled(field):
    row, tube = field.found()
    donor = field.donors[tube]
    with pytest.raises(calls.NoVisitPlanned):
        matching.ask_to_call(field.officers[0], donor, matching.CallReason.news)
    assert [family.waits for family in queries.families_to_tell(field.work.session)] == [True]
    visit = field.plan(row, donor)
    with pytest.raises(visits.VisitPlanned):
        field.plan(row, donor)
    assert [line.href for line in matching.waiting(field.officers[1])] == [f"/tham/{visit.id}"]
    matching.ask_to_call(field.officers[0], donor, matching.CallReason.news)
    matching.report_visit(field.officers[1], visit.id, matching.VisitOutcome.not_home, clock.today())
    assert matching.open_call(field.work.session, donor) is not None
    second = field.plan(row, donor)
    with pytest.raises(visits.VisitAhead):
        matching.report_visit(field.officers[1], second.id, matching.VisitOutcome.told, clock.today() + timedelta(days=1))
    matching.report_visit(field.officers[1], second.id, matching.VisitOutcome.told, clock.today(), "gia đình xin đưa về quê")
    with pytest.raises(visits.VisitOver):
        matching.report_visit(field.officers[1], second.id, matching.VisitOutcome.told, clock.today())
    assert matching.open_call(field.work.session, donor) is None
    assert [family.told for family in queries.families_to_tell(field.work.session)] == [True]


def test_nobody_goes_on_a_decision_that_does_not_stand_but_told_families_hear_of_a_revocation(field):
    row, tube = field.found()
    donor = field.donors[tube]
    stranger = field.donors[field.tube(field.trac, name="Phan Thị Sâm")]
    with pytest.raises(visits.NotThisFamily):
        field.plan(row, stranger)
    with pytest.raises(visits.VisitInThePast):
        field.plan(row, donor, clock.today() - timedelta(days=1))
    first = field.plan(row, donor)
    matching.suspend(field.officers[0], row.id, "xem lại")
    assert [r.outcome for r in field.work.session.exec(select(VisitReport)).all()] == ["called_off"]
    with pytest.raises(visits.NotStanding):
        field.plan(row, donor)
    matching.resume(field.officers[0], row.id, "đã rõ")
    matching.report_visit(field.officers[1], field.plan(row, donor).id, matching.VisitOutcome.told, clock.today())
    matching.revoke(field.officers[0], row.id, "nhầm ống")
    assert [(f.waits, f.retract) for f in queries.families_to_tell(field.work.session)] == [(True, True)]
    matching.report_visit(field.officers[1], field.plan(row, donor).id, matching.VisitOutcome.told, clock.today())
    assert [f.waits for f in queries.families_to_tell(field.work.session)] == [False]
    assert first.id


def test_a_sample_counts_as_analysed_from_the_first_result_that_could_be_read(field):
    tube = field.tube(field.an)
    donor = field.donors[tube]
    assert matching.analysed_on(field.work.session, donor) is None
    content = (HEAD.replace("conclusion", "conclusion,reported_on") + f"HC-HT-0031,{tube},mtDNA HVS-I,,,,,insufficient DNA,2026-03-01\n"
               f"HC-HT-0034,{tube},mtDNA HVS-I,4,0,,,excluded,2026-03-05\n").encode()
    matching.load_results(field.work, field.staged(matching.stage_results(field.work.session, "k.csv", content)), content)
    assert matching.analysed_on(field.work.session, donor) == date(2026, 3, 5)
    consent.withdraw(field.work, donor, how="in person")
    assert matching.analysed_on(field.work.session, donor) is None


def test_a_decision_is_found_by_its_number_its_remains_and_its_martyr_by_whoever_may_decide(field):
    row, _ = field.found()
    for text in ("12/QĐ-SNV", "hc-ht-0031", field.an.code):
        assert [hit.href for hit in matching.found(field.officers[0], text)] == [f"/quyet-dinh/{row.id}"]
    lead = Work(field.work.session, auth.actor_of(auth.add_account(field.work.session, "lead", "Lê", [Role.day_lead], password="x")[0]))
    assert matching.found(lead, "12/QĐ-SNV") == []


def test_the_line_of_a_donor_shows_visits_and_calls_and_never_what_a_result_says(field):
    row, tube = field.found()
    field.plan(row, field.donors[tube])
    said = " ".join(moment.words for moment in matching.moments(field.officers[0], field.donors[tube]))
    assert "loại trừ" not in said and "Đã xếp lịch đến thăm" in said
    assert len(field.work.session.exec(select(LabResult)).all()) == 2
    assert [step.status for step in field.work.session.exec(select(IdentificationStep)).all()] == ["standing"]
