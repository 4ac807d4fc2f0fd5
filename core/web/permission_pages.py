"""`/quyen-han`: who may do what, as the program itself reads it."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

from core.auth import POWERFUL, ROLE_WORDS, SKILL_WORDS, TRAINED, Role
from core.auth.permissions import TABLE
from core.i18n import gettext
from core.web.routes import get
from core.web.visit import Visit


@dataclass(frozen=True)
class PermissionRow:
    words: str
    ticks: list[bool]
    roles: str
    training: str


@dataclass(frozen=True)
class PermissionGroup:
    title: str
    rows: list[PermissionRow]


@dataclass(frozen=True)
class PermissionsPage:
    roles: list[str]
    powerful: list[str]
    groups: list[PermissionGroup]


def permissions_page() -> PermissionsPage:
    groups = [
        PermissionGroup(gettext(group.title), [
            PermissionRow(
                gettext(each.words), [role in each.roles for role in Role], ", ".join(gettext(ROLE_WORDS[role]) for role in Role if role in each.roles),
                gettext(SKILL_WORDS[TRAINED[each.key]]) if each.key in TRAINED else "")
            for each in group.permissions
        ])
        for group in TABLE
    ]
    return PermissionsPage([gettext(ROLE_WORDS[role]) for role in Role], [gettext(ROLE_WORDS[role]) for role in Role if role in POWERFUL], groups)


class Permissions(Controller):
    path = "/quyen-han"

    @get("/", needs="privacy.see")
    def show(self, visit: Visit) -> Response[Any]:
        return visit.page("web/permissions.html", permissions_page(), in_office=visit.actor.may("office.edit"))
