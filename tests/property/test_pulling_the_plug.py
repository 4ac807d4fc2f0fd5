"""kill -9 in the middle of an import: the whole file is there or nothing of it (`make test-long`)."""

import random
import time

import pytest
from sqlmodel import func, select

from core.audit import AuditRow
from families.models import Martyr
from tests.architecture.house import HOUSE
from tests.plug import copied, killed_after, opened

pytestmark = pytest.mark.long
MARTYRS, PEOPLE, KILLS = HOUSE / "demo" / "data" / "martyrs.xlsx", 328, 50


def test_an_import_that_is_killed_leaves_all_of_the_file_or_nothing(tmp_path):
    with opened(tmp_path / "empty"):
        pass
    began = time.perf_counter()
    assert killed_after(60, copied(tmp_path / "empty", tmp_path / "whole"), "import", "martyrs", MARTYRS)[1]
    whole = time.perf_counter() - began
    chance, outcomes = random.Random(50), []
    for number in range(KILLS):
        home = copied(tmp_path / "empty", tmp_path / str(number))
        said, ended = killed_after(whole * chance.uniform(0.5, 1.1), home, "import", "martyrs", MARTYRS)
        with opened(home) as database, database.session() as session:
            there = session.exec(select(func.count()).select_from(Martyr)).one()
            written_down = [row.action for row in session.exec(select(AuditRow).order_by(AuditRow.id)) if row.action != "audit.chain_begun"]
        assert there in (0, PEOPLE)
        assert written_down == (["families.martyrs_loaded", "martyrs.loaded"] if there else [])
        assert there == PEOPLE or not (said or ended), "confirmed, and not there"
        outcomes.append(there)
    assert set(outcomes) == {0, PEOPLE}, "the plug was always pulled too early, or always too late"
