"""How far alpha may lie from what was found: a percentile bootstrap over groups of units.

A group is an event with its pieces, which aren't independent of each other. Per group and value
the numbers are added up once; a draw then only adds those of its groups. They stand side by side
as the digits of one whole number, so that one sum of Python's adds them all.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations
from math import lcm
from operator import itemgetter, mul
from random import Random
from typing import Any

from .alpha import Answer, Measure, Unit, distance, masi, paired, ranked

DRAWS = 2000
_FINE = 1 << 28
"""Parts of a distance of sets, which is a fraction."""
Group = Sequence[Unit]
Numbers = tuple[int, ...]
Getter = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Interval:
    """The middle 95 % of the draws; those in which alpha is undefined are left out."""

    low: float
    high: float
    undefined: int
    """How many draws are left out."""


@dataclass(frozen=True)
class Draws:
    """The same draws of groups for every variable: with replacement, as many as there are."""

    groups: int
    seed: int
    times: int = DRAWS

    @cached_property
    def drawn(self) -> tuple[Getter, ...]:
        """For each draw what takes its groups' values out of those of all groups."""
        random, places = Random(self.seed), range(self.groups)
        drawn = [random.choices(places, k=self.groups) for _ in range(self.times)]
        return tuple(itemgetter(*each, each[0]) for each in drawn)


def interval(groups: Sequence[Group], measure: Measure, draws: Draws) -> Interval | None:
    """The percentile interval of alpha over `draws` of the `groups`; None where no draw has one."""
    return intervals([(groups, measure)], draws)[0]


def intervals(
    variables: Sequence[tuple[Sequence[Group], Measure]], draws: Draws
) -> list[Interval | None]:
    """The intervals of several variables over the same groups, in hardly more time than of one."""
    parts: list[_Values | _Sets] = []
    for groups, measure in variables:
        counted = [paired(group) for group in groups]
        parts.append(_Sets(counted) if measure == "sets" else _Values(counted, measure))
    ends = list(accumulate(part.width for part in parts))
    spans = [slice(end - part.width, end) for part, end in zip(parts, ends, strict=True)]
    packed = [
        _packed([number for part in parts for number in part.numbers[group]])
        for group in range(draws.groups)
    ]
    found: list[list[float]] = [[] for _ in parts]
    for sums, getter in zip(_sums(packed, sum(p.width for p in parts), draws), draws.drawn,
                            strict=True):  # fmt: skip
        for part, span, alphas in zip(parts, spans, found, strict=True):
            alpha = part.alpha(sums[span], getter)
            if alpha is not None:
                alphas.append(alpha)
    return [_interval(sorted(alphas), draws.times) for alphas in found]


def _interval(found: Sequence[float], times: int) -> Interval | None:
    if not found:
        return None
    return Interval(_percentile(found, 0.025), _percentile(found, 0.975), times - len(found))


def _percentile(found: Sequence[float], share: float) -> float:
    place = share * (len(found) - 1)
    below = int(place)
    above = min(below + 1, len(found) - 1)
    return found[below] + (place - below) * (found[above] - found[below])


def _packed(numbers: Sequence[int]) -> int:
    return int.from_bytes(struct.pack(f"<{len(numbers)}Q", *numbers), "little")


def _sums(packed: Sequence[int], width: int, draws: Draws) -> Iterable[Numbers]:
    """For each draw the sums of its groups' numbers; its getter has the first group twice."""
    unpack = struct.Struct(f"<{width}Q").unpack
    for getter in draws.drawn:
        *drawn, _again = getter(packed)
        yield unpack(sum(drawn).to_bytes(8 * width, "little"))


class _Values:
    """A variable of few values: by group how often each is given, and each two meet on a unit."""

    def __init__(self, counted: Sequence[Sequence[Counter[Answer]]], measure: Measure) -> None:
        values: list[Any] = sorted({value for group in counted for unit in group for value in unit})
        self.values = len(values)
        self.meetings = list(combinations(range(len(values)), 2))
        self.shares = lcm(*(unit.total() - 1 for group in counted for unit in group))
        self.width = self.values + len(self.meetings)
        self.numbers = [self._numbers(group, values) for group in counted]
        self.ordinal = measure == "ordinal"
        far = distance(measure, dict.fromkeys(values, 1))
        self.fixed = [far(values[a], values[b]) for a, b in self.meetings]

    def _numbers(self, group: Sequence[Counter[Answer]], values: Sequence[Any]) -> list[int]:
        numbers = [0] * self.width
        for unit in group:
            given = [unit[value] for value in values]
            share = self.shares // (unit.total() - 1)
            met = [given[a] * given[b] * share for a, b in self.meetings]
            numbers = [had + more for had, more in zip(numbers, given + met, strict=True)]
        return numbers

    def alpha(self, sums: Numbers, _getter: Getter) -> float | None:
        """Alpha of a draw."""
        given, far = sums[: self.values], self.fixed
        if self.ordinal:
            place = list(ranked(dict(enumerate(given))).values())
            far = [(place[a] - place[b]) ** 2 for a, b in self.meetings]
        meetings = zip(self.meetings, far, strict=True)
        expected = float(sum(given[a] * given[b] * apart for (a, b), apart in meetings))
        if not expected:
            return None
        observed = float(sum(map(mul, far, sums[self.values :]))) / self.shares
        return 1 - (sum(given) - 1) * observed / expected


class _Sets:
    """A variable of sets, of which there may be hundreds: groups that say the same are of a kind.

    What is expected is the sum of the distances between all groups of a draw, two by two: each
    group's distances to every kind of group are added up first.
    """

    def __init__(self, counted: Sequence[Sequence[Counter[Answer]]]) -> None:
        said = [sum(group, Counter[Answer]()) for group in counted]
        keys = [frozenset(each.items()) for each in said]
        kinds = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.of_kind = [kinds[key] for key in keys]
        places: dict[Any, int] = {}
        for value in (value for each in said for value in each):
            places.setdefault(value, len(places))
        far = _distances(list(places))
        as_places = [[(places[value], n) for value, n in key] for key in kinds]
        rows = [_row(kind, as_places, far) for kind in as_places]
        self.shares = lcm(*(unit.total() - 1 for group in counted for unit in group))
        self.width = len(kinds) + 2
        self.numbers = [
            [*rows[kind], _within(group, places, far, self.shares), each.total()]
            for kind, group, each in zip(self.of_kind, counted, said, strict=True)
        ]

    def alpha(self, sums: Numbers, getter: Getter) -> float | None:
        """Alpha of a draw, whose groups `getter` takes out."""
        *met, _again = getter([sums[kind] for kind in self.of_kind])
        expected = sum(met) / 2
        if not expected:
            return None
        return 1 - (sums[-1] - 1) * sums[-2] / self.shares / expected


Kind = Sequence[tuple[int, int]]
"""Sets by their places, and how often each is given."""
Far = Sequence[Sequence[int]]


def _distances(values: Sequence[Any]) -> Far:
    far = [[0] * len(values) for _ in values]
    for one, other in combinations(range(len(values)), 2):
        far[one][other] = far[other][one] = round(masi(values[one], values[other]) * _FINE)
    return far


def _row(kind: Kind, kinds: Sequence[Kind], far: Far) -> list[int]:
    """The distances of a kind of group to every kind, added up over their sets."""
    mine = [far[place] for place, n in kind for _ in range(n)]
    to = list(map(sum, zip(*mine, strict=True))) if mine else []
    return [sum(n * to[place] for place, n in other) if to else 0 for other in kinds]


def _within(group: Sequence[Counter[Answer]], places: dict[Any, int], far: Far, shares: int) -> int:
    """What coders differ on, on the units of a group."""
    return sum(
        n * m * far[places[one]][places[other]] * (shares // (unit.total() - 1))
        for unit in group
        for (one, n), (other, m) in combinations(unit.items(), 2)
    )
