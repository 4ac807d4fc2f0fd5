"""Whatever clerks, carriers, laboratories and families do in whatever order: every tube is in one place, its chain has no gap, and its
status is that of the newest link. Refused moves change nothing."""

from contextlib import suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import Session, select

import app  # noqa: F401 - installs the reactions
import consent
import labels
import samples
from core import auth
from core.auth import Role
from core.db import Database, metadata
from core.errors import NotFound, Refused
from core.work import Work
from samples import queries
from samples.models import Box, BoxPlace, CustodyEvent, Sample, Shipment
from samples.rules import FOUND, MOVES, SampleStatus, Verdict
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes

TUBES = 5
IN_A_BOX = {"boxed", "sealed", "dispatched", "accepted", "rejected", "missing"}
HOME: list[Database] = []


class Road(RuleBasedStateMachine):
    """The commands are the product's; what is allowed is theirs to say. The machine only looks."""

    @initialize()
    def a_day_was_held(self):
        self.session: Session = HOME[0].session()
        found, _ = auth.add_account(self.session, "lien.lac", "Đậu Quang Nhật", list(Role), password="x")
        self.work, self.seals, self.withdrawn = Work(self.session, auth.actor_of(found)), 0, set()
        martyr = a_martyr(self.work)
        self.kits, self.people = labels.issue(self.work, TUBES, "a4-65"), []
        for number, kit in enumerate(self.kits):
            person, claim = a_donor(self.work, martyr, f"Trần Thị Lài {number}")
            consents(self.work, person, martyr)
            takes(self.work, person, claim, kit)
            self.people.append(person)
        samples.open_box(self.work)

    def teardown(self):
        if hasattr(self, "session"):
            self.session.rollback()
            self.session.close()

    def attempt(self, command, *arguments, **named):
        """As at the edge: a refusal undoes everything the command did."""
        with suppress(Refused, NotFound), self.session.begin_nested():
            command(self.work, *arguments, **named)

    def some(self, table, number):
        rows = self.session.exec(select(table).order_by(table.number)).all()
        return rows[number % len(rows)].code if rows else "-"

    @rule(tube=st.integers(0, TUBES - 1), box=st.integers(0, 3))
    def scan_in(self, tube, box):
        self.attempt(samples.pack, self.some(Box, box), self.kits[tube])

    @rule(tube=st.integers(0, TUBES - 1), box=st.integers(0, 3))
    def take_out(self, tube, box):
        self.attempt(samples.unpack, self.some(Box, box), self.kits[tube])

    @rule()
    def open_another_box(self):
        self.attempt(samples.open_box)

    @rule(box=st.integers(0, 3), same=st.booleans())
    def seal(self, box, same):
        self.seals += not same
        self.attempt(samples.seal, self.some(Box, box), f"NP-{self.seals}")

    @rule(box=st.integers(0, 3))
    def break_the_seal(self, box):
        self.attempt(samples.reopen_box, self.some(Box, box), "mở lại")

    @rule(box=st.integers(0, 3))
    def make_a_shipment(self, box):
        self.attempt(samples.make_shipment, [self.some(Box, box)])

    @rule(shipment=st.integers(0, 2), box=st.integers(0, 3))
    def add_a_box(self, shipment, box):
        self.attempt(samples.add_boxes, self.some(Shipment, shipment), [self.some(Box, box)])

    @rule(shipment=st.integers(0, 2))
    def hand_over(self, shipment):
        self.attempt(samples.dispatch, self.some(Shipment, shipment), "Bưu điện")

    @rule(tube=st.integers(0, TUBES - 1), verdict=st.sampled_from([Verdict.accepted, Verdict.rejected, Verdict.missing, Verdict.not_listed]))
    def the_laboratory_says(self, tube, verdict):
        self.attempt(samples.record_receipt, [samples.Said(self.kits[tube], verdict, "ẩm")])

    @rule(tube=st.integers(0, TUBES - 1), what=st.sampled_from([samples.declare_lost, samples.find, samples.void]))
    def lost_found_or_written_wrongly(self, tube, what):
        self.attempt(what, self.kits[tube], "lý do")

    @rule(box=st.integers(0, 3))
    def the_box_is_lost(self, box):
        self.attempt(samples.lose_box, self.some(Box, box), "lũ")

    @precondition(lambda self: len(self.withdrawn) < 2)
    @rule(tube=st.integers(0, TUBES - 1))
    def a_family_withdraws(self, tube):
        if tube not in self.withdrawn:
            consent.withdraw(self.work, self.people[tube].donor_id, how="in person")
            self.withdrawn.add(tube)

    @invariant()
    def no_tube_is_gone_and_each_is_in_one_place(self):
        if not hasattr(self, "kits"):
            return
        tubes = {row.id: row for row in self.session.exec(select(Sample))}
        assert sorted(row.code for row in tubes.values()) == sorted(self.kits)
        places = [row.sample_id for row in self.session.exec(select(BoxPlace).where(BoxPlace.taken_out_at.is_(None)))]
        assert len(places) == len(set(places))
        assert {row.id for row in tubes.values() if row.status in IN_A_BOX} <= set(places)
        assert [row.code for row in tubes.values() if row.status in ("collected", "voided") and row.id in places] == []

    @invariant()
    def the_chain_has_no_gap_and_the_status_is_its_newest_link(self):
        if not hasattr(self, "kits"):
            return
        for row in self.session.exec(select(Sample)):
            links = self.session.exec(select(CustodyEvent).where(CustodyEvent.sample_id == row.id).order_by(CustodyEvent.id)).all()
            assert (links[0].action, links[-1].status) == ("collect", row.status)
            before = None
            for link, following in zip(links, links[1:], strict=False):
                now, action = SampleStatus(link.status), following.action
                expected = FOUND.get(before, SampleStatus.collected) if action == "find" else MOVES[action][now]
                assert following.status == expected, (link.action, action)
                before = now

    @invariant()
    def what_was_withdrawn_is_in_no_list_and_every_sent_list_that_held_it_was_recalled(self):
        if not hasattr(self, "kits"):
            return
        apart = {self.kits[number] for number in self.withdrawn}
        for shipment in self.session.exec(select(Shipment)):
            frozen = queries.manifests(self.session, shipment.id)
            if not frozen:
                continue
            first, newest = queries.frozen_rows(self.session, frozen[0]), queries.frozen_rows(self.session, frozen[-1])
            gone = {row["sample_code"] for row in first} & apart & {row.code for row in self.session.exec(select(Sample)) if row.status == "quarantined"}
            assert gone <= set(frozen[-1].recalled)
            assert gone & {row["sample_code"] for row in newest} == set()


@pytest.mark.parametrize("steps", [30])
def test_no_tube_is_ever_lost_from_sight(tmp_path, steps):
    database = Database(f"sqlite:///{tmp_path / 'road.sqlite3'}")
    metadata.create_all(database.engine)
    HOME[:] = [database]
    quick = settings.get_profile("quick") if settings.default.max_examples <= 40 else settings.default
    run_state_machine_as_test(Road, settings=settings(quick, max_examples=min(quick.max_examples, 300) // 2 or 1, stateful_step_count=steps))
    database.engine.dispose()
