"""Roads drawn as stations on a thread: a shipment's (boxed, sealed, on the road, received) and a tube's, from the hand to the laboratory."""

from collections.abc import Sequence
from datetime import datetime

from core import clock
from core.i18n import N_, gettext
from core.web import Road, Station
from core.work import Work
from samples.models import Shipment
from samples.queries.manifests import shipments
from samples.queries.receipt import ReceiptLine, missing_tubes, receipt_lines
from samples.queries.tubes import Link
from samples.rules import RECALLED_WORDS, SHIPMENT_WORDS, STATUS_WORDS, SampleStatus, ShipmentStatus

AT = {ShipmentStatus.packed: 1, ShipmentStatus.dispatched: 2, ShipmentStatus.received: 3}
WORDS = (N_("Boxed"), N_("Sealed up"), N_("Travelling"), N_("Received"))

TUBE = (
    (SampleStatus.collected, N_("collected")), (SampleStatus.boxed, N_("in a box")), (SampleStatus.sealed, N_("sealed")),
    (SampleStatus.dispatched, N_("under way")), (SampleStatus.accepted, N_("received")),
)
PLACES = [place for place, _ in TUBE]


def tube_road(links: Sequence[Link]) -> tuple[Station, ...]:
    """The five places of a tube's road: reached, here, or still to come; a tube that left the road stops where it left."""
    reached = {SampleStatus(link.status): _short(link.at) for link in links}
    now = SampleStatus(links[-1].status)
    stopped = now not in PLACES
    at = PLACES.index([status for link in links if (status := SampleStatus(link.status)) in PLACES][-1])
    line = [
        Station(gettext(word), "done" if number < at or stopped or now is SampleStatus.accepted else "current", reached.get(place, ""))
        if number <= at else Station(gettext(word), "ahead")
        for number, (place, word) in enumerate(TUBE)
    ]
    return (*line[: at + 1], Station(gettext(STATUS_WORDS[now]), "stop", reached[now])) if stopped else tuple(line)


def _short(moment: datetime) -> str:
    at = clock.local(moment)
    return f"{at:%d/%m}" if at.year == clock.today().year else f"{at:%d/%m/%Y}"


def said_of(shipment: Shipment) -> str:
    """Its state in a word."""
    recalled = shipment.status == ShipmentStatus.received and shipment.received_at is None
    return gettext(RECALLED_WORDS if recalled else SHIPMENT_WORDS[ShipmentStatus(shipment.status)])


def road_of(shipment: Shipment, *, missing: int = 0) -> list[Station]:
    """Where the shipment is; the last station is done only when no tube is missing."""
    at = AT[ShipmentStatus(shipment.status)]
    when = ("", "", _day(shipment.dispatched_at), _day(shipment.received_at))
    if at == len(WORDS) - 1 and shipment.received_at is None:
        return [*(Station(gettext(word), "done", day) for word, day in zip(WORDS[:at], when[:at], strict=True)), Station(said_of(shipment), "stop")]
    done = at == len(WORDS) - 1 and not missing
    return [
        Station(gettext(word), "done" if place < at or done else "current" if place == at else "ahead", when[place]) for place, word in enumerate(WORDS)
    ]


def _day(moment: datetime | None) -> str:
    return f"{clock.local(moment):%d/%m}" if moment else ""


def hint_of(lines: list[ReceiptLine]) -> tuple[str, int]:
    """What is in it, or how many tubes are missing."""
    missing = sum(line.status == "missing" for line in lines)
    if missing:
        return gettext(N_("%(count)s tubes missing"), count=missing), missing
    return gettext(N_("%(boxes)s boxes · %(tubes)s tubes"), boxes=len({line.box_code for line in lines}), tubes=len(lines)), 0


def roads(work: Work) -> list[Road]:
    """Shipments under way, and received ones with a tube missing, for "Hôm nay"."""
    if not work.actor.may("samples.ship"):
        return []
    shown, incomplete = [], missing_tubes(work.session)
    for row in shipments(work.session):
        if row.status != ShipmentStatus.received or row.code in incomplete:
            hint, missing = hint_of(receipt_lines(work.session, row.id))
            shown.append(Road(row.code, hint, f"/lo/{row.code}", road_of(row, missing=missing)))
    return shown
