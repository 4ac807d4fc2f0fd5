"""A family's tree as a file: taken away, and brought in by the family.

Bringing in goes the road of every workbook here: send it, say who in it is the martyr, look at every person's verdict and say who may be
somebody on record, then accept the whole or throw it away. Between the two the file lies sealed and nothing is saved.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Response

import families
from cases import commands, queries, rules
from core import files
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.web.intake import StagedFile, WaitingFile, forget, forget_old, waiting_files

KIND = "tree"
CHOICE = "same."
"""A box of the preview is called by this and the person's number in the file."""


@dataclass(frozen=True)
class TreeFilesPage:
    martyr: families.MartyrView
    laboratory: list[tuple[str, str, str]]
    family: list[tuple[str, str, str]]
    may_load: bool


@dataclass(frozen=True)
class TreeUploadPage:
    martyr: families.MartyrView
    here: str
    waiting: list[WaitingFile]


@dataclass(frozen=True)
class WhoPage:
    martyr: families.MartyrView
    here: str
    people: list[queries.InFile]
    total: int
    searched: bool = False


@dataclass(frozen=True)
class TreePreviewPage:
    martyr: families.MartyrView
    here: str
    chosen: queries.InFile
    counts: dict[str, int]
    rows: list[queries.TreeRow]
    more: int
    left: int
    hidden: int
    verdict: str = ""


class TreeFiles(Controller):
    path = "/ho-so/liet-si/{code:str}/pha-he"

    @get("/tep", needs="martyrs.see")
    def show(self, visit: Visit, code: str) -> Response[Any]:
        of = families.martyr(visit.session, code)
        here = f"/ho-so/liet-si/{of.code}/pha-he/tep"
        coded = [(f"{here}/{form}", gettext(words), gettext(hint)) for form, words, hint in rules.FOR_LABORATORIES]
        named = [(form, gettext(words), gettext(hint)) for form, words, hint in rules.FOR_FAMILIES]
        may = visit.actor.may
        return visit.page("cases/tree_files.html", TreeFilesPage(of, coded, named if may("families.see") else [], may("families.write")))

    @get("/tep/{form:str}", needs="martyrs.see")
    def take(self, visit: Visit, code: str, form: str) -> Response[Any]:
        """Codes only."""
        if form not in families.TREE_FORMS:
            raise NotFound()
        return visit.give(commands.take_tree(visit.work, code, form).taken)

    @post("/tep", needs="families.see", again="show")
    def take_named(self, visit: Visit, code: str) -> Response[Any]:
        """With names: for a named receiver, behind a password."""
        form = visit.form.text("form")
        if form not in families.TREE_FORMS:
            raise NotFound()
        made = commands.take_tree(visit.work, code, form, names=True, receiver=visit.form.text("receiver"))
        return visit.give(made.taken, back=f"/ho-so/liet-si/{code}/pha-he/tep")

    @get("/nhap", needs="families.write")
    def ask(self, visit: Visit, code: str) -> Response[Any]:
        of = families.martyr(visit.session, code)
        here = f"/ho-so/liet-si/{of.code}/pha-he/nhap"
        waiting = [file for file in waiting_files(visit, KIND, here) if _about(visit, file) == of.code]
        return visit.page("cases/tree_upload.html", TreeUploadPage(of, here, waiting))

    @post("/nhap", needs="families.write", again="ask")
    def send(self, visit: Visit, code: str) -> Response[Any]:
        """A file that cannot be read is refused here and never kept."""
        of = families.martyr(visit.session, code)
        upload = visit.form.file("file", required=True)
        visit.form.check()
        assert upload
        content = families.without_genotypes(upload.content)
        families.read_tree(content)
        forget_old(visit.work)
        kept = files.keep(visit.work, f"staged-{KIND}", content, "application/octet-stream")
        waiting = StagedFile(kind=KIND, actor_id=visit.work.account_id, file_id=kept.id, name=upload.name, about=of.code)
        visit.work.save(waiting)
        return visit.go(f"/ho-so/liet-si/{of.code}/pha-he/nhap/{waiting.id}")

    @get("/nhap/{staged_id:uuid}", needs="families.write")
    def preview(self, visit: Visit, code: str, staged_id: UUID) -> Response[Any]:
        waiting = _waiting(visit, code, staged_id)
        tree = _tree(visit, waiting)
        of, chosen = families.martyr(visit.session, code), _chosen(waiting)
        here = f"/ho-so/liet-si/{of.code}/pha-he/nhap/{staged_id}"
        if chosen not in tree.by_ref or visit.query.get("ai") == "lai":
            found = queries.in_file(tree, families.who_may_be(visit.session, of.code, tree))
            return visit.page("cases/tree_who.html", WhoPage(of, here, found, len(tree.people)))
        staged = families.tree_staged(visit.work, of.code, waiting.name, tree, chosen, _choices(visit))
        verdict = visit.query.get("verdict", "")
        rows, more = queries.tree_rows(staged, verdict)
        page = TreePreviewPage(
            of, here, queries.in_file(tree, [tree.by_ref[chosen]])[0], staged.staged.counts, rows, more, staged.left, staged.hidden, verdict,
        )
        return visit.page("cases/tree_preview.html", page)

    @post("/nhap/{staged_id:uuid}/tim", needs="families.write", again="preview")
    def search(self, visit: Visit, code: str, staged_id: UUID) -> Response[Any]:
        tree = _tree(visit, _waiting(visit, code, staged_id))
        of = families.martyr(visit.session, code)
        found = queries.in_file(tree, families.called(tree, visit.form.text("name")))
        here = f"/ho-so/liet-si/{of.code}/pha-he/nhap/{staged_id}"
        return visit.page("cases/tree_who.html", WhoPage(of, here, found, len(tree.people), searched=True), typed=visit.form.typed)

    @post("/nhap/{staged_id:uuid}/liet-si", needs="families.write", again="preview")
    def choose(self, visit: Visit, code: str, staged_id: UUID) -> Response[Any]:
        waiting = _waiting(visit, code, staged_id)
        ref = visit.form.text("ref", required=True)
        visit.form.check()
        if ref not in _tree(visit, waiting).by_ref:
            raise families.NobodySuch()
        waiting.mapping = json.dumps({"martyr": ref})
        visit.work.save(waiting)
        return visit.go(f"/ho-so/liet-si/{waiting.about}/pha-he/nhap/{staged_id}")

    @post("/nhap/{staged_id:uuid}/nhan", needs="families.write", again="preview")
    def accept(self, visit: Visit, code: str, staged_id: UUID) -> Response[Any]:
        """The same bytes are staged once more, with the answers, so that today's record decides."""
        waiting = _waiting(visit, code, staged_id)
        staged = families.tree_staged(visit.work, code, waiting.name, _tree(visit, waiting), _chosen(waiting), _choices(visit))
        loaded = families.load_tree(visit.work, code, staged)
        forget(visit.work, waiting, "accepted")
        return visit.go(f"/ho-so/liet-si/{waiting.about}/pha-he", N_("Saved: %(people)s people and %(ties)s ties of kinship; %(left)s people were left out."),
                        people=loaded.people, ties=loaded.ties, left=staged.staged.counts["refused"])

    @post("/nhap/{staged_id:uuid}/bo", needs="families.write")
    def discard(self, visit: Visit, code: str, staged_id: UUID) -> Response[Any]:
        waiting = _waiting(visit, code, staged_id)
        forget(visit.work, waiting, "thrown_away")
        return visit.go(f"/ho-so/liet-si/{waiting.about}/pha-he/nhap", N_("The file was thrown away. Nothing was saved."), kind="wait")


def _waiting(visit: Visit, code: str, staged_id: UUID) -> StagedFile:
    """A file of this person about this martyr. Raises NotFound."""
    found = visit.session.get(StagedFile, staged_id)
    if found is None or found.kind != KIND or found.actor_id != visit.actor.account_id or found.about != code.upper():
        raise NotFound(N_("This file is no longer waiting: it was accepted or thrown away before. Load it again if needed."))
    return found


def _about(visit: Visit, file: WaitingFile) -> str | None:
    found = visit.session.get(StagedFile, UUID(file.href.rpartition("/")[2]))
    return found.about if found else None


def _tree(visit: Visit, waiting: StagedFile) -> families.TreeFile:
    return families.read_tree(files.content(visit.session, waiting.file_id))


def _chosen(waiting: StagedFile) -> str:
    return str(json.loads(waiting.mapping or "{}").get("martyr", ""))


def _choices(visit: Visit) -> dict[str, str]:
    """Who is whom, as answered on the preview."""
    return {box.removeprefix(CHOICE): answer for box, answer in visit.form.typed.items() if box.startswith(CHOICE) and answer}
