"""What this room answers where rooms meet: the search box, what waits, and a donor's road."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

import labels
from core import clock, office
from core.i18n import N_, gettext
from core.web import Hit, Moment, Waiting
from core.work import Work
from samples.models import Box, BoxPlace, Sample, Shipment
from samples.queries.apart import waiting_apart
from samples.queries.lists import to_repeat, unboxed
from samples.queries.manifests import undelivered_recalls
from samples.queries.receipt import discrepancies, missing_tubes
from samples.queries.tubes import custody, one, sample_facts
from samples.rules import BoxStatus, SampleStatus, ShipmentStatus


def found(work: Work, text: str) -> list[Hit]:
    """A scanned tube, box or shipment."""
    if not work.actor.may("samples.see"):
        return []
    wanted = text.strip().upper()
    hits = []
    if labels.is_code(text):
        tube = sample_facts(work.session, [labels.read_code(text)])
        seen = [t for t in tube if work.actor.sees(t.commune_code)]
        hits += [Hit(labels.spaced(t.code), t.status_words, f"/mau/{t.code}", gettext(N_("Samples"))) for t in seen]
    for table, path, words in ((Box, "/hop", N_("Boxes")), (Shipment, "/lo", N_("Shipments"))):
        rows = work.session.exec(select(table).where(table.code == wanted))
        hits += [Hit(row.code, "", f"{path}/{row.code}", gettext(words)) for row in rows]
    return hits


def waiting(work: Work) -> list[Waiting]:
    """What the liaison has to do, and which families are asked for another tube."""
    tasks = []
    if work.actor.may("samples.pack"):
        tasks += _unboxed(work) + _to_take_out(work)
    if work.actor.may("samples.ship"):
        tasks += _recalls(work) + _on_the_road(work) + _open_questions(work)
    if work.actor.may("days.plan"):
        tasks += _to_repeat(work)
    if work.actor.may("samples.correct"):
        tasks += _to_part_with(work)
    return tasks


def _unboxed(work: Work) -> list[Waiting]:
    tubes = unboxed(work.session, work.actor.communes)
    if not tubes:
        return []
    due = clock.local(tubes[0].collected_at).date() + timedelta(days=office.number(work.session, "collection_to_ship_days"))
    late = due if due <= clock.today() else None
    title = gettext(N_("%(count)s samples are not in a box yet"), count=len(tubes))
    return [Waiting(title, labels.spaced(tubes[0].code), "/hop", gettext(N_("Box them")), due_on=late, since=tubes[0].collected_at, count=len(tubes))]


def _to_take_out(work: Work) -> list[Waiting]:
    """Withdrawn tubes that still stand in a box that was not sent; today, because the box must not go."""
    query = (
        select(Sample.code, BoxPlace.cell, Box.code, Box.status).join(BoxPlace, col(BoxPlace.sample_id) == Sample.id).join(Box, col(Box.id) == BoxPlace.box_id)
        .where(Sample.status == SampleStatus.quarantined, col(BoxPlace.taken_out_at).is_(None), col(Box.status).in_([BoxStatus.open, BoxStatus.sealed]))
    )
    return [
        Waiting(
            gettext(N_("Take tube %(code)s out of box %(box)s, cell %(cell)s"), code=labels.spaced(code), box=box, cell=cell),
            gettext(N_("The family withdrew its consent. The box is sealed: open it again first.") if status == BoxStatus.sealed
                    else N_("The family withdrew its consent. The box is not sealed yet.")),
            f"/hop/{box}", gettext(N_("Take it out")), due_on=clock.today(),
        )
        for code, cell, box, status in work.session.exec(query)
    ]


def _recalls(work: Work) -> list[Waiting]:
    days = timedelta(days=office.number(work.session, "recall_days"))
    return [
        Waiting(
            gettext(N_("Send the recall addendum to %(laboratory)s"), laboratory=laboratory.name),
            gettext(N_("%(count)s recalled samples in shipment %(code)s."), count=len(frozen.recalled), code=shipment.code), f"/lo/{shipment.code}",
            gettext(N_("Hand it over")), due_on=clock.local(frozen.recorded_at).date() + days, since=frozen.recorded_at,
        )
        for shipment, frozen, laboratory in undelivered_recalls(work.session)
    ]


def _on_the_road(work: Work) -> list[Waiting]:
    tasks = []
    for row in work.session.exec(select(Shipment).where(Shipment.status == ShipmentStatus.dispatched)):
        title = gettext(N_("Shipment %(code)s has no receipt yet"), code=row.code)
        tasks.append(Waiting(title, row.carrier, f"/lo/{row.code}/nhan", gettext(N_("Ask the laboratory")), since=row.dispatched_at))
    return tasks


def _open_questions(work: Work) -> list[Waiting]:
    tasks = []
    for code, count in missing_tubes(work.session).items():
        row: Shipment = one(work.session, Shipment, code)
        title = gettext(N_("%(count)s tubes of shipment %(code)s did not arrive"), count=count, code=code)
        since = row.received_at or row.dispatched_at
        tasks.append(Waiting(title, row.carrier, f"/lo/{code}/nhan", gettext(N_("Ask the laboratory")), since=since, count=count))
    for each in discrepancies(work.session, open_only=True):
        title = gettext(N_("The laboratory has tube %(code)s, which is on no list"), code=labels.spaced(each.sample_code))
        href = f"/lo/{each.shipment_code}/nhan" if each.shipment_code else "/lo/ngoai-bang-ke"
        tasks.append(Waiting(title, each.shipment_code, href, gettext(N_("Settle it")), since=each.at))
    return tasks


def _to_repeat(work: Work) -> list[Waiting]:
    tubes = to_repeat(work.session, work.actor.communes)
    if not tubes:
        return []
    title = gettext(N_("%(count)s people are to be asked for another sample"), count=len(tubes))
    return [Waiting(title, labels.spaced(tubes[0].code), "/mau/lay-lai", gettext(N_("See the list")), since=tubes[0].collected_at, count=len(tubes))]


def _to_part_with(work: Work) -> list[Waiting]:
    """Withdrawn and erased tubes wait for their end; the law gives days for it."""
    tubes = waiting_apart(work.session, work.actor.communes)
    if not tubes:
        return []
    title = gettext(N_("%(count)s samples are to be destroyed or given back"), count=len(tubes))
    return [Waiting(title, labels.spaced(tubes[0].code), "/mau/cho-huy", gettext(N_("See the list")), due_on=tubes[0].due_on, count=len(tubes))]


def moments(work: Work, donor_id: UUID) -> list[Moment]:
    """The custody of every tube of this donor."""
    rows = work.session.exec(select(Sample).where(Sample.donor_id == donor_id))
    return [Moment(link.at, link.words, link.who, row.code, f"/mau/{row.code}") for row in rows for link in custody(work.session, row.id)]
