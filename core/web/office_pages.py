"""`/van-phong`: what an office says about itself, and who changed it when."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core import office
from core.errors import Refused
from core.i18n import N_, gettext
from core.web.office_form import GROUPS, SETTINGS, Group, changed, wrong_with
from core.web.pages import moment
from core.web.routes import get, post
from core.web.visit import Visit


class ChangedMeanwhile(Refused):
    message = N_("Somebody else changed the settings while this page was open. Nothing was saved. What you typed is still here: compare, then save again.")


@dataclass(frozen=True)
class Change:
    at: str
    who: str
    label: str
    value: str


@dataclass(frozen=True)
class OfficePage:
    groups: tuple[Group, ...]
    now: dict[str, str]
    changes: list[Change]
    newest: str


def _shown(key: str, value: str) -> str:
    words = dict(SETTINGS[key].options).get(value)
    return gettext(words) if words else value or gettext(N_("(as the program came)"))


def _newest(visit: Visit) -> str:
    return next((str(row.id) for row in office.changes(visit.session, 1)), "")


class Office(Controller):
    """Every setting on one page; a change is a new row, so what was printed under an older one stays explained."""

    path = "/van-phong"

    @get("/", needs="office.edit")
    def show(self, visit: Visit) -> Response[Any]:
        rows = [row for row in office.changes(visit.session) if row.key in SETTINGS]
        changes = [Change(moment(row.recorded_at), row.actor, gettext(SETTINGS[row.key].label), _shown(row.key, row.value)) for row in rows]
        return visit.page("web/office_settings.html", OfficePage(GROUPS, office.everything(visit.session), changes, _newest(visit)))

    @post("/", needs="office.edit", again="show")
    def save(self, visit: Visit) -> Response[Any]:
        if visit.form.text("newest") != _newest(visit):
            raise ChangedMeanwhile()
        typed = {key: visit.form.text(key) for key in SETTINGS if key in visit.form.typed}
        for key, value in typed.items():
            wrong = wrong_with(SETTINGS[key], value)
            if wrong:
                visit.form.fields[key] = wrong
        visit.form.check()
        new = changed(typed, office.everything(visit.session), office.DEFAULTS)
        for key, value in new.items():
            office.put(visit.work, key, value)
        if not new:
            return visit.go("/van-phong", said=N_("Nothing was different, so nothing was saved."), kind="wait")
        return visit.go("/van-phong", said=N_("Saved: %(count)s settings changed."), count=len(new))
