"""`/tap-huan`: who was trained for what, until when, and whose training ends soon; entered by somebody else than the trained person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Controller, Response
from sqlmodel import Session

from core import auth, clock
from core.auth import PERMISSIONS, SKILL_WORDS, TRAINED, Account, Qualification, Role, Skill
from core.auth.rules import SOON_DAYS, holds
from core.errors import Malformed, NotFound
from core.i18n import N_, gettext
from core.web.registry import Waiting
from core.web.routes import get, post
from core.web.visit import Visit
from core.work import Work

BAD_SKILL = N_("Please choose what the training was about.")
STATE_WORDS = {
    "holds": N_("in force"), "soon": N_("ends soon"), "over": N_("expired"), "ended": N_("ended"),
}


@dataclass(frozen=True)
class TrainingLine:
    id: UUID
    skill: str
    held_on: date
    valid_until: date | None
    certificate: str
    by: str
    state: str
    words: str


@dataclass(frozen=True)
class Trained:
    login: str
    name: str
    trainings: list[TrainingLine]
    missing: list[str]


@dataclass(frozen=True)
class TrainingPage:
    people: list[Trained]


@dataclass(frozen=True)
class PersonTrainingPage:
    login: str
    name: str
    trainings: list[TrainingLine]
    missing: list[str]
    skills: list[tuple[str, str]]
    own: bool


def state_of(row: Qualification, today: date) -> str:
    if row.ended_at is not None:
        return "ended"
    if not holds(row.held_on, row.valid_until, today):
        return "over"
    return "soon" if row.valid_until and row.valid_until <= today + timedelta(days=SOON_DAYS) else "holds"


def training_lines(session: Session, account_id: UUID) -> list[TrainingLine]:
    today, found = clock.today(), auth.trainings(session, account_id)
    return [_line(session, row, state_of(row, today)) for row in found]


def _line(session: Session, row: Qualification, state: str) -> TrainingLine:
    by = auth.staff_name(session, row.recorded_by)
    return TrainingLine(row.id, gettext(SKILL_WORDS[Skill(row.skill)]), row.held_on, row.valid_until, row.certificate, by, state, gettext(STATE_WORDS[state]))


def missing_skills(account: Account, rows: list[Qualification], today: date) -> list[Skill]:
    """What the roles would let this person do, if only the training were there."""
    wanted = [skill for permission, skill in TRAINED.items() if {Role(role) for role in account.roles} & PERMISSIONS[permission]]
    had = {row.skill for row in rows if state_of(row, today) in ("holds", "soon")}
    return [skill for skill in wanted if skill not in had]


def staff_in_reach(work: Work) -> list[Account]:
    """People whose whole field of work lies inside the viewer's; a device or another system is never trained."""
    people = [each for each in auth.accounts(work.session) if each.active and each.token_hash is None and each.device_of is None]
    if work.actor.communes is None:
        return people
    return [each for each in people if each.communes is not None and all(work.actor.sees(code) for code in each.communes)]


def waiting(work: Work) -> list[Waiting]:
    """For whoever enters trainings: who cannot do the work of their role, and whose training ends soon."""
    if not work.actor.may("training.edit"):
        return []
    today, rows = clock.today(), auth.trainings(work.session)
    people = staff_in_reach(work)
    lack = sum(bool(missing_skills(each, [r for r in rows if r.account_id == each.id], today)) for each in people)
    known = {each.id for each in people}
    soon = [row for row in rows if row.account_id in known and state_of(row, today) == "soon"]
    found = []
    if lack:
        words = gettext(N_("%(count)s colleagues may not take consent or samples yet: no valid training is on record"), count=lack)
        found.append(Waiting(words, gettext(N_("Enter their training, or plan one.")), "/tap-huan", gettext(N_("Look")), count=lack))
    if soon:
        words = gettext(N_("The training of %(count)s colleagues ends within 30 days"), count=len({row.account_id for row in soon}))
        due = min(row.valid_until for row in soon if row.valid_until)
        found.append(Waiting(words, gettext(N_("Plan the next one.")), "/tap-huan", gettext(N_("Look")), due_on=due))
    return found


class Training(Controller):
    path = "/tap-huan"

    @get("/", needs="training.edit")
    def index(self, visit: Visit) -> Response[Any]:
        today, rows = clock.today(), auth.trainings(visit.session)
        people = []
        for each in staff_in_reach(visit.work):
            own = [row for row in rows if row.account_id == each.id]
            lines = [_line(visit.session, row, state_of(row, today)) for row in own if row.ended_at is None]
            people.append(Trained(each.login, each.name, lines, [gettext(SKILL_WORDS[skill]) for skill in missing_skills(each, own, today)]))
        return visit.page("web/trainings.html", TrainingPage(sorted(people, key=lambda each: (not each.missing, each.name))),
                          in_office=visit.actor.may("office.edit"))

    @get("/{login:str}", needs="training.edit")
    def show(self, visit: Visit, login: str) -> Response[Any]:
        person = _person(visit, login)
        missing = [gettext(SKILL_WORDS[skill]) for skill in missing_skills(person, auth.trainings(visit.session, person.id), clock.today())]
        skills = [(skill.value, gettext(SKILL_WORDS[skill])) for skill in Skill]
        return visit.page("web/training.html", PersonTrainingPage(
            login, person.name, training_lines(visit.session, person.id), missing, skills, person.id == visit.actor.account_id))

    @post("/{login:str}", needs="training.edit", again="show")
    def add(self, visit: Visit, login: str) -> Response[Any]:
        person, form = _person(visit, login), visit.form
        skill, held = form.text("skill"), form.day("held_on", required=True)
        until, certificate = form.day("valid_until"), form.text("certificate")[:40]
        if skill not in list(Skill):
            form.fields["skill"] = BAD_SKILL
        form.check()
        if held is None:
            raise Malformed()
        auth.add_training(visit.session, person, auth.TrainingFacts(Skill(skill), held, until, certificate), visit.actor.account_id)
        visit.work.audit("account.training_added", f"account:{login}", what=skill, day=held)
        return visit.go(f"/tap-huan/{login}", said=N_("The training is written down."))

    @post("/{login:str}/{training_id:uuid}/bo", needs="training.edit", again="show")
    def end(self, visit: Visit, login: str, training_id: UUID) -> Response[Any]:
        person = _person(visit, login)
        row = auth.end_training(visit.session, person, training_id, visit.actor.account_id)
        visit.work.audit("account.training_ended", f"account:{login}", what=row.skill)
        return visit.go(f"/tap-huan/{login}", said=N_("The training does not count any more; it stays in the list."), kind="wait")


def _person(visit: Visit, login: str) -> Account:
    """Raises NotFound for whoever works outside the viewer's units."""
    found = next((each for each in staff_in_reach(visit.work) if each.login == login), None)
    if found is None:
        raise NotFound()
    return found
