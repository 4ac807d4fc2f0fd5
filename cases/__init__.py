"""Cases: one person's or one martyr's file across all rooms: the road drawn, kin, samples, papers, and who did or saw what."""

from cases.papers import on_manifest_frozen
from cases.routes import routes

__all__ = ["on_manifest_frozen", "routes"]
