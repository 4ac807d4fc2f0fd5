"""Writing into the data-protection officer's books."""

from privacy.commands.breaches import BreachFacts, StepFacts, add_step, enter
from privacy.commands.dossier import freeze
from privacy.commands.retention import PeriodFacts, set_period, sign_review
from privacy.commands.wording import put_wording

__all__ = ["BreachFacts", "PeriodFacts", "StepFacts", "add_step", "enter", "freeze", "put_wording", "set_period", "sign_review"]
