"""Files that must stay sealed: signatures, signed PDFs, uploads, manifests. They live in the database, so one backup holds all."""

import hashlib
from uuid import UUID

from sqlmodel import Field, Session, col, delete

from core.crypto import SealedBytes
from core.db import Record
from core.errors import NotFound, Refused
from core.i18n import N_
from core.ids import new_id
from core.work import Work


class FileErased(Refused):
    message = N_("This paper was erased for good, as the person it is about asked. Only the note that it was there remains.")


class SealedFile(Record, table=True):
    """`sha256` is of the content as it was handed in, hexadecimal. `of_id` says whose key seals it: a person's, or the file's own."""

    __tablename__ = "sealed_file"
    sealed_by = "of_id"

    kind: str = Field(index=True)
    media_type: str
    size: int
    sha256: str = Field(index=True)
    of_id: UUID | None = None
    content: bytes = Field(sa_type=SealedBytes("sealed_file.content"))


def keep(work: Work, kind: str, content: bytes, media_type: str, of: UUID | None = None, *, apart: bool = False) -> SealedFile:
    """Keep a file sealed: under the key of whom it is about; `apart`, under a key of its own, because it names several people and must be
    gone when one of them is erased (`crypto.destroy_key(session, file.id)`); else under the key of the house."""
    own = new_id()
    file = SealedFile(
        id=own, of_id=own if apart else of, kind=kind, media_type=media_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(), content=content
    )
    work.save(file)
    return file


def file(session: Session, file_id: UUID) -> SealedFile:
    found = session.get(SealedFile, file_id)
    if found is None:
        raise NotFound()
    return found


def content(session: Session, file_id: UUID) -> bytes:
    """Raises NotFound, or FileErased when its key was destroyed."""
    found: bytes | None = file(session, file_id).content
    if found is None:
        raise FileErased()
    return found


def forget_upload(session: Session, file_id: UUID) -> None:
    """An upload that nobody accepted, or that was accepted and is in the tables now. Nothing else that is sealed is ever deleted."""
    session.exec(delete(SealedFile).where(col(SealedFile.id) == file_id, col(SealedFile.kind).startswith("staged-")))
