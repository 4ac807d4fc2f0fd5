"""Where every tube is, whose it is by code, and what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

import consent
import labels
from core import clock, office
from core.errors import NotFound
from core.i18n import N_, gettext
from core.web import Hit, Moment, Waiting
from core.work import Work
from samples.models import Box, BoxPlace, CollectionDay, CustodyEvent, Expected, KitEvent, Manifest, Remains, Sample, SampleClaim, Shipment
from samples.rules import CELLS, STATUS_WORDS, Claim, SampleStatus


def one(session: Session, table: type[Any], code: str, *, lock: bool = False) -> Any:
    """The row of that code; `lock` holds it on PostgreSQL while a write decides. Raises NotFound."""
    query = select(table).where(table.code == code)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound()
    return row


def claims_of(session: Session, sample_ids: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """The newest version of each sample's claims."""
    ids, newest = list(sample_ids), {}
    for start in range(0, len(ids), 500):
        for row in session.exec(select(SampleClaim).where(col(SampleClaim.sample_id).in_(ids[start : start + 500])).order_by(SampleClaim.version)):
            kept = newest.setdefault(row.sample_id, (row.version, []))
            if row.version > kept[0]:
                newest[row.sample_id] = kept = (row.version, [])
            kept[1].append(Claim(row.martyr_id, row.martyr_code, row.relation_path, row.maternal_line))
    return {sample_id: rows for sample_id, (_, rows) in newest.items()}


@dataclass(frozen=True)
class SampleFacts:
    """One tube as other rooms see it."""

    id: UUID
    code: str
    donor_id: UUID
    donor_code: str
    status: str
    kind: str
    collected_at: datetime
    commune_code: str | None
    testing_permitted: bool
    claims: tuple[Claim, ...]

    @property
    def status_words(self) -> str:
        return gettext(STATUS_WORDS[SampleStatus(self.status)])


def sample_facts(session: Session, codes: Iterable[str] | None = None) -> list[SampleFacts]:
    """The tubes of these codes, or all, in the order of their codes; consent is asked now."""
    query = select(Sample).order_by(Sample.code)
    rows = list(session.exec(query if codes is None else query.where(col(Sample.code).in_(list(codes)))))
    known = claims_of(session, [row.id for row in rows])
    allowed = consent.permitted(session, {row.donor_id for row in rows}, consent.Purpose.testing)
    return [
        SampleFacts(r.id, r.code, r.donor_id, r.donor_code, r.status, r.kind, r.collected_at, r.commune_code, r.donor_id in allowed, tuple(known.get(r.id, [])))
        for r in rows
    ]


def by_code(session: Session, text: str) -> SampleFacts:
    """The tube of a typed or scanned code. Raises NotFound, or the refusals of `labels.read_code`."""
    found = sample_facts(session, [labels.read_code(text)])
    if not found:
        raise NotFound()
    return found[0]


@dataclass(frozen=True)
class Link:
    at: datetime
    words: str
    place: str
    reason: str
    status: str


ACTION_WORDS = {
    "collect": N_("Taken and sealed in its envelope."), "pack": N_("Placed in a box."), "unpack": N_("Taken out of a box."), "seal": N_("The box was sealed."),
    "dispatch": N_("Sent to the laboratory."), "accept": N_("Accepted by the laboratory."), "reject": N_("The laboratory cannot use it."),
    "miss": N_("Not among what arrived."), "lose": N_("Declared lost."), "quarantine": N_("Set apart: the consent is not in force."),
    "void": N_("Entered wrongly."),
}


def custody(session: Session, sample_id: UUID) -> list[Link]:
    rows = session.exec(select(CustodyEvent).where(CustodyEvent.sample_id == sample_id).order_by(col(CustodyEvent.id)))
    return [Link(row.occurred_at, gettext(ACTION_WORDS[row.action]), row.place, row.reason, row.status) for row in rows]


@dataclass(frozen=True)
class DayView:
    id: UUID
    code: str
    kind: str
    held_on: Any
    place: str
    commune_code: str
    lead_unit: str
    partners: str
    status: str
    kits: int
    expected: int
    came: int
    refused: int
    deferred: int
    sampled: int
    used: int
    spoiled: int


def day(session: Session, code: str) -> DayView:
    """One day with its numbers. Raises NotFound."""
    row = one(session, CollectionDay, code)
    outcomes: dict[UUID, str] = {}
    for expected in session.exec(select(Expected).where(Expected.day_id == row.id).order_by(col(Expected.id))):
        outcomes[expected.donor_id] = expected.outcome
    counts = {word: list(outcomes.values()).count(word) for word in ("came", "refused", "deferred")}
    kit_counts = dict(session.exec(select(KitEvent.what, func.count()).where(KitEvent.day_id == row.id).group_by(KitEvent.what)).all())
    sampled = session.exec(select(func.count()).where(Sample.day_id == row.id, Sample.status != SampleStatus.voided)).one()
    return DayView(
        row.id, row.code, row.kind, row.held_on, row.place, row.commune_code, row.lead_unit, row.partners, row.status, row.kits, len(outcomes),
        **counts, sampled=sampled, used=kit_counts.get("used", 0), spoiled=kit_counts.get("spoiled", 0),
    )


def days(session: Session, communes: frozenset[str] | None = None) -> list[CollectionDay]:
    query = select(CollectionDay).order_by(col(CollectionDay.held_on).desc())
    return [row for row in session.exec(query) if communes is None or row.commune_code in communes]


@dataclass(frozen=True)
class BoxView:
    code: str
    status: str
    seal_no: str
    cells: dict[str, str]
    count: int
    next_cell: str | None
    withdrawn: tuple[str, ...]


def box(session: Session, code: str) -> BoxView:
    """One box: which tube stands in which cell, and which must come out because its consent is not in force."""
    row = one(session, Box, code)
    query = select(BoxPlace.cell, Sample).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    inside = dict(session.exec(query.where(BoxPlace.box_id == row.id, col(BoxPlace.taken_out_at).is_(None))).all())
    allowed = consent.permitted(session, {tube.donor_id for tube in inside.values()}, consent.Purpose.testing)
    gone = tuple(cell for cell, tube in inside.items() if tube.donor_id not in allowed)
    following = next((cell for cell in CELLS if cell not in inside), None)
    return BoxView(row.code, row.status, row.seal_no, {cell: tube.code for cell, tube in inside.items()}, len(inside), following, gone)


def boxes(session: Session) -> list[Box]:
    return list(session.exec(select(Box).order_by(col(Box.number).desc())))


def shipments(session: Session) -> list[Shipment]:
    return list(session.exec(select(Shipment).order_by(col(Shipment.number).desc())))


def manifests(session: Session, shipment_id: UUID) -> list[Manifest]:
    return list(session.exec(select(Manifest).where(Manifest.shipment_id == shipment_id).order_by(col(Manifest.version))))


def remains_codes(session: Session) -> set[str]:
    return set(session.exec(select(Remains.code)))


def unboxed(session: Session) -> list[Sample]:
    """Tubes that are in no box yet, the oldest first."""
    return list(session.exec(select(Sample).where(Sample.status == SampleStatus.collected).order_by(col(Sample.collected_at))))


def found(work: Work, text: str) -> list[Hit]:
    """A scanned tube, box or shipment."""
    if not work.actor.may("samples.see"):
        return []
    wanted = text.strip().upper()
    hits = []
    if labels.is_code(text):
        tube = sample_facts(work.session, [labels.read_code(text)])
        hits += [Hit(labels.spaced(t.code), t.status_words, f"/mau/{t.code}", gettext(N_("Samples"))) for t in tube]
    for table, path, words in ((Box, "/hop", N_("Boxes")), (Shipment, "/lo", N_("Shipments"))):
        rows = work.session.exec(select(table).where(table.code == wanted))
        hits += [Hit(row.code, "", f"{path}/{row.code}", gettext(words)) for row in rows]
    return hits


def waiting(work: Work) -> list[Waiting]:
    """Tubes that wait for a box too long, and boxes nobody confirmed."""
    if not work.actor.may("samples.pack"):
        return []
    tasks = []
    tubes = unboxed(work.session)
    if tubes:
        due = clock.local(tubes[0].collected_at).date() + timedelta(days=office.number(work.session, "collection_to_ship_days"))
        late = due if due <= clock.today() else None
        title = gettext(N_("%(count)s samples are not in a box yet"), count=len(tubes))
        tasks.append(Waiting(title, labels.spaced(tubes[0].code), "/hop", gettext(N_("Box them")), due_on=late, since=tubes[0].collected_at))
    for row in work.session.exec(select(Shipment).where(Shipment.status == "dispatched")):
        title = gettext(N_("Shipment %(code)s has no receipt yet"), code=row.code)
        tasks.append(Waiting(title, row.carrier, f"/lo/{row.code}", gettext(N_("Ask the laboratory")), since=row.dispatched_at))
    return tasks


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """The custody of every tube of this donor."""
    rows = work.session.exec(select(Sample).where(Sample.donor_id == donor_id))
    return [Moment(link.at, link.words, "", row.code, f"/mau/{row.code}") for row in rows for link in custody(work.session, row.id)]


