"""What time it is. Rules never ask; commands ask once and hand the answer down.

Vietnam keeps UTC+7 the whole year, so the local day needs no time-zone database (the hall's laptop may have none).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Vietnam, which is what a clerk means by "today"."""
    return now().astimezone(VIETNAM).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese wall clock, for pages and papers."""
    return moment.astimezone(VIETNAM)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still, for tests and for the demo's invented past."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
