"""The sentences of an advice, in words of kinship. No name ever stands here."""

from typing import TYPE_CHECKING

from core.i18n import N_, gettext
from families import Reachable
from matching.rules.advice.family import Action

if TYPE_CHECKING:
    from matching.rules.advice.ranking import AdviceLine

LIKELY_LOST = 0.25
"""From here on, about 83 years of age, or younger and weak, the sentence says so."""

ACTION_WORDS = {
    Action.sample: N_("Invite to give a sample"), Action.ask: N_("Ask first"), Action.confirm: N_("Ask whether still living"),
    Action.consult: N_("Ask the examining unit first"), Action.inform: N_("May tell, cannot give a reference"),
}
LINE_REASONS = (
    N_("Carries the maternal line, of which there is no sample yet"),
    N_("Carries the maternal line: a second sample confirms the first"),
    N_("Carries the maternal line, of which there are two samples already"),
)
OTHER_LINE = N_("Does not carry the maternal line")
OPEN_LINE = N_("Whether the maternal line is shared is not known: one question comes before the sample")
GIVEN = N_("The sample is here already: one question tells whether it counts for the maternal line")
SPOUSE = N_("With the child's sample it shows which half of the child comes from the martyr")
NOTHING_HERE = N_("Adds nothing by the methods of this profile; another method may make use of it.")
INFORMS = N_("Is not of one blood with the martyr: may tell about the family, cannot give a reference sample.")
HELPS = ((4.0, N_("helps very much")), (1.5, N_("helps much")), (0.3, N_("helps somewhat")), (0.0, N_("helps very little")))
SOON = N_("of high age or weak, so do not wait")
AGAIN = N_("the earlier tube could not be used")
ASK_LABORATORY = N_("The opinion of the examining unit is needed.")


def helps(gain: float) -> str:
    """How much a sample adds beside those already given, in words: 4 log10 is what one wants of a whole family."""
    return gettext(next(words for least, words in HELPS if gain >= least or least == 0.0))


def reason(line: "AdviceLine", sampled: int) -> str:
    """Why this person, in one sentence."""
    if line.action is Action.inform:
        return gettext(INFORMS)
    if line.action is Action.consult:
        return gettext(NOTHING_HERE)
    if line.with_child:
        first = gettext(SPOUSE)
    elif line.action is Action.ask:
        first = gettext(GIVEN if line.given else OPEN_LINE)
    else:
        first = gettext(LINE_REASONS[min(sampled, 2)] if line.line == "yes" else OTHER_LINE)
    parts = [first]
    if line.gain > 0:
        parts.append(helps(line.gain))
    if line.again:
        parts.append(gettext(AGAIN))
    if line.loss >= LIKELY_LOST and line.action is Action.sample:
        parts.append(gettext(SOON))
    return "; ".join(parts) + "."


SUFFICIENCY = ("0", "1", "2+")


def sufficiency_words(count: int) -> str:
    """0, 1 or 2+: one donor is there to be compared with, the second confirms."""
    return SUFFICIENCY[min(count, 2)]


USEFUL, HIGH_AGE = 0.3, 85


def useful(line: "AdviceLine") -> bool:
    """Worth a journey: may carry the maternal line, or helps at least somewhat."""
    return line.line != "no" or line.gain >= USEFUL


def comes_home(line: "AdviceLine") -> bool:
    """Whom a team visits at home: the weak, those far from any day's place, and those of high age (domain.md §2.4)."""
    return line.reach in (Reachable.weak, Reachable.far) or (line.age or 0) >= HIGH_AGE


BECAUSE_OPEN = N_("it is not known yet whether %(first)s shares the maternal line")
BECAUSE_LIFE = N_("it is not known whether %(first)s is still living")
BECAUSE_CHILD = N_("with the child's sample it adds more beside what was given already")
BECAUSE_LOSS = N_("that sample may be lost sooner")
BECAUSE_GAIN = N_("that sample adds more beside what was given already")
DIFFERENCE = N_("The official order puts %(first)s first; the program suggests asking %(ours)s before, because %(because)s.")


def difference(*, official_first: "AdviceLine", ours_first: "AdviceLine") -> str:
    """The official order names one before the other and this program does not: what weighed most (score = value × urgency × chance)."""
    first = official_first.words
    sooner, likelier = ours_first.urgency / official_first.urgency, ours_first.chance / official_first.chance
    more = ours_first.value / official_first.value if official_first.value else 99.0
    if likelier >= max(sooner, more):
        because = BECAUSE_OPEN if official_first.action is Action.ask else BECAUSE_LIFE
    elif sooner > more:
        because = BECAUSE_LOSS
    else:
        because = BECAUSE_CHILD if ours_first.with_child else BECAUSE_GAIN
    return gettext(DIFFERENCE, first=first, ours=ours_first.words, because=gettext(because, first=first))
