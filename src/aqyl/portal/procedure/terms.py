"""Terms in working days of Kazakhstan's calendar."""

from __future__ import annotations

import datetime as dt
from functools import cache

import holidays


@cache
def _days_off() -> holidays.HolidayBase:
    return holidays.country_holidays("KZ")


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The day on which `count` working days have passed since `day`, which is not counted itself.

    Holidays and moved days off are those of the holidays library for Kazakhstan; the yearly
    transfers that the Government orders are known to it once they are published.

    >>> working_days_after(dt.date(2026, 3, 19), 1)  # Nauryz, 21 to 23 March, and days in lieu
    datetime.date(2026, 3, 20)
    """
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working(day)
    return day


def is_working(day: dt.date) -> bool:
    """Neither a weekend nor a holiday."""
    return _days_off().is_working_day(day)


def last_day(entered: dt.datetime, within_days: int | None, zone: dt.tzinfo) -> dt.date | None:
    """The last day of a term that began when a state was entered; None where there is no term."""
    if within_days is None:
        return None
    return working_days_after(entered.astimezone(zone).date(), within_days)
