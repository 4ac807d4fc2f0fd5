"""The law's questions with their numbers: each answer comes from the room that keeps it, none is made up here."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

import consent
import samples
from core import auth, clock
from core.audit import ViewRow
from core.crypto import DataKey
from core.db import metadata
from core.exports import Export
from core.i18n import N_, gettext
from core.web.registry import said

LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """One question of the law: how it stands (good, wait, stop, plain), in one sentence, and the page behind it."""

    key: str
    question: str
    words: str
    kind: str
    href: str = ""
    numbers: tuple[tuple[str, int], ...] = ()


def count_of(session: Session, name: str) -> int:
    """How many rows a table holds; 0 where this installation has no such table."""
    table = metadata.tables.get(name)
    return 0 if table is None else session.exec(select(func.count()).select_from(table)).one()


def people(session: Session) -> list[tuple[str, int]]:
    """Whom and what the data are about, today."""
    agreed = consent.agreed_before(session, clock.now())
    return [
        (gettext(N_("Relatives on record")), count_of(session, "individual")),
        (gettext(N_("Donors whose consent stands")), len(agreed)),
        (gettext(N_("Donors of whom a sample was taken")), len(samples.donors_sampled(session))),
        (gettext(N_("Samples")), count_of(session, "sample")),
        (gettext(N_("Results of the laboratory")), count_of(session, "lab_result")),
        (gettext(N_("Martyrs on record")), count_of(session, "martyr")),
        (gettext(N_("Staff accounts")), sum(each.token_hash is None for each in auth.accounts(session))),
    ]


def rights(session: Session) -> list[tuple[str, int]]:
    """What the persons concerned asked for, from the rights desk, and the withdrawals written down at the halls."""
    everything = consent.requests(session, consent.RequestFilter(only_open=False))
    late = sum(each.overdue(clock.today()) for each in everything)
    return [
        (gettext(N_("Requests taken")), len(everything)), (gettext(N_("of these open")), sum(each.open for each in everything)),
        (gettext(N_("of these overdue")), late), (gettext(N_("Withdrawals of consent")), count_of(session, "consent_withdrawal")),
        (gettext(N_("People whose data were erased")), count_of(session, "donor_erasure")),
    ]


def _valid(session: Session) -> dict[auth.Skill, set[UUID]]:
    """Who holds a training in force today, by skill."""
    today, found = clock.today(), defaultdict(set)
    for row in auth.trainings(session):
        if row.ended_at is None and row.held_on <= today and (row.valid_until is None or row.valid_until >= today):
            found[auth.Skill(row.skill)].add(row.account_id)
    return found


def training(session: Session) -> list[tuple[str, int]]:
    """How many people hold a valid training, by what they were trained for."""
    held = _valid(session)
    return [(gettext(N_("Trained in %(skill)s"), skill=gettext(words)), len(held[skill])) for skill, words in auth.SKILL_WORDS.items()]


def untrained(session: Session) -> int:
    """Active people whose role opens an act that asks for training, without a valid one."""
    held = _valid(session)
    return sum(
        any(auth.actor_of(each).may(permission) and each.id not in held[skill] for permission, skill in auth.TRAINED.items())
        for each in auth.accounts(session) if each.active and each.token_hash is None and auth.Role.province_admin not in each.roles
    )


def keys(session: Session) -> tuple[int, int]:
    """Data keys that were ever made, and how many of them were destroyed."""
    gone = session.exec(select(func.count()).select_from(DataKey).where(col(DataKey.destroyed_at).is_not(None))).one()
    return count_of(session, "data_key"), gone


def looks(session: Session) -> list[tuple[str, int]]:
    """Looks at relatives' records in the last 30 days, by reason."""
    query = select(ViewRow.reason, func.count()).where(col(ViewRow.recorded_at) >= clock.now() - LOOKED_BACK)
    rows = session.exec(query.group_by(col(ViewRow.reason)).order_by(func.count().desc())).all()
    return [(said("look", reason) if reason else gettext(N_("own case")), count) for reason, count in rows]


def exported(session: Session) -> tuple[int, int]:
    """Files that left in the last 30 days, and how many of them with personal data."""
    query = select(Export.personal, func.count()).where(col(Export.recorded_at) >= clock.now() - LOOKED_BACK).group_by(col(Export.personal))
    found = dict(session.exec(query).all())
    return sum(found.values()), found.get(True, 0)

