"""Whom to ask next: pure rules over one family (docs/whom-to-ask.md)."""

from matching.rules.advice.family import Action, Candidate, Evidence, Family, Tie, candidates
from matching.rules.advice.loss import births, loss, still_lives
from matching.rules.advice.order import NOT_LISTED, Official, official
from matching.rules.advice.profile import STARTERS, STATED_DEFAULT, NothingRead, Profile, ShareOfLoci, TooLarge, check_profile
from matching.rules.advice.ranking import RULES_VERSION, AdviceLine, ranked
from matching.rules.advice.words import ACTION_WORDS, ASK_LABORATORY, SUFFICIENCY, comes_home, helps, sufficiency_words, useful

__all__ = [
    "ACTION_WORDS", "ASK_LABORATORY", "NOT_LISTED", "RULES_VERSION", "STARTERS", "STATED_DEFAULT", "SUFFICIENCY", "Action", "AdviceLine", "Candidate",
    "Evidence", "Family", "NothingRead", "Official", "Profile", "ShareOfLoci", "Tie", "TooLarge", "births", "candidates", "check_profile", "comes_home",
    "helps", "loss", "official", "ranked", "still_lives", "sufficiency_words", "useful",
]
