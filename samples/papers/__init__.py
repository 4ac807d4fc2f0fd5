"""The room's paper: the manifest of a shipment, the hand-over record of a day."""

from samples.papers.handover import HandoverFacts, handover_pdf
from samples.papers.manifest import Head, manifest_files

__all__ = ["HandoverFacts", "Head", "handover_pdf", "manifest_files"]
