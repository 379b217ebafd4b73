"""Hits by month, those without a hit among them: a gap is seen as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from workbench.case import Candidate, span
from workbench.case.dates.days import LAST, edtf_year

MONTH = r"-?\d[\dX]{3}(?:-\d\d)?"
"""What in a date is its month, or its year where it says no more; the store's SQL asks it too."""
_MOST = 12 * 400
"""Months of a period that are listed one by one; of a longer one only those with a hit are."""


def every_month(hits: Mapping[str, int], begins: str = "", ends: str = "") -> dict[str, int]:
    """How many rows fit in each month of a period, in order, with 0 where none does.

    `begins` and `ends` are in EDTF; without one the first or the last month with a hit is it. Rows
    without a date stand last under the empty text.
    """
    dated = sorted(filter(None, hits), key=_number)
    first, last = (span(begins) or (None,))[0], (span(ends) or (None,))[-1]
    low = first.year * 12 + first.month - 1 if first else _number(dated[0]) if dated else None
    high = last.year * 12 + last.month - 1 if last else _number(dated[-1]) if dated else None
    found: dict[str, int] = {}
    if low is not None and high is not None and 0 <= high - low < _MOST:
        months = (divmod(number, 12) for number in range(low, high + 1))
        found = {f"{edtf_year(year)}-{month + 1:02}": 0 for year, month in months}
    return in_order({**found, **hits})


def in_order(hits: Mapping[str, int]) -> dict[str, int]:
    """Hits by month in the order of time, those without a date last."""
    return {month: hits[month] for month in sorted(hits, key=lambda m: (not m, m and _number(m)))}


def month_of(date: str) -> str:
    """The month of a date in EDTF, or its year where it says no more; empty for no date."""
    found = re.search(MONTH, date)
    return found[0] if found else ""


def months_of(candidates: Iterable[Candidate]) -> dict[str, int]:
    """How many candidates there are of each month."""
    return in_order(Counter(month_of(candidate.date) for candidate in candidates))


def _number(month: str) -> int:
    first, _ = span(month) or (LAST, LAST)
    return first.year * 12 + first.month - 1
