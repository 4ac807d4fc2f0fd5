"""The room's paper: the manifest of a shipment, the hand-over record of a day."""

from samples.papers.handover import HandoverFacts, handover_pdf
from samples.papers.manifest import COLUMNS, as_csv, as_paper, as_workbook, checksums, manifest_files, manifest_rows

__all__ = ["COLUMNS", "HandoverFacts", "as_csv", "as_paper", "as_workbook", "checksums", "handover_pdf", "manifest_files", "manifest_rows"]
