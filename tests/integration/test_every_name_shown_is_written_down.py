"""docs/who-looked.md: whenever a page shows a relative's name, that very request left the row that says so (domain.md R6)."""

import pytest
from litestar.testing import TestClient
from sqlmodel import select

import consent
from core.audit import ViewRow
from core.auth import accounts
from families.models import Individual, Martyr
from tests.forms import walk
from tests.integration.test_nothing_breaks_and_nothing_leaks import SITE, enter, province, site  # noqa: F401 - fixtures


@pytest.fixture(scope="module")
def subjects_by_name(province):  # noqa: F811
    """Every relative's name → the records it may stand for; a name that a martyr bears too is public."""
    found: dict[str, set[str]] = {}
    with province.transaction() as session:
        public = {martyr.name for martyr in session.exec(select(Martyr))}
        for person, code in session.exec(select(Individual, consent.Donor.code).join(consent.Donor, consent.Donor.id == Individual.donor_id)):
            if person.name and person.name not in public:
                found.setdefault(person.name, set()).add(f"donor:{code}")
    assert len(found) > 50
    return found


def unwritten(province, site, login, names, most):  # noqa: F811
    """(page, name) where a name was shown and no row of that request is about anybody of that name."""
    wrong, seen, shown = [], set(), 0
    with TestClient(site, base_url=SITE) as client:
        for address, text, _ in walk(enter(client, province, login), "/", most):
            with province.transaction() as session:
                rows = {row.id: row.subject for row in session.exec(select(ViewRow).where(ViewRow.actor == login))}
            new = {subject for own, subject in rows.items() if own not in seen}
            seen = set(rows)
            here = [name for name in names if name in text]
            shown += len(here)
            wrong += [(address, name) for name in here if not names[name] & new]
    return wrong, shown


def test_no_page_of_any_role_shows_a_relative_unseen(province, site, subjects_by_name):  # noqa: F811
    told, shown = {}, 0
    with province.transaction() as session:
        logins = [account.login for account in accounts(session) if account.token_hash is None and account.active]
    for login in logins:
        wrong, here = unwritten(province, site, login, subjects_by_name, 140 if login == "het.thay" else 30)
        shown += here
        if wrong:
            told[login] = wrong
    assert told == {}
    assert shown > 100, "the pages with names were not found"
