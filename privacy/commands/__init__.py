"""Writing into the data-protection officer's books."""

from privacy.commands.breaches import BreachFacts, StepFacts, add_step, enter
from privacy.commands.wording import put_wording

__all__ = ["BreachFacts", "StepFacts", "add_step", "enter", "put_wording"]
