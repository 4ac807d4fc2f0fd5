"""What each laboratory reads: the newest profile of each, and the one by which the province ranks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

import samples
from core.errors import NotFound
from matching.models import TechnologyProfile
from matching.rules.advice import STATED_DEFAULT, Profile


@dataclass(frozen=True)
class ProfileView:
    """A laboratory, or with an empty code the province, and its profile in force; `since` is None where the stated default stands in."""

    laboratory_code: str
    laboratory: str
    profile: Profile
    since: datetime | None


def _of(row: TechnologyProfile) -> Profile:
    return Profile(row.name, row.mt_database, row.str_panel, row.snps, row.typed)


def _newest(session: Session) -> dict[UUID | None, TechnologyProfile]:
    return {row.laboratory_id: row for row in session.exec(select(TechnologyProfile).order_by(col(TechnologyProfile.id)))}


def profiles(session: Session) -> list[ProfileView]:
    """The province's own first, then every laboratory that has one."""
    newest = _newest(session)
    own = newest.pop(None, None)
    found = [ProfileView("", "", _of(own) if own else STATED_DEFAULT, own.occurred_at if own else None)]
    for laboratory in samples.laboratories(session):
        if row := newest.get(laboratory.id):
            found.append(ProfileView(laboratory.code, laboratory.name, _of(row), row.occurred_at))
    return found


def profile_of(session: Session, laboratory_code: str = "") -> Profile:
    """The profile by which the province ranks, or one laboratory's. Raises NotFound for a laboratory without one."""
    for view in profiles(session):
        if view.laboratory_code == laboratory_code.upper():
            return view.profile
    raise NotFound()
