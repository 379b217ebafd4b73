"""Who gave what where the other gave what: strategy by strategy, and value by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from .alpha import Answer, Unit


@dataclass(frozen=True)
class OfOne:
    """How two coders gave one strategy, over the events that both coded."""

    strategy: str
    both: int
    only: tuple[int, int]
    """How often the first one alone gave it, and the second one alone."""
    neither: int

    @property
    def positive_agreement(self) -> float | None:
        """2a / (2a + b + c); None where neither ever gave it."""
        given = 2 * self.both + sum(self.only)
        return 2 * self.both / given if given else None


def of_strategies(units: Iterable[Unit], strategies: Iterable[str]) -> tuple[OfOne, ...]:
    """Every strategy, from the sets that two coders gave; units that one left out don't count."""
    pairs = [(one, other) for one, other in units if one is not None and other is not None]
    found = []
    for strategy in strategies:
        times = Counter((strategy in one, strategy in other) for one, other in pairs)  # type: ignore[operator]
        only = times[True, False], times[False, True]
        found.append(OfOne(strategy, times[True, True], only, times[False, False]))
    return tuple(found)


def confusion(
    units: Sequence[Unit], coders: Sequence[str]
) -> dict[tuple[str, str], Counter[tuple[Answer, Answer]]]:
    """For each two coders how often the one gave this where the other gave that."""
    return {
        (coders[here], coders[there]): Counter(
            (one, other)
            for unit in units
            if (one := unit[here]) is not None and (other := unit[there]) is not None
        )
        for here, there in combinations(range(len(coders)), 2)
    }
