"""One door for everything that leaves the house as a file (ADR 0019): counted, marked with who and when, and locked where it holds personal data.

A room makes the content and hands it over; what comes back is what may leave. Every call leaves a row of `export` (what, how many rows, by
whom, for whom, and the SHA-256 of the very bytes that left, so that a file found on a stick years later leads to who took it) and an audit row.
What holds personal data needs a receiver and is encrypted with AES-256: a workbook as ECMA-376 agile, a PDF by its own means (ISO 32000-2),
anything else as the attachment of such a PDF. The password is made up here, shown once to whoever took the file, and kept nowhere: it
travels another way than the file.

    taken = exports.workbook(work, "copy", [table], name="ban-sao.xlsx", subject=f"donor:{code}", rows=12, personal=True, receiver="family")
    return visit.give(taken, back=f"/ho-so/{code}")
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from io import BytesIO
from uuid import UUID

from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas
from sqlmodel import Field, Session, col, select

from core import clock, files, office, paper, sheets
from core.auth.accounts import made_up_password
from core.db import Instant, Record
from core.errors import NotFound, Refused
from core.i18n import N_, gettext
from core.ids import random_code
from core.work import Work

XLSX = sheets.XLSX
PDF = "application/pdf"
WAITS = timedelta(minutes=10)
"""How long a locked file waits for whoever asked for it."""
HELD = "staged-export"
SOURCE = N_("Source")
MARK = N_("Taken from Hồi Âm by %(who)s at %(time)s on %(day)s. Export %(code)s")
OPENING = [
    N_("The file hangs on this page. Open the list of attachments (the paper clip) in Adobe Reader, Foxit or Okular and save it from there."),
    N_("A browser shows this page but not the attachment."),
    N_("It was taken for this receiver only. Do not pass it on, and delete it when it has done its work."),
]


class Receiver(StrEnum):
    """For whom a file with personal data is: the register of transfers asks it (law 91/2025/QH15)."""

    office = "office"
    laboratory = "laboratory"
    police = "police"
    family = "family"


RECEIVER_WORDS = {
    Receiver.office: N_("our own office"), Receiver.laboratory: N_("a laboratory under agreement"),
    Receiver.police: N_("the police (C06)"), Receiver.family: N_("the family itself"),
}


class ReceiverMissing(Refused):
    message = N_("Nothing was written: say first whom the file is for. It is written down beside your name.")


class Export(Record, table=True):
    """One file that left. `kind` is a room's word, `subject` is `kind:code` as on audit rows; `sha256` is of what left."""

    __tablename__ = "export"
    chained = True

    code: str = Field(unique=True)
    kind: str = Field(index=True)
    actor_id: UUID | None = Field(default=None, index=True)
    actor: str
    subject: str = Field(index=True)
    rows: int
    personal: bool
    receiver: str | None = None
    size: int
    sha256: str = Field(index=True)


class ExportHeld(Record, table=True):
    """A locked file between the page that shows its password and its one download; its content is sealed and thrown away after."""

    __tablename__ = "export_held"
    may_change = frozenset({"ended_at"})

    export_id: UUID = Field(foreign_key="export.id", unique=True)
    file_id: UUID
    title: str
    media_type: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


@dataclass(frozen=True)
class Taken:
    """What may leave. `password` is set where the content is locked; it stands here and nowhere else."""

    code: str
    name: str
    media_type: str
    content: bytes
    receiver: str = ""
    password: str = ""


def workbook(
    work: Work, kind: str, tables: Sequence[sheets.Table], *, name: str, subject: str, rows: int, personal: bool = False, receiver: str | None = None,
) -> Taken:
    """A workbook: the mark under every sheet and on a last one of its own. Raises ReceiverMissing."""
    code = _code()
    line = mark(work, code)
    source = sheets.Table(gettext(SOURCE), [line], [[gettext(OPENING[2])]], [100])
    content = sheets.as_workbook(*tables, source, over=code, under=line)
    return _leave(work, kind, code, name, XLSX, content, _locked_workbook, subject, rows, receiver, personal=personal)


def pdf(
    work: Work, kind: str, content: bytes, *, name: str, subject: str, rows: int, personal: bool = False, receiver: str | None = None,
) -> Taken:
    """A PDF: the mark at the foot of every page. Raises ReceiverMissing."""
    code = _code()
    return _leave(work, kind, code, name, PDF, marked_pdf(content, mark(work, code)), _locked_pdf, subject, rows, receiver, personal=personal)


def file(
    work: Work, kind: str, content: bytes, *, name: str, media_type: str, subject: str, rows: int, personal: bool = False, receiver: str | None = None,
    comment: Callable[[bytes, str], bytes] | None = None,
) -> Taken:
    """Anything else, byte for byte but for `comment`, which puts the mark where the format has room for one. Raises ReceiverMissing.

    What is frozen and signed, or came from outside, stays as it is: its register row and its own hash say who and when.
    """
    code = _code()
    content = comment(content, mark(work, code)) if comment else content
    lock = _locked_workbook if content[:4] == b"PK\x03\x04" and name.endswith(".xlsx") else _attached(work, code, name, receiver)
    return _leave(work, kind, code, name, media_type, content, lock, subject, rows, receiver, personal=personal)


def sealed(work: Work, kind: str, content: bytes, *, name: str, media_type: str, subject: str, rows: int, receiver: str) -> Taken:
    """What was sealed to its receiver's own key before (X25519): nobody here can open it, so there is no password."""
    code = _code()
    note(work, kind, code, content, subject=subject, rows=rows, personal=True, receiver=receiver)
    return Taken(code, name, media_type, content, receiver)


def printed(work: Work, kind: str, content: bytes, *, name: str, subject: str, rows: int) -> Taken:
    """A paper with names that is printed where it is opened (a day's list, a letter): counted and marked, shown in the browser, never locked.

    It leaves as paper, and paper has no password; it is never handed out as an attachment. Whoever sends it on takes it through `pdf`.
    """
    code = _code()
    marked = marked_pdf(content, mark(work, code))
    note(work, kind, code, marked, subject=subject, rows=rows, personal=True, receiver=Receiver.office)
    return Taken(code, name, PDF, marked, Receiver.office)


def mark(work: Work, code: str) -> str:
    """Who, when, and which row of the register."""
    now, who = clock.local(clock.now()), f"{work.actor.name} ({work.actor.login})"
    return gettext(MARK, who=who, time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}", code=code)


def _code() -> str:
    return f"XT-{random_code(8)}"


Lock = Callable[[bytes, str], tuple[bytes, str, str]]
"""Content and password → locked content, the ending that is added to its name, its media type."""


def _leave(
    work: Work, kind: str, code: str, name: str, media_type: str, content: bytes, lock: Lock, subject: str, rows: int, receiver: str | None,
    *, personal: bool,
) -> Taken:
    password = ""
    if personal:
        if receiver not in list(Receiver):
            raise ReceiverMissing()
        password = made_up_password()
        content, ending, changed = lock(content, password)
        name, media_type = name + ending, changed or media_type
    note(work, kind, code, content, subject=subject, rows=rows, personal=personal, receiver=receiver if personal else None)
    return Taken(code, name, media_type, content, receiver or "", password)


def note(work: Work, kind: str, code: str, content: bytes, *, subject: str, rows: int, personal: bool, receiver: str | None) -> Export:
    """The row of the register, and the act in the log."""
    digest = hashlib.sha256(content).hexdigest()
    row = Export(code=code, kind=kind, actor_id=work.actor.account_id, actor=work.actor.login, subject=subject, rows=rows, personal=personal,
                 receiver=receiver, size=len(content), sha256=digest)
    work.save(row)
    work.audit("export.taken", f"export:{code}", what=kind, of=subject, rows=rows, personal=personal, receiver=receiver, sha256=digest)
    return row


# --- marks and locks -------------------------------------------------------------------------------------------------


def marked_pdf(content: bytes, line: str) -> bytes:
    """The same pages with one small line at the very foot."""
    paper.register_fonts()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        out = BytesIO()
        canvas = Canvas(out, pagesize=(width, height))
        canvas.setFont(paper.REGULAR, 7)
        canvas.drawCentredString(width / 2, 14, paper.composed(line))
        canvas.save()
        page.merge_page(PdfReader(BytesIO(out.getvalue())).pages[0])
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _locked_workbook(content: bytes, password: str) -> tuple[bytes, str, str]:
    out = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, out)
    return out.getvalue(), "", ""


def _locked_pdf(content: bytes, password: str) -> tuple[bytes, str, str]:
    return _locked(PdfWriter(clone_from=PdfReader(BytesIO(content))), password), "", ""


def _attached(work: Work, code: str, name: str, receiver: str | None) -> Lock:
    """One page that says what hangs on it, for whom, and how it is taken off."""

    def lock(content: bytes, password: str) -> tuple[bytes, str, str]:
        told = [(gettext(N_("File")), name), (gettext(N_("Export")), code), (gettext(N_("For")), gettext(RECEIVER_WORDS[Receiver(str(receiver))]))]
        parts = [paper.title(gettext(N_("A locked file"))), paper.facts(told), *(paper.paragraph(gettext(line), "left") for line in OPENING)]
        cover = paper.document(parts, office=[office.get(work.session, "office_name")], footer_code=code, on=clock.today())
        writer = PdfWriter(clone_from=PdfReader(BytesIO(marked_pdf(cover, mark(work, code)))))
        writer.add_attachment(name, content)
        return _locked(writer, password), ".pdf", PDF

    return lock


def _locked(writer: PdfWriter, password: str) -> bytes:
    writer.encrypt(password, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# --- between the password and the download ---------------------------------------------------------------------------


def hold(work: Work, taken: Taken) -> None:
    """Keep a locked file for ten minutes, for one download by whoever asked for it; what nobody fetched before is thrown away."""
    row = work.session.exec(select(Export).where(Export.code == taken.code)).one()
    kept = files.keep(work, HELD, taken.content, taken.media_type)
    work.save(ExportHeld(export_id=row.id, file_id=kept.id, title=taken.name, media_type=taken.media_type))
    old = select(ExportHeld).where(col(ExportHeld.ended_at).is_(None), col(ExportHeld.recorded_at) < clock.now() - WAITS)
    for each in work.session.exec(old):
        _end(work, each)


def fetch(work: Work, code: str) -> Taken:
    """The locked file, once, within its ten minutes, to its maker. Raises NotFound."""
    query = select(ExportHeld, Export).join(Export, col(Export.id) == ExportHeld.export_id).where(Export.code == code)
    found = work.session.exec(query.with_for_update()).first()
    if found is None or found[0].ended_at or found[1].actor_id != work.actor.account_id or found[0].recorded_at < clock.now() - WAITS:
        raise NotFound(N_("This file is no longer here: it was fetched once, or ten minutes have passed. Take it again if it is still needed."))
    held, row = found
    content = files.content(work.session, held.file_id)
    _end(work, held)
    work.audit("export.fetched", f"export:{row.code}")
    return Taken(row.code, held.title, held.media_type, content, row.receiver or "")


def _end(work: Work, held: ExportHeld) -> None:
    held.ended_at = clock.now()
    work.save(held)
    files.forget_upload(work.session, held.file_id)


# --- the register ----------------------------------------------------------------------------------------------------


def taken_files(session: Session, *, actor: str = "", digest: str = "", limit: int = 60, skip: int = 0) -> list[Export]:
    """The newest first; `digest` is the beginning of the SHA-256 of a file that was found somewhere."""
    query = select(Export).order_by(col(Export.id).desc()).offset(skip).limit(limit)
    query = query.where(Export.actor == actor) if actor else query
    return list(session.exec(query.where(col(Export.sha256).startswith(digest, autoescape=True)) if digest else query))


def totals(session: Session) -> dict[tuple[str, str], tuple[int, int]]:
    """(month, who) → how many files, and how many of them with personal data; the newest month first."""
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for at, who, personal in session.exec(select(Export.recorded_at, Export.actor, Export.personal).order_by(col(Export.id).desc())):
        key = (f"{clock.local(at):%Y-%m}", who)
        files_, held = counted.get(key, (0, 0))
        counted[key] = (files_ + 1, held + personal)
    return counted
