"""The chain of the log: linked at the commit, in one line whoever writes; what goes round it is refused or found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import insert, text
from sqlmodel import select

import app  # noqa: F401 - names every table
from cases.rules import TABLE_WORDS
from core import chain, installation
from core.audit import AuditRow, ViewRow
from core.db import OverwrittenError

SUM = "850e0e82f6c9d79b6a343b9bf2e65e372a13f5ea2d74494e6306a2364f18eb41"


def acts(session, *subjects):
    session.add_all([AuditRow(actor="thu.ha", action="samples.collect", subject=f"sample:{each}", facts={"rows": 1, "place": "Hương Khê"}) for each in subjects])


def verdict(database, *heads):
    with database.reading() as session:
        return chain.verify(session, heads)


def links(database):
    with database.reading() as session:
        return [link.seq for link in session.exec(select(chain.ChainLink).order_by(chain.ChainLink.seq))]


def test_acts_and_looks_are_linked_when_they_are_saved_and_an_undone_transaction_leaves_nothing(database):
    with database.transaction() as session:
        acts(session, "HT1", "HT2")
        session.add(ViewRow(actor="thu.ha", subject="donor:D1", reason="desk"))
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        acts(session, "HT3")
        session.flush()
        raise ZeroDivisionError
    with database.transaction() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            acts(session, "HT4")
            session.flush()
            raise ZeroDivisionError
        with session.begin_nested():
            acts(session, "HT5")
    assert links(database) == [1, 2, 3, 4]
    found = verdict(database)
    assert (found.rows, found.broken, found.whole) == (4, 0, True)


def test_many_who_save_in_the_same_moment_stand_in_one_line_without_a_gap(database):
    def save(number):
        with database.transaction() as session:
            acts(session, f"HT{number}a")
            session.flush()
            acts(session, f"HT{number}b")

    with ThreadPoolExecutor(6) as together:
        list(together.map(save, range(36)))
    assert links(database) == list(range(1, 73))
    assert verdict(database).whole


def test_rows_of_a_chained_table_cannot_be_added_in_bulk(session):
    with pytest.raises(OverwrittenError, match="bulk"):
        session.execute(insert(AuditRow), [{"actor": "x", "action": "y", "subject": "z"}])


def test_no_column_of_a_chained_table_may_ever_change_and_each_has_one_form_on_every_database_and_a_word():
    models = chain.chained_models()
    assert {model.__tablename__ for model in models} >= {
        "audit_row", "custody_event", "day_event", "handover", "kit_event", "manifest", "view_row",
    }
    assert [model for model in models if model.may_change] == []
    for dialect in ("sqlite", "postgresql"):
        for model in models:
            chain.rows.columns(model, dialect)
    assert [model.__tablename__ for model in models if model.__tablename__ not in TABLE_WORDS] == []


def test_one_row_has_one_sum_on_both_databases(database):
    """The sum below was made once; a database that keeps a value otherwise would make another."""
    with database.transaction() as session:
        session.add(AuditRow(
            id=UUID("0190c0de-0000-7000-8000-00000000beef"), recorded_at=datetime.fromisoformat("2026-11-14T08:30:00.000120+07:00"),
            actor="thu.ha", action="samples.collect", subject="sample:HT1234567849", facts={"b": ["Hương Khê", 2, True, None], "a": 'x"y'},
        ))
    with database.reading() as session:
        [link] = session.exec(select(chain.ChainLink))
    assert link.content.hex() == SUM


def test_what_was_written_before_there_was_a_chain_is_linked_once_and_never_again(database):
    with database.transaction() as session:
        acts(session, *(f"HT{number}" for number in range(12)))
        session.add_all([ViewRow(actor="thu.ha", subject=f"donor:D{number}") for number in range(5)])
        session.add(installation.Installation(name="ab12", demo=False, key_fingerprint="f"))
    unlink(database)
    with database.transaction() as session:
        installation.begin_chain(session)
    with database.transaction() as session:
        installation.begin_chain(session)
    found = verdict(database)
    assert (found.rows, found.whole, found.head.installation) == (18, True, "ab12")
    with database.reading() as session:
        [said] = session.exec(select(AuditRow).where(AuditRow.action == "audit.chain_begun"))
        assert said.facts == {"rows": 17}
        joined = text("SELECT link.seq FROM chain_link link LEFT JOIN audit_row a ON a.id = link.row_id LEFT JOIN view_row v ON v.id = link.row_id "
                      "ORDER BY coalesce(a.recorded_at, v.recorded_at), link.row_id")
        assert session.execute(joined).scalars().all() == list(range(1, 19))
    unlink(database)
    with database.transaction() as session:
        installation.begin_chain(session)
    found = verdict(database)
    assert (found.rows, found.broken, found.first_broken.fault, found.first_broken.table) == (0, 18, "unlinked", "audit_row")


def unlink(database):
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM chain_link"))


def test_whoever_verifies_keeps_nobody_waiting_and_sees_one_moment(database):
    with database.transaction() as session:
        acts(session, "HT1")
    with database.reading() as session:
        before = chain.head(session).seq
        with database.transaction() as other:
            acts(other, "HT2")
        found = chain.verify(session)
    assert (before, found.rows, found.whole) == (1, 1, True)
    assert verdict(database).rows == 2
