"""Files that must stay sealed: signatures, signed PDFs, uploads, manifests. They live in the database, so one backup holds all."""

import hashlib
from uuid import UUID

from sqlmodel import Field, Session, col, delete

from core.crypto import SealedBytes
from core.db import Record
from core.errors import NotFound
from core.work import Work


class SealedFile(Record, table=True):
    """`sha256` is of the content as it was handed in, hexadecimal."""

    __tablename__ = "sealed_file"

    kind: str = Field(index=True)
    media_type: str
    size: int
    sha256: str = Field(index=True)
    content: bytes = Field(sa_type=SealedBytes("sealed_file.content"))


def keep(work: Work, kind: str, content: bytes, media_type: str) -> SealedFile:
    file = SealedFile(
        kind=kind, media_type=media_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(), content=content
    )
    work.save(file)
    return file


def file(session: Session, file_id: UUID) -> SealedFile:
    found = session.get(SealedFile, file_id)
    if found is None:
        raise NotFound()
    return found


def content(session: Session, file_id: UUID) -> bytes:
    return file(session, file_id).content


def forget_upload(session: Session, file_id: UUID) -> None:
    """An upload that nobody accepted, or that was accepted and is in the tables now. Nothing else that is sealed is ever deleted."""
    session.exec(delete(SealedFile).where(col(SealedFile.id) == file_id, col(SealedFile.kind).startswith("staged-")))
