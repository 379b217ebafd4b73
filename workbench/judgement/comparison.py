"""Two criteria compared: which events move, which way, and because of which evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from workbench.case import Event

from .findings import Findings
from .lenses import VERDICTS, Judged, Verdict, judge
from .view import View

Way = Literal["towards", "away", "gained", "lost"]
WAYS: tuple[Way, ...] = ("towards", "away", "gained", "lost")


@dataclass(frozen=True)
class Criterion:
    """A lens, and what counts for it."""

    lens: str
    view: View


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
        up = VERDICTS.index(self.two.verdict) < VERDICTS.index(self.one.verdict)
        return "towards" if up else "away"

    @property
    def because(self) -> tuple[str, ...]:
        """The pieces that decide under one criterion alone; where there are none, all that do."""
        one, two = set(self.one.decided), set(self.two.decided)
        return tuple(sorted(one ^ two or one | two))


@dataclass(frozen=True)
class Comparison:
    """The balancer's acts under two criteria, in the order of the timeline."""

    one: Criterion
    two: Criterion
    moves: tuple[Move, ...]
    pairs: Counter[tuple[Verdict, Verdict]]
    """How many acts have which verdict under the one and under the other."""
    apart: tuple[Move, ...] = ()
    """Events that aren't the balancer's acts and move too; they count nowhere."""
    empty: bool = False
    """Whether no act has a piece that counts under either: there is no evidence to compare."""

    def ways(self) -> Counter[Way]:
        """How many acts move which way."""
        return Counter(move.way for move in self.moves)


def compare(found: Findings, one: Criterion, two: Criterion) -> Comparison:
    """The case under `one` beside the same case under `two`."""
    moves: list[Move] = []
    apart: list[Move] = []
    pairs: Counter[tuple[Verdict, Verdict]] = Counter()
    empty = True
    # What the case was judged under already isn't judged again.
    known = one.view == found.view, two.view == found.view
    for finding in found.events:
        evidence = found.case.evidence_of(finding.event.id)
        first, second = (
            finding.verdicts[each.lens] if judged else judge(each.lens, evidence, each.view)
            for each, judged in ((one, known[0]), (two, known[1]))
        )
        if finding.counts:
            pairs[first.verdict, second.verdict] += 1
            empty &= not (first.counted or second.counted)
        if first.verdict != second.verdict:
            (moves if finding.counts else apart).append(Move(finding.event, first, second))
    return Comparison(one, two, tuple(moves), pairs, tuple(apart), empty)
