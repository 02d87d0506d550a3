"""Partial dates of reports (ISO 8601-2, EDTF): 2025, 2025-11, 2019/2021, ../2018."""

from __future__ import annotations

import calendar
import datetime as dt
import re

Span = tuple[dt.date, dt.date]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LONG_AGO = dt.date(1900, 1, 1)


def parse_on(text: str | None) -> Span | None:
    """The first and the last day a partial date can mean; None for an undated report.

    Raises ValueError for what is no date.

    >>> parse_on("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> parse_on("../2018")[1]
    datetime.date(2018, 12, 31)
    """
    if not text:
        return None
    first, slash, last = text.partition("/")
    if not slash:
        return _span(text)
    start = LONG_AGO if first == ".." else _span(first)[0]
    end = _span(last)[1]
    if start > end:
        raise ValueError(text)
    return start, end


def _span(text: str) -> Span:
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = dt.date(year, int(month), int(day))
        return exact, exact
    if month:
        days = calendar.monthrange(year, int(month))[1]
        return dt.date(year, int(month), 1), dt.date(year, int(month), days)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month `months` before the day's month; the year 1 has none before it.

    >>> months_before(dt.date(2025, 11, 23), 36)
    datetime.date(2022, 11, 1)
    """
    count = max(12, day.year * 12 + day.month - 1 - months)
    return dt.date(count // 12, count % 12 + 1, 1)
