"""The room's paper: kit labels on sheets and rolls, labels as ZPL, the family's slip."""

from collections.abc import Sequence

from labels import rules
from labels.papers.sheets import kit_labels_pdf
from labels.papers.slip import slip_pdf
from labels.papers.thermal import kit_labels_zpl

__all__ = ["kit_labels", "kit_labels_pdf", "kit_labels_zpl", "slip_pdf"]


def kit_labels(codes: Sequence[str], sheet: str, start_at: int | str = 1) -> bytes:
    """The labels of these kits on whichever of SHEET_NAMES: a PDF, or ZPL for the printer itself."""
    if sheet != rules.ZPL:
        return kit_labels_pdf(codes, sheet, start_at)
    rules.start_cell(str(start_at), rules.sheet("thermal-50x25"))
    return kit_labels_zpl(codes)
