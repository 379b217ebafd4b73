"""Where the axis of time is marked, and with what words."""

from __future__ import annotations

from workbench.case import Day
from workbench.case.dates.printed import month_tick, year_tick
from workbench.memo.document import Tick


def ticks(first: Day, last: Day, lang: str) -> list[Tick]:
    """Months where there are few of them, else quarters, years or decades."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= 42:
        step = 1 if months <= 14 else 3
        return _months(first, last, lang, step)
    years = last.year - first.year + 1
    every = next((n for n in (1, 2, 5, 10, 25, 50, 100, 500) if years / n <= 12), 1000)
    return [
        Tick(Day(year, 1, 1), year_tick(Day(year, 1, 1), lang))
        for year in range(first.year, last.year + 1)
        if year % every == 0 and first <= Day(year, 1, 1) <= last
    ]


def _months(first: Day, last: Day, lang: str, step: int) -> list[Tick]:
    found: list[Tick] = []
    named: int | None = None
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(index, 12)
        if month % step or not -9999 <= year <= 9999:
            continue
        day = Day(year, month + 1, 1)
        if first <= day <= last:
            found.append(
                Tick(day, month_tick(day, lang), "" if year == named else year_tick(day, lang))
            )
            named = year
    return found
