"""ADR 0005: what is personal is on no disk in clear, in whatever spelling."""

import json
import unicodedata

import pytest

from core import names
from core.db import Database, metadata
from core.work import Work
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents

NAME, PHONE, WITNESS = "Trần Thị Lài", "0912345318", "Phạm Thị Hiên"


def spellings(text):
    forms = {text, unicodedata.normalize("NFD", text), names.fold(text), text.upper(), json.dumps(text)[1:-1]}
    return [form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le")]


@pytest.mark.parametrize("secret", [NAME, PHONE, WITNESS])
def test_the_database_file_and_its_wal_hold_no_relative_in_clear(tmp_path, secret):
    database = Database(f"sqlite:///{tmp_path / 'hoiam.sqlite3'}")
    metadata.create_all(database.engine)
    with database.transaction() as session:
        work = Work(session, actor())
        martyr = a_martyr(work)
        person, _ = a_donor(work, martyr, NAME)
        consents(work, person, martyr)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Nguyễn Văn Ân".encode() in content
    assert [form for form in spellings(secret) if form in content] == []
    database.engine.dispose()
