"""Action and reaction: which events the coder named as the target's answers, and after how long.

Nothing is inferred: an answer is where a claim of effect points to a later event.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.case import Day, Event, reach

from .findings import Findings


@dataclass(frozen=True)
class Answered:
    """An act and the event that answers it, by the pieces that say so."""

    act: Event
    answer: Event
    pieces: tuple[str, ...]
    days: tuple[int, int] | None
    """The fewest and the most days between them that the dates allow; None where one has none."""


def answered_acts(found: Findings) -> tuple[Answered, ...]:
    """Every act with an answer, in the order of the timeline, then of the answers."""
    case, named = found.case, dict[tuple[str, str], list[str]]()
    for event in case.timeline:
        for piece in case.evidence_of(event.id):
            if piece.reaction in case.events:
                named.setdefault((event.id, str(piece.reaction)), []).append(piece.id)
    place = {event.id: n for n, event in enumerate(case.timeline)}
    order = sorted(named, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return tuple(
        Answered(act, answer, tuple(named[act.id, answer.id]), _days(act, answer))
        for act, answer in ((case.events[one], case.events[other]) for one, other in order)
    )


def _days(act: Event, answer: Event) -> tuple[int, int] | None:
    """From the day on which an act begins to that on which its answer does."""
    one, other = reach(act.date), reach(answer.date)
    if not one or not other:
        return None
    # Of an interval the first day is meant; of a month or a year any day of it.
    first, last = _beginning(act.date, one), _beginning(answer.date, other)
    return max(last[0] - first[1], 0), max(last[1] - first[0], 0)


def _beginning(date: str, days: tuple[Day, Day]) -> tuple[int, int]:
    begins = reach(date.partition("/")[0]) or days
    return begins[0].number, begins[1].number
