"""The devices of a day: signed in for it, and out of everything when it ends."""

from datetime import datetime, time, timedelta

from core import auth, clock
from core.work import Work
from samples import queries, rules
from samples.rules import DayStatus


def add_device(work: Work, code: str) -> tuple[auth.Account, str]:
    """An account for one more device of this day, until the midnight after it, and its one-time code. Raises NotFound or DayOver."""
    day = queries.seen_day(work, code, lock=True)
    ends = datetime.combine(day.held_on + timedelta(days=1), time(), clock.VIETNAM)
    if day.status not in (DayStatus.planned, DayStatus.open) or ends <= clock.now():
        raise rules.DayOver(day=code)
    number = len(auth.devices_of(work.session, f"day:{code}")) + 1
    account, once = auth.add_device_account(work.session, f"Máy {number} · {code}", [day.commune_code], ends, f"day:{code}")
    work.audit("account.device_added", f"day:{code}", login=account.login)
    return account, once


def end_device(work: Work, code: str, login: str) -> None:
    """Off at once. Raises NotFound for a device of another day."""
    queries.seen_day(work, code)
    account = auth.end_device(work.session, f"day:{code}", login)
    work.audit("account.device_ended", f"day:{code}", login=account.login)
