"""The hand-over record of a collection day: codes and counts only, never a name of a family; drawn once and kept by its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.platypus import Flowable, Table
from sqlmodel import Session, col, select

import labels
from core import clock, office, paper
from core.chain.witness import witness
from core.i18n import N_, gettext, speaking
from core.places import unit_name
from samples import queries
from samples.models import Box, BoxPlace, Sample
from samples.queries import DayView
from samples.rules import KIND_WORDS, KitFate, SampleKind, SampleStatus
from samples.rules.days import agreements

IN_NO_BOX = N_("not in a box yet")


@dataclass(frozen=True)
class HandoverFacts:
    day: DayView
    version: int
    left: int
    explanations: Mapping[str, str]
    closed_at: datetime
    replaces: str
    closed_by: str
    chain_head: str
    """The seal of the log when the record was frozen, as paper carries it."""


@dataclass(frozen=True)
class Tube:
    code: str
    kind: str
    taken: str
    box: str
    seal: str
    cell: str


def handover_pdf(session: Session, facts: HandoverFacts) -> bytes:
    """Always in Vietnamese: it is an office's paper."""
    with speaking("vi"):
        tubes = tubes_of_day(session, facts)
        parts = [*_head(session, facts), *_numbers(facts), *_boxes(tubes), *_spoiled(session, facts), _signed(facts), *_tubes(tubes)]
        return paper.document(
            parts, office=facts.day.lead_unit or office.get(session, "office_name"),
            footer_code=f"{facts.day.code} · {gettext(N_('version %(version)s'), version=facts.version)}", on=clock.local(facts.closed_at).date(),
            place=unit_name(facts.day.commune_code), name=gettext(N_("Hand-over record")),
        )


def tubes_of_day(session: Session, facts: HandoverFacts) -> list[Tube]:
    """Every tube of the day that counts, with the box it stands in now."""
    query = select(Sample, BoxPlace.cell, Box.code, Box.seal_no).outerjoin(
        BoxPlace, (col(BoxPlace.sample_id) == Sample.id) & col(BoxPlace.taken_out_at).is_(None)).outerjoin(Box, col(Box.id) == BoxPlace.box_id)
    query = query.where(Sample.day_id == facts.day.id, Sample.status != SampleStatus.voided).order_by(col(Sample.code))
    return [
        Tube(labels.spaced(row.code), gettext(KIND_WORDS[SampleKind(row.kind)]), f"{clock.local(row.collected_at):%H:%M}", box or "", seal or "", cell or "")
        for row, cell, box, seal in session.exec(query)
    ]


def _head(session: Session, facts: HandoverFacts) -> list[Any]:
    day, form = facts.day, office.get(session, "form_code_handover")
    under = gettext(N_("Collection day %(code)s"), code=day.code) + (f" · {gettext(N_('form %(code)s'), code=form)}" if form else "")
    pairs: list[tuple[str, object]] = [
        (gettext(N_("Held on")), f"{day.held_on:%d/%m/%Y}, {day.kind_words}"), (gettext(N_("Place")), f"{day.place}, {unit_name(day.commune_code)}"),
        (gettext(N_("Lead unit")), day.lead_unit), (gettext(N_("Partners")), day.partners),
        (gettext(N_("Closed at")), f"{clock.local(facts.closed_at):%H:%M %d/%m/%Y}"),
        (gettext(N_("Record")), gettext(N_("version %(version)s"), version=facts.version)),
    ]
    if facts.replaces:
        pairs.append((gettext(N_("Replaces the earlier record")), f"SHA-256 {facts.replaces}"))
    known = paper.facts([(name, value) for name, value in pairs if value])
    plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    beside = Table([[known, paper.qr(day.code, side_mm=26)]], colWidths=["82%", "18%"], style=plain)
    return [paper.title(gettext(N_("Hand-over record")), under), beside]


def _numbers(facts: HandoverFacts) -> list[Any]:
    n = facts.day.numbers
    people = [(N_("Expected"), n.expected), (N_("Unannounced"), n.walk_ins), (N_("Came"), n.came), (N_("Declined"), n.refused), (N_("Another day"), n.deferred),
              (N_("Not seen"), n.not_seen), (N_("Samples taken"), n.tubes)]
    kits = [(N_("Given"), n.given), (N_("Used"), n.used), (N_("Spoiled"), n.spoiled), (N_("Moved on"), n.moved), (N_("Left, by the record"), n.left),
            (N_("Left, counted by hand"), facts.left)]
    rows = [
        (each.title, each.sentence, gettext(N_("agrees")) if each.holds else facts.explanations.get(each.name, "")) for each in agreements(n, facts.left)
    ]
    return [
        paper.table([gettext(word) for word, _ in people], [[count for _, count in people]], right=range(7), over=gettext(N_("People"))),
        paper.table([gettext(word) for word, _ in kits], [[count for _, count in kits]], right=range(6), over=gettext(N_("Kits"))),
        paper.table([gettext(N_("Sum")), gettext(N_("Counted")), gettext(N_("Answer"))], rows, widths=[2, 5, 4], over=gettext(N_("Do the numbers agree?"))),
    ]


def _boxes(tubes: list[Tube]) -> list[Any]:
    boxes = {(tube.box, tube.seal) for tube in tubes}
    rows = [(box or gettext(IN_NO_BOX), seal or "–", sum(tube.box == box for tube in tubes)) for box, seal in sorted(boxes)]
    head = [gettext(N_("Box")), gettext(N_("Seal number")), gettext(N_("Tubes"))]
    return [paper.table(head, rows, widths=[4, 4, 2], right=[2], over=gettext(N_("Boxes handed over")))] if rows else []


def _spoiled(session: Session, facts: HandoverFacts) -> list[Any]:
    codes = [labels.spaced(kit.code) for kit in queries.kits_of(session, facts.day.id) if kit.fate is KitFate.spoiled]
    return [paper.heading(gettext(N_("Spoiled kits"))), paper.paragraph(", ".join(codes), "left")] if codes else []


def _tubes(tubes: list[Tube]) -> list[Any]:
    rows = [(place, tube.code, tube.kind, tube.taken, tube.box or "–", tube.cell or "–") for place, tube in enumerate(tubes, 1)]
    head = [gettext(words) for words in (N_("No."), N_("Sample"), N_("Kind"), N_("Taken at"), N_("Box"), N_("Cell"))]
    if not rows:
        return [paper.heading(gettext(N_("Samples of this record"))), paper.paragraph(gettext(N_("No sample was taken on this day.")), "left")]
    return [paper.table(head, rows, widths=[1, 4, 3, 2, 2, 1.5], right=[0], over=gettext(N_("Samples of this record")))]


def _signed(facts: HandoverFacts) -> Flowable:
    """Whoever signs the sheet signs the seal on it."""
    lead = paper.Signer(gettext(N_("Day lead")), name=facts.closed_by)
    signed = paper.signatures(lead, paper.Signer(gettext(N_("Handed over by"))), paper.Signer(gettext(N_("Received by"))))
    return paper.together([witness(facts.chain_head), signed])
