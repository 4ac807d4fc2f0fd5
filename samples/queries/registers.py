"""Staging a register against what is on record here."""

from sqlmodel import Session

from core.staging import Staged, UnknownLayout
from samples import intake
from samples.queries.tubes import remains_codes, sample_facts
from samples.rules import SampleStatus


def stage_remains(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    return intake.stage_remains(name, content, remains_codes(session), mapping)


def stage_receipt(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    status = {tube.code: SampleStatus(tube.status) for tube in sample_facts(session)}
    return intake.stage_receipt(name, content, status, mapping)
