"""Staging a register against what is on record here."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from core import sheets
from core.staging import LayoutUnknown, Staged, UnknownLayout
from samples import intake
from samples.queries.manifests import tubes_of
from samples.queries.tubes import remains_codes, sample_facts
from samples.rules import SampleStatus


def stage_remains(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    return intake.stage_remains(name, content, remains_codes(session), mapping)


def stage_receipt(session: Session, name: str, content: bytes, mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    status = {tube.code: SampleStatus(tube.status) for tube in sample_facts(session)}
    return intake.stage_receipt(name, content, status, mapping)


def stage_said(session: Session, shipment_id: UUID, rows: Iterable[tuple[str, str, str]]) -> Staged:
    """What a laboratory's system says about one shipment, judged like its workbook; any other tube is on no list."""
    content = sheets.as_csv(("sample_code", "verdict", "reason"), rows)
    status = {tube.code: SampleStatus(tube.status) for _, _, tube in tubes_of(session, shipment_id)}
    staged = intake.stage_receipt("api.csv", content, status)
    if not isinstance(staged, Staged):
        raise LayoutUnknown()
    return staged
