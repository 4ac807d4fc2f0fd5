"""ADR 0012: a sealed value opens in its own table, column and row, under its own person's key, and nowhere else; a destroyed key opens nothing."""

import contextlib

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import select

from core import crypto, files
from core.crypto.keys import DataKey
from core.crypto.sealed import SEALED, SealBroken, _Sealed
from core.db import metadata
from core.files import SealedFile
from core.ids import new_id
from core.work import Work
from families.models import Individual, IndividualVersion
from labels.models import LabelCodeEvent
from tests.conftest import actor


def saved(database, *rows):
    with database.transaction() as session:
        session.add_all(rows)
    return rows[0].id


def raw(database, column, row_id):
    with database.transaction() as session:
        return session.connection().execute(text(f"SELECT {column} FROM individual WHERE id = :id"), {"id": named(session, row_id)}).scalar()


def named(session, row_id):
    return row_id.hex if session.get_bind().dialect.name == "sqlite" else row_id


def put(database, column, row_id, value):
    with database.transaction() as session:
        session.connection().execute(text(f"UPDATE individual SET {column} = :value WHERE id = :id"), {"id": named(session, row_id), "value": value})


def person(database, row_id):
    with database.transaction() as session:
        return session.get(Individual, row_id)


def test_a_name_comes_back_as_it_was_written_and_is_plain_text_before_and_after(database):
    row = Individual(name="Trần Thị Lài", phone="0912345318")
    own = saved(database, row)
    assert type(row.name) is str and type(person(database, own).name) is str
    assert person(database, own).name == row.name == "Trần Thị Lài"
    assert raw(database, "name", own)[:1] == b"\x02"


def test_a_value_moved_to_another_row_or_another_column_does_not_open(database):
    one, other = saved(database, Individual(name="Trần Thị Lài", note="x")), saved(database, Individual(name="Lê Thị Xa"))
    put(database, "name", other, raw(database, "name", one))
    with pytest.raises(SealBroken):
        person(database, other)
    put(database, "note", one, raw(database, "name", one))
    with pytest.raises(SealBroken):
        person(database, one)


def test_one_persons_wrapped_key_does_not_open_as_anothers(database):
    """Swapped in the table of keys: wrapped under the same master, and yet each only for whose it is."""
    one, other = saved(database, Individual(name="Trần Thị Lài")), saved(database, Individual(name="Lê Thị Xa"))
    with database.transaction() as session:
        first, second = session.get(DataKey, one), session.get(DataKey, other)
        first.wrapped, second.wrapped = second.wrapped, first.wrapped
    crypto.unlock(crypto.Keyring(bytes(range(32))))  # a process that remembers no key
    for own in (one, other):
        with pytest.raises(crypto.KeyMissing):
            person(database, own)


def test_a_value_with_one_bit_turned_over_does_not_open(database):
    own = saved(database, Individual(name="Trần Thị Lài"))
    sealed = raw(database, "name", own)
    for place in range(1, len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1 << (place % 8)
        put(database, "name", own, bytes(broken))
        with pytest.raises((SealBroken, crypto.KeyMissing)):
            person(database, own)


def test_a_destroyed_key_opens_nothing_more_and_writes_nothing_more_and_others_are_untouched(database):
    one, other = saved(database, Individual(name="Trần Thị Lài")), saved(database, Individual(name="Lê Thị Xa"))
    saved(database, IndividualVersion(individual_id=one, former={"name": "Lài"}))
    with database.transaction() as session:
        assert crypto.key_stands(session, one)
        loaded = session.get(Individual, one)
        assert crypto.destroy_key(session, one) == 1
        assert (loaded.name, crypto.key_stands(session, one)) == (None, False)
        assert crypto.destroy_key(session, one) == 0
    assert (person(database, one).name, person(database, other).name) == (None, "Lê Thị Xa")
    with database.transaction() as session:
        assert session.exec(select(IndividualVersion)).one().former is None
        key = session.get(DataKey, one)
        assert (key.wrapped, key.destroyed_at is not None) == (b"", True)
    with pytest.raises(crypto.KeyDestroyed):
        saved(database, IndividualVersion(individual_id=one, former={"name": "x"}))


def test_another_process_that_still_remembers_a_destroyed_key_forgets_it_with_its_next_transaction(database):
    one = saved(database, Individual(name="Trần Thị Lài"))
    mine, theirs = crypto.keyring(), crypto.Keyring(bytes(range(32)))
    crypto.unlock(theirs)
    assert person(database, one).name == "Trần Thị Lài"
    crypto.unlock(mine)
    with database.transaction() as session:
        crypto.destroy_key(session, one)
    crypto.unlock(theirs)
    assert person(database, one).name is None


def test_an_erasure_that_was_taken_back_erased_nothing(database):
    one = saved(database, Individual(name="Trần Thị Lài"))
    with database.session() as session:
        crypto.destroy_key(session, one)
        session.rollback()
    assert person(database, one).name == "Trần Thị Lài"
    with database.transaction() as session:
        with contextlib.suppress(ZeroDivisionError), session.begin_nested():
            crypto.destroy_key(session, one)
            raise ZeroDivisionError
        assert session.get(Individual, one).name == "Trần Thị Lài"
    assert person(database, one).name == "Trần Thị Lài"


def test_a_key_that_was_read_beside_others_and_then_never_saved_is_not_remembered(database):
    other, mine = saved(database, Individual(name="Lê Thị Xa")), new_id()
    crypto.unlock(crypto.Keyring(bytes(range(32))))  # a process that remembers no key: its first look reads all there are
    with database.session() as session:
        session.add(Individual(id=mine, name="Trần Thị Lài"))
        session.flush()
        assert session.get(Individual, other).name == "Lê Thị Xa"
        session.rollback()
    saved(database, Individual(id=mine, name="Trần Thị Lài"))
    with database.transaction() as session:
        assert session.get(DataKey, mine) is not None


def test_a_key_that_was_never_saved_is_not_remembered(database):
    donor = new_id()
    with database.session() as session:
        session.add(SealedFile(of_id=donor, kind="x", media_type="x", size=1, sha256="x", content=b"1"))
        session.flush()
        session.rollback()
    with database.transaction() as session:
        with contextlib.suppress(ZeroDivisionError), session.begin_nested():
            session.add(SealedFile(of_id=donor, kind="x", media_type="x", size=1, sha256="x", content=b"2"))
            session.flush()
            assert session.get(DataKey, donor)
            raise ZeroDivisionError
        kept = SealedFile(of_id=donor, kind="x", media_type="x", size=1, sha256="x", content=b"3")
        session.add(kept)
    crypto.unlock(crypto.Keyring(bytes(range(32))))
    with database.transaction() as session:
        assert files.content(session, kept.id) == b"3"
        assert session.get(DataKey, donor) is not None


def test_a_key_inside_a_savepoint_that_stood_is_only_remembered_once_everything_stands(database):
    donor = new_id()
    with database.session() as session:
        session.add(Individual(name="Lê Thị Xa"))
        with session.begin_nested():
            session.add(SealedFile(of_id=donor, kind="x", media_type="x", size=1, sha256="x", content=b"1"))
        session.rollback()
    kept = SealedFile(of_id=donor, kind="x", media_type="x", size=1, sha256="x", content=b"2")
    saved(database, kept)
    crypto.unlock(crypto.Keyring(bytes(range(32))))
    with database.transaction() as session:
        assert files.content(session, kept.id) == b"2"


def test_a_paper_whose_key_is_destroyed_says_so(database):
    donor = new_id()
    with database.transaction() as session:
        work = Work(session, actor())
        his, apart, house = (files.keep(work, "x", b"%PDF", "application/pdf", **how) for how in ({"of": donor}, {"apart": True}, {}))
    with database.transaction() as session:
        crypto.destroy_key(session, donor, apart.id)
        for erased in (his, apart):
            with pytest.raises(files.FileErased):
                files.content(session, erased.id)
        assert files.content(session, house.id) == b"%PDF"


def test_a_bare_sealed_value_is_never_mistaken_for_text(database):
    own = saved(database, Individual(name="Trần Thị Lài"))
    with database.transaction() as session:
        found = session.exec(select(Individual.name).where(Individual.id == own)).one()
        for use in (str, bool, len, hash, lambda value: value == "x", lambda value: f"{value}"):
            with pytest.raises(TypeError):
                use(found)
        assert crypto.opened(session, own, found) == "Trần Thị Lài"
        with pytest.raises(SealBroken):
            crypto.opened(session, new_id(), found)


def test_a_sealed_value_without_its_row_is_refused(database):
    with database.session() as session:
        with pytest.raises(StatementError, match="needs the row"):
            session.connection().execute(LabelCodeEvent.__table__.insert().values(label_code_id=new_id(), status="issued", reason="x", occurred_at=None))
        session.rollback()


def test_the_old_wrapped_key_lies_in_no_page_and_no_log_once_it_is_destroyed(tmp_path):
    from core.db import Database

    database = Database(f"sqlite:///{tmp_path / 'hoiam.sqlite3'}")
    metadata.create_all(database.engine)
    one = saved(database, Individual(name="Trần Thị Lài"))
    with database.transaction() as session:
        wrapped = session.get(DataKey, one).wrapped
    assert any(wrapped in path.read_bytes() for path in tmp_path.iterdir())
    with database.transaction() as session:
        crypto.destroy_key(session, one)
    assert [path.name for path in tmp_path.iterdir() if wrapped in path.read_bytes()] == []
    database.engine.dispose()


def test_every_sealed_column_says_its_own_table_and_name_and_every_row_knows_whose_it_is():
    from sqlalchemy.orm import configure_mappers

    import app  # noqa: F401

    configure_mappers()
    said = [(f"{table.name}.{column.name}", column.type.context) for table in metadata.tables.values() for column in table.columns if isinstance(column.type, _Sealed)]
    assert [pair for pair in said if pair[0] != pair[1]] == []
    for model in SEALED:
        column = model.sealed_by.partition(".")[0]
        assert not column or column in model.model_fields, model
