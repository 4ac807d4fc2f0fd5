"""Planning a day: the form, and what was typed into it."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Controller, Response

from core import auth, clock, places
from core.auth.accounts import actor_of
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Form, Visit, get, post
from samples import commands, queries
from samples.commands import DayPlan
from samples.rules import DAY_KIND_WORDS, DUTIES, HOURS, DayKind, DayStatus
from samples.rules.days import check_plannable

NOT_A_CHOICE = N_("Please choose one of the answers.")


class Plans(Controller):
    path = "/ngay"

    @get("/moi", needs="days.plan")
    def new(self, visit: Visit) -> Response[Any]:
        here = sorted(visit.actor.communes)[0] if visit.actor.communes and len(visit.actor.communes) == 1 else ""
        start = DayPlan(held_on=clock.today(), place="", commune_code=here, kind="")
        return visit.page("samples/plan.html", plan_page(visit, start, "/ngay/moi", gettext(N_("Plan a collection day"))))

    @post("/moi", needs="days.plan", again="new")
    def plan(self, visit: Visit) -> Response[Any]:
        row = commands.plan_day(visit.work, **vars(read_plan(visit.form)))
        return visit.go(f"/ngay/{row.code}", said=N_("Day %(code)s is planned."), code=row.code)

    @get("/{code:str}/sua", needs="days.plan")
    def edit(self, visit: Visit, code: str) -> Response[Any]:
        row = queries.seen_day(visit.work, code)
        if not visit.error:
            check_plannable(code, DayStatus(row.status))
        now = DayPlan(row.held_on, row.place, row.commune_code, row.kind, row.lead_unit, row.partners, row.lead_id, row.team or {}, row.slots or {}, row.kits)
        return visit.page("samples/plan.html", plan_page(visit, now, f"/ngay/{code}/sua", gettext(N_("Change the plan of day %(code)s"), code=code)))

    @post("/{code:str}/sua", needs="days.plan", again="edit")
    def change(self, visit: Visit, code: str) -> Response[Any]:
        commands.change_day(visit.work, code, read_plan(visit.form))
        return visit.go(f"/ngay/{code}", said=N_("The plan of day %(code)s is changed."), code=code)


def plan_page(visit: Visit, plan: DayPlan, action: str, title: str) -> SimpleNamespace:
    communes = sorted((unit.name, code, unit.full_name) for code, unit in places.units().items() if visit.actor.sees(code))
    leads = [row for row in auth.accounts(visit.session) if (row.active and row.token_hash is None) or row.id == plan.lead_id]
    return SimpleNamespace(
        plan=plan, action=action, title=title, held_on=f"{plan.held_on:%d/%m/%Y}", kinds=[(kind, gettext(words)) for kind, words in DAY_KIND_WORDS.items()],
        communes=[(code, full) for _, code, full in communes], leads=[(row.id, row.name) for row in leads if actor_of(row).may("days.plan")],
        duties=[(duty, gettext(words), plan.team.get(duty, "")) for duty, words in DUTIES.items()],
        hours=[(hour, f"h{hour[:2]}", plan.slots.get(hour, "")) for hour in HOURS],
    )


def read_plan(form: Form) -> DayPlan:
    """Every box of the form. Raises Malformed."""
    held_on, kind, lead = form.day("held_on", required=True), form.text("kind", required=True), form.text("lead_id")
    place, commune = form.text("place", required=True), form.text("commune_code", required=True)
    slots = {hour: count for hour in HOURS if (count := form.number(f"h{hour[:2]}"))}
    kits = form.number("kits") or 0
    if kind and kind not in tuple(DayKind):
        form.fields["kind"] = NOT_A_CHOICE
    form.check()
    if held_on is None:
        raise NotFound()
    team = {duty: form.text(f"duty_{duty}") for duty in DUTIES}
    return DayPlan(held_on, place, commune, kind, form.text("lead_unit"), form.text("partners"), UUID(lead) if lead else None, team, slots, kits)
