"""The periods of a case whose conditions changed: what each leads one to expect, and what was done.

A rating may hold for a part of the case. Where none does there is one expectation for the whole
case, and no period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from workbench.case import Case, Day, Rating, first_day, last_day, reach
from workbench.locale import Words

from .conditions import Expectation, expectation
from .findings import Finding, Findings


@dataclass(frozen=True)
class Period:
    """A stretch in which no rating changes: its first and last day; None is open."""

    begins: Day | None
    ends: Day | None
    expectation: Expectation
    ratings: Mapping[str, Rating]
    """What is in force in it, by condition."""
    acts: tuple[Finding, ...]
    """The acts that count and begin in it."""


def of_part(case: Case, condition: str) -> tuple[Rating, ...]:
    """The ratings of a condition that hold for a part of the case, the earliest first."""
    found = (r for r in case.ratings.values() if r.of == condition)
    return tuple(sorted(found, key=lambda r: (first_day(r), r.id)))


def in_force(case: Case, condition: str, day: int) -> Rating | None:
    """The rating that holds on a day: the part that began last, else that of the whole case."""
    parts = [r for r in of_part(case, condition) if first_day(r) <= day <= last_day(r)]
    return parts[-1] if parts else case.ratings.get(condition)


_EVER = (-(10**9), 10**9)
"""Days before and after all others."""


def periods(found: Findings) -> tuple[Period, ...]:
    """The periods of the case, in order; none where every rating is of the whole case."""
    case = found.case
    parts = [r for r in case.ratings.values() if r.of]
    if not parts:
        return ()
    info = case.info
    first = days[0].number if (days := reach(info.begins)) else _EVER[0]
    last = days[1].number if (days := reach(info.ends)) else _EVER[1]
    cuts = {first_day(r) for r in parts} | {last_day(r) + 1 for r in parts}
    starts = sorted({first, *(cut for cut in cuts if first < cut <= last)})
    ends = [start - 1 for start in starts[1:]] + [last]
    return tuple(_period(found, *each) for each in zip(starts, ends, strict=True))


def _period(found: Findings, begins: int, ends: int) -> Period:
    case = found.case
    conditions = dict.fromkeys(r.of or r.id for r in case.ratings.values())
    ratings = {
        condition: rating.model_copy(update={"id": condition, "of": ""})
        for condition in conditions
        if (rating := in_force(case, condition, begins))
    }
    return Period(
        _day(begins), _day(ends), expectation(replace(case, ratings=ratings)), ratings,
        tuple(_within(found.acts, begins, ends)),
    )  # fmt: skip


def _day(number: int) -> Day | None:
    return None if number in _EVER or number - 1 == _EVER[1] else Day.numbered(number)


def _within(acts: Iterable[Finding], begins: int, ends: int) -> Iterable[Finding]:
    for act in acts:
        days = reach(act.event.date)
        if days and begins <= days[0].number <= ends:
            yield act


def stretch(part: Rating | Period, say: Words) -> str:
    """From when to when, an end that is open left open."""
    begins, ends = (str(end) if end else "…" for end in (part.begins, part.ends))
    return say.t("{first} to {last}", first=begins, last=ends)
