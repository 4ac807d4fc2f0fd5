"""The room of codes and the paper they are printed on; it knows no person.

**Code**: what a tube is called, `HT` + 8 digits + 2 check digits. **Kit**: one bag with four labels of one code (tube,
envelope, form, register). **Batch**: codes given out in one go. **Sheet**: a kind of label paper; its **cells** are counted
from 1, so that a used sheet can be finished. **Void**: out of use for good. **Slip**: the paper a family takes home with its
own **slip code**, which is on no tube and in no manifest.
"""

from labels.cli import labels_command
from labels.commands import issue, printed, void
from labels.events import CodesIssued, CodeVoided, LabelsPrinted
from labels.papers import kit_labels, kit_labels_pdf, kit_labels_zpl, slip_pdf
from labels.queries import batches, code_counts, codes_between, codes_of, good_codes, is_issued, never_printed, print_count, status_of, void_codes
from labels.routes import routes
from labels.rules import (
    SHEET_NAMES,
    SHEETS,
    AlreadyVoid,
    CheckDigitsWrong,
    LabelStatus,
    NeverIssued,
    NotASampleCode,
    NotASlipCode,
    file_kind,
    is_code,
    make_code,
    new_slip_code,
    number_of,
    read_code,
    read_slip_code,
    sheet_words,
    spaced,
    spaced_slip,
)

__all__ = [
    "SHEETS", "SHEET_NAMES", "AlreadyVoid", "CheckDigitsWrong", "CodeVoided", "CodesIssued", "LabelStatus", "LabelsPrinted", "NeverIssued",
    "NotASampleCode", "NotASlipCode", "batches", "code_counts", "codes_between", "codes_of", "file_kind", "good_codes", "is_code", "is_issued",
    "issue", "kit_labels", "kit_labels_pdf", "kit_labels_zpl", "labels_command", "make_code", "never_printed", "new_slip_code", "number_of",
    "print_count", "printed", "read_code", "read_slip_code", "routes", "sheet_words", "slip_pdf", "spaced", "spaced_slip", "status_of", "void",
    "void_codes",
]
