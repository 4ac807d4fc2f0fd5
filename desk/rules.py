"""The road of five stones: which are behind a person, and where they stand. Pure.

    nguoi ──▶ liet-si ──▶ dong-thuan ──▶ mau ──▶ phieu
    who it is   whose kin     what is agreed   the tube   the paper to take home
                                 └──▶ refused: the road ends here, kindly

Nothing about the road is stored: each stone is read off what its own room has on record, so that a pulled plug loses nothing and a person
who comes back goes on where they stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import Refused
from core.i18n import N_
from core.names import fold, similarity

STONES = ("nguoi", "liet-si", "dong-thuan", "mau", "phieu")
STONE_WORDS = {
    "nguoi": N_("Person"), "liet-si": N_("Martyr and kinship"), "dong-thuan": N_("Consent"), "mau": N_("Sample taking"), "phieu": N_("Slip to take home"),
}
STATE_WORDS = {
    "waiting": N_("waiting"), "came": N_("has come"), "sampled": N_("sample taken"), "refused": N_("did not agree"), "deferred": N_("comes another time"),
}
STATE_KINDS = {"waiting": "plain", "came": "wait", "sampled": "good", "refused": "plain", "deferred": "plain"}
HERE = ("came", "refused")
"""Outcomes that say somebody stood at the desk."""


class RoadEnded(Refused):
    message = N_("This person did not agree to a sample, so the road ends here. Nothing was saved. If they think otherwise now, ask for consent again.")


class NotThisStoneYet(Refused):
    message = N_("An earlier step is still open. Nothing was saved. Go on from the step that is marked.")


@dataclass(frozen=True)
class Standing:
    """What each room says of one person, as the road needs it."""

    outcome: str
    has_claim: bool
    consented: bool
    refused: bool
    has_sample: bool
    has_slip: bool


def done(now: Standing) -> tuple[str, ...]:
    said = {"nguoi": now.outcome in HERE or now.has_sample, "liet-si": now.has_claim, "dong-thuan": now.consented, "mau": now.has_sample,
            "phieu": now.has_slip and now.has_sample}
    return tuple(stone for stone in STONES if said[stone])


def where(now: Standing) -> str:
    """The first stone that is not behind this person; the last one when all are."""
    behind = done(now)
    return next((stone for stone in STONES if stone not in behind), STONES[-1])


def before(stone: str) -> str | None:
    place = STONES.index(stone)
    return STONES[place - 1] if place else None


def after(stone: str) -> str | None:
    return STONES[STONES.index(stone) + 1] if stone != STONES[-1] else None


def state(outcome: str, *, sampled: bool) -> str:
    """How one line of the day's list reads."""
    if sampled:
        return "sampled"
    return outcome if outcome in STATE_WORDS else "waiting"


def fits(text: str, wanted: str) -> bool:
    """Whether every word that was typed begins a word of this line; marks and order do not matter."""
    words = fold(text).split()
    return all(any(word.startswith(start) for word in words) for start in fold(wanted).split())


LIKE = 0.75


def marked(text: str, wanted: Iterable[str]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether the search matched it; a word is matched when it is like one that was typed."""
    typed = [word for word in wanted if len(word) > 1]
    pieces: list[tuple[str, bool]] = []
    for word in text.split():
        key = fold(word)
        hit = any(key == other or (min(len(key), len(other)) > 3 and similarity(key, other) >= LIKE) for other in typed)
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (f"{pieces[-1][0]} {word}", hit)
        else:
            pieces.append((word, hit))
    return pieces


VERDICTS = {
    "yes": N_("The way leads through mothers only, so this sample can be compared on the maternal line."),
    "no": N_("The way leads through a father, or down from a man, so the maternal line is not shared. The sample can still help in another comparison; "
             "please also invite a relative of the mother's side."),
    "by_law": N_("This person is kin by marriage or by care, not by blood, so the sample cannot serve as a reference. What this person remembers still "
                 "helps: please write it down, and invite a relative of the mother's side."),
    "couple": N_("Husband and wife are not kin by blood, so this sample alone cannot serve as a reference. Where the two have a child, please ask the "
                 "laboratory; please also invite a relative of the mother's side."),
    "unknown": N_("It is not known yet whether the maternal line is shared. Ask the question above; if nobody knows, write that down and go on."),
}


def verdict(line: str, ways: Sequence[str]) -> str:
    """What the maternal line means for this sample. Nobody without common blood is told that the sample can help (domain.md §2.2)."""
    ends = {way.rpartition(".")[2] for way in ways}
    kind = "couple" if set(ways) == {"spouse"} else "by_law" if ends and ends <= {"spouse", "adopted"} else line
    return VERDICTS[kind]


INVITE_NEXT = (
    N_("There is no maternal-line sample for this martyr yet; two are wanted. Please also invite another relative of the mother's side."),
    N_("There is one maternal-line sample for this martyr; two are wanted. Please also invite another relative of the mother's side."),
    N_("There are two or more maternal-line samples for this martyr: that is enough. Nobody else has to be invited."),
)

INVITED = 3
"""How many are named at the desk: somebody waits at the other side of the table."""


def invite_next(given: int) -> str:
    """What is still wanted on the maternal line: two different people, so that one can confirm the other."""
    return INVITE_NEXT[min(given, 2)]


WRONG_REASONS = ("wrong_person", "wrong_martyr", "wrong_kit", "wrong_answers", "typing")
REASON_WORDS = {
    "wrong_person": N_("it was another person"), "wrong_martyr": N_("it was another martyr"), "wrong_kit": N_("it was another kit"),
    "wrong_answers": N_("the answers were written down wrongly"), "typing": N_("a slip while typing"),
    "torn": N_("torn or fallen"), "leaked": N_("leaked or soiled"), "incomplete": N_("something is missing from the bag"),
}
"""Reasons are chosen, not written: a sentence might hold a name, and corrections are read by many."""
