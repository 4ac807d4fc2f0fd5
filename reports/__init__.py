"""Reports: figures that count up, by commune and by week, for those who steer."""

from reports.routes import routes

__all__ = ["routes"]
