"""Writing down what a donor said and asked for: each time a new row, its audit row, and the fact for whoever listens."""

from consent.commands.record import ConsentFacts, PaperNames, ensure_form, invalidate, new_donor, record, withdraw
from consent.commands.requests import Asked
from consent.commands.rights import erase, step, take

__all__ = ["Asked", "ConsentFacts", "PaperNames", "ensure_form", "erase", "invalidate", "new_donor", "record", "step", "take", "withdraw"]
