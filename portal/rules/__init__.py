"""What a family reads: the sentence, what happens next, and the road."""

from portal.rules.road import Pace, Station, road
from portal.rules.stages import NEXT, OVER, SENTENCES, Call, CodeOrFactorWrong, Facts, Meeting, Stage, Tube, Words, stage, words

__all__ = ["NEXT", "OVER", "SENTENCES", "Call", "CodeOrFactorWrong", "Facts", "Meeting", "Pace", "Stage", "Station", "Tube", "Words", "road", "stage", "words"]
