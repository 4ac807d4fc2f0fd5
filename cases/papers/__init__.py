"""The list with names that is sealed to a laboratory, and the copy of one person's data."""

from cases.papers.data_copy import as_json, as_pdf
from cases.papers.names import COLUMNS, CONTEXT, names_csv, on_manifest_frozen

__all__ = ["COLUMNS", "CONTEXT", "as_json", "as_pdf", "names_csv", "on_manifest_frozen"]
