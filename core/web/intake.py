"""Loading a workbook on a page: send it, look at every row's verdict, then accept the whole or throw it away.

Between the two the file lies sealed and nothing is saved. Accepting stages the same bytes once more, so what is
saved is judged by today's facts, not by those of the moment the preview was drawn.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Controller, Response
from sqlmodel import Field, col, delete, select

from core import clock, files
from core.crypto import SealedText
from core.db import Record
from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.staging import Staged, UnknownLayout
from core.staging.memory import Stage, remember, stage_remembering
from core.web.forms import Form
from core.web.routes import get, post
from core.web.visit import Visit
from core.work import Work

SHOWN = 100
WAITS = timedelta(days=14)
NEEDED = N_("This column is needed. Choose its heading.")
TWICE = N_("This heading was chosen twice. One heading is one column.")
NOT_OFFERED = N_("Please choose one of the list, or leave it blank.")
NOT_A_HEAD = N_("The file cannot be read this way: these headings do not stand in one row. Nothing was saved. Choose again.")
VERDICTS = ("accepted", "flagged", "refused", "skipped")


class StagedFile(Record, table=True):
    """A workbook that waits for somebody's "accept"."""

    __tablename__ = "staged_file"
    may_change = frozenset({"mapping"})

    kind: str
    actor_id: UUID
    file_id: UUID = Field(foreign_key="sealed_file.id")
    name: str = Field(sa_type=SealedText("staged_file.name"))
    mapping: str | None = Field(default=None, sa_type=SealedText("staged_file.mapping"))
    about: str | None = None


Load = Callable[..., object]
"""Work, the staged rows, the file; and, where the page asked, the code of what the file is about."""


@dataclass(frozen=True)
class About:
    """One thing that is asked beside the file and that the file itself does not say: a code out of a few, or none of them."""

    question: str
    hint: str
    options: Callable[[Visit], list[tuple[str, str]]]


@dataclass(frozen=True)
class WaitingFile:
    name: str
    since: str
    href: str


@dataclass(frozen=True)
class UploadPage:
    title: str
    intro: str
    action: str
    waiting: list[WaitingFile]
    question: str = ""
    hint: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    accept_types: str = ".xlsx,.xlsm,.xls,.ods,.csv"


@dataclass(frozen=True)
class MappingPage:
    title: str
    action: str
    headings: list[str]
    fields: list[tuple[str, str, bool]]


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
    notices: list[str] = field(default_factory=list)


def _open(visit: Visit, kind: str, staged_id: UUID) -> StagedFile:
    found = visit.session.get(StagedFile, staged_id)
    if found is None or found.kind != kind or found.actor_id != visit.actor.account_id:
        raise NotFound(N_("This file is no longer waiting: it was accepted or thrown away before. Load it again if needed."))
    return found


def waiting_files(visit: Visit, kind: str, path: str) -> list[WaitingFile]:
    """The files of this kind that wait for this person; nobody sees another's."""
    query = select(StagedFile).where(StagedFile.kind == kind, StagedFile.actor_id == visit.actor.account_id).order_by(col(StagedFile.recorded_at))
    return [WaitingFile(row.name, f"{clock.local(row.recorded_at):%d/%m/%Y %H:%M}", f"{path}/{row.id}") for row in visit.session.exec(query)]


def forget(work: Work, waiting: StagedFile, why: str) -> None:
    """A file that waits no longer leaves nothing behind but who decided what about it."""
    work.audit(f"{waiting.kind}.{why}", f"staged:{waiting.id}")
    work.session.exec(delete(StagedFile).where(col(StagedFile.id) == waiting.id))
    files.forget_upload(work.session, waiting.file_id)


def forget_old(work: Work) -> None:
    """Nobody came back to these; names and numbers do not lie about for ever."""
    for old in work.session.exec(select(StagedFile).where(col(StagedFile.recorded_at) < clock.now() - WAITS)):
        forget(work, old, "forgotten")


def pointed_out(form: Form, unknown: UnknownLayout) -> dict[str, str]:
    """The columns that somebody chose. Raises Malformed where a needed one is missing or one heading was chosen twice."""
    chosen = {key: form.text(key) for key, _ in unknown.fields if form.text(key)}
    wrong = {key: NEEDED for key in unknown.required if key not in chosen}
    wrong |= {key: TWICE for key, heading in chosen.items() if list(chosen.values()).count(heading) > 1}
    if wrong:
        raise Malformed(fields=wrong)
    return chosen


def _about(visit: Visit, about: About | None) -> str | None:
    """The chosen code, or nothing. Raises Malformed for one that was not offered."""
    chosen = visit.form.text("about") if about else ""
    if about and chosen and chosen not in dict(about.options(visit)):
        raise Malformed(fields={"about": NOT_OFFERED})
    return chosen or None


def intake_pages(
    *, path: str, kind: str, needs: str, title: str, intro: str, stage: Stage, load: Load, done_href: str, about: About | None = None
) -> type[Controller]:
    """A controller for one kind of register: `GET path`, `POST path`, preview, mapping, accept, discard."""

    def read(visit: Visit, waiting: StagedFile) -> "Staged | UnknownLayout":
        content = files.content(visit.session, waiting.file_id)
        return stage_remembering(visit.work, kind, stage, waiting.name, content, json.loads(waiting.mapping or "null"))

    class Intake(Controller):
        @get("/", needs=needs, name=f"{kind}-upload")
        def ask(self, visit: Visit) -> Response[Any]:
            asked = (gettext(about.question), gettext(about.hint), about.options(visit)) if about else ()
            return visit.page("web/upload.html", UploadPage(gettext(title), gettext(intro), path, waiting_files(visit, kind, path), *asked))

        @post("/", needs=needs, again="ask", name=f"{kind}-send")
        def send(self, visit: Visit) -> Response[Any]:
            upload = visit.form.file("file", required=True)
            visit.form.check()
            assert upload
            chosen = _about(visit, about)
            stage(visit.work, upload.name, upload.content, None)
            forget_old(visit.work)
            kept = files.keep(visit.work, f"staged-{kind}", upload.content, "application/octet-stream")
            waiting = StagedFile(kind=kind, actor_id=visit.work.account_id, file_id=kept.id, name=upload.name, about=chosen)
            visit.work.save(waiting)
            return visit.go(f"{path}/{waiting.id}")

        @get("/{staged_id:uuid}", needs=needs, name=f"{kind}-preview")
        def preview(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            staged = read(visit, waiting)
            here = f"{path}/{staged_id}"
            if isinstance(staged, UnknownLayout):
                fields = [(key, gettext(words), key in staged.required) for key, words in staged.fields]
                return visit.page("web/mapping.html", MappingPage(gettext(title), f"{here}/cot", list(dict.fromkeys(staged.headings)), fields))
            return visit.page("web/staging.html", preview_page(gettext(title), waiting.name, staged, here, visit.query.get("verdict", "")))

        @post("/{staged_id:uuid}/cot", needs=needs, again="preview", name=f"{kind}-columns")
        def columns(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            unknown = read(visit, waiting)
            if isinstance(unknown, UnknownLayout):
                chosen = pointed_out(visit.form, unknown)
                waiting.mapping = json.dumps(chosen)
                if isinstance(read(visit, waiting), UnknownLayout):
                    raise Malformed(NOT_A_HEAD)
                remember(visit.session, kind, unknown.signature, chosen)
                visit.work.save(waiting)
            return visit.go(f"{path}/{staged_id}")

        @post("/{staged_id:uuid}/nhan", needs=needs, again="preview", name=f"{kind}-accept")
        def accept(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            waiting = _open(visit, kind, staged_id)
            content = files.content(visit.session, waiting.file_id)
            staged = read(visit, waiting)
            if isinstance(staged, UnknownLayout):
                raise NotFound()
            load(visit.work, staged, content, *([waiting.about] if about else []))
            visit.work.audit(f"{kind}.loaded", f"staged:{waiting.id}", **staged.counts)
            forget(visit.work, waiting, "accepted")
            return visit.go(done_href, N_("Saved: %(accepted)s rows, of which %(flagged)s need a look; %(refused)s were left out."),
                            accepted=staged.counts["accepted"] + staged.counts["flagged"], flagged=staged.counts["flagged"],
                            refused=staged.counts["refused"])

        @post("/{staged_id:uuid}/bo", needs=needs, name=f"{kind}-discard")
        def discard(self, visit: Visit, staged_id: UUID) -> Response[Any]:
            forget(visit.work, _open(visit, kind, staged_id), "thrown_away")
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


def _shown(cell: object) -> str:
    """A cell as the spreadsheet shows it: 1950, not 1950.0."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def preview_page(title: str, file_name: str, staged: Staged, here: str, verdict: str) -> PreviewPage:
    """The first rows of the asked-for verdict; refused and flagged come first because they need a person."""
    order = {"refused": 0, "flagged": 1, "accepted": 2, "skipped": 3}
    chosen = sorted((row for row in staged.rows if not verdict or row.verdict == verdict), key=lambda row: order[row.verdict])
    columns = [key for key in staged.words if any(key in row.raw for row in chosen[:SHOWN])]
    rows = [
        ShownRow(row.sheet, row.row, row.verdict, [reason.sentence() for reason in row.reasons],
                 [_shown(row.raw.get(key)) for key in columns])
        for row in chosen[:SHOWN]
    ]
    named = [gettext(staged.words.get(key, key)) for key in columns]
    return PreviewPage(title, file_name, {key: staged.counts[key] for key in VERDICTS}, rows, named, verdict, here, f"{here}/nhan",
                       f"{here}/bo", max(0, len(chosen) - SHOWN), [each.sentence() for each in staged.notices])
