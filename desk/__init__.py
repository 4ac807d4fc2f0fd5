"""The desk: where families, consent, samples and labels meet on a collection day.

It joins what the rooms keep apart: the names of those who are **expected** on a day's **list**, and, when kinship is revised, the new **claims**
that are handed over to the samples of that donor. One person at a time walks a road of five **stones**: who it is, for which martyr, what is
agreed, the sample, the slip. Each stone is saved by the room it belongs to; where a person stands is read off those rooms.
"""

from desk.cli import import_relatives
from desk.commands import load_expected, on_kinship_revised
from desk.queries import found, waiting
from desk.routes import routes

__all__ = ["found", "import_relatives", "load_expected", "on_kinship_revised", "routes", "waiting"]
