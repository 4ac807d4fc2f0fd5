"""A shipment's road drawn as four stations on a thread: boxed, sealed, on the road, received."""

from dataclasses import dataclass
from datetime import datetime

from core import clock
from core.i18n import N_, gettext
from core.web import Road
from core.work import Work
from samples.models import Shipment
from samples.queries.manifests import shipments
from samples.queries.receipt import ReceiptLine, missing_tubes, receipt_lines
from samples.rules import ShipmentStatus

AT = {ShipmentStatus.packed: 1, ShipmentStatus.dispatched: 2, ShipmentStatus.received: 3}
WORDS = (N_("Boxed"), N_("Sealed up"), N_("Travelling"), N_("Received"))


@dataclass(frozen=True)
class Station:
    word: str
    when: str
    state: str


def road_of(shipment: Shipment, *, missing: int = 0) -> list[Station]:
    """Where the shipment is; the last station is done only when no tube is missing."""
    at = AT[ShipmentStatus(shipment.status)]
    when = ("", "", _day(shipment.dispatched_at), _day(shipment.received_at))
    done = at == len(WORDS) - 1 and not missing
    return [
        Station(gettext(word), when[place], "done" if place < at or done else "current" if place == at else "ahead") for place, word in enumerate(WORDS)
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
