"""`/bao-ve-du-lieu`: the data-protection officer's pages."""

from privacy.routes.breaches import Breaches
from privacy.routes.overview import Overview
from privacy.routes.wording import Words

routes = [Overview, Breaches, Words]

__all__ = ["routes"]
