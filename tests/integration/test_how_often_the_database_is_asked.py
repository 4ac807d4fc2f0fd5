"""A page asks the database as often for many people as for one."""

from contextlib import contextmanager

from sqlalchemy import event

import app  # noqa: F401 - installs the registries
import consent
import labels
from cases import queries
from core.web import registry
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes


@contextmanager
def reads(work):
    said = []

    def heard(connection, cursor, statement, *_):
        said.append(statement)

    work.session.flush()
    engine = work.session.get_bind()
    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", heard)


def with_a_tube(work, martyr, name):
    person, claim = a_donor(work, martyr, name)
    consents(work, person, martyr)
    takes(work, person, claim, labels.issue(work, 1, "a4-65")[0])
    return consent.donor(work.session, person.donor_id).code


def of_today(work):
    with reads(work) as said:
        registry.all_waiting(work)
        [each for ask in registry.beside for each in ask(work)]
    return len(said)


def test_today_asks_as_often_for_seven_people_as_for_one_and_a_file_a_bounded_number_of_times(work):
    martyr = a_martyr(work)
    code = with_a_tube(work, martyr, "Trần Thị Lài")
    alone = of_today(work)
    for name in ("Lê Thị Xa", "Võ Thị Quế", "Trần Thị Đào", "Phan Thị Mơ", "Bùi Thị Sen", "Hồ Thị Tư"):
        with_a_tube(work, martyr, name)
    assert of_today(work) == alone <= 60
    with reads(work) as said:
        queries.person_file(work, code)
    assert len(said) <= 60
