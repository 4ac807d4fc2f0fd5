"""Which days an office works: Monday to Friday, without Vietnam's public holidays (Labour Code 45/2019 art. 112, kept by the `holidays`
package, with Tết by the lunar calendar and the days given in place of a holiday on a weekend)."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def works(day: date) -> bool:
    """Whether the office is open on that day."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


def after(day: date, count: int) -> date:
    """The working day on which `count` working days are over; the day itself does not count (Civil Code 91/2015 art. 147)."""
    while count > 0:
        day += timedelta(days=1)
        count -= works(day)
    return day
