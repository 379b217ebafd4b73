"""Dates of events in EDTF, levels 0 and 1 (Library of Congress, 2019; ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from ..problems import Problem
from .days import FIRST, LAST, Day

_ONE = r"(?!-0000)(-?(?:\d{4}|\d{3}X|\d\dXX))(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?"
_FORM = re.compile(_ONE, re.ASCII)
LONGEST = 200
"""Characters of what may be a date: nobody writes one of more."""
_OPEN = ("", "..")
"""An end of an interval that isn't known, and one that has none."""
_BEYOND = re.compile(r"-?Y?-?\d{5,}(?:\D.*)?|Y.*", re.ASCII)
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""Spring to winter as EDTF numbers them, and the month with which each begins in the north."""

Days = tuple[Day, Day]


@lru_cache(maxsize=65536)
def read_date(text: str) -> str:
    """The EDTF date in `text`, stripped; the empty text is no date. Raises `Problem`."""
    value = text.strip()
    if not value or (len(value) <= LONGEST and span(value) is not None):
        return value
    if len(value) <= LONGEST and any(_BEYOND.fullmatch(end) for end in value.split("/")):
        raise beyond(text)
    raise Problem(
        "“{text}” isn't a date: write 2003-03-01, 2003-03, 2003, 2003-03? or 2003-03-01/2003-03-05",
        text=text,
    )


def beyond(text: str) -> Problem:
    """That a year has more than four digits."""
    return Problem(
        "“{text}” lies beyond the year 9999 or before -9999, where no date is taken", text=text
    )


@lru_cache(maxsize=65536)
def span(value: str) -> Days | None:
    """The first and last day of an EDTF date; None if there is none in it or it is malformed.

    Of an interval that is open at an end, those of the other.
    """
    first, slash, last = value.partition("/")
    try:
        if not slash:
            return _days(first)
        if first in _OPEN or last in _OPEN:
            return _days(last if first in _OPEN else first)
        found = _days(first)[0], _days(last)[1]
    except ValueError:
        return None
    return found if found[0] <= found[1] else None


def reach(value: str) -> Days | None:
    """The same, where an open end reaches as far as the calendar does."""
    found = span(value)
    first, slash, last = value.partition("/")
    if found is None or not slash:
        return found
    return FIRST if first in _OPEN else found[0], LAST if last in _OPEN else found[1]


def sides(value: str) -> tuple[Day | None, Day | None]:
    """The first and the last day that a date can mean; None for an end that is open, or no date."""
    found = span(value)
    if found is None:
        return None, None
    first, slash, last = value.partition("/")
    if not slash:
        return found
    return None if first in _OPEN else found[0], None if last in _OPEN else found[1]


def _days(text: str) -> Days:
    """The days that a date to the year, season, month or day begins and ends with."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = match.groups()
    known = [part for part in (month, day) if part is not None]
    # What is unspecified stands at the end (level 1): not 200X-03, nor 2003-XX-01.
    if ("X" in year or month == "XX") and any(part != "XX" for part in known):
        raise ValueError(text)
    y, other = sorted(int(year.replace("X", digit)) for digit in "09")
    if month is None or month == "XX":
        return Day.of(y, 1, 1), Day.of(other, 12, 31)
    m = int(month)
    if m in SEASONS and day is None:
        return _season(y, SEASONS[m])
    if day is None or day == "XX":
        return Day.of(y, m, 1), Day.of(y, m, calendar.monthrange(2000 + y % 400, m)[1])
    return Day.of(y, m, int(day)), Day.of(y, m, int(day))


def _season(year: int, begins: int) -> Days:
    # Winter goes on into the next year, where there is one.
    after, ends = (year, begins + 2) if begins < 12 else (year + 1, 2)
    if after > LAST.year:
        return Day.of(year, begins, 1), LAST
    last = calendar.monthrange(2000 + after % 400, ends)[1]
    return Day.of(year, begins, 1), Day.of(after, ends, last)


def date_order(value: str) -> tuple[Day, Day, str]:
    """The sort key of a date: by first day, then last; an undated event sorts last."""
    first, last = span(value) or (LAST, LAST)
    return first, last, value
