"""Writes of this room: results and opinions, calls, decisions, visits."""

from matching.commands.calls import ask_to_call, on_consent_withdrawn, settle_call
from matching.commands.results import load_results, review

__all__ = ["ask_to_call", "load_results", "on_consent_withdrawn", "review", "settle_call"]
