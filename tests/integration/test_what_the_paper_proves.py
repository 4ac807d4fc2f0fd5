"""Ten thousand rows: one flipped byte anywhere is found and named; what only paper can show is shown by paper. Each harm is done in a transaction and undone."""

import random
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

import app  # noqa: F401 - names every table
import consent
from core import chain
from core.audit import AuditRow, ViewRow
from core.chain import rows
from core.db import Database, metadata
from core.ids import new_id
from core.installation import Installation
from core.work import Work
from samples.models import CustodyEvent, Sample
from tests.conftest import actor

ROWS = 10_000
COLUMNS = [
    (model.__tablename__, column.name) for model in (AuditRow, ViewRow, CustodyEvent) for column in rows.table_of(model).columns
] + [("chain_link", column.name) for column in rows.LINKS.columns]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def written(request, tmp_path_factory):
    """An installation with ten thousand linked rows, a third of them custody with a sealed reason."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("chain") / "hoiam.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(request.getfixturevalue("postgres_tables"))
    empty(database)
    with database.transaction() as session:
        session.add(Installation(name="0a1b2c", demo=False, key_fingerprint="f"))
        donor = consent.new_donor(Work(session, actor()))
        session.flush()
        sample = Sample(code="HT1234567849", donor_id=donor.id, donor_code=donor.code, kind="buccal", taker="thu.ha", collected_at=datetime.now(UTC))
        session.add(sample)
        session.flush()
        count = ROWS // 3
        session.add_all([AuditRow(actor="thu.ha", actor_id=new_id(), action="samples.seal", subject=f"box:{n}", facts={"tubes": n, "seal": "S1"}) for n in range(count)])
        session.add_all([ViewRow(actor="thu.ha", actor_id=new_id(), subject=f"donor:{n}", reason="desk", why="came") for n in range(ROWS - 2 * count)])
        session.add_all([CustodyEvent(
            sample_id=sample.id, action="collect", status="collected", actor_id=new_id(), occurred_at=datetime.now(UTC), place="Hương Khê", reason=f"lý do {n}",
        ) for n in range(count)])
    yield database
    empty(database)
    database.engine.dispose()


def empty(database):
    if database.engine.dialect.name == "postgresql":
        with database.engine.begin() as connection:
            said = "; ".join(f"DELETE FROM {name}" for name in metadata.tables)
            connection.execute(text(f"SET LOCAL lock_timeout = '20s'; SET LOCAL session_replication_role = replica; {said}"))


@contextmanager
def harm(database):
    """Somebody who has the file, or the database's own password, writes past the program; afterwards all is as it was."""
    with database.engine.connect() as connection:
        work = connection.begin()
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA ignore_check_constraints=ON"))
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in ("custody_event",):
                connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_status_known"))
        try:
            yield connection
        finally:
            work.rollback()


def verdict(connection, *heads):
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        return chain.verify(session, heads)


def paper(database):
    with database.reading() as session:
        return chain.head(session).printed


def flip(connection, table, column, key, value, rng):
    """One bit of one byte of a stored value; a flip that the database itself would refuse (no such date, no JSON) is tried elsewhere."""
    named = f"UPDATE {table} SET {column} = %s WHERE {'seq' if table == 'chain_link' else 'id'} = :key"
    kind = type(value)
    for _ in range(200):
        place, bit = rng.randrange(len(value)) if kind is not int else 0, 1 << rng.randrange(7)
        if kind is int:
            harmed, form = value ^ (1 << rng.randrange(13)), ":value"
        else:
            harmed = bytearray(value if kind is bytes else value.encode())
            harmed[place % len(harmed)] ^= bit
            form = ":value" if kind is bytes else "CAST(:value AS TEXT)"
            harmed = bytes(harmed)
        if connection.dialect.name == "postgresql" and kind is str:
            try:
                harmed = harmed.decode()
            except UnicodeDecodeError:
                continue
            form = f"CAST(:value AS {POSTGRES[table, column]})"
        try:
            with connection.begin_nested():
                assert connection.execute(text(named % form), {"value": harmed, "key": key}).rowcount == 1
                if column in ("id", "seq"):
                    there = connection.execute(text(f"SELECT 1 FROM {table} WHERE {column} = :key"), {"key": key}).first()
                else:
                    there = stored_value(connection, table, column, key) == value
                if there:  # a capital letter in an id: to PostgreSQL the same id
                    raise UnicodeError
        except (DBAPIError, UnicodeError):
            continue
        return
    raise AssertionError("nothing could be flipped")


POSTGRES = {}


def stored_value(connection, table, column, key):
    """As this database keeps it: bytes of a BLOB, a number, or text."""
    if connection.dialect.name == "postgresql":
        kind = connection.execute(text("SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = CAST(:t AS regclass) AND attname = :c"),
                                  {"t": table, "c": column}).scalar_one()
        POSTGRES[table, column] = kind
        shown = column if kind in ("bytea", "integer", "bigint") else f"CAST({column} AS TEXT)"
    else:
        shown = column
    return connection.execute(text(f"SELECT {shown} FROM {table} WHERE {'seq' if table == 'chain_link' else 'id'} = :key"), {"key": key}).scalar_one()


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table}.{column}" for table, column in COLUMNS])
def test_one_flipped_byte_is_found_and_its_row_is_named(written, table, column):
    rng = random.Random(f"{table}.{column}")
    with harm(written) as connection:
        if table == "chain_link":
            seq = rng.randrange(2, ROWS)
            row, of = connection.execute(text("SELECT row_id, table_name FROM chain_link WHERE seq = :seq"), {"seq": seq}).one()
            key = seq
        else:
            row, seq = connection.execute(text("SELECT row_id, seq FROM chain_link WHERE table_name = :t ORDER BY seq LIMIT 1 OFFSET :n"),
                                          {"t": table, "n": rng.randrange(ROWS // 3)}).one()
            key, of = row, table
        flip(connection, table, column, key, stored_value(connection, table, column, key), rng)
        found = verdict(connection)
    assert not found.whole
    assert found.broken <= 3
    first = found.first_broken
    if (table, column) == ("chain_link", "seq"):  # the link left its place: the hole it left is named
        assert first.seq in (seq, seq + 1) or first.fault == "gap"
    elif table == "chain_link":
        assert (first.fault, first.seq) == ("link", seq)
    else:
        assert (first.fault, first.table, re.sub("-", "", first.row), first.seq) == (
            "sealed" if column == "reason" and of == "custody_event" else "missing" if column == "id" else "changed", of, str(row).replace("-", ""), seq)


def test_nothing_harmed_is_whole(written):
    with written.reading() as session:
        found = chain.verify(session, [paper(written)])
    assert (found.rows, found.broken, found.first_broken, found.heads) == (ROWS, 0, None, 1)


LAST = "(SELECT row_id FROM chain_link WHERE seq > 9990)"
FORGED = {
    "sqlite": "INSERT INTO view_row (id, recorded_at, actor, subject) VALUES ('0190c0de00007000800000000000beef', '2026-11-14 08:30:00.000000', 'x', 'donor:1')",
    "postgresql": "INSERT INTO view_row (id, recorded_at, actor, subject) VALUES ('0190c0de00007000800000000000beef', '2026-11-14 08:30:00Z', 'x', 'donor:1')",
}


def test_rows_taken_from_the_end_are_found_through_the_printed_head_and_only_so(written):
    printed = paper(written)
    with harm(written) as connection:
        for table in ("audit_row", "view_row", "custody_event"):
            connection.execute(text(f"DELETE FROM {table} WHERE id IN {LAST}"))
        connection.execute(text("DELETE FROM chain_link WHERE seq > 9990"))
        assert verdict(connection).whole, "without paper nobody can know"
        found = verdict(connection, printed)
    assert (found.broken, found.first_broken.fault, found.first_broken.seq) == (1, "short", ROWS)


def test_rows_taken_from_the_end_without_their_links_are_found_without_paper(written):
    with harm(written) as connection:
        for table in ("audit_row", "view_row", "custody_event"):
            connection.execute(text(f"DELETE FROM {table} WHERE id IN {LAST}"))
        found = verdict(connection)
    assert (found.broken, found.first_broken.fault, found.first_broken.seq) == (10, "missing", 9991)


def test_a_row_taken_out_of_the_middle_with_its_link_leaves_a_hole(written):
    with harm(written) as connection:
        for table in ("audit_row", "view_row", "custody_event"):
            connection.execute(text(f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM chain_link WHERE seq = 5000)"))
        connection.execute(text("DELETE FROM chain_link WHERE seq = 5000"))
        found = verdict(connection)
    assert (found.broken, found.first_broken.fault, found.first_broken.seq) == (1, "gap", 5001)


def test_a_row_whose_link_alone_was_taken_is_found_as_a_hole_and_as_a_row_without_a_link(written):
    with harm(written) as connection:
        connection.execute(text("DELETE FROM chain_link WHERE seq = 5000"))
        assert verdict(connection).broken == 2


def test_two_rows_that_changed_places_are_found(written):
    with harm(written) as connection:
        for old, new in ((4000, -1), (4001, 4000), (-1, 4001)):
            connection.execute(text("UPDATE chain_link SET seq = :new WHERE seq = :old"), {"old": old, "new": new})
        found = verdict(connection)
    assert (found.first_broken.fault, found.first_broken.seq) == ("link", 4000)


def test_a_row_written_past_the_program_has_no_link(written):
    with harm(written) as connection:
        connection.execute(text(FORGED[connection.dialect.name]))
        found = verdict(connection)
    assert (found.broken, found.first_broken.fault, found.first_broken.table) == (1, "unlinked", "view_row")
    assert found.first_broken.row == "0190c0de00007000800000000000beef"


def test_a_link_before_the_first_one_does_not_hide_a_row_written_past_the_program(written):
    with harm(written) as connection:
        connection.execute(text(FORGED[connection.dialect.name]))
        forged = rows.LINKS.select().where(rows.LINKS.c.seq == 1)
        link = connection.execute(forged).one()._asdict() | {"seq": -1, "row_id": UUID("0190c0de00007000800000000000beef"), "table_name": "view_row"}
        connection.execute(rows.LINKS.insert().values(link))
        found = verdict(connection)
    assert (found.broken, found.first_broken.fault, found.first_broken.row) == (1, "unlinked", "0190c0de00007000800000000000beef")


def written_anew(connection, since):
    """What somebody does who knows this program: every link from `since` on is made again over what the rows say now."""
    before = connection.execute(rows.LINKS.select().where(rows.LINKS.c.seq == since - 1)).one().link
    models = {model.__tablename__: model for model in chain.chained_models()}
    for link in connection.execute(rows.LINKS.select().where(rows.LINKS.c.seq >= since).order_by(rows.LINKS.c.seq)).all():
        names, parts = rows.columns(models[link.table_name], connection.dialect.name)
        table = rows.table_of(models[link.table_name])
        content = rows.content_of(names, connection.execute(rows.select(*parts).where(table.c.id == link.row_id)).one())
        before = rows.link_of(before, link.seq, rows.at_stored(link.at), link.table_name.encode(), link.row_id.hex.encode(), content)
        connection.execute(rows.LINKS.update().where(rows.LINKS.c.seq == link.seq).values(content=content, link=before))


def test_whoever_writes_the_whole_chain_anew_is_found_by_the_paper_and_by_nothing_else(written):
    printed = paper(written)
    with harm(written) as connection:
        connection.execute(text("UPDATE custody_event SET place = 'Vinh' WHERE id IN (SELECT row_id FROM chain_link WHERE table_name = 'custody_event' AND seq > 9980)"))
        written_anew(connection, 9981)
        assert verdict(connection).whole, "without paper nobody can know: docs/chain.md says so"
        found = verdict(connection, printed)
    assert (found.broken, found.first_broken.fault, found.first_broken.seq) == (1, "differs", ROWS)


def test_a_paper_of_another_house_says_nothing_about_this_one(written):
    with written.reading() as session:
        found = chain.verify(session, [paper(written).replace("0A1B2C", "FFFFFF")])
    assert (found.broken, found.first_broken.fault) == (1, "stranger")


@pytest.mark.parametrize("typed", ["", "HOIAM-CHAIN", "HOIAM-CHAIN 0A1B2C 1 XYZ 0", "xin chào", "HOIAM-CHAIN 0A1B2C 99999999999999 " + "A" * 32 + " 0"])
def test_a_line_that_is_no_head_is_refused_in_words(typed):
    with pytest.raises(chain.HeadUnreadable, match="head-unreadable"):
        chain.read_head(typed)


def test_a_head_is_read_however_it_was_typed():
    line = f"HOIAM-CHAIN 0A1B2C 17 {'AB' * 16} 20261114T013000Z"
    assert chain.read_head(f"  {line.lower()}\n") == chain.read_head(line.replace(" ", "   ")) == chain.PrintedHead("0a1b2c", 17, "ab" * 16)
