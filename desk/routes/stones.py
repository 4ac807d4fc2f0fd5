"""What the five stones share: the way back and on, and where a person goes next."""

from types import SimpleNamespace
from typing import Any

from core.i18n import gettext
from core.web import Visit
from desk import queries, rules


def stone_page(seat: queries.Seat, stone: str, **more: Any) -> SimpleNamespace:
    """A page of the road; `more` is what this stone alone shows."""
    earlier = rules.before(stone)
    return SimpleNamespace(
        seat=seat, stone=rules.STONES.index(stone) + 1, stones=seat.stones(), behind=seat.behind(), here=f"{seat.path}/{stone}",
        back=f"{seat.path}/{earlier}" if earlier else f"/ban/{seat.day.code}", word=gettext(rules.STONE_WORDS[stone]), **more,
    )


def onward(visit: Visit, day: str, donor: str, stone: str) -> str:
    """The stone after this one, now that it is saved."""
    return f"/ban/{day}/{donor}/{rules.after(stone) or stone}"
