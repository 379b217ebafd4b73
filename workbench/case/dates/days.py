"""Days of the Gregorian calendar, carried on to before its first year as EDTF does (ISO 8601)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_CYCLE = 400
_DAYS = 146_097
"""After so many years, which are so many days, the calendar repeats itself."""


class Day(NamedTuple):
    """A day; the year 0 is 1 BCE, the year -1 is 2 BCE. Days compare by time."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, year: int, month: int, day: int) -> Day:
        """The day; raises `ValueError` where the calendar has none."""
        if not -9999 <= year <= 9999:
            raise ValueError(year)
        date(2000 + year % _CYCLE, month, day)
        return cls(year, month, day)

    @classmethod
    def numbered(cls, number: int) -> Day:
        """The day of a number, the first or the last there is where it is beyond them."""
        number = min(max(number, FIRST.number), LAST.number)
        cycles = 0 if number > 0 else -number // _DAYS + 1
        found = date.fromordinal(number + cycles * _DAYS)
        return cls(found.year - cycles * _CYCLE, found.month, found.day)

    @property
    def number(self) -> int:
        """Days since the last of the year 0, as `date.toordinal` counts them."""
        cycles = 0 if self.year > 0 else -self.year // _CYCLE + 1
        in_range = date(self.year + cycles * _CYCLE, self.month, self.day)
        return in_range.toordinal() - cycles * _DAYS

    @property
    def edtf_month(self) -> str:
        """The year and the month as EDTF writes them."""
        return f"{edtf_year(self.year)}-{self.month:02}"

    def __str__(self) -> str:
        """As EDTF writes it."""
        return f"{self.edtf_month}-{self.day:02}"


def edtf_year(year: int) -> str:
    """A year with four digits, and a sign before the year 0."""
    return f"{'-' if year < 0 else ''}{abs(year):04}"


FIRST, LAST = Day(-9999, 1, 1), Day(9999, 12, 31)
"""The days between which a date lies."""
