"""Who was trained for what, and until when: asked at the moment of use by the rooms whose acts need it (ADR 0014)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, Session, col, select

from core import clock
from core.auth.accounts import Account
from core.auth.roles import Actor
from core.auth.rules import Skill, TrainingMissing, check_training, holds, two_people
from core.db import Instant, Record, one_of
from core.errors import NotFound


class Qualification(Record, table=True):
    """One training of one account. A mistake is ended and written anew; what was done under it stays explained."""

    __tablename__ = "qualification"
    __table_args__ = (one_of("skill", Skill),)
    may_change = frozenset({"ended_at", "ended_by"})

    account_id: UUID = Field(foreign_key="account.id", index=True)
    skill: str
    held_on: date
    valid_until: date | None = None
    certificate: str = ""
    recorded_by: UUID | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_by: UUID | None = Field(default=None, foreign_key="account.id")


@dataclass(frozen=True)
class TrainingFacts:
    skill: Skill
    held_on: date
    valid_until: date | None = None
    certificate: str = ""


def qualified(session: Session, account_id: UUID | None, skill: Skill, on: date) -> bool:
    """Whether this account has a training in force on that day."""
    query = select(Qualification).where(Qualification.account_id == account_id, Qualification.skill == skill, col(Qualification.ended_at).is_(None))
    return account_id is not None and any(holds(row.held_on, row.valid_until, on) for row in session.exec(query))


def must_be_qualified(session: Session, actor: Actor, skill: Skill, on: date) -> None:
    """The gate: raises TrainingMissing. Neither the program itself, nor the command line, nor a day's device is a trained person."""
    if not qualified(session, actor.account_id, skill, on):
        raise TrainingMissing(skill)


def taker_must_be_qualified(session: Session, login: str, actor: Actor, skill: Skill, on: date) -> None:
    """The gate where one person does it and another may write it down: asked of whoever is named, or of the writer where nobody of that name signs in here."""
    named = session.exec(select(Account).where(Account.login == login)).first()
    if not qualified(session, named.id if named else actor.account_id, skill, on):
        raise TrainingMissing(skill)


def trainings(session: Session, account_id: UUID | None = None) -> list[Qualification]:
    """Of one account or of everybody: the newest first, ended ones too."""
    query = select(Qualification).order_by(col(Qualification.held_on).desc(), col(Qualification.id).desc())
    return list(session.exec(query.where(Qualification.account_id == account_id) if account_id else query))


def add_training(session: Session, account: Account, facts: TrainingFacts, by: UUID | None) -> Qualification:
    """Raises SamePerson (nobody says of themselves that they are trained) or TrainingDates."""
    if by is not None:
        two_people(by, account.id)
    check_training(facts.held_on, facts.valid_until, clock.today())
    row = Qualification(
        account_id=account.id, skill=facts.skill, held_on=facts.held_on, valid_until=facts.valid_until, certificate=facts.certificate, recorded_by=by)
    session.add(row)
    session.flush()
    return row


def end_training(session: Session, account: Account, training_id: UUID, by: UUID | None) -> Qualification:
    """From now on it does not count. Raises NotFound for a training of somebody else or one that was ended before."""
    row = session.get(Qualification, training_id)
    if row is None or row.account_id != account.id or row.ended_at is not None:
        raise NotFound()
    row.ended_at, row.ended_by = clock.now(), by
    session.add(row)
    return row
