"""A donor takes the consent back, or is erased, at each of eight stages of the road; what follows is looked at in every room, on both databases."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

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
from core.errors import NotFound
from core.work import Work
from families.models import Individual, IndividualVersion, KinshipClaim, NameToken, Parentage
from families.rules.pedigree import refusals
from matching.models import LabResult, Review, Visit, VisitReport
from matching.rules import calls, results
from notifications.models import Message, MessageAttempt
from portal import queries as portal
from portal.rules import Stage
from samples import queries, rules
from samples.models import Sample, SampleClaim
from samples.rules import Parting
from tests.integration.test_decisions_and_visits import HEAD, Field
from tests.integration.test_the_road_of_a_sample import a_donor, consents, receipt, takes

STAGES = ("before", "hall", "open_box", "dispatched", "laboratory", "staged", "reviewed", "disclosed")
REMAINS = "HC-HT-0031"
WAYS = ("withdraw", "erase")


class Road(Field):
    """One donor, with an hour on a coming day and a call that is awaited, who walked the road up to a stage."""

    def __init__(self, work, stage):
        super().__init__(work)
        self.stage, self.kit, self.box, self.shipment, self.sheet, self.rows, self.decision = stage, "", "", "", b"", [], None
        registered, self.claim = a_donor(work, self.an)
        self.id, self.code = registered.donor_id, consent.donor(work.session, registered.donor_id).code
        self.person = SimpleNamespace(donor_id=self.id)
        consents(work, self.person, self.an)
        self.slip = families.issue_slip(work, self.id)
        self.day = samples.plan_day(work, held_on=clock.today() + timedelta(days=9), place="Nhà văn hoá thôn 4", commune_code="18604").code
        samples.expect(work, self.day, [self.id])
        matching.ask_to_call(work, self.id, matching.CallReason.missing_detail, "nhà bà Lài ở thôn 4")
        for name in STAGES[1 : STAGES.index(stage) + 1]:
            getattr(self, f"_{name}")()

    def reached(self, stage):
        return STAGES.index(self.stage) >= STAGES.index(stage)

    def _hall(self):
        self.kit = labels.issue(self.work, 1, "a4-65")[0]
        takes(self.work, self.person, self.claim, self.kit, second_reason="bà Lài muốn lấy lại")

    def _open_box(self):
        self.box = samples.open_box(self.work).code
        samples.pack(self.work, self.box, self.kit)

    def _dispatched(self):
        samples.seal(self.work, self.box, "NP-1")
        self.shipment = samples.make_shipment(self.work, [self.box]).code
        samples.dispatch(self.work, self.shipment, "Bưu điện")

    def _laboratory(self):
        receipt(self.work, [[self.kit, "accepted", ""]])

    def _staged(self):
        self.sheet = (HEAD + f"{REMAINS},{self.kit},SNP 1400,,8000000,0.00033333,0.99962,match\n").encode()
        assert self.judged().counts["accepted"] == 1

    def judged(self):
        """The sheet that waits to be accepted, judged anew as the page of acceptance does."""
        return self.staged(matching.stage_results(self.work.session, "k.csv", self.sheet))

    def _reviewed(self):
        matching.load_results(self.work, self.judged(), self.sheet)
        self.rows = list(self.work.session.exec(select(LabResult)))
        self.agree(*self.rows)

    def _disclosed(self):
        matching.settle_call(self.work, matching.open_call(self.work.session, self.id).call_id)
        self.decision = self.decide((self.rows[0], self.an))
        visit = self.plan(self.decision, self.id)
        matching.report_visit(self.officers[1], visit.id, matching.VisitOutcome.told, clock.today(), "bà Lài khóc, cần gọi lại cháu")
        matching.ask_to_call(self.work, self.id, matching.CallReason.missing_detail, "nhà bà Lài")

    def change_of_mind(self, way):
        if way == "withdraw":
            consent.withdraw(self.work, self.id, how="paper")
            return
        officer = auth.actor_of(auth.add_account(self.work.session, "bao.ve", "Đặng Thị Hoà", [Role.data_protection_officer], password="x")[0])
        asked = consent.take(self.work, consent.Asked(self.id, consent.RequestKind.erase, consent.rights.Channel.in_person, clock.today(), "xin xóa hết"))
        consent.step(self.work, asked.id, consent.Step.identify, word=consent.rights.Check.card_seen)
        consent.step(self.work, asked.id, consent.Step.accept)
        consent.step(self.work, asked.id, consent.Step.propose)
        consent.erase(Work(self.work.session, officer), self.id, asked.id)


@pytest.fixture(params=STAGES)
def stage(request):
    return request.param


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def road(work, stage, way):
    walked = Road(work, stage)
    walked.change_of_mind(way)
    return walked


def test_at_every_stage_every_room_follows(road, way):
    nothing_goes_on(road)
    tubes_are_set_apart(road)
    results_are_not_used(road)
    (the_family_reads_it if way == "withdraw" else nothing_personal_is_left)(road)
    the_sample_comes_to_its_end(road, way)


def nothing_goes_on(road):
    session = road.work.session
    assert not consent.permits(session, road.id, consent.Purpose.testing)
    assert (samples.appointment(session, road.id, clock.today()), matching.open_call(session, road.id), matching.open_visit(session, road.id)) == (None,) * 3
    assert {row.status for row in session.exec(select(Message))} <= {"cancelled"}
    with pytest.raises(rules.ConsentMissing):
        takes(road.work, road.person, road.claim, labels.issue(road.work, 1, "a4-65")[0], second_reason="lần nữa")
    with pytest.raises((calls.FamilyWithdrew, NotFound)):
        matching.ask_to_call(road.work, road.id, matching.CallReason.missing_detail)
    assert road.code not in {line.donor_code for line in matching.advise(session, road.an.code).lines}
    assert road.code not in {entry.donor_code for entry in matching.queries.race_codes(road.work, "18604")}


def tubes_are_set_apart(road):
    session = road.work.session
    assert [row.status for row in session.exec(select(Sample))] == (["quarantined"] if road.kit else [])
    if not road.kit:
        return
    assert not samples.by_code(session, road.kit).testing_permitted
    with pytest.raises(rules.days.NotPrintedAgain):
        samples.on_labels_printed(road.work, labels.LabelsPrinted((road.kit,)))
    if road.reached("open_box") and not road.reached("dispatched"):
        assert queries.box(session, road.box).withdrawn == ("A1",)
        with pytest.raises(rules.ConsentGone):
            samples.seal(road.work, road.box, "NP-9")
    if road.reached("dispatched"):
        shipment = queries.shipment(session, road.shipment)
        frozen = queries.manifests(session, shipment.id)
        assert [(row.kind, row.recalled) for row in frozen] == [("dispatch", []), ("recall", [road.kit])]
        assert queries.frozen_rows(session, frozen[-1]) == []
        assert [row[1].id for row in queries.undelivered_recalls(session)] == [frozen[-1].id]
        assert shipment.status == "received", "nobody waits for a receipt of what was recalled"
        on_the_road = not road.reached("laboratory")
        assert (shipment.received_at is None) is on_the_road, "what was recalled on the road nobody received"
        assert queries.said_of(shipment) == ("đã thu hồi trên đường" if on_the_road else "đã nhận")
        assert [station.state for station in queries.road_of(shipment)] == ["done"] * 3 + ["stop" if on_the_road else "done"]


def results_are_not_used(road):
    session = road.work.session
    if road.reached("staged") and not road.reached("reviewed"):
        assert [reason.code for row in road.judged().rows for reason in row.refusals] == ["consent-withdrawn"]
        matching.load_results(road.work, road.judged(), road.sheet)
        assert session.exec(select(LabResult)).all() == []
    if road.reached("reviewed"):
        assert matching.queries.work_list(session) == []
        with pytest.raises(results.ResultUnusable):
            matching.review(road.officers[0], road.rows[0].id, matching.Opinion.agree, "lần nữa")
        assert matching.decidable(session) == []
    if road.decision:
        assert [(row.number, codes) for row, codes in matching.queries.unsound(session)] == [(road.decision.number, [road.kit])]
        assert matching.queries.decision(session, road.decision.id).stands, "the State's decision waits for its officer"
        assert matching.queries.families_to_tell(session) == []


def the_family_reads_it(road):
    page = portal.status(road.work.session, road.id)
    assert page.over and page.words.stage is (Stage.withdrawn if road.kit else Stage.withdrawn_before)
    assert families.open_slip(road.work, road.slip, "5318", "192.0.2.1") == road.id


def nothing_personal_is_left(road):
    session = road.work.session
    assert families.open_slip(road.work, road.slip, "5318", "192.0.2.1") is None
    assert families.find_relatives(road.work, "tran thi lai") == families.find_relatives(road.work, "0912345318") == []
    assert families.named(road.work, [road.id]) == {}
    with pytest.raises(NotFound):
        families.relative(road.work, road.code)
    row = session.exec(select(Individual).where(Individual.erased_at != None)).one()  # noqa: E711
    kept = {name for name, value in row.model_dump().items() if value not in (None, "unknown")}
    assert kept == {"id", "recorded_at", "erased_at"}
    for table in (NameToken, IndividualVersion, KinshipClaim, SampleClaim):
        assert session.exec(select(table)).all() == [], table.__name__
    assert [(row.conditions, row.second_reason) for row in session.exec(select(Sample))] == ([({}, "")] if road.kit else [])
    assert {(row.body, row.address) for row in session.exec(select(MessageAttempt))} == {(None, None)}
    assert [row.note for row in session.exec(select(VisitReport))] == ([None] if road.decision else [])
    assert {row.place or "" for row in session.exec(select(Visit))} <= {""}
    for result in session.exec(select(LabResult)):
        assert (result.lr is None) is (road.decision is None), "only what a decision of the State rests on keeps its numbers"
    for opinion in session.exec(select(Review)):
        assert not opinion.reason
    assert [person.code for person in session.exec(select(consent.Donor))] == [road.code], "the pseudonym stays, as proof"


def the_sample_comes_to_its_end(road, way):
    session, today = road.work.session, clock.today()
    waiting = queries.waiting_apart(session)
    if not road.kit:
        assert waiting == []
        return
    assert [(each.code, each.at_laboratory, each.erased) for each in waiting] == [(road.kit, road.reached("dispatched"), way == "erase")]
    assert waiting[0].due_on >= today
    how = Parting.destroy_there if road.reached("dispatched") else Parting.give_back
    facts = samples.PartingFacts(how, today, "Lê Thị Thu Hà", "Phạm Thị Hiên", "12/BB")
    for wrong, refusal in ((replace(facts, witness="Le Thi Thu Ha"), rules.WitnessIsDoer), (replace(facts, held_on=today + timedelta(1)), rules.PartedAhead),
                           (replace(facts, held_on=today - timedelta(1)), rules.PartedTooEarly)):
        with pytest.raises(refusal):
            samples.part_with(road.work, road.kit, wrong)
    samples.part_with(road.work, road.kit, facts)
    ended = "destroyed" if road.reached("dispatched") else "returned"
    assert [row.status for row in session.exec(select(Sample))] == [ended] == [queries.custody(session, queries.by_code(session, road.kit).id)[-1].status]
    assert queries.waiting_apart(session) == []
    with pytest.raises(rules.WrongMove):
        samples.part_with(road.work, road.kit, facts)
    if road.reached("dispatched"):
        assert queries.recalled(session, queries.shipment(session, road.shipment).id), "the addendum stays as it was"
    elif road.box:
        assert queries.box(session, road.box).count == 0
    if way == "withdraw":
        assert portal.status(session, road.id).words.stage in (Stage.withdrawn_destroyed, Stage.withdrawn_returned)


def test_whose_place_others_rest_on_stays_without_a_name(work):
    road = Road(work, "before")
    daughter = families.add_kin(work, road.an.code, road.code, "daughter", families.KinFacts(name="Trần Thị Bé"))
    road.change_of_mind("erase")
    tree = families.family_tree(work, road.an.code)
    (place,) = tree.erased
    assert tree.names[place] == "Đã xóa theo yêu cầu" and place.startswith("i-")
    assert tree.pedigree.by_key[daughter].mother == place and tree.names[daughter] == "Trần Thị Bé"
    row = work.session.get_one(Individual, tree.people[place])
    assert {name for name, value in row.model_dump().items() if value not in (None, "unknown")} == {"id", "recorded_at", "erased_at", "sex"}
    assert [(claim.relation_word, claim.reason) for claim in work.session.exec(select(KinshipClaim).where(KinshipClaim.donor_id == road.id))] == [(None, None)]
    assert place not in {line.key for line in matching.advise(work.session, road.an.code).lines}
    assert families.kin_of(work, road.an.id) == ([], 0) and road.an.code not in families.martyrs_with_kin(work.session)
    with pytest.raises(refusals.ErasedPlace):
        families.register_from_tree(work, row.id, families.RelativeFacts(name="Trần Thị Lài", sex="female", commune_code="18604"))
    with pytest.raises(refusals.ErasedPlace):
        families.revise_kin(work, road.an.code, place, families.KinFacts(name="Trần Thị Lài"))
    with pytest.raises(refusals.ErasedPlace):
        families.name_kin(work, road.an.code, place, families.KinFacts(name="Trần Thị Lài"))


def test_whose_place_nobody_rests_on_goes_with_the_person(work):
    """The daughter told her own way to the martyr, so that her kinship holds without her mother's row."""
    road = Road(work, "before")
    daughter = families.add_kin(work, road.an.code, road.code, "daughter", families.KinFacts(name="Trần Thị Bé"))
    other = families.register_from_tree(work, families.family_tree(work, road.an.code).people[daughter], families.RelativeFacts(
        name="Trần Thị Bé", sex="female", commune_code="18604"))
    said = families.claims(work.session, other.donor_id)
    road.change_of_mind("erase")
    tree = families.family_tree(work, road.an.code)
    assert families.claims(work.session, other.donor_id) == said and said[0].relation_path == "mother.sister.daughter.daughter"
    assert tree.erased == frozenset()
    assert work.session.exec(select(Parentage)).all() == []


def test_a_lost_tube_found_after_the_withdrawal_is_set_apart(work):
    road = Road(work, "hall")
    samples.declare_lost(work, road.kit, "không thấy trong hộp")
    road.change_of_mind("withdraw")
    samples.find(work, road.kit, "dưới gầm bàn")
    assert [each.code for each in queries.waiting_apart(work.session)] == [road.kit]


def test_whoever_changes_the_mind_once_more_gives_a_new_sample(work):
    road = Road(work, "hall")
    road.change_of_mind("withdraw")
    consents(work, road.person, road.an)
    kit = labels.issue(work, 1, "a4-65")[0]
    assert takes(work, road.person, road.claim, kit).status == "collected"
    assert samples.by_code(work.session, road.kit).status == "quarantined", "what was withdrawn is not used after all"
