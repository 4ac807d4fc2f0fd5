"""Law 4: whatever is done to a message in whatever order, its cached state is its newest attempt's, and no attempt is lost."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

import app  # noqa: F401 - installs the reactions
import consent
import families
import matching
from core import auth
from core.auth import Role
from core.db import Database, metadata
from core.errors import Refused
from core.work import Work
from notifications import commands, queries, rules
from notifications.commands.outbox import step
from notifications.models import Message
from notifications.rules import MessageStatus
from tests.integration.test_the_road_of_a_sample import a_martyr, consents

MOVES = sorted(rules.MOVES)
PEOPLE = {
    "print": commands.print_letter, "try_again": commands.try_again, "cancel": commands.cancel, "reach": commands.visited,
    "say_it_arrived": commands.say_it_arrived, "turn_to_letter": commands.to_letter,
}


def a_message(session: Session) -> tuple[Work, Message]:
    work = Work(session, auth.actor_of(auth.ensure_account(session, "thu.ha", "Lê Thị Thu Hà", list(Role))))
    martyr = a_martyr(work)
    person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài", commune_code="18604", email="lai@thu.example", phone="0912345318"))
    consents(work, person, martyr)
    matching.ask_to_call(work, person.donor_id, matching.CallReason.missing_detail)
    return work, session.exec(select(Message)).one()


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.booleans()), max_size=12), st.booleans())
def test_the_state_is_the_newest_attempts(acts, withdrawn):
    database = Database("sqlite://")
    metadata.create_all(database.engine)
    with database.session() as session:
        work, row = a_message(session)
        done = ["create"]
        for action, by_hand in acts:
            before = MessageStatus(row.status)
            with suppress(Refused):
                if by_hand and action in PEOPLE:
                    PEOPLE[action](work, row.id)
                else:
                    step(work, row, action)
                done.append(action)
            if row.status != before:
                assert row.status == rules.MOVES[action][before]
        if withdrawn:
            consent.withdraw(work, row.donor_id, how="in person")
            assert row.status not in rules.ACTIVE
        attempts = queries.attempts(session, row.id)
        assert (attempts[-1].status, attempts[-1].channel) == (row.status, row.channel)
        assert [each.action for each in attempts][: len(done)] == done
        assert row.tries == _since_the_last_beginning(attempts)
    database.engine.dispose()


def _since_the_last_beginning(attempts):
    tries = 0
    for each in attempts:
        tries = 0 if each.action in ("try_again", "turn_to_letter") else tries + (each.action == "claim")
    return tries
