"""Whatever clerks do to a family's tree in whatever order: nobody is lost, nobody is his own ancestor, and undoing gives back the tree of before."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import families
from core.db import Database
from core.errors import Refused
from core.work import Work
from families import KIN_STEPS, KinFacts
from families.models import Martyr
from families.queries.pedigrees import rows_of
from families.rules.pedigree.unify import circles
from tests.conftest import actor

CODE = "LS-00001"
PATHS = ["mother", "sister?.son", "half-m.sister.daughter", "mother.sister?.son", "mother.brother.spouse", "brother?.adopted", "mother.mother.sister.daughter.son"]
PICK = st.integers(0, 60)
ACTS = st.one_of(
    st.tuples(st.just("add"), PICK, st.sampled_from(sorted(KIN_STEPS))),
    st.tuples(st.just("name"), PICK, PICK), st.tuples(st.just("same"), PICK, PICK), st.tuples(st.just("couple"), PICK, PICK),
    st.tuples(st.just("settle"), PICK, st.sampled_from(["full", "half-m", "half-p"])), st.tuples(st.just("end"), PICK, PICK),
)


@pytest.fixture
def template(sqlite_template):
    return sqlite_template


def shown(pedigree):
    """A tree without the names of its placeholders: everybody by what they are and whom they are child of."""
    return Counter((person.key if not person.inferred else "~", person.sex, _plain(person.father), _plain(person.mother), person.life) for person in pedigree.people)


def _plain(key):
    return "~" if key and key.startswith("~") else key


def act(work, number, what, one, other):
    people = sorted(families.pedigree_of(work.session, CODE).by_key)
    key = people[one % len(people)]
    if what == "add":
        return families.add_kin(work, CODE, key, other, KinFacts(name=f"Người {number}"))
    if what == "name":
        return families.name_kin(work, CODE, key, KinFacts(name=f"Tên {number}"))
    if what == "settle":
        return families.settle_fullness(work, CODE, key, other)
    command = {"same": families.same_person, "couple": families.add_union, "end": families.end_tie}[what]
    return command(work, CODE, key, people[other % len(people)])


def check(work):
    pedigree = families.pedigree_of(work.session, CODE)
    parents = {person.key: [parent for parent in (person.father, person.mother) if parent] for person in pedigree.people}
    places = {key: place for place, key in enumerate(parents)}
    assert circles({places[key]: [places[parent] for parent in above] for key, above in parents.items()}) == []
    rows = rows_of(work.session, CODE)
    for person in rows.people.values():
        key = rows.key(person.id)
        assert pedigree.aliases.get(key, key) in pedigree.by_key
    return pedigree


@given(st.lists(st.sampled_from(PATHS), max_size=4), st.lists(ACTS, max_size=8))
def test_nobody_is_lost_and_no_circle_is_left(template, paths, acts):
    with _office(template, paths) as work:
        check(work)
        for number, (what, one, other) in enumerate(acts):
            before = check(work)
            try:
                act(work, number, what, one, other)
            except Refused:
                work.session.expire_all()
                assert families.pedigree_of(work.session, CODE) == before, "a refusal leaves nothing behind"
                continue
            after = check(work)
            if what not in ("end", "settle"):
                known = {person.key for person in before.people if not person.inferred}
                assert known <= set(after.by_key) | set(after.aliases), "whoever was on record can still be found"
                assert set(before.contradictions) >= {found for found in after.contradictions if set(found.people) <= known}


@given(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4), PICK, PICK, st.sampled_from(["mother", "father", "sister?", "half-m.brother", "son", "spouse", "adopted"]))
def test_what_was_done_can_be_undone(template, paths, one, other, step):
    with _office(template, paths) as work:
        people = sorted(families.pedigree_of(work.session, CODE).by_key)
        key = people[one % len(people)]
        try:
            beside = families.name_kin(work, CODE, key, KinFacts(name="Người Đầu")) if key.startswith("~") else key
            before = families.pedigree_of(work.session, CODE)
            free = not (step in ("mother", "father") and getattr(before.by_key[beside], step))
            added = families.add_kin(work, CODE, beside, step, KinFacts(name="Người Sau"))
        except Refused:
            return
        families.end_tie(work, CODE, beside, added)
        if free or not families.pedigree_of(work.session, CODE).by_key.get(added):
            assert shown(families.pedigree_of(work.session, CODE)) == shown(before)


class _office:
    """A family of one martyr in a database of its own, thrown away afterwards."""

    def __init__(self, template, paths):
        self.folder = Path(tempfile.mkdtemp(prefix="hoiam-tree-"))
        shutil.copyfile(template, self.folder / "a.sqlite3")
        self.database, self.paths = Database(f"sqlite:///{self.folder / 'a.sqlite3'}"), paths

    def __enter__(self):
        self.session = self.database.session()
        work = Work(self.session, actor())
        martyr = Martyr(number=1, code=CODE, name="Liệt Sĩ", sex="male", fingerprint="print")
        work.save(martyr)
        for number, path in enumerate(self.paths):
            person = families.register_relative(work, families.RelativeFacts(name=f"Thân Nhân {number}"))
            families.state_kinship(work, person.donor_id, martyr.id, path)
        return work

    def __exit__(self, *_):
        self.session.rollback()
        self.session.close()
        self.database.engine.dispose()
        shutil.rmtree(self.folder)
