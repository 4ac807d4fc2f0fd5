"""Whatever officers do in whatever order: never two martyrs for one remains, never without two people, and what was revoked stays readable."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import matching
from core import auth, clock
from core.auth import Role
from core.db import Database, metadata
from core.errors import Refused
from core.work import Work
from matching import queries
from matching.models import Identification, IdentificationScope, LabResult, Review
from tests.integration.test_decisions_and_visits import Field

METHODS = ("mtDNA HVS-I", "SNP 1400")
OPINIONS = st.sampled_from([matching.Opinion.agree] * 4 + [matching.Opinion.disagree, matching.Opinion.ask_laboratory])


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """Two martyrs with a donor each, and both remains matched to both donors by both methods."""
    path = tmp_path_factory.mktemp("decisions") / "home.sqlite3"
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.engine)
    with database.transaction() as session:
        account, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role), password="x")
        field = Field(Work(session, auth.actor_of(account)))
        tubes = [field.tube(field.an), field.tube(field.trac, name="Phan Thị Sâm")]
        field.results(*((remains, tube, method, "match") for remains in ("HC-HT-0031", "HC-HT-0034") for tube in tubes for method in METHODS))
    database.engine.dispose()
    return path


class Officers(RuleBasedStateMachine):
    source: Path

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        shutil.copyfile(self.source, Path(self.folder.name) / "home.sqlite3")
        self.database = Database(f"sqlite:///{self.folder.name}/home.sqlite3")
        self.session = self.database.session()
        self.works = [Work(self.session, auth.actor_of(a)) for a in auth.accounts(self.session) if a.login != "thu.ha"]
        self.results = list(self.session.exec(select(LabResult).order_by(LabResult.id)))
        self.martyrs = {tube.code: tube.claims[0].martyr_code for tube in queries.evidence(self.session, self.results) for tube in [tube.tube]}
        self.donors = {e.result.sample_code: e.tube.donor_id for e in queries.evidence(self.session, self.results)}
        self.opinions = {row.id: {} for row in self.results}
        self.open = {row.id for row in self.results if row.method == "snp"}
        self.withdrawn, self.made = set(), {}

    def teardown(self):
        self.session.close()
        self.database.engine.dispose()
        self.folder.cleanup()

    def tried(self, command, *args):
        """Whether the rules let it happen; a refusal undoes everything, as the edge does."""
        try:
            done = command(*args)
        except Refused:
            self.session.rollback()
            return None
        self.session.commit()
        return done or True

    @rule(place=st.integers(0, 7), who=st.integers(0, 1), opinion=OPINIONS)
    def write_an_opinion(self, place, who, opinion):
        row = self.results[place]
        allowed = who not in self.opinions[row.id] and row.sample_code not in self.withdrawn
        assert bool(self.tried(matching.review, self.works[who], row.id, opinion, "vì số liệu")) == allowed
        if allowed:
            self.opinions[row.id][who] = opinion

    @rule(place=st.integers(0, 7))
    def clear_the_question_up(self, place):
        row = self.results[place]
        if self.tried(matching.answer_flag, self.works[0], row.id, "remains-claimed-twice", "đã hỏi phòng xét nghiệm"):
            self.open.discard(row.id)

    @initialize(agreed=st.sets(st.integers(0, 7), min_size=3), cleared=st.sets(st.integers(0, 7), min_size=3))
    def an_ordinary_week(self, agreed, cleared):
        for place in sorted(agreed):
            for who in (0, 1):
                self.write_an_opinion(place, who, matching.Opinion.agree)
        for place in sorted(cleared):
            self.clear_the_question_up(place)

    @rule(pairs=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from(["snp", "snp", "both", "mtdna"])), max_size=2), same=st.booleans())
    def decide(self, pairs, same):
        rows = [row for place, row in enumerate(self.results) if any(
            place // 4 == remains and place % 4 // 2 == tube and methods in ("both", row.method) for remains, tube, methods in pairs)]
        facts = matching.DecisionFacts(f"{len(self.made) + 1}/QĐ", clock.today(), "Giám đốc", tuple((r.id, self.martyrs[r.sample_code]) for r in rows), same)
        decided = self.tried(matching.decide, self.works[0], facts)
        assert bool(decided) == self.may_be_decided(rows, same)
        if decided:
            self.made[decided.id] = [{(r.remains_code, self.martyrs[r.sample_code]) for r in rows}, "standing", {r.id for r in rows}]

    def may_be_decided(self, rows, same):
        """The rules once more, in the words of this test."""
        sound = all(
            list(self.opinions[r.id].values()) == [matching.Opinion.agree] * 2 and r.sample_code not in self.withdrawn and not self.stopped(r)
            for r in rows)
        pairs = {(r.remains_code, self.martyrs[r.sample_code]) for r in rows}
        strong = {(r.remains_code, self.martyrs[r.sample_code]) for r in rows if r.method == "snp"}
        held = [pair for scope, status, _ in self.made.values() if status != "revoked" for pair in scope]
        remains, martyrs = [r for r, _ in [*pairs, *held]], [m for _, m in [*pairs, *held]]
        once = all(remains.count(r) == 1 for r, _ in pairs)
        whole = same or all(martyrs.count(m) == 1 for _, m in pairs)
        return bool(rows) and sound and pairs == strong and once and whole

    def stopped(self, row):
        """Both donors' martyrs claim these remains by SNP, and nobody asked the laboratory yet."""
        return row.id in self.open

    @rule(action=st.sampled_from(["suspend", "resume", "revoke"]), data=st.data())
    def change(self, action, data):
        if not self.made:
            return
        decision = data.draw(st.sampled_from(sorted(self.made)))
        scope, status, bases = self.made[decision]
        after = {("suspend", "standing"): "suspended", ("resume", "suspended"): "standing", ("revoke", "standing"): "revoked",
                 ("revoke", "suspended"): "revoked"}.get((action, status))
        gone = any(r.sample_code in self.withdrawn for r in self.results if r.id in bases)
        allowed = after is not None and not (action == "resume" and gone)
        assert bool(self.tried(getattr(matching, action), self.works[1], decision, "có lý do")) == allowed
        if allowed:
            self.made[decision][1] = after

    @rule(code=st.integers(0, 1), sure=st.booleans())
    def withdraw(self, code, sure):
        tube = sorted(self.donors)[code]
        if sure and self.tried(lambda: consent.withdraw(self.works[0], self.donors[tube], how="in person")):
            self.withdrawn.add(tube)

    @invariant()
    def one_remains_belongs_to_one_martyr(self):
        live = list(self.session.exec(select(IdentificationScope.remains_code).where(IdentificationScope.ended_at == None)))  # noqa: E711
        assert len(live) == len(set(live))

    @invariant()
    def every_decision_stays_readable_and_rests_on_two_people(self):
        rows = list(self.session.exec(select(Identification)))
        assert {row.id: row.status for row in rows} == {key: status for key, (_, status, _) in self.made.items()}
        for row in rows:
            known = queries.decision(self.session, row.id)
            assert {(part.remains_code, part.martyr_code) for part in known.scope} == self.made[row.id][0]
            assert known.steps[-1].status == row.status
            for basis, _ in known.bases:
                people = set(self.session.exec(select(Review.actor_id).where(Review.result_id == basis.result_id, Review.opinion == "agree")))
                assert len(people) == 2


def test_decisions_hold_whatever_officers_do(province):
    machine = type("OfficersHere", (Officers,), {"source": province})
    quick = settings.default.max_examples <= 40
    phases = (Phase.generate,) if quick else tuple(Phase)
    run_state_machine_as_test(machine, settings=settings(max_examples=20 if quick else 200, stateful_step_count=15, deadline=None, phases=phases))
