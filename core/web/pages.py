"""Rendering: one Jinja environment, a folder of templates per room, and the frame around every signed-in page."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, select_autoescape
from litestar import Request
from litestar.utils.scope.state import ScopeState
from markupsafe import Markup

from core import clock, office, places
from core.audit import last_act_at
from core.auth.roles import ROLE_WORDS, Role
from core.i18n import N_, current_language, gettext
from core.web import registry
from core.work import Work

HALF_A_MINUTE = timedelta(seconds=30)
HOUSE = Path(__file__).parent.parent.parent
WEEKDAYS = [N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")]

NAV = [
    ("/hom-nay", N_("Today"), "today", "home.see"),
    ("/ban", N_("Reception desk"), "desk", "desk.use"),
    ("/ngay", N_("Days"), "calendar", "days.see"),
    ("/hop", N_("Samples and boxes"), "box", "samples.see"),
    ("/than-nhan", N_("Families"), "families", "families.see"),
    ("/ket-qua", N_("Results"), "results", "results.see"),
    ("/lien-lac", N_("Contact"), "phone", "notices.send"),
    ("/bao-cao", N_("Reports"), "reports", "reports.see"),
    ("/quyen", N_("Data rights"), "lock", "rights.handle"),
    ("/nhat-ky", N_("Log"), "eye", "audit.see"),
    ("/bao-ve-du-lieu", N_("Data protection"), "lock", "privacy.see"),
    ("/van-phong", N_("Office"), "pen", "office.edit"),
]
"""The rail: path, words, icon, and the permission that shows it."""

ROOMS_OF = {
    "/mau": "/hop", "/lo": "/hop", "/phong-xet-nghiem": "/hop",
    "/hai-cot": "/hop", "/bien-nhan": "/hop", "/nhan": "/ngay", "/liet-si": "/than-nhan", "/dong-thuan": "/than-nhan",
    "/ho-so": "/than-nhan", "/uu-tien": "/than-nhan", "/quyet-dinh": "/ket-qua", "/tham": "/ket-qua", "/tai-khoan": "/van-phong",
    "/tap-huan": "/van-phong", "/quyen-han": "/van-phong", "/toi": "/hom-nay", "/tu-xung-ho": "/van-phong",
}
"""Pages without a place of their own on the rail light up their neighbour's."""


def day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = clock.local(value).date()
    return f"{value.day}/{value.month}/{value.year}" if value else ""


def moment(value: datetime | None) -> str:
    return f"{clock.local(value):%H:%M} {day(value)}" if value else ""


def ago(value: datetime | date | None) -> str:
    """How many days ago, in words."""
    if value is None:
        return ""
    then = clock.local(value).date() if isinstance(value, datetime) else value
    days = (clock.today() - then).days
    return gettext(N_("today")) if days <= 0 else gettext(N_("%(days)s days"), days=days)


def spaced_code(text: str) -> str:
    """`HT1234567849` as it is printed; anything else stays as it is."""
    match = re.fullmatch(r"(HT)(\d{4})(\d{4})(\d{2})", text or "")
    return "\u00a0".join(match.groups()) if match else (text or "")


def thousands(value: int | float | None) -> str:
    return f"{value:,}".replace(",", ".") if value is not None else ""


def commune(code: str | None) -> str:
    return places.unit_name(code) if code else ""


@cache
def environment() -> Environment:
    rooms = {path.parent.name: FileSystemLoader(path) for path in sorted(HOUSE.glob("*/templates"))}
    loader = ChoiceLoader([PrefixLoader(rooms)])
    made = Environment(loader=loader, autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(_=translated, gettext=translated)
    made.filters.update(code=spaced_code, day=day, moment=moment, ago=ago, commune=commune, number=thousands, kinship=registry.kinship_words)
    return made


def translated(message: str, **values: object) -> str:
    return gettext(message, **values)


def shell(request: Request[Any, Any, Any], work: Work) -> SimpleNamespace:
    """What the frame shows around every page: who, where, what this person may open, and when they last saved."""
    actor, today = work.actor, clock.today()
    top = "/" + request.url.path.split("/")[1]
    current = ROOMS_OF.get(top, top)
    saved = last_act_at(work.session, actor.account_id) if actor.account_id else None
    counts = _waiting_in(request, work, saved) if actor.account_id else {}
    nav = [
        SimpleNamespace(href=href, label=gettext(words), icon=icon, current=current == href, count=counts.get(href))
        for href, words, icon, needs in NAV
        if actor.may(needs)
    ]
    role = gettext(ROLE_WORDS[next(role for role in Role if role in actor.roles)]) if actor.roles else ""
    return SimpleNamespace(
        actor_name=actor.name,
        actor_role=role,
        nav=nav,
        installation=office.get(work.session, "installation_name"),
        today_text=f"{gettext(WEEKDAYS[today.weekday()])} {day(today)}",
        demo=request.app.state.demo,
        saved_at=f"{clock.local(saved):%H:%M}" if saved and clock.local(saved).date() == today else None,
        notice=None,
        language=current_language(),
    )


def _waiting_in(request: Request[Any, Any, Any], work: Work, saved: datetime | None) -> dict[str, int]:
    """How much waits in each room, for the rail: counted anew on Today, after one's own work, and otherwise twice a minute."""
    kept: dict[Any, tuple[datetime, dict[str, int]]] = request.app.state.setdefault("rail_counts", {})
    key = work.actor.account_id
    made_at, counts = kept.get(key, (datetime.min.replace(tzinfo=UTC), {}))
    fresh = request.url.path != "/hom-nay" and clock.now() - made_at < HALF_A_MINUTE and (saved is None or saved < made_at)
    if not fresh:
        counts = {}
        tasks = registry.all_waiting(work)
        for task in tasks:
            top = "/" + task.href.split("/")[1].split("?")[0]
            room = ROOMS_OF.get(top, top)
            counts[room] = counts.get(room, 0) + task.count
        kept[key] = (clock.now(), counts | {"/hom-nay": len(tasks)})
    return kept[key][1]


def render(request: Request[Any, Any, Any], work: Work, template: str, page: Any, context: dict[str, Any]) -> str:
    frame = shell(request, work)
    frame.notice = context.pop("notice", None)
    token = ScopeState.from_scope(request.scope).csrf_token
    hidden = Markup('<input type="hidden" name="_csrf_token" value="{}">').format(token if isinstance(token, str) else "")
    return environment().get_template(template).render(page=page, shell=frame, csrf=lambda: hidden, callback=_callback(work), **context)


def _callback(work: Work) -> SimpleNamespace:
    keys = ("number", "hours", "person")
    return SimpleNamespace(office=office.get(work.session, "office_name"), **{k: office.get(work.session, f"callback_{k}") for k in keys})
