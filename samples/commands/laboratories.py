"""Laboratories: where boxes go, and what each one's agreement demands."""

from sqlmodel import col, select

from core import crypto
from core.work import Work
from samples import queries, rules
from samples.models import Laboratory


def ensure_laboratory(work: Work, code: str = "PXN1", name: str = "Phòng xét nghiệm số 1") -> Laboratory:
    found = work.session.exec(select(Laboratory).where(Laboratory.code == code)).first()
    return found or _add(work, code, name)


def add_laboratory(work: Work, code: str, name: str, *, demands_names: bool = False, public_key: str = "") -> Laboratory:
    """A laboratory boxes can be bound to. Raises LaboratoryKnown, KeyNeeded or NotAPublicKey."""
    code = code.strip().upper()
    if work.session.exec(select(Laboratory).where(Laboratory.code == code)).first():
        raise rules.LaboratoryKnown(code=code)
    row = _add(work, code, name)
    agree(work, code, demands_names=demands_names, public_key=public_key)
    return row


def _add(work: Work, code: str, name: str) -> Laboratory:
    row = Laboratory(code=code, name=name)
    work.save(row)
    work.audit("samples.laboratory_added", f"laboratory:{code}")
    return row


def agree(work: Work, code: str, *, demands_names: bool, public_key: str) -> None:
    """What the agreement with a laboratory says: a list with names only where it demands one, and only sealed to its key."""
    row: Laboratory = queries.one(work.session, Laboratory, code, lock=True)
    key = crypto.read_public_key(public_key).hex() if public_key.strip() else ""
    if demands_names and not key:
        raise rules.KeyNeeded()
    row.demands_names, row.public_key = demands_names, key
    work.save(row)
    work.audit("samples.laboratory_agreement", f"laboratory:{code}", demands_names=demands_names, key=key[:16])


def laboratory_for_token(work: Work, code: str | None) -> str:
    """The laboratory a token is made for; the only one there is when none is named. Raises LaboratoryUnknown."""
    known = list(work.session.exec(select(Laboratory.code).order_by(col(Laboratory.code))))
    wanted = code.strip().upper() if code else known[0] if len(known) == 1 else ""
    if wanted not in known:
        raise rules.LaboratoryUnknown(code=wanted or "?", known=", ".join(known) or "–")
    return wanted
