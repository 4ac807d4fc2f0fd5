"""`/bao-ve-du-lieu`: the data-protection officer's pages."""

from privacy.routes.breaches import Breaches
from privacy.routes.dossier import Dossier
from privacy.routes.overview import Overview
from privacy.routes.register import ProcessingRegister
from privacy.routes.retention import Retention
from privacy.routes.wording import Words

routes = [Overview, Breaches, ProcessingRegister, Dossier, Retention, Words]

__all__ = ["routes"]
