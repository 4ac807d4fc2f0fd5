"""What this room tells a donor about their tubes: the road of each, and which laboratory has it or had it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

import labels
from core import clock
from core.i18n import N_, gettext
from core.web import Kept
from core.work import Work
from samples.models import Laboratory, Sample
from samples.queries.manifests import sent_with
from samples.queries.tubes import custody
from samples.rules import KIND_WORDS, SampleKind


@dataclass(frozen=True)
class HandedOver:
    """One laboratory that was given tubes of this donor."""

    laboratory: str
    shipment_code: str
    sent_on: date | None


def handed_over(session: Session, donor_id: UUID) -> list[HandedOver]:
    """By name, as the donor may know it (law 91/2025/QH15: to whom data were given)."""
    tubes = list(session.exec(select(Sample.id).where(Sample.donor_id == donor_id)))
    return [
        HandedOver(session.get_one(Laboratory, each.laboratory_id).name, each.code, clock.local(each.dispatched_at).date() if each.dispatched_at else None)
        for each in (sent_with(session, tubes) if tubes else [])
    ]


def copied(work: Work, donor_id: UUID) -> list[Kept]:
    """For a data copy: the road of every tube without the staff's names, and who received it. Nothing of what a laboratory found."""
    parts = []
    for tube in work.session.exec(select(Sample).where(Sample.donor_id == donor_id).order_by(Sample.collected_at)):
        rows = [("kind", gettext(N_("Kind")), gettext(KIND_WORDS[SampleKind(tube.kind)]))]
        rows += [("step", f"{clock.local(link.at):%d/%m/%Y %H:%M}", link.words) for link in custody(work.session, tube.id)]
        parts.append(Kept(
            "sample", gettext(N_("Sample %(code)s"), code=labels.spaced(tube.code)), tuple(rows),
            gettext(N_("To look for the martyr, and to know at any time where the sample is.")),
            gettext(N_("Until the purpose is reached or consent is withdrawn; then it is destroyed or given back, and only the number and the days remain.")),
        ))
    given = tuple(
        ("laboratory", each.laboratory, f"{each.sent_on:%d/%m/%Y} · {each.shipment_code}" if each.sent_on else each.shipment_code)
        for each in handed_over(work.session, donor_id)
    )
    if given:
        why = gettext(N_("To test the sample; the laboratory sees codes only, never a name."))
        until = gettext(N_("Until the laboratory's work is done; after a withdrawal it destroys the sample and says so."))
        parts.append(Kept("handed_over", gettext(N_("Who received it")), given, why, until))
    return parts
