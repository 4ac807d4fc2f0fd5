"""The manifest: codes only, one row a claim, in the order of DESIGN; the same rows give the same bytes."""

import csv
import hashlib
import io
from datetime import datetime

from openpyxl import Workbook
from sqlmodel import Session, col, select

from core import clock, paper
from core.i18n import N_, gettext
from samples import queries
from samples.models import Box, BoxPlace, Sample, Shipment

COLUMNS = (
    "shipment_code", "box_code", "position", "sample_code", "sample_kind", "collected_on", "donor_code", "martyr_code", "relation_path", "maternal_line",
)


def manifest_rows(session: Session, shipment: Shipment) -> list[tuple[str, ...]]:
    """One row a claim; a tube with two claims has two rows."""
    query = select(Box.code, BoxPlace.cell, Sample).join(BoxPlace, col(BoxPlace.box_id) == Box.id).join(Sample, col(Sample.id) == BoxPlace.sample_id)
    query = query.where(Box.shipment_id == shipment.id, col(BoxPlace.taken_out_at).is_(None)).order_by(col(Box.number), BoxPlace.cell)
    tubes = session.exec(query).all()
    claims = queries.claims_of(session, [tube.id for _, _, tube in tubes])
    return [
        (shipment.code, box, cell, tube.code, tube.kind, clock.local(tube.collected_at).date().isoformat(), tube.donor_code, claim.martyr_code,
         claim.relation_path or "", claim.maternal_line)
        for box, cell, tube in tubes
        for claim in claims.get(tube.id, [])
    ]


def manifest_files(code: str, version: int, rows: list[tuple[str, ...]]) -> dict[str, bytes]:
    return {"csv": as_csv(rows), "xlsx": as_workbook(code, version, rows), "pdf": as_paper(code, version, rows)}


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def as_workbook(code: str, version: int, rows: list[tuple[str, ...]]) -> bytes:
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed day keeps the bytes the same
    sheet = book.active
    sheet.title = f"{code} v{version}"
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(row)
    for letter in "ABCDEFGHIJ":
        sheet.column_dimensions[letter].width = 18
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_paper(code: str, version: int, rows: list[tuple[str, ...]]) -> bytes:
    tubes = len({row[3] for row in rows})
    parts = [
        paper.title(gettext(N_("Manifest of samples")), f"{code} · {gettext(N_('version %(version)s'), version=version)}"),
        paper.facts([(gettext(N_("Boxes")), ", ".join(sorted({row[1] for row in rows}))), (gettext(N_("Tubes")), tubes)]),
        paper.table(
            [gettext(words) for words in (N_("Box"), N_("Cell"), N_("Sample"), N_("Kind"), N_("Taken"), N_("Donor"), N_("Martyr"), N_("Line"))],
            [(row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[9]) for row in rows], widths=[2, 1, 4, 3, 3, 3, 3, 2],
        ),
        paper.qr(code, caption=code),
        paper.signatures(paper.Signer(gettext(N_("Handed over by"))), paper.Signer(gettext(N_("Carrier"))), paper.Signer(gettext(N_("Received by")))),
    ]
    return paper.document(parts, office=["Hồi Âm"], footer_code=f"{code} v{version}")


def checksums(made: dict[str, bytes]) -> bytes:
    """SHA256SUMS as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  manifest.{kind}" for kind, content in sorted(made.items())]
    return ("\n".join(lines) + "\n").encode()
