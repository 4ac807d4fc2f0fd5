"""One person at the desk: the record, the road behind them, and what each stone needs."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import consent
import families
import matching
import samples
from core.errors import NotFound
from core.i18n import gettext
from core.work import Work
from desk import rules
from desk.queries.board import on_the_list

NOT_TAKEN = ("voided", "rejected", "lost", "missing")
AGAIN = ("rejected", "lost", "missing")
"""A tube that came to nothing at the laboratory or on the way: the next one is linked to it."""


@dataclass(frozen=True)
class Seat:
    work: Work
    day: samples.DayView
    number: int
    waiting: int
    person: families.RelativeView
    standing: consent.Standing
    tubes: tuple[samples.SampleFacts, ...]
    now: rules.Standing
    slip: str | None

    @property
    def code(self) -> str:
        return self.person.donor_code

    @property
    def path(self) -> str:
        return f"/ban/{self.day.code}/{self.code}"

    @property
    def martyr_ids(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(claim.martyr_id for claim in self.person.claims))

    @property
    def live(self) -> tuple[samples.SampleFacts, ...]:
        return tuple(tube for tube in self.tubes if tube.status not in NOT_TAKEN)

    @property
    def to_repeat(self) -> samples.SampleFacts | None:
        """The newest tube that must be taken again, when none was since."""
        again = [tube for tube in self.tubes if tube.status in AGAIN]
        return again[-1] if again and not self.live else None

    def stones(self) -> list[Any]:
        """For the macro: a word, and where the stone is open the way to it."""
        reached = {*rules.done(self.now), rules.where(self.now)}
        words = {stone: gettext(rules.STONE_WORDS[stone]) for stone in rules.STONES}
        return [(words[stone], f"{self.path}/{stone}") if stone in reached else words[stone] for stone in rules.STONES]

    def behind(self) -> list[int]:
        return [rules.STONES.index(stone) + 1 for stone in rules.done(self.now)]


def seat(work: Work, day_code: str, donor_code: str) -> Seat:
    """Somebody on the list of a day of the viewer's units. Raises NotFound for anybody else.

    Who comes from another commune stands on this list all the same: `Seat.work` sees that commune too, for this person and this request.
    """
    listed = on_the_list(work, day_code)
    place, line = next(((n, line) for n, line in enumerate(listed.lines, 1) if line.donor_code == donor_code.upper()), (0, None))
    if line is None:
        raise NotFound()
    admitted = _admitting(work, line.commune_code)
    person = families.relative(admitted, line.donor_id, "desk")
    standing = consent.standing(work.session, person.donor_id)
    tubes = tuple(samples.of_donor(work.session, person.donor_id))
    slip = families.standing_slip(admitted, person.donor_id)
    claimed = {claim.martyr_id for claim in person.claims}
    agreed = bool(claimed) and all(standing.permits(consent.Purpose.testing, martyr_id) for martyr_id in claimed)
    has_sample = any(tube.status not in NOT_TAKEN for tube in tubes)
    now = rules.Standing(line.outcome, bool(claimed), agreed, line.outcome == "refused" and not agreed, has_sample, slip is not None)
    return Seat(admitted, listed.day, place, listed.counts.get("waiting", 0), person, standing, tubes, now, slip)


def whom_next(seat: Seat, martyr_code: str) -> tuple[matching.Advice, dict[str, str]]:
    """Whom else of the family to ask, once this person has given; and the names of the first few, inside the viewer's units."""
    advice = matching.advise(seat.work.session, martyr_code, present=seat.code)
    shown = [line.key for line in advice.lines[:rules.INVITED] if not line.key.startswith("~")]
    return advice, {key: card.name for key, card in families.cards(seat.work, shown, "desk").items()}


def _admitting(work: Work, commune_code: str | None) -> Work:
    if work.actor.communes is None or commune_code is None:
        return work
    return replace(work, actor=replace(work.actor, communes=work.actor.communes | {commune_code}))
