"""Whom to ask next over a whole bank: 12,000 martyrs and 200,000 people against a tenth of both, cost per martyr; and one family anew.

A family is its martyr, six donors by declared kinship, one of them sampled in every second family, and ten more on record as their children.
Sets of donors that the frozen table does not know are simulated once beforehand, as a running installation has them.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

import consent
import families
import matching
from bench.table import Row
from consent.models import ConsentAnswer, ConsentRecord, Donor, FormText
from core import crypto
from core.db import Database, metadata
from core.ids import new_id
from families.models import Individual, KinshipClaim, Martyr, Parentage
from samples.models import Sample, SampleClaim

SMALL, LARGE, PEOPLE_EACH, LIMIT = 1_200, 12_000, 16, 1.5
NOW = datetime(2026, 11, 1, tzinfo=UTC)
KIN = (
    ("sister", "female", 1952), ("half-m.brother", "male", 1958), ("mother.sister.son", "male", 1955), ("sister.daughter", "female", 1975),
    ("brother?", "male", 1950), ("father.brother", "male", 1936), ("mother.sister", "female", 1934), ("sister.daughter.son", "male", 1998),
    ("brother.son", "male", 1980), ("mother.brother", "male", 1938),
)
Rows = dict[type[Any], list[dict[str, Any]]]


def run() -> list[Row]:
    crypto.unlock(crypto.Keyring(bytes(range(32))))
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_bank(Path(folder) / f"{count}.sqlite3", count) for count in (SMALL, LARGE))
        with small.session() as few, large.session() as many:
            _each(few, SMALL)
            each_of_few, each_of_many = _each(few, SMALL), _each(many, LARGE)
            one = _one(many)
        small.engine.dispose()
        large.engine.dispose()
    people = LARGE * (PEOPLE_EACH + 1)
    what = f"advice for each of {LARGE:,} martyrs ({people:,} people) against {SMALL:,}"
    return [
        Row(what, f"{1000 * each_of_many:.2f} ms", f"{1000 * each_of_few:.2f} ms", each_of_many / each_of_few, LIMIT, at_most=True),
        Row("one family's advice anew, of 50 ms", f"{1000 * one:.1f} ms", "50 ms", one / 0.05, 1, at_most=True),
    ]


def _each(session: Session, martyrs: int) -> float:
    """Seconds of this processor for one martyr."""
    start = process_time()
    assert sum(1 for _ in matching.advise_many(session)) == martyrs
    return (process_time() - start) / martyrs


def _one(session: Session) -> float:
    codes = [f"LS-{number:05d}" for number in range(1, 41)]
    start = process_time()
    for code in codes:
        matching.advise(session, code)
    return (process_time() - start) / len(codes)


def _bank(path: Path, martyrs: int) -> Database:
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.engine)
    form, chance = new_id(), random.Random(1972)
    with database.transaction() as session:
        session.add(FormText(id=form, version=1, language="vi", valid_from=NOW.date(), body={}))
        session.flush()
        for start in range(0, martyrs, 500):
            rows: Rows = {}
            for number in range(start, min(start + 500, martyrs)):
                for table, row in _family(number + 1, form, chance):
                    rows.setdefault(table, []).append({"id": new_id(), "recorded_at": NOW} | row)
            for table in (Martyr, Donor, Individual, KinshipClaim, Parentage, ConsentRecord, ConsentAnswer, Sample, SampleClaim):
                if table in rows:
                    session.execute(insert(table), rows[table])
    return database


def _family(number: int, form: Any, chance: random.Random) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    martyr, code = new_id(), f"LS-{number:05d}"
    yield Martyr, {"id": martyr, "number": number, "code": code, "name": "x", "sex": "male", "birth_year": chance.randint(1938, 1950),
                   "commune_codes": ["18604"], "fingerprint": code}
    for place, (path, sex, born) in enumerate(chance.sample(KIN, 6)):
        donor, person = new_id(), new_id()
        name = f"D{number:05d}{place}"
        yield Donor, {"id": donor, "code": name}
        yield Individual, {"id": person, "donor_id": donor, "sex": sex, "birth_year": born, "commune_code": "18604"}
        line = families.maternal_line(path, "male")
        yield KinshipClaim, {"individual_id": person, "donor_id": donor, "martyr_id": martyr, "relation_path": path, "maternal_line": line, "occurred_at": NOW}
        for _ in range(2 if place < PEOPLE_EACH - 12 else 1):
            child = new_id()
            yield Individual, {"id": child, "sex": chance.choice(("male", "female")), "birth_year": born + 27, "life": chance.choice(("alive", "dead", "dead")),
                               "commune_code": "18604"}
            yield Parentage, {"child_id": child, "parent_id": person, "role": "mother" if sex == "female" else "father", "occurred_at": NOW}
        if place == 0 and number % 2:
            yield from _sampled(number, donor, name, martyr, code, path, line, form)


def _sampled(number: int, donor: Any, name: str, martyr: Any, code: str, path: str, line: str, form: Any) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    record, sample = new_id(), new_id()
    yield ConsentRecord, {"id": record, "donor_id": donor, "form_id": form, "occurred_at": NOW, "place": "", "martyr_ids": [str(martyr)], "given": True,
                          "language": "vi", "read_aloud": True, "can_read": True, "told_sensitive": True, "method": "paper", "copy_given": True}
    for purpose in consent.Purpose:
        yield ConsentAnswer, {"record_id": record, "purpose": purpose.value, "given": True}
    yield Sample, {"id": sample, "code": f"HT{number:010d}", "donor_id": donor, "donor_code": name, "kind": "buccal", "taker": "x", "collected_at": NOW,
                   "status": "accepted"}
    yield SampleClaim, {"sample_id": sample, "version": 1, "martyr_id": martyr, "martyr_code": code, "relation_path": path, "maternal_line": line}
