"""What this room answers where rooms meet: the search box, what waits, and a donor's road."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import select

import labels
from core import clock, office
from core.i18n import N_, gettext
from core.web import Hit, Moment, Waiting
from core.work import Work
from samples.models import Box, Sample, Shipment
from samples.queries.tubes import custody, sample_facts, unboxed


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
