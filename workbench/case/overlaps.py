"""Which ratings of one condition hold for the same days; a day has one rating of a condition.

And whether a case ends before it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from .dates.edtf import reach, sides
from .model import Rating
from .problems import Problem

_EVER = (-(10**9), 10**9)
"""Days before and after all others."""


def overlaps(ratings: Iterable[Rating]) -> Iterator[tuple[Rating, Rating]]:
    """The pairs of periods of one condition that share a day, the earlier of each first.

    A period without an end lasts until the next of its condition begins, and shares no day with it.
    """
    parts = sorted((r for r in ratings if r.of), key=lambda r: (r.of, first_day(r), r.id))
    for one, next_ in combinations(parts, 2):
        begins = first_day(next_)
        closed = bool(one.ends) and begins <= last_day(one)
        if one.of == next_.of and (first_day(one) == begins or closed):
            yield one, next_


def first_day(rating: Rating) -> int:
    """The number of the day on which a rating begins to hold; before all others where none does."""
    days = reach(rating.begins)
    return days[0].number if days else _EVER[0]


def last_day(rating: Rating) -> int:
    """The number of the last day on which a rating holds; after all others where there is none."""
    days = reach(rating.ends)
    return days[1].number if days else _EVER[1]


def named_period(rating: Rating) -> str:
    """A period as the file has it, an end that is open left open."""
    return f"{rating.begins or '…'}–{rating.ends or '…'}"


def check_periods(ratings: Iterable[Rating]) -> None:
    """Raise `Problem` that names the first two periods of one condition that share a day."""
    for one, other in overlaps(ratings):
        raise Problem(
            "two periods of one condition overlap: {one} and {other}",
            one=named_period(one),
            other=named_period(other),
        )


def check_order(begins: str, ends: str) -> None:
    """Raise `Problem` where a case, from when to when it runs, ends before it begins."""
    first, last = sides(begins)[0], sides(ends)[1]
    if first and last and last < first:
        raise Problem(
            "no day is from {begins} to {ends}: the case ends before it begins",
            begins=begins,
            ends=ends,
        )
