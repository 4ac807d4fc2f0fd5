"""Staging a list of expected relatives against the martyrs on record."""

from sqlmodel import Session

import families
from core.staging import Staged, UnknownLayout


def stage_relatives(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    return families.stage_relatives(
        name, content, lambda martyr, year: families.martyrs_named(session, martyr, year), families.known_relatives(session), mapping,
        words=families.relation_words(session),
    )
