"""The dossier as it would be frozen now, the versions that were, and the difference between two of them. Always in Vietnamese."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

import consent
from core import clock
from core.errors import NotFound
from core.i18n import N_, gettext, speaking
from privacy.models import DossierVersion
from privacy.queries import answers, breaches, register, retention, wording
from privacy.rules import dossier as rules
from privacy.rules.classes import Level
from privacy.rules.dossier import Section
from privacy.rules.retention import END_WORDS
from privacy.rules.risks import RISKS

GAP = N_("(the office has not written this yet)")


def small(count: int) -> str:
    shown = rules.outside(count)
    return gettext(N_("under %(least)s"), least=rules.SMALLEST) if shown is None else str(shown)


def sections(session: Session) -> tuple[Section, ...]:
    """Everything the assessment says, read from the settings, the schema and today's counts."""
    with speaking("vi"):
        words, made = wording.everything(session), register.register(session)
        return (
            Section(gettext(N_("Controller and data-protection officer")), (), (), tuple((name, value or gettext(GAP)) for name, value in made.controller)),
            Section(gettext(N_("Description of the processing")), (words["description"] or gettext(GAP),)),
            Section(gettext(N_("Purposes, each asked on its own")), tuple(gettext(each) for each in consent.PURPOSE_WORDS.values())),
            Section(gettext(N_("Legal bases")), made.bases or (gettext(GAP),)),
            _classes(made), _counts(session), _sharing(made), abroad(made, words), _risks(words), _retention(session), _rights(session),
            Section(gettext(N_("Training and breaches")), tuple(_state(session))),
            Section(gettext(N_("Opinion of the data-protection officer")), (words["opinion"] or gettext(GAP),)),
        )


def _classes(made: register.Register) -> Section:
    head = tuple(gettext(each) for each in (N_("Kind of data"), N_("How sensitive"), N_("Whose"), N_("How protected")))
    rows = tuple((f"{each.title}: {each.holds}", each.level_words, each.whose, each.protection) for each in made.classes if each.level is not Level.none)
    return Section(gettext(N_("Kinds of data and how they are protected")), (), head, rows)


def _counts(session: Session) -> Section:
    rows = tuple((title, small(count)) for title, count in answers.people(session))
    return Section(gettext(N_("How many, on the day of this version")), (), (gettext(N_("What is counted")), gettext(N_("Number"))), rows)


def _sharing(made: register.Register) -> Section:
    nobody = gettext(N_("nobody on record"))
    return Section(gettext(N_("Who processes for the controller, and who receives")), (
        gettext(N_("Processors: %(who)s"), who="; ".join(made.processors) or nobody),
        gettext(N_("Recipients: %(who)s"), who="; ".join(made.recipients) or nobody),
    ))


def abroad(made: register.Register, words: dict[str, str]) -> Section:
    """The transfer-abroad dossier (art. 20): while nothing is transferred, the one sentence it needs, and the office's reasons."""
    said = made.abroad or (gettext(N_("No data are transferred abroad.")), *wording.lines(words["not_abroad"]))
    return Section(gettext(N_("Transfer of data abroad")), said)


def _risks(words: dict[str, str]) -> Section:
    head = tuple(gettext(each) for each in (N_("Risk"), N_("What it would mean"), N_("What the program does"), N_("What the office does")))
    rows = tuple((gettext(each.title), gettext(each.harm), gettext(each.measure), gettext(each.rest)) for each in RISKS)
    return Section(gettext(N_("Risks and measures")), tuple(wording.lines(words["risk_words"])), head, rows)


def _retention(session: Session) -> Section:
    head = tuple(gettext(each) for each in (N_("Kind of data"), N_("How long"), N_("What happens then"), N_("Why")))
    rows = tuple(
        (gettext(p.rule.title), p.told, gettext(END_WORDS[p.then]), p.basis)
        for p in retention.periods(session).values()
    )
    return Section(gettext(N_("How long data are kept")), (), head, rows)


def _rights(session: Session) -> Section:
    rows = tuple((title, small(count)) for title, count in answers.rights(session))
    return Section(gettext(N_("Rights of the persons concerned")), (
        gettext(N_("Everybody may see, correct, get a copy, restrict, object, withdraw and have erased; requests are taken at every hall.")),
    ), (gettext(N_("What is counted")), gettext(N_("Number"))), rows)


def _state(session: Session) -> list[str]:
    trained = [gettext(N_("%(title)s: %(count)s"), title=title, count=count) for title, count in answers.training(session)]
    book = breaches.book(session)
    still = sum(not each.closed for each in book)
    return [*trained, gettext(N_("Entries of the breach book: %(count)s, of these open: %(open)s"), count=len(book), open=still)]


@dataclass(frozen=True)
class VersionView:
    id: UUID
    number: int
    sha256: str
    frozen_at: datetime
    actor: str
    file_id: UUID


def versions(session: Session) -> list[VersionView]:
    """The frozen versions, newest first."""
    rows = session.exec(select(DossierVersion).order_by(col(DossierVersion.number).desc()))
    return [VersionView(row.id, row.number, row.sha256, row.recorded_at, row.actor, row.file_id) for row in rows]


def version(session: Session, number: int) -> DossierVersion:
    """Raises NotFound."""
    found = session.exec(select(DossierVersion).where(DossierVersion.number == number)).first() if number < breaches.MOST else None
    if found is None:
        raise NotFound()
    return found


def age(session: Session) -> rules.Age:
    dates, newest = wording.dates(session), next(iter(versions(session)), None)
    frozen: date | None = clock.local(newest.frozen_at).date() if newest else None
    return rules.age(frozen, dates.dossier_due, dates.dossier_age, clock.today())


def changed_since(session: Session, number: int, now: Sequence[Section]) -> list[rules.Changed]:
    return rules.compare(version(session, number).lines, rules.lines_of(now))


def between(session: Session, before: int, after: int) -> list[rules.Changed]:
    """What changed from one frozen version to another. Raises NotFound."""
    return rules.compare(version(session, before).lines, version(session, after).lines)
