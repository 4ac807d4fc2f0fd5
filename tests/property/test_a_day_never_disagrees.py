"""Whatever is allowed on a day, in whatever order: its sums come out, no hour holds too many, and what is frozen does not move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app  # noqa: F401 - installs the reactions
import labels
import samples
from core import auth
from core.auth import Role
from core.errors import HoiAmError
from core.work import Work
from samples.rules.days import agreements
from tests.integration.test_collection_days import HOURS, a_day, gives, numbers, people

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["expect", "open", "came", "refused", "deferred", "slot", "spread", "give", "new", "back", "spoil", "void", "use", "wrong", "close", "reopen"]),
        st.integers(0, 4), st.integers(0, 7),
    ),
    max_size=16,
)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@given(acts=ACTS)
def test_a_days_numbers_never_disagree(database, acts):
    with database.session() as session:
        account = auth.ensure_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role))
        work = Work(session, auth.actor_of(account))
        martyr, known = people(work, 5)
        day, kits = a_day(work, kits=4)
        kits = [*kits, *labels.issue(work, 4)]
        for act, who, which in acts:
            person, claim = known[who]
            try:
                with session.begin_nested():
                    move(work, act, day, martyr, person, claim, kits[which], len(acts))
            except HoiAmError:
                session.expire_all()
            now = numbers(work, day)
            assert [each.name for each in agreements(now, now.left) if not each.holds and each.name != "donors"] == []
            assert now.came >= now.donors
            assert now.left >= 0
            assert all(count <= HOURS[slot] for slot, count in samples.queries.slots_taken(samples.expected(session, day.code)).items())
        session.rollback()


def move(work, act, day, martyr, person, claim, kit, left):
    {
        "expect": lambda: samples.expect(work, day.code, [person.donor_id]),
        "open": lambda: samples.open_day(work, day.code),
        "slot": lambda: samples.set_slot(work, day.code, person.donor_id, "07:00"),
        "spread": lambda: samples.spread_slots(work, day.code),
        "give": lambda: samples.give_kits(work, day.code, kit),
        "new": lambda: samples.give_new_kits(work, day.code, 1),
        "back": lambda: samples.take_back(work, day.code, kit),
        "spoil": lambda: samples.spoil_kit(work, day.code, kit),
        "void": lambda: labels.void(work, kit, "rách"),
        "use": lambda: gives(work, martyr, person, claim, day, kit),
        "wrong": lambda: samples.void(work, kit, "nhầm"),
        "close": lambda: samples.close_day(work, day.code, numbers(work, day).left, {"donors": "có người về trước"}),
        "reopen": lambda: samples.reopen_day(work, day.code, "sót"),
    }.get(act, lambda: samples.outcome(work, day.code, person.donor_id, act))()
