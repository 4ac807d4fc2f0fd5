"""What people read is spelled one way, and the log has a word for whatever it names."""

import re

from cases import rules
from cases.queries.log import TOLD
from cases.queries.road import who
from privacy.queries.retention import how_long
from privacy.rules.retention import RULES
from tests.architecture.house import HOUSE

OTHERWISE = re.compile(r"\b([Xx]oá|[Hh]uỷ|[Uu]ỷ)\b")
AUDITED = re.compile(r'audit\([^)]*?f?"[a-z_.]+",\s*f?"([a-z_]+):')


def test_a_mark_stands_on_the_same_vowel_everywhere():
    found = [f"{file.name}: {line}" for file in (HOUSE / "locale" / "vi").glob("*.po") for line in file.read_text("utf-8").splitlines() if OTHERWISE.search(line)]
    assert not found, "the law writes xóa, hủy, ủy quyền, and so do we"


def test_the_log_has_a_word_for_every_kind_of_thing_it_names():
    rooms = [file for file in HOUSE.glob("*/**/*.py") if file.relative_to(HOUSE).parts[0] not in ("tests", "migrations", "bench")]
    kinds = {kind for file in rooms for kind in AUDITED.findall(file.read_text("utf-8"))}
    assert len(kinds) > 10 and kinds <= set(rules.SUBJECT_WORDS), kinds - set(rules.SUBJECT_WORDS)


def test_no_program_word_stands_for_a_person_in_the_log():
    assert who("system", {}) == who("hoiam", {}) == "Hồi Âm"


def test_a_period_of_no_months_is_at_once():
    rule = next(each for each in RULES.values() if not each.months)
    assert how_long(rule, 0).startswith("ngay từ ngày") and how_long(rule, 3).startswith("3 tháng")


def test_a_fact_of_the_log_is_a_word_that_people_read():
    assert {"came", "card_seen", "data-copy", "dossier"} <= set(TOLD)
    handed = {kind for file in HOUSE.glob("*/**/*.py") if file.relative_to(HOUSE).parts[0] not in ("tests", "core")
              for kind in re.findall(r'exports\.(?:pdf|file|workbook|text)\(\s*(?:visit\.)?work,\s*"([^"]+)"', file.read_text("utf-8"))}
    assert handed and handed <= set(rules.EXPORT_WORDS), handed - set(rules.EXPORT_WORDS)
