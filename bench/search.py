"""The search box over 50,000 sealed relatives, against the same search over the same people in plain text.

The bare side keeps names, numbers and folded words in plain tables with the same indexes, asks the same questions and shapes the same answers. What
ours does more: it makes blind tokens of what was typed, and opens the names it shows. It opens no name that it does not show.
"""

import random
import tempfile
import unicodedata
from itertools import count
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, insert, select

import consent
import families
from bench.table import Row, best_seconds
from core import crypto, names
from core.auth import SYSTEM
from core.crypto import blind
from core.db import Database, metadata
from core.ids import new_id
from core.places import unit_name, units
from core.work import Work
from families.models import Individual, NameToken
from families.queries.people import numbers_in

PEOPLE, PORTION, TIMES, SHOWN, LIMIT = 50_000, 2_000, 20, 20, 3
FAMILY, MIDDLE = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ"), ("Văn", "Đức", "Xuân", "Quốc", "Thị", "Trọng", "Ngọc", "Hữu")
GIVEN = ("An", "Ân", "Bình", "Cường", "Dũng", "Giáp", "Hải", "Khánh", "Lợi", "Mậu", "Nghĩa", "Lài", "Huệ", "Thìn", "Tuất", "Sửu", "Quý", "Điều", "Tám", "Nhàn")

plain = MetaData()
PERSON = Table(
    "plain_person", plain, Column("id", Uuid, primary_key=True), Column("donor_id", Uuid, index=True), Column("name", String), Column("birth_year", Integer),
    Column("commune_code", String), Column("phone", String, index=True), Column("citizen_id", String, index=True),
)
WORD = Table("plain_word", plain, Column("person_id", Uuid, index=True), Column("word", String, index=True))
DONOR = consent.Donor.__table__


def run() -> list[Row]:
    crypto.unlock(crypto.Keyring(bytes(range(32))))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'hoiam.sqlite3'}")
        metadata.create_all(database.engine)
        plain.create_all(database.engine)
        known = _fill(database)
        rows = [_row(database, what, typed) for what, typed in _kinds(*known)]
        database.engine.dispose()
    return rows


def _kinds(name: str, phone: str, number: str) -> list[tuple[str, str]]:
    """Ten ways in which a name or a number comes to the box."""
    bare = names.fold(name)
    return [
        ("one common word", "Nguyễn"), ("one word", name.split()[-1]), ("two words", " ".join(name.split()[-2:])), ("a whole name", name),
        ("without marks", bare), ("decomposed", unicodedata.normalize("NFD", name)), ("a telephone", phone),
        ("a telephone with +84", f"+84 {phone[1:4]} {phone[4:7]} {phone[7:]}"), ("a citizen number", number), ("nobody", "Khuyết Danh Nào"),
    ]


def _row(database: Database, what: str, typed: str) -> Row:
    with database.session() as session:
        work = Work(session, SYSTEM)
        assert [(hit.donor_code, hit.name) for hit in families.find_relatives(work, typed)] == [(hit.donor_code, hit.name) for hit in _in_plain(work, typed)]

        def repeated(search) -> None:
            for _ in range(TIMES):
                search(work, typed)
                session.rollback()

        ours, bare = best_seconds(lambda: repeated(families.find_relatives), lambda: repeated(_in_plain))
    return Row(f"search of {PEOPLE:,} relatives, {what}", f"{1000 * ours / TIMES:.2f} ms", f"{1000 * bare / TIMES:.2f} ms", ours / bare, LIMIT, at_most=True)


def _in_plain(work: Work, text: str) -> list[families.RelativeHit]:
    columns = PERSON.c.donor_id, DONOR.c.code, PERSON.c.name, PERSON.c.birth_year, PERSON.c.commune_code
    query = select(*columns).join(DONOR, DONOR.c.id == PERSON.c.donor_id)
    if numbers := numbers_in(text):
        query = query.where(PERSON.c.citizen_id.in_(numbers) | PERSON.c.phone.in_(numbers))
    elif words := names.tokens(text):
        for word in words:
            query = query.where(PERSON.c.id.in_(select(WORD.c.person_id).where(WORD.c.word == word)))
    rows = work.session.execute(query.limit(SHOWN))
    found = [families.RelativeHit(donor, code, name, born, unit_name(commune or "")) for donor, code, name, born, commune in rows]
    for hit in found:
        work.saw(f"donor:{hit.donor_code}", "search")
    return found


def _fill(database: Database) -> tuple[str, str, str]:
    """The same people twice; the name and numbers of one in the middle."""
    chance, communes, number = random.Random(3), sorted(units()), count(1)
    for start in range(0, PEOPLE, PORTION):
        with database.transaction() as session:
            people = [_person(chance, communes, next(number)) for _ in range(PORTION)]
            session.execute(insert(consent.Donor), [{"id": each.donor_id, "code": f"TN{next(number):08d}"} for each in people])
            session.add_all(people)
            words = [(each.id, word) for each in people for word in set(names.tokens(each.name or ""))]
            session.execute(insert(NameToken), [{"individual_id": own, "token": blind(word, "individual.name")} for own, word in words])
            session.execute(insert(PERSON), [{column.name: getattr(each, column.name) for column in PERSON.c} for each in people])
            session.execute(insert(WORD), [{"person_id": own, "word": word} for own, word in words])
            if start <= PEOPLE // 2:
                middle = people[0].name or "", people[0].phone or "", people[0].citizen_id or ""
    return middle


def _person(chance: random.Random, communes: list[str], number: int) -> Individual:
    phone, citizen = f"09{number:08d}", f"0421{number:08d}"
    return Individual(
        donor_id=new_id(), name=" ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(MIDDLE), chance.choice(GIVEN))),
        birth_year=chance.randint(1930, 1990), commune_code=chance.choice(communes), phone=phone, phone_blind=blind(phone, "individual.phone"),
        citizen_id=citizen, citizen_id_blind=blind(citizen, "individual.citizen_id"), address=f"Thôn {number % 12}, xã Cẩm Bình", note="Đến một mình.",
    )
