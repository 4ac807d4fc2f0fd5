"""Reports: figures that count up, by commune and by week, for those who steer.

A **figure** stands with its definition. A **tile** is a commune; where a count from 1 to 4 could point at a family it is hidden. Aggregates only.
"""

from reports.routes import routes

__all__ = ["routes"]
