"""The fourth stone: the kit's code twice, what was taken, by whom, when, and what the laboratory should know."""

import re
from datetime import datetime, time
from typing import Any

from litestar import Controller, Response

import labels
import samples
from core import auth, clock
from core.auth import Role
from core.i18n import N_, gettext
from core.web import Visit, get, post
from core.web.forms import Form
from desk import commands, queries
from desk.routes.stones import onward, stone_page

CONDITIONS = (
    ("dried", N_("It was left to dry in the air")), ("ate_or_smoked", N_("Ate, drank or smoked in the last half hour")),
    ("transplant", N_("Has had a bone-marrow or organ transplant")), ("transfusion", N_("Had a blood transfusion in the last three months")),
    ("identical_twin", N_("Has an identical twin")),
)
SECOND = (
    ("little", N_("the first one was too little")), ("asked", N_("the laboratory asks for one more")), ("kind", N_("another kind of sample")),
)
NOT_A_TIME = N_("Please write the time as 8:30.")
TAKERS = {Role.sampler, Role.consent_taker, Role.day_lead}


class SampleStone(Controller):
    path = "/ban/{day:str}/{donor:str}/mau"

    @get("/", needs="desk.use")
    def show(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        seat = queries.seat(visit.work, day, donor)
        page = stone_page(
            seat, "mau", kinds=[(kind.value, gettext(words)) for kind, words in samples.KIND_WORDS.items()], takers=_takers(visit), taker=visit.actor.login,
            conditions=[(key, gettext(words)) for key, words in CONDITIONS], chosen=visit.form.all("condition"), second=_second(),
            repeat=seat.to_repeat, live=seat.live, may_take=visit.actor.may("samples.collect"),
        )
        return visit.page("desk/sample.html", page)

    @post("/", needs="samples.collect", again="show")
    def take(self, visit: Visit, day: str, donor: str) -> Response[Any]:
        code = commands.take_sample(queries.seat(visit.work, day, donor), _tube(visit.form, {login for login, _ in _takers(visit)}))
        return visit.go(onward(visit, day, donor, "mau"), N_("Sample %(code)s is saved and belongs to this person."), code=labels.spaced(code))


def _second() -> list[tuple[str, str]]:
    return [(gettext(words), gettext(words)) for _, words in SECOND]


def _takers(visit: Visit) -> list[tuple[str, str]]:
    """Whoever has the role and a training in force: nobody else is offered."""
    today = clock.today()
    able = [each for each in auth.accounts(visit.session) if each.active and {Role(role) for role in each.roles} & TAKERS]
    return [(each.login, each.name) for each in able if auth.qualified(visit.session, each.id, auth.Skill.sampling, today)]


def _tube(form: Form, takers: set[str]) -> commands.TubeFacts:
    code, again = form.text("code", required=True), form.text("again", required=True)
    kind, taker, at = form.text("kind", required=True), form.text("taker", required=True), _time(form)
    if kind and kind not in set(samples.SampleKind):
        form.fields["kind"] = N_("Please choose what was taken.")
    if taker and taker not in takers:
        form.fields["taker"] = N_("Please choose who took it.")
    form.check()
    said = form.all("condition")
    second = form.text("second_reason")
    return commands.TubeFacts(
        code=code, again=again, kind=samples.SampleKind(kind), taker=taker, occurred_at=at, conditions={key: key in said for key, _ in CONDITIONS},
        second_reason=second if second in dict(_second()) else "",
    )


def _time(form: Form) -> datetime | None:
    """Today at that hour; nothing means now. A time that is still to come is a slip of the hand."""
    text = form.text("at")
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})[:hg. ](\d{2})", text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        at = datetime.combine(clock.today(), time(int(match[1]), int(match[2])), tzinfo=clock.VIETNAM)
        if at <= clock.now():
            return at
    form.fields["at"] = NOT_A_TIME
    return None


