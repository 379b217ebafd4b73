"""Two criteria compared: which events move, which way, and because of which evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from workbench.case import Case, Event, Threshold

from .lenses import Judged, Verdict, judge

Way = Literal["towards", "away", "gained", "lost"]
WAYS: tuple[Way, ...] = ("towards", "away", "gained", "lost")
_LADDER = ("not-balancing", "contested", "balancing")


@dataclass(frozen=True)
class Criterion:
    """A lens at a threshold and a floor."""

    lens: str
    threshold: Threshold
    floor: str | None = None


@dataclass(frozen=True)
class Move:
    """An event of which two criteria say different things."""

    event: Event
    one: Judged
    two: Judged

    @property
    def way(self) -> Way:
        """Towards balancing or away from it; a verdict gained or lost where one had none."""
        if self.one.verdict == "insufficient":
            return "gained"
        if self.two.verdict == "insufficient":
            return "lost"
        up = _LADDER.index(self.two.verdict) > _LADDER.index(self.one.verdict)
        return "towards" if up else "away"

    @property
    def because(self) -> tuple[str, ...]:
        """The pieces that decide under one criterion alone; where there are none, all that do."""
        one, two = set(self.one.decided), set(self.two.decided)
        return tuple(sorted(one ^ two or one | two))


@dataclass(frozen=True)
class Comparison:
    """A case under two criteria, events in the order of the timeline."""

    one: Criterion
    two: Criterion
    moves: tuple[Move, ...]
    pairs: Counter[tuple[Verdict, Verdict]]
    """How many events have which verdict under the one and under the other."""

    def ways(self) -> Counter[Way]:
        """How many events move which way."""
        return Counter(move.way for move in self.moves)


def compare(case: Case, one: Criterion, two: Criterion) -> Comparison:
    """The case under `one` beside the same case under `two`."""
    moves: list[Move] = []
    pairs: Counter[tuple[Verdict, Verdict]] = Counter()
    for event in case.timeline:
        evidence = case.evidence_of(event.id)
        first = judge(one.lens, evidence, one.threshold, one.floor)
        second = judge(two.lens, evidence, two.threshold, two.floor)
        pairs[first.verdict, second.verdict] += 1
        if first.verdict != second.verdict:
            moves.append(Move(event, first, second))
    return Comparison(one, two, tuple(moves), pairs)
