"""Dates of events in EDTF, levels 0 and 1 (Library of Congress, 2019; ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from .problems import Problem

_ONE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?"
_FORM = re.compile(rf"({_ONE})(?:/({_ONE}))?")
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    try:
        if _PLAIN.fullmatch(value):
            day = date.fromisoformat(value)
            return day, day
        return _by_edtf(value)
    except ValueError:
        return None


def _by_edtf(value: str) -> tuple[date, date] | None:
    # Plain days never come here: the library's grammar costs a third of a second to build.
    from edtf import parse_edtf  # type: ignore[import-untyped,unused-ignore]
    from edtf.parser.edtf_exceptions import (  # type: ignore[import-untyped,unused-ignore]
        EDTFParseException,
    )

    try:
        parsed = parse_edtf(value)
    except EDTFParseException:
        return None
    low, high = parsed.lower_strict(), parsed.upper_strict()
    first = date(low.tm_year, max(low.tm_mon, 1), max(low.tm_mday, 1))
    month = high.tm_mon or 12
    last_of_month = calendar.monthrange(high.tm_year, month)[1]
    if high.tm_mday > last_of_month or low.tm_mon > 12:
        return None
    last = date(high.tm_year, month, high.tm_mday or last_of_month)
    return (first, last) if first <= last else None


def date_order(value: str) -> tuple[date, date, str]:
    """The sort key of a date: by first day, then last; an undated event sorts last."""
    first, last = span(value) or (date.max, date.max)
    return first, last, value
