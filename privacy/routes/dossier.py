"""`/bao-ve-du-lieu/danh-gia`: the impact-assessment dossier, its versions and what changed between them."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core import clock, exports, files
from core.i18n import N_
from core.web import Visit, get, post
from privacy import commands
from privacy.papers import dossier as papers
from privacy.queries import dossier as queries
from privacy.queries import wording
from privacy.rules.dossier import Age, Changed, Section

PATH = "/bao-ve-du-lieu/danh-gia"


@dataclass(frozen=True)
class DossierPage:
    age: Age
    sections: tuple[Section, ...]
    versions: list[queries.VersionView]
    changed: list[Changed]
    newest: int
    may_edit: bool


@dataclass(frozen=True)
class ComparePage:
    before: int
    after: int
    changed: list[Changed]


class Dossier(Controller):
    path = PATH

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        session, now = visit.session, queries.sections(visit.session)
        versions = queries.versions(session)
        newest = versions[0].number if versions else 0
        changed = queries.changed_since(session, newest, now) if newest else []
        page = DossierPage(queries.age(session), now, versions, changed, newest, visit.actor.may("privacy.edit"))
        return visit.page("privacy/dossier.html", page)

    @post("/chot", needs="privacy.edit", again="show")
    def freeze(self, visit: Visit) -> Response[Any]:
        row = commands.freeze(visit.work, visit.form.number("newest") or 0)
        return visit.go(PATH, said=N_("Version %(number)s is frozen and stays as it is."), number=row.number)

    @get("/ban-thao.pdf", needs="privacy.see")
    def draft(self, visit: Visit) -> Response[Any]:
        now = queries.sections(visit.session)
        content = papers.dossier(now, papers.Frozen(0, "", clock.today()), wording.on_paper(visit.session))
        return _give(visit, content, 0, len(now))

    @get("/{number:int}/ho-so.pdf", needs="privacy.see")
    def paper(self, visit: Visit, number: int) -> Response[Any]:
        row = queries.version(visit.session, number)
        return _give(visit, files.content(visit.session, row.file_id), number, len(row.lines))

    @get("/so-sanh/{before:int}/{after:int}", needs="privacy.see")
    def compare(self, visit: Visit, before: int, after: int) -> Response[Any]:
        return visit.page("privacy/compare.html", ComparePage(before, after, queries.between(visit.session, before, after)))


def _give(visit: Visit, content: bytes, number: int, rows: int) -> Response[Any]:
    name = f"ho-so-danh-gia-{number or 'ban-thao'}.pdf"
    return visit.give(exports.pdf(visit.work, "dossier", content, name=name, subject=f"dossier:{number}", rows=rows), inline=True)
