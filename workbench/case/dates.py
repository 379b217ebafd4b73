"""Dates of events in EDTF, levels 0 and 1 (Library of Congress, 2019; ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from .problems import Problem

_ONE = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?"
_FORM = re.compile(rf"{_ONE}(?:/{_ONE})?", re.ASCII)


@lru_cache(maxsize=65536)
def read_date(text: str) -> str:
    """The EDTF date in `text`, stripped; the empty text is no date. Raises `Problem`."""
    value = text.strip()
    if value and span(value) is None:
        raise Problem(
            "“{text}” isn't a date: write 2003-03-01, 2003-03, 2003, 2003-03? or "
            "2003-03-01/2003-03-05",
            text=text,
        )
    return value


@lru_cache(maxsize=65536)
def span(value: str) -> tuple[date, date] | None:
    """The first and last day of an EDTF date; None if there is none in it or it is malformed."""
    match = _FORM.fullmatch(value)
    if not match:
        return None
    year, month, day, *end = match.groups()
    try:
        first, last = _days(year, month, day)
        if end[0]:
            last = _days(*end)[1]
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """The days that a date to the year, the month or the day begins and ends with."""
    y, m = int(year), int(month or 12)
    last = int(day) if day else calendar.monthrange(y, m)[1]
    return date(y, int(month or 1), int(day or 1)), date(y, m, last)


def date_order(value: str) -> tuple[date, date, str]:
    """The sort key of a date: by first day, then last; an undated event sorts last."""
    first, last = span(value) or (date.max, date.max)
    return first, last, value
