"""Lists of tubes as somebody works through them: by status, by age, and those to be collected again. Always within the viewer's communes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from core import clock, office
from core.i18n import gettext
from samples import rules
from samples.models import Box, Laboratory, Sample, Shipment
from samples.queries.boxes import filled
from samples.queries.tubes import SampleFacts, sample_facts
from samples.rules import BoxStatus, SampleStatus

PAGE = 50
Communes = frozenset[str] | None


@dataclass(frozen=True)
class TubePage:
    rows: list[SampleFacts]
    count: int
    last: int


@dataclass(frozen=True)
class Ageing:
    """Something that waits, since when, and how loudly that is shown: plain, wait or stop."""

    code: str
    since: datetime
    days: int
    mark: str
    commune_code: str | None = None
    hint: str = ""


def _within(communes: Communes) -> list[object]:
    return [] if communes is None else [col(Sample.commune_code).in_(list(communes))]


def tubes(session: Session, communes: Communes, status: str = "", number: int = 1) -> TubePage:
    """One page of tubes, the newest first."""
    where = [*_within(communes), *([Sample.status == status] if status else [])]
    count = session.exec(select(func.count()).select_from(Sample).where(*where)).one()
    last = max(1, -(-count // PAGE))
    query = select(Sample.code).where(*where).order_by(col(Sample.collected_at).desc(), Sample.code)
    codes = list(session.exec(query.offset((min(number, last) - 1) * PAGE).limit(PAGE)))
    by_code = {row.code: row for row in sample_facts(session, codes)}
    return TubePage([by_code[code] for code in codes], count, last)


def status_counts(session: Session, communes: Communes) -> dict[str, int]:
    return dict(session.exec(select(Sample.status, func.count()).where(*_within(communes)).group_by(Sample.status)).all())


def unboxed(session: Session, communes: Communes = None) -> list[Sample]:
    """Tubes that are in no box yet, the oldest first."""
    query = select(Sample).where(Sample.status == SampleStatus.collected, *_within(communes))
    return list(session.exec(query.order_by(col(Sample.collected_at), Sample.code)))


def to_repeat(session: Session, communes: Communes = None) -> list[SampleFacts]:
    """Rejected and lost tubes whose donor still consents and gave no other tube since, the oldest first."""
    later = (SampleStatus.voided, *rules.APART, *rules.REPEATED)
    served = select(Sample.donor_id).where(col(Sample.status).not_in(later))
    query = select(Sample.code).where(col(Sample.status).in_(rules.REPEATED), col(Sample.donor_id).not_in(served), *_within(communes))
    facts = [tube for tube in sample_facts(session, list(session.exec(query))) if tube.testing_permitted]
    newest = {tube.donor_id: tube for tube in sorted(facts, key=lambda tube: tube.collected_at)}
    return sorted(newest.values(), key=lambda tube: tube.collected_at)


def linked(session: Session, sample_id: UUID) -> tuple[str, str]:
    """The tube this one stands in for, and the one that stands in for it; empty where there is none."""
    before = select(Sample.code).where(Sample.id == select(Sample.replaces_id).where(Sample.id == sample_id).scalar_subquery())
    after = select(Sample.code).where(Sample.replaces_id == sample_id, Sample.status != SampleStatus.voided).order_by(col(Sample.id).desc())
    return session.exec(before).first() or "", session.exec(after).first() or ""


def _marks(session: Session) -> tuple[int, int]:
    """After how many days something that waits is shown as wait, and as stop."""
    return office.number(session, "box_ageing_days"), office.number(session, "box_late_days")


def _ageing(code: str, since: datetime, marks: tuple[int, int], commune_code: str | None = None, hint: str = "") -> Ageing:
    days = (clock.today() - clock.local(since).date()).days
    return Ageing(code, since, days, rules.mark(days, *marks), commune_code, hint)


def ageing_tubes(session: Session, communes: Communes = None) -> list[Ageing]:
    marks = _marks(session)
    return [_ageing(tube.code, tube.collected_at, marks, commune_code=tube.commune_code) for tube in unboxed(session, communes)]


def ageing_boxes(session: Session) -> list[Ageing]:
    """Boxes on the road, by how long ago they were handed over; and boxes that stand here unsent, by when they were opened."""
    marks, counts, made = _marks(session), filled(session), dict(session.exec(select(Shipment.id, Shipment)).all())
    names = dict(session.exec(select(Laboratory.id, Laboratory.code)).all())
    found = []
    for box in session.exec(select(Box).where(col(Box.status).in_([BoxStatus.open, BoxStatus.sealed, BoxStatus.dispatched]))):
        shipment = made.get(box.shipment_id) if box.shipment_id else None
        if (shipment and shipment.status == rules.ShipmentStatus.received) or not counts.get(box.id):
            continue
        since = shipment.dispatched_at if shipment and shipment.dispatched_at else box.recorded_at
        where = shipment.code if shipment else gettext(rules.BOX_WORDS[BoxStatus(box.status)])
        found.append(_ageing(box.code, since, marks, hint=f"{where} · {names[box.laboratory_id]}"))
    return sorted(found, key=lambda each: each.since)
