"""Layouts that somebody once pointed out: the page asks, and from then on page and command read such files without asking."""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Field, Session, col, select

from core.crypto import SealedText
from core.db import Record
from core.staging.layout import UnknownLayout
from core.staging.verdicts import Staged

Mapping = dict[str, str] | None
Stage = Callable[[Any, str, bytes, Mapping], Staged | UnknownLayout]
"""(work, file name, content, heading by column key) → rows with verdicts."""


class RememberedLayout(Record, table=True):
    """Which heading is which column, as sealed JSON (a file without a head has people there); `signature` is a hash of the headings."""

    __tablename__ = "remembered_layout"

    kind: str
    signature: str = Field(index=True)
    mapping: str = Field(sa_type=SealedText("remembered_layout.mapping"))


def remember(session: Session, kind: str, signature: str, mapping: dict[str, str]) -> None:
    session.add(RememberedLayout(kind=kind, signature=signature, mapping=json.dumps(mapping)))


def stage_remembering(work: Any, kind: str, stage: Stage, name: str, content: bytes, mapping: Mapping = None) -> Staged | UnknownLayout:
    """Stage with `mapping`, or with the one that was pointed out for such headings before."""
    staged = stage(work, name, content, mapping)
    if not isinstance(staged, UnknownLayout) or mapping:
        return staged
    query = select(RememberedLayout).where(RememberedLayout.kind == kind, RememberedLayout.signature == staged.signature)
    known = work.session.exec(query.order_by(col(RememberedLayout.recorded_at).desc())).first()
    return stage(work, name, content, json.loads(known.mapping)) if known else staged
