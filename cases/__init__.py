"""Cases: one person's or one martyr's file across all rooms: the road drawn, kin, samples, papers, and who did or saw what."""

from cases.routes import routes

__all__ = ["routes"]
