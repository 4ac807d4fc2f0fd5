"""The desk: where families, consent, samples and labels meet on a collection day.

It joins what the rooms keep apart: the names of those who are **expected**, and, when kinship is revised, the new **claims** that are
handed over to the samples of that donor.
"""

from desk.cli import import_relatives
from desk.commands import load_expected, on_kinship_revised
from desk.routes import routes

__all__ = ["import_relatives", "load_expected", "on_kinship_revised", "routes"]
