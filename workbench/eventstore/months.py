"""Hits by month, those without a hit among them: a gap is seen as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from workbench.case import Candidate, span

_MOST = 12 * 400
"""Months of a period that are listed one by one; of a longer one only those with a hit are."""


def every_month(hits: Mapping[str, int], begins: str = "", ends: str = "") -> dict[str, int]:
    """How many rows fit in each month of a period, in order, with 0 where none does.

    `begins` and `ends` are in EDTF; without one the first or the last month with a hit is it. Rows
    without a date stand last under the empty text.
    """
    dated = sorted(month for month in hits if month)
    first, last = (span(begins) or (None,))[0], (span(ends) or (None,))[-1]
    low = first.year * 12 + first.month - 1 if first else _number(dated[0]) if dated else None
    high = last.year * 12 + last.month - 1 if last else _number(dated[-1]) if dated else None
    found: dict[str, int] = {}
    if low is not None and high is not None and 0 <= high - low < _MOST:
        months = [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(low, high + 1)]
        found = dict.fromkeys(months, 0)
    found |= {month: hits[month] for month in dated}
    undated = {"": hits[""]} if hits.get("") else {}
    return dict(sorted(found.items())) | undated


def months_of(candidates: Iterable[Candidate]) -> dict[str, int]:
    """How many candidates there are of each month."""
    return dict(sorted(Counter(candidate.date[:7] for candidate in candidates).items()))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
