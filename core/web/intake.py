"""Loading a workbook on a page: send it, look at every row's verdict, then accept the whole or throw it away.

Between the two the file lies sealed and nothing is saved. Accepting stages the same bytes once more, so what is
saved is judged by today's facts, not by those of the moment the preview was drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response
from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from core import files
from core.crypto import SealedText
from core.db import Record
from core.errors import NotFound
from core.i18n import N_, gettext
from core.staging import Staged, UnknownLayout
from core.web.routes import get, post
from core.web.visit import Visit
from core.work import Work

SHOWN = 100
VERDICTS = ("accepted", "flagged", "refused", "skipped")


class StagedFile(Record, table=True):
    """A workbook that waits for somebody's "accept"."""

    __tablename__ = "staged_file"
    may_change = frozenset({"mapping", "done"})

    kind: str
    actor_id: UUID
    file_id: UUID = Field(foreign_key="sealed_file.id")
    name: str = Field(sa_type=SealedText("staged_file.name"))
    mapping: dict[str, str] | None = Field(default=None, sa_type=JSON)
    done: str | None = None


class RememberedLayout(Record, table=True):
    """The columns somebody pointed out for a layout nobody knew; `signature` is a hash of its headings."""

    __tablename__ = "remembered_layout"

    kind: str
    signature: str = Field(index=True)
    mapping: dict[str, str] = Field(sa_type=JSON)


Stage = Callable[[Work, str, bytes, dict[str, str] | None], "Staged | UnknownLayout"]
Load = Callable[[Work, Staged, bytes], object]


@dataclass(frozen=True)
class UploadPage:
    title: str
    intro: str
    action: str
    accept_types: str = ".xlsx,.xls,.ods,.csv"


@dataclass(frozen=True)
class MappingPage:
    title: str
    action: str
    headings: list[str]
    fields: list[tuple[str, str]]


@dataclass(frozen=True)
class PreviewPage:
    title: str
    file_name: str
    counts: dict[str, int]
    rows: list[Any]
    columns: list[str]
    verdict: str
    here: str
    accept_href: str
    discard_href: str
    more: int


def remembered(session: Session, kind: str, signature: str) -> dict[str, str] | None:
    query = select(RememberedLayout).where(RememberedLayout.kind == kind, RememberedLayout.signature == signature)
    found = session.exec(query.order_by(col(RememberedLayout.recorded_at).desc())).first()
    return found.mapping if found else None


def _open(visit: Visit, kind: str, staged_id: UUID) -> StagedFile:
    found = visit.session.get(StagedFile, staged_id)
    if found is None or found.kind != kind or found.actor_id != visit.actor.account_id or found.done:
        raise NotFound(N_("This file is no longer waiting: it was accepted or thrown away before. Load it again if needed."))
    return found


def intake_pages(*, path: str, kind: str, needs: str, title: str, intro: str, stage: Stage, load: Load, done_href: str) -> type[Controller]:
    """A controller for one kind of register: `GET path`, `POST path`, preview, mapping, accept, discard."""

    def read(visit: Visit, waiting: StagedFile) -> "Staged | UnknownLayout":
        return stage(visit.work, waiting.name, files.content(visit.session, waiting.file_id), waiting.mapping)

    class Intake(Controller):
        @get("/", needs=needs, name=f"{kind}-upload")
        def ask(self, visit: Visit) -> Response[Any]:
            return visit.page("web/upload.html", UploadPage(gettext(title), gettext(intro), path))

        @post("/", needs=needs, again="ask", name=f"{kind}-send")
        def send(self, visit: Visit) -> Response[Any]:
            upload = visit.form.file("file", required=True)
            visit.form.check()
            assert upload
            stage(visit.work, upload.name, upload.content, None)
            kept = files.keep(visit.work, f"staged-{kind}", upload.content, "application/octet-stream")
            waiting = StagedFile(kind=kind, actor_id=visit.work.account_id, file_id=kept.id, name=upload.name)
            visit.work.save(waiting)
            return visit.go(f"{path}/{waiting.id}")

        @get("/{staged_id:uuid}", needs=needs, name=f"{kind}-preview")
        def preview(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            staged = read(visit, waiting)
            here = f"{path}/{staged_id}"
            if isinstance(staged, UnknownLayout):
                mapping = MappingPage(gettext(title), f"{here}/cot", list(staged.headings), [(key, gettext(words)) for key, words in staged.fields])
                return visit.page("web/mapping.html", mapping)
            return visit.page("web/staging.html", preview_page(gettext(title), waiting.name, staged, here, visit.query.get("verdict", "")))

        @post("/{staged_id:uuid}/cot", needs=needs, again="preview", name=f"{kind}-columns")
        def columns(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            unknown = read(visit, waiting)
            chosen = {key: visit.form.text(key) for key, _ in unknown.fields if visit.form.text(key)} if isinstance(unknown, UnknownLayout) else {}
            if isinstance(unknown, UnknownLayout):
                visit.work.save(RememberedLayout(kind=kind, signature=unknown.signature, mapping=chosen))
            waiting.mapping = chosen
            visit.work.save(waiting)
            return visit.go(f"{path}/{staged_id}")

        @post("/{staged_id:uuid}/nhan", needs=needs, again="preview", name=f"{kind}-accept")
        def accept(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            content = files.content(visit.session, waiting.file_id)
            staged = read(visit, waiting)
            if isinstance(staged, UnknownLayout):
                raise NotFound()
            load(visit.work, staged, content)
            waiting.done = "accepted"
            visit.work.save(waiting)
            visit.work.audit(f"{kind}.loaded", f"staged:{waiting.id}", **staged.counts)
            return visit.go(done_href, N_("Saved: %(accepted)s rows, of which %(flagged)s need a look; %(refused)s were left out."),
                            accepted=staged.counts["accepted"] + staged.counts["flagged"], flagged=staged.counts["flagged"],
                            refused=staged.counts["refused"])

        @post("/{staged_id:uuid}/bo", needs=needs, name=f"{kind}-discard")
        def discard(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            waiting.done = "discarded"
            visit.work.save(waiting)
            return visit.go(path, N_("The file was thrown away. Nothing was saved."), kind="wait")

    Intake.path = path
    Intake.__name__ = f"{kind.title().replace('-', '')}Intake"
    return Intake


@dataclass(frozen=True)
class ShownRow:
    sheet: str
    row: int
    verdict: str
    reasons: list[str]
    cells: list[str]


def preview_page(title: str, file_name: str, staged: Staged, here: str, verdict: str) -> PreviewPage:
    """The first rows of the asked-for verdict; refused and flagged come first because they need a person."""
    order = {"refused": 0, "flagged": 1, "accepted": 2, "skipped": 3}
    chosen = sorted((row for row in staged.rows if not verdict or row.verdict == verdict), key=lambda row: order[row.verdict])
    columns = list(dict.fromkeys(key for row in chosen[:SHOWN] for key in row.raw))
    rows = [
        ShownRow(row.sheet, row.row, row.verdict, [reason.sentence() for reason in row.reasons],
                 ["" if row.raw.get(key) is None else str(row.raw.get(key)) for key in columns])
        for row in chosen[:SHOWN]
    ]
    return PreviewPage(title, file_name, {key: staged.counts[key] for key in VERDICTS}, rows, columns, verdict, here, f"{here}/nhan",
                       f"{here}/bo", max(0, len(chosen) - SHOWN))
