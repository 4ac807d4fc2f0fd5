"""The breach book: each entry with its clock, and what the program knows about a device that is gone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from core import auth, clock
from core.audit import ViewRow
from core.errors import NotFound
from core.exports import Export
from core.i18n import N_, gettext
from core.web.registry import said
from privacy.models import Breach, BreachStep
from privacy.queries import wording
from privacy.rules import breaches as rules
from privacy.rules.breaches import Kind, Step, Way
from privacy.rules.classes import CLASSES

MOST = 1_000_000
"""No book has so many entries; a larger number in an address is looked up nowhere."""


@dataclass(frozen=True)
class StepView:
    """As the timeline macro wants it, with what a notice needs."""

    at: datetime
    words: str
    who: str
    step: Step
    text: str
    way: str
    reference: str
    code: str = ""
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True)
class BreachView:
    id: UUID
    number: int
    code: str
    kind: Kind
    kind_words: str
    found_at: datetime
    entered_by: str
    happened: str
    consequences: str
    basic: int
    sensitive: int
    classes: tuple[str, ...]
    account_id: UUID | None
    clock: rules.Clock
    clock_words: str
    steps: tuple[StepView, ...]
    closed: bool

    @property
    def counted(self) -> bool:
        """Nobody hurt is never entered: two zeros mean that nobody has counted yet, and are not told to the ministry as a number."""
        return bool(self.basic or self.sensitive)

    @property
    def told(self) -> set[Step]:
        return {each.step for each in self.steps if each.step in rules.TOLD}


def code_of(number: int) -> str:
    return f"VP-{number:04d}"


def steps_of(session: Session, breach_id: UUID) -> list[BreachStep]:
    query = select(BreachStep).where(BreachStep.breach_id == breach_id).order_by(col(BreachStep.occurred_at), col(BreachStep.id))
    return list(session.exec(query))


def _step_view(row: BreachStep) -> StepView:
    step = Step(row.step)
    way = gettext(rules.WAY_WORDS[Way(row.way)]) if row.way else ""
    said = ": ".join(part for part in (gettext(rules.STEP_WORDS[step]), row.words) if part)
    hint = " · ".join(part for part in (row.actor, way, row.reference) if part)
    return StepView(row.occurred_at, said, hint, step, row.words, way, row.reference, kind="" if step is not Step.finding else "wait")


def clock_words(count: rules.Clock, *, no_need: bool = False) -> str:
    if count.told_at is not None:
        return gettext(N_("A05 was told in time") if count.kind == "good" else N_("A05 was told late"))
    if no_need:
        return gettext(N_("A05 need not be told"))
    if count.hours_left < 0:
        return gettext(N_("%(hours)s hours late"), hours=-count.hours_left)
    return gettext(N_("%(hours)s hours left"), hours=count.hours_left)


def view(session: Session, row: Breach, hours: int) -> BreachView:
    steps = steps_of(session, row.id)
    told = next((each.occurred_at for each in steps if each.step == Step.told_authority), None)
    counts = [each for each in steps if each.basic is not None or each.sensitive is not None]
    count = rules.count_down(row.found_at, told, clock.now(), hours)
    no_need = any(each.no_need for each in steps)
    return BreachView(
        row.id, row.number, code_of(row.number), Kind(row.kind), gettext(rules.KIND_WORDS[Kind(row.kind)]), row.found_at, row.entered_by, row.happened,
        row.consequences, next((each.basic for each in reversed(counts) if each.basic is not None), row.basic),
        next((each.sensitive for each in reversed(counts) if each.sensitive is not None), row.sensitive),
        tuple(gettext(CLASSES[key].title) for key in row.classes if key in CLASSES), row.account_id, count, clock_words(count, no_need=no_need),
        tuple(map(_step_view, steps)), any(each.step == Step.closed for each in steps),
    )


def book(session: Session) -> list[BreachView]:
    """Every entry, the newest first."""
    hours = wording.dates(session).breach_hours
    return [view(session, row, hours) for row in session.exec(select(Breach).order_by(col(Breach.number).desc()))]


def breach(session: Session, number: int) -> Breach:
    """Raises NotFound."""
    found = session.exec(select(Breach).where(Breach.number == number)).first() if number < MOST else None
    if found is None:
        raise NotFound()
    return found


def one(session: Session, number: int) -> BreachView:
    return view(session, breach(session, number), wording.dates(session).breach_hours)


def ticking(session: Session) -> list[BreachView]:
    """Entries of which the authority was not told, soonest first."""
    return sorted((each for each in book(session) if each.clock.runs and not each.closed), key=lambda each: each.clock.due_at)


@dataclass(frozen=True)
class AccountFacts:
    """What the account that was signed in on a lost device could have given away, as far as the program wrote it down."""

    login: str
    name: str
    active: bool
    open_sessions: int
    taken: tuple[tuple[str, int], ...]
    looked_at: int
    looks: int
    since: datetime


LOOKED_BACK = timedelta(days=30)


def account_facts(session: Session, account_id: UUID, found_at: datetime) -> AccountFacts | None:
    """Counts only: sessions still open, what was taken out and how many records were opened in the 30 days before."""
    account = next((each for each in auth.accounts(session) if each.id == account_id), None)
    if account is None:
        return None
    since = found_at - LOOKED_BACK
    mine = (Export.actor_id == account_id, col(Export.recorded_at) >= since)
    taken = session.exec(select(Export.kind, func.count()).where(*mine).group_by(col(Export.kind)).order_by(col(Export.kind))).all()
    seen = select(func.count(), func.count(func.distinct(ViewRow.subject))).where(ViewRow.actor_id == account_id, col(ViewRow.recorded_at) >= since)
    looks, looked_at = session.exec(seen).one()
    open_now = auth.open_sessions(session).get(account_id, 0)
    return AccountFacts(
        account.login, account.name, account.active, open_now, tuple((said("export", kind), count) for kind, count in taken), looked_at, looks, since,
    )
