"""`/bao-ve-du-lieu/thiet-dat`: what the office says about itself, and the dates of the law."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core.i18n import N_
from core.web import Visit, get, post
from privacy import commands
from privacy.queries import wording
from privacy.rules.wording import GROUPS, WORDINGS, Wording

PATH = "/bao-ve-du-lieu/thiet-dat"


@dataclass(frozen=True)
class WordsPage:
    groups: tuple[tuple[str, tuple[Wording, ...]], ...]
    now: dict[str, str]
    changes: list[wording.Change]
    may_edit: bool


class Words(Controller):
    path = PATH

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        session = visit.session
        page = WordsPage(GROUPS, wording.everything(session), wording.changes(session), visit.actor.may("privacy.edit"))
        return visit.page("privacy/wording.html", page)

    @post("/", needs="privacy.edit", again="show")
    def save(self, visit: Visit) -> Response[Any]:
        typed = {key: visit.form.text(key) for key in WORDINGS if key in visit.form.typed}
        count = commands.put_wording(visit.work, typed)
        if not count:
            return visit.go(PATH, said=N_("Nothing was different, so nothing was saved."), kind="wait")
        return visit.go(PATH, said=N_("Saved: %(count)s settings changed."), count=count)
