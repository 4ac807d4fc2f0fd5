"""Collection days, who is expected, and their numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from core.errors import NotFound
from core.i18n import gettext
from core.work import Work
from samples.models import CollectionDay, DayEvent, DayPaper, Expected, Handover, KitEvent, Sample
from samples.queries.kits import kits_of
from samples.queries.tubes import one
from samples.rules import APART, DAY_KIND_WORDS, DAY_WORDS, OUTCOME_WORDS, DayKind, DayNumbers, DayStatus, KitFate, Outcome, SampleStatus

NOT_COUNTED = (SampleStatus.voided, *APART)


@dataclass(frozen=True)
class DayView:
    id: UUID
    code: str
    kind: str
    held_on: date
    place: str
    commune_code: str
    lead_unit: str
    partners: str
    lead_id: UUID | None
    team: dict[str, str]
    slots: dict[str, int]
    status: str
    kits: int
    numbers: DayNumbers

    @property
    def words(self) -> str:
        return gettext(DAY_WORDS[DayStatus(self.status)])

    @property
    def kind_words(self) -> str:
        return gettext(DAY_KIND_WORDS[DayKind(self.kind)])


def seen_day(work: Work, code: str, *, lock: bool = False) -> CollectionDay:
    """The day's row. Raises NotFound; a day outside the viewer's units is not found either (law 8)."""
    row: CollectionDay = one(work.session, CollectionDay, code, lock=lock)
    if not work.actor.sees(row.commune_code):
        raise NotFound()
    return row


def seen(work: Work, code: str) -> DayView:
    """One day of the viewer's units with its numbers. Raises NotFound."""
    return day_view(work.session, seen_day(work, code))


def outcome_words(outcome: str) -> str:
    return gettext(OUTCOME_WORDS[Outcome(outcome)])


def day(session: Session, code: str) -> DayView:
    """One day with its numbers. Raises NotFound."""
    return day_view(session, one(session, CollectionDay, code))


def day_view(session: Session, row: CollectionDay) -> DayView:
    """A closed day shows the numbers of its newest record; what is corrected on a tube later does not move them."""
    records = handovers(session, row.id) if row.status == DayStatus.closed else []
    counted = DayNumbers(**records[-1].numbers) if records else numbers(session, row.id)
    return DayView(
        row.id, row.code, row.kind, row.held_on, row.place, row.commune_code, row.lead_unit, row.partners, row.lead_id, row.team or {},
        dict(sorted((row.slots or {}).items())), row.status, row.kits, counted,
    )


@dataclass(frozen=True)
class ExpectedView:
    """Somebody on a day's list, by code; `outcome` is expected, came, refused or deferred; a walk-in stood on no list."""

    donor_id: UUID
    slot: str
    outcome: str
    walk_in: bool = False


def expected(session: Session, day_code: str) -> list[ExpectedView]:
    """Who is on a day's list, in the order they were put there; the newest outcome of each."""
    return on_list(session, one(session, CollectionDay, day_code).id)


def on_list(session: Session, day_id: UUID) -> list[ExpectedView]:
    """Who was put on the list after the day was opened came unannounced."""
    opened = session.exec(select(DayEvent.occurred_at).where(DayEvent.day_id == day_id, DayEvent.status == DayStatus.open).order_by(col(DayEvent.id))).first()
    newest: dict[UUID, ExpectedView] = {}
    for line in session.exec(select(Expected).where(Expected.day_id == day_id).order_by(col(Expected.id))):
        before = newest.get(line.donor_id)
        walk_in = before.walk_in if before else opened is not None and line.recorded_at > opened
        newest[line.donor_id] = ExpectedView(line.donor_id, line.slot or (before.slot if before else ""), line.outcome, walk_in)
    return list(newest.values())


def slots_taken(people: Iterable[ExpectedView]) -> dict[str, int]:
    taken: dict[str, int] = {}
    for person in people:
        if person.slot:
            taken[person.slot] = taken.get(person.slot, 0) + 1
    return taken


def tube_of(session: Session, day_id: UUID, donor_id: UUID) -> str | None:
    """The tube this person gave on this day and that counts: not entered wrongly, not set apart."""
    query = select(Sample.code).where(Sample.day_id == day_id, Sample.donor_id == donor_id, col(Sample.status).not_in(NOT_COUNTED))
    return session.exec(query).first()


def numbers(session: Session, day_id: UUID) -> DayNumbers:
    """Counted anew from the rows each time it is asked."""
    people = on_list(session, day_id)
    outcomes = [person.outcome for person in people]
    tubes = session.exec(select(Sample.donor_id, Sample.status).where(Sample.day_id == day_id)).all()
    good = [donor_id for donor_id, status in tubes if status not in NOT_COUNTED]
    apart = sum(status in APART for _, status in tubes)
    fates = [kit.fate for kit in kits_of(session, day_id)]
    walk_ins = sum(person.walk_in for person in people)
    return DayNumbers(
        expected=len(people) - walk_ins, walk_ins=walk_ins, came=outcomes.count(Outcome.came), refused=outcomes.count(Outcome.refused),
        deferred=outcomes.count(Outcome.deferred), not_seen=outcomes.count(Outcome.expected), donors=len(set(good)), tubes=len(good),
        voided=len(tubes) - len(good) - apart, apart=apart, given=len(fates), moved=fates.count(KitFate.returned), used=fates.count(KitFate.used),
        spoiled=fates.count(KitFate.spoiled),
    )


def sampled_on(session: Session, day_code: str) -> set[UUID]:
    """The donors of whom a tube was taken on that day."""
    row = one(session, CollectionDay, day_code)
    return set(session.exec(select(Sample.donor_id).where(Sample.day_id == row.id, Sample.status != SampleStatus.voided)))


def days(session: Session, communes: frozenset[str] | None = None) -> list[CollectionDay]:
    query = select(CollectionDay).order_by(col(CollectionDay.held_on).desc(), col(CollectionDay.id).desc())
    return [row for row in session.exec(query) if communes is None or row.commune_code in communes]


@dataclass(frozen=True)
class DayCounts:
    """What the page of all days shows of each: people on the list, tubes taken, kits given."""

    people: int = 0
    tubes: int = 0
    kits: int = 0


def day_counts(session: Session, rows: Sequence[CollectionDay]) -> dict[UUID, DayCounts]:
    """In three questions, however many days."""
    ids = [row.id for row in rows]
    people = _counted(session.exec(select(Expected.day_id, Expected.donor_id).where(col(Expected.day_id).in_(ids)).distinct()).all())
    tubes = _counted(session.exec(select(Sample.day_id, Sample.id).where(col(Sample.day_id).in_(ids), Sample.status != SampleStatus.voided)).all())
    given = select(KitEvent.day_id, KitEvent.code).where(col(KitEvent.day_id).in_(ids), KitEvent.what == KitFate.given).distinct()
    kits = _counted(session.exec(given).all())
    return {day_id: DayCounts(people.get(day_id, 0), tubes.get(day_id, 0), kits.get(day_id, 0)) for day_id in ids}


def _counted(pairs: Sequence[tuple[UUID | None, object]]) -> dict[UUID | None, int]:
    found: dict[UUID | None, int] = {}
    for day_id, _ in pairs:
        found[day_id] = found.get(day_id, 0) + 1
    return found


def day_events(session: Session, day_id: UUID) -> list[DayEvent]:
    return list(session.exec(select(DayEvent).where(DayEvent.day_id == day_id).order_by(col(DayEvent.id))))


def handovers(session: Session, day_id: UUID) -> list[Handover]:
    """The frozen records of a day, the newest last."""
    return list(session.exec(select(Handover).where(Handover.day_id == day_id).order_by(col(Handover.version))))


def day_papers(session: Session, day_id: UUID) -> list[DayPaper]:
    """The lists with names that were printed for a day, the newest last."""
    return list(session.exec(select(DayPaper).where(DayPaper.day_id == day_id).order_by(col(DayPaper.id))))


def day_paper(work: Work, code: str, paper_id: UUID) -> DayPaper:
    """One printed list of a day of the viewer's units. Raises NotFound."""
    found = work.session.get(DayPaper, paper_id)
    if found is None or found.day_id != seen_day(work, code).id:
        raise NotFound()
    return found
