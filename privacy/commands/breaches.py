"""Entering a breach and what was done about it. The audit row holds the number and the kind; what happened stays sealed."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import func, select

from core import clock
from core.work import Work
from privacy.models import Breach, BreachStep
from privacy.queries import breaches as queries
from privacy.rules import breaches as rules
from privacy.rules.breaches import Kind, Step, Way


@dataclass(frozen=True)
class BreachFacts:
    kind: Kind
    found_at: datetime
    happened: str
    consequences: str = ""
    basic: int = 0
    sensitive: int = 0
    classes: list[str] = field(default_factory=list)
    account_id: UUID | None = None


@dataclass(frozen=True)
class StepFacts:
    step: Step
    occurred_at: datetime
    words: str = ""
    way: Way | None = None
    reference: str = ""
    basic: int | None = None
    sensitive: int | None = None
    no_need: bool = False


def enter(work: Work, facts: BreachFacts) -> Breach:
    """A new entry; its clock started when the breach was found, not now. Raises NotYetHappened."""
    if facts.found_at > clock.now():
        raise rules.NotYetHappened()
    number = (work.session.exec(select(func.max(Breach.number))).one() or 0) + 1
    row = Breach(
        number=number, kind=facts.kind, found_at=facts.found_at, entered_by=work.actor.login, happened=facts.happened, consequences=facts.consequences,
        basic=facts.basic, sensitive=facts.sensitive, classes=facts.classes, account_id=facts.account_id,
    )
    work.save(row)
    work.audit("privacy.breach_entered", f"breach:{number}", kind=facts.kind, people=facts.basic + facts.sensitive)
    return row


def add_step(work: Work, number: int, facts: StepFacts) -> None:
    """One more thing found out, done or told. Raises BreachClosed, NotYetHappened, BeforeTheFinding, AuthorityNotTold or NotFound."""
    row = queries.breach(work.session, number)
    done = [Step(each.step) for each in queries.steps_of(work.session, row.id)]
    rules.check_step(done, facts.step, clock.local(facts.occurred_at), clock.local(row.found_at), clock.now(), no_need=facts.no_need)
    work.save(BreachStep(
        breach_id=row.id, step=facts.step, occurred_at=facts.occurred_at, way=facts.way, reference=facts.reference, words=facts.words, basic=facts.basic,
        sensitive=facts.sensitive, no_need=facts.no_need, actor=work.actor.login, actor_id=work.actor.account_id,
    ))
    work.audit("privacy.breach_step", f"breach:{number}", step=facts.step)
