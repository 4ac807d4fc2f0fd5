"""ADR 0012 at random: what is sealed comes back as it was, and opens in no other table, column, row or person, nor with one bit turned over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlmodel import Session

from core import crypto
from core.crypto.keys import DataKey
from core.crypto.sealed import Locked, Seal, SealBroken, SealedBytes, SealedJSON, SealedText, _open, dressed
from core.db import metadata

VALUES = st.one_of(
    st.tuples(st.just(SealedText), st.text()), st.tuples(st.just(SealedBytes), st.binary()),
    st.tuples(st.just(SealedJSON), st.dictionaries(st.text(), st.text() | st.integers() | st.none(), max_size=4)),
)


@pytest.fixture(scope="module")
def session():
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[DataKey.__table__])
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def sealed(session, kind, value, context, subject, row):
    column = kind(context)
    seal = Seal(crypto.keys.key_to_write(session, subject), subject.bytes, row.bytes)
    return column.process_bind_param(dressed(value, seal), None)


@given(made=VALUES, subject=st.uuids(), row=st.uuids())
def test_what_is_sealed_comes_back_as_it_was(session, made, subject, row):
    kind, value = made
    raw = sealed(session, kind, value, "a.b", subject, row)
    assert _open(session, Locked(kind("a.b"), raw), row.bytes, {}, subject) == value


@given(made=VALUES, people=st.lists(st.uuids(), min_size=2, max_size=2, unique=True), rows=st.lists(st.uuids(), min_size=2, max_size=2, unique=True))
def test_it_opens_in_no_other_table_column_row_or_person(session, made, people, rows):
    kind, value = made
    raw = sealed(session, kind, value, "a.b", people[0], rows[0])
    crypto.keys.key_to_write(session, people[1])
    rehomed = raw[:1] + people[1].bytes + raw[17:]
    moved = raw[:17] + rows[1].bytes + raw[33:]
    for content, context, row, owner in ((raw, "c.b", rows[0], None), (raw, "a.c", rows[0], None), (raw, "a.b", rows[1], None), (raw, "a.b", rows[0], people[1]),
                                         (rehomed, "a.b", rows[0], people[1]), (rehomed, "a.b", rows[0], None), (moved, "a.b", rows[1], None)):
        with pytest.raises(SealBroken):
            _open(session, Locked(kind(context), content), row.bytes, {}, owner)


@given(made=VALUES, subject=st.uuids(), row=st.uuids(), place=st.data())
def test_one_bit_turned_over_anywhere_opens_nothing(session, made, subject, row, place):
    kind, value = made
    raw = bytearray(sealed(session, kind, value, "a.b", subject, row))
    bit = place.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises((SealBroken, crypto.KeyMissing)):
        _open(session, Locked(kind("a.b"), bytes(raw)), row.bytes, {})
