"""How often one browser, one token and everybody together may do what is costly, and the calm answer when it was too often.

Two kinds of limits, kept in two places. Where somebody could *guess* (a password, a family's code) the tries are rows in the database:
every process sees them, and a restart forgets none. Here the limits only keep one machine from being kept busy; each process counts for
itself in memory, because where there are more processes there is also more machine.

Who counts as one: the signed-in browser (its cookie) or the other system (its token), never the address. A hall's twenty telephones stand
behind one address and work all day; they must not wait for each other. Only somebody who is not signed in is counted by address.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from core import clock
from core.auth.rules import place_of
from core.crypto import blind
from core.errors import HoiAmError
from core.i18n import N_

MINUTE = 60
MOST_REMEMBERED = 20_000
"""Clients remembered at once; beyond that those that were quiet for a minute are forgotten."""


@dataclass(frozen=True)
class Limit:
    """In one minute: of each client, and of everybody together."""

    each: int
    all: int


LIMITS = {
    "upload": Limit(each=30, all=200),  # a card photographed every two seconds is no queue of people; reading a workbook costs a second
    "export": Limit(each=60, all=600),  # label sheets are printed quickly one after another; a list is drawn in half a second
    "search": Limit(each=120, all=2400),  # a scanner finds two a second; twenty devices at once
    "api": Limit(each=300, all=3000),  # a laboratory's system asks for each of 300 tubes of a box in turn
    "token": Limit(each=20, all=200),  # wrong tokens: 256 random bits are not guessed, but a wrong setting must not fill the machine
}


class TooManyAtOnce(HoiAmError):
    status = 429
    message = N_("That was very much at once. Nothing was saved. Please wait %(seconds)s seconds and try again; what was saved before is safe.")

    def __init__(self, seconds: int):
        super().__init__(seconds=seconds)
        self.retry_after = seconds


@dataclass
class Patience:
    """One process's memory of the last minute. Nothing here is a name: clients are kept by a keyed hash."""

    seen: dict[tuple[str, str], deque[float]] = field(default_factory=dict)

    def take(self, what: str, client: str) -> None:
        """Count one. Raises TooManyAtOnce; what was refused is not counted, so that waiting always helps."""
        now = clock.now().timestamp()
        limit = LIMITS[what]
        kept = [(self._recent((what, who), now), most) for who, most in ((blind(client, "patience"), limit.each), ("", limit.all))]
        wait = max((MINUTE - (now - times[0]) for times, most in kept if len(times) >= most), default=0)
        if wait:
            raise TooManyAtOnce(seconds=int(wait) + 1)
        for times, _ in kept:
            times.append(now)

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        if len(self.seen) > MOST_REMEMBERED:
            self.seen = {each: times for each, times in self.seen.items() if times and now - times[-1] < MINUTE}
        times = self.seen.setdefault(key, deque())
        while times and not 0 <= now - times[0] < MINUTE:
            times.popleft()
        return times


def client_of(connection: Any) -> str:
    """A signed-in browser or system by what it holds; a stranger by its place, of which one household has as many addresses as it likes."""
    user = connection.scope.get("user")
    if user is not None and user.account_id is not None:
        return str(connection.scope["auth"])
    return (place_of(connection.client.host) if connection.client else None) or "nobody"


def take(connection: Any, what: str) -> None:
    """Count one act of whoever is asking. Raises TooManyAtOnce."""
    connection.app.state.setdefault("patience", Patience()).take(what, client_of(connection))
