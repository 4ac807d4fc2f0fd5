"""The manifest: codes only, one row a claim, in the order of DESIGN; the same rows give the same bytes.

CSV for the laboratory's system, XLSX for its desk, PDF for the hands that count the tubes: a page per box (episphere/connect #307: a
courier opens one box at a time). Counts are of distinct tubes; codes stand without spaces so that they can be searched and scanned in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core import clock, paper, sheets
from core.chain.witness import witness
from core.i18n import N_, gettext
from samples.queries import ManifestRow, RecalledTube
from samples.rules import KIND_WORDS, MANIFEST_WORDS, ManifestKind, SampleKind

COLUMNS = ManifestRow._fields
RECALL_COLUMNS = RecalledTube._fields
LINES = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not known")}
WIDTHS = (13, 10, 9, 16, 13, 13, 13, 13, 26, 14)


@dataclass(frozen=True)
class Head:
    """What the paper says above its rows. `seals` are (box, seal number)."""

    code: str
    version: int
    kind: ManifestKind
    carrier: str
    tracking_no: str
    dispatched_at: datetime | None
    seals: Sequence[tuple[str, str]]
    laboratory: str
    public_key: str
    office: str
    frozen_on: date
    chain_head: str
    """The seal of the log when the list was frozen: the laboratory keeps it outside the house."""

    @property
    def footer(self) -> str:
        return f"{self.code} v{self.version}"


def manifest_files(head: Head, rows: Sequence[ManifestRow], recalled: Sequence[RecalledTube]) -> dict[str, bytes]:
    """`csv`, `xlsx`, `pdf`, and `recall` (CSV) once a tube of this shipment was recalled."""
    made = {"csv": sheets.as_csv(COLUMNS, rows), "xlsx": as_workbook(head, rows, recalled), "pdf": as_paper(head, rows, recalled)}
    return made | ({"recall": sheets.as_csv(RECALL_COLUMNS, recalled)} if recalled else {})


def as_workbook(head: Head, rows: Sequence[ManifestRow], recalled: Sequence[RecalledTube]) -> bytes:
    recall = [sheets.Table("recall", RECALL_COLUMNS, recalled, WIDTHS)] if recalled else []
    return sheets.as_workbook(sheets.Table(head.footer, COLUMNS, rows, WIDTHS), *recall)


def as_paper(head: Head, rows: Sequence[ManifestRow], recalled: Sequence[RecalledTube]) -> bytes:
    """A first page to sign, with the boxes and what is recalled; then a page per box."""
    parts = [
        paper.title(_title(head), f"{head.code} · {gettext(N_('version %(version)s'), version=head.version)}"),
        paper.facts(_facts(head, rows)), _boxes(head, rows), *(_recall(recalled) if recalled else ()),
        paper.paragraph(gettext(N_("Codes only. Count the tubes of each box against its page before you sign; write down every difference.")), "note"),
        paper.signatures(paper.Signer(gettext(N_("Handed over by"))), paper.Signer(gettext(N_("Carrier"))), paper.Signer(gettext(N_("Received by")))),
        paper.gap(4), paper.qr(f"{head.code} v{head.version}", side_mm=24, caption=_caption(head)),
        witness(head.chain_head),
    ]
    for box, seal in head.seals:
        parts += _page_of(head, box, seal, [row for row in rows if row.box_code == box])
    return paper.document(parts, office=[head.office], footer_code=head.footer, on=head.frozen_on)


def _title(head: Head) -> str:
    return gettext(N_("Recall of samples") if head.kind == ManifestKind.recall else N_("Manifest of samples"))


def _facts(head: Head, rows: Sequence[ManifestRow]) -> list[tuple[str, object]]:
    sent = f"{clock.local(head.dispatched_at):%H:%M %d/%m/%Y}" if head.dispatched_at else ""
    tracking = [(gettext(N_("Tracking number")), head.tracking_no)] if head.tracking_no else []
    return [
        (gettext(N_("Laboratory")), head.laboratory), (gettext(N_("List")), gettext(MANIFEST_WORDS[head.kind])),
        (gettext(N_("Carrier")), head.carrier), *tracking, (gettext(N_("Sent")), sent), (gettext(N_("Boxes")), len(head.seals)),
        (_counted(head), _tubes(rows)),
    ]


def _counted(head: Head) -> str:
    """What the figure counts: on a recall, only the tubes that may still be tested."""
    return gettext(N_("Tubes that stay") if head.kind == ManifestKind.recall else N_("Tubes"))


def _tubes(rows: Sequence[ManifestRow]) -> int:
    return len({row.sample_code for row in rows})


def _boxes(head: Head, rows: Sequence[ManifestRow]) -> Any:
    lines = [(box, seal, _tubes([row for row in rows if row.box_code == box])) for box, seal in head.seals]
    return paper.table([gettext(N_("Box")), gettext(N_("Seal number")), _counted(head)], lines, widths=[2, 3, 1], right=[2])


def _recall(recalled: Sequence[RecalledTube]) -> list[Any]:
    return [
        paper.heading(gettext(N_("Recalled: do not test these tubes"))),
        paper.paragraph(gettext(N_("Their consent is not in force any more, by the law on the protection of personal data. Please stop any test, set the tubes "
                                   "apart, destroy them or send them back, and confirm in writing, tube by tube, which and on which day. Results of these "
                                   "tubes are not accepted.")), "left"),
        paper.table([gettext(words) for words in (N_("Box"), N_("Cell"), N_("Sample"), N_("Recalled on"), N_("Destroyed on"), N_("Sent back on"))],
                    [(row.box_code, row.position, row.sample_code, f"{date.fromisoformat(row.recalled_on):%d/%m/%Y}", "", "") for row in recalled],
                    widths=[3, 2, 5, 4, 4, 4]),
    ]


def _caption(head: Head) -> str:
    signed = gettext(N_("Each file has its SHA-256 in SHA256SUMS, signed with the Ed25519 key:"))
    return f"{head.code} v{head.version}\n{signed}\n{head.public_key[:32]}\n{head.public_key[32:]}"


def _page_of(head: Head, box: str, seal: str, rows: Sequence[ManifestRow]) -> list[Any]:
    heads = (N_("Cell"), N_("Sample"), N_("Kind"), N_("Taken"), N_("Donor"), N_("Martyr"), N_("Kinship"), N_("Maternal line"))
    lines = [
        (row.position, row.sample_code, gettext(KIND_WORDS[SampleKind(row.sample_kind)]), row.collected_on, row.donor_code, row.martyr_code,
         row.relation_path, gettext(LINES[row.maternal_line]))
        for row in rows
    ]
    under = gettext(N_("seal %(seal)s · %(tubes)s tubes"), seal=seal, tubes=_tubes(rows))
    return [
        paper.page_break(), paper.title(f"{gettext(N_('Box'))} {box}", f"{head.footer} · {under}"),
        paper.table([gettext(words) for words in heads], lines, widths=[0.9, 3, 2.1, 2.3, 2.9, 2.1, 3.6, 1.9]),
    ]
