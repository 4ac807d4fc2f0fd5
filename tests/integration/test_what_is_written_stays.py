"""Law 4: nothing about consent, a tube, a result or an identity is overwritten; a change is a new row."""

import pytest
from sqlmodel import select

from core.audit import AuditRow
from core.db import OverwrittenError
from samples.models import CustodyEvent, Sample


def test_what_was_done_can_be_neither_changed_nor_removed(work):
    work.audit("test.written", "sample:HT0000000123")
    work.session.flush()
    row = work.session.exec(select(AuditRow)).one()
    row.subject = "sample:HT0000000220"
    with pytest.raises(OverwrittenError, match="AuditRow: subject"):
        work.session.flush()
    work.session.expire(row)
    work.session.delete(row)
    with pytest.raises(OverwrittenError, match="deleted"):
        work.session.flush()


def test_only_the_cached_status_of_a_tube_may_change():
    assert Sample.may_change == {"status"}
    assert CustodyEvent.may_change == frozenset()
