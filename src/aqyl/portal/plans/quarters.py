"""Quarters of a calendar year."""

from __future__ import annotations

import datetime as dt


def last_day_of(year: int, quarter: int) -> dt.date:
    """The last day of a quarter.

    >>> last_day_of(2027, 4)
    datetime.date(2027, 12, 31)
    """
    following = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following - dt.timedelta(days=1)


def quarter_of(day: dt.date) -> tuple[int, int]:
    """The year and quarter of a day.

    >>> quarter_of(dt.date(2027, 6, 30))
    (2027, 2)
    """
    return day.year, (day.month + 2) // 3
