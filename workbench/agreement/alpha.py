"""Krippendorff's alpha for any number of coders and missing answers, and the shares beside it.

Krippendorff (2011), “Computing Krippendorff's Alpha-Reliability”; sets are compared by MASI
(Passonneau 2006, “Measuring Agreement on Set-valued Items”): 1 − Jaccard × monotonicity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, combinations
from typing import Any, Literal

Measure = Literal["nominal", "ordinal", "interval", "sets"]
Answer = str | int | frozenset[str]
"""What a coder says of a unit: for `ordinal` and `interval` a number, for `sets` a set."""
Unit = Sequence[Answer | None]
"""The answers of all coders on one unit, in their order; None where one gave none."""
Distance = Callable[[Any, Any], float]


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """The distance of two sets, 0 to 1; two empty sets are alike."""
    if one == other:
        return 0.0
    both = len(one & other)
    if not both:
        return 1.0
    monotone = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - both / len(one | other) * monotone


def ranked(counts: Mapping[Any, float]) -> dict[Any, float]:
    """Where each value of an ordinal variable lies: half way into those that are given it."""
    values = sorted(counts)
    ends = accumulate(counts[value] for value in values)
    return {value: end - counts[value] / 2 for value, end in zip(values, ends, strict=True)}


def distance(measure: Measure, counts: Mapping[Any, float]) -> Distance:
    """The distance of two values; the ordinal one follows how often which value is given."""
    if measure == "nominal":
        return lambda one, other: float(one != other)
    if measure == "sets":
        return masi
    if measure == "interval":
        return lambda one, other: float((one - other) ** 2)
    place = ranked(counts)
    return lambda one, other: (place[one] - place[other]) ** 2


def paired(units: Iterable[Unit]) -> list[Counter[Answer]]:
    """The answers of each unit that has at least two, counted."""
    given = ([answer for answer in unit if answer is not None] for unit in units)
    return [Counter(answers) for answers in given if len(answers) > 1]


def alpha(units: Iterable[Unit], measure: Measure) -> float | None:
    """Krippendorff's alpha; None where no unit has two answers, or nothing varies."""
    pairs = paired(units)
    total: Counter[Answer] = Counter()
    for counted in pairs:
        total.update(counted)
    far = distance(measure, total)
    expected = spread(total, far)
    if not expected:
        return None
    observed = sum(spread(counted, far) / (counted.total() - 1) for counted in pairs)
    return 1 - (total.total() - 1) * observed / expected


def spread(counted: Mapping[Answer, int], far: Distance) -> float:
    """The distances of all pairs of answers, added up."""
    return sum(n * m * far(one, other) for (one, n), (other, m) in combinations(counted.items(), 2))


def agreement(units: Iterable[Unit]) -> float | None:
    """The share of pairs of answers on one unit that are equal; None without a pair."""
    same = every = 0
    for counted in paired(units):
        every += _pairs(counted.total())
        same += sum(map(_pairs, counted.values()))
    return same / every if every else None


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def modal_share(units: Iterable[Unit]) -> float | None:
    """The share of the commonest value in the units with two answers; None without one."""
    total = sum(paired(units), Counter[Answer]())
    return max(total.values()) / total.total() if total else None


def uncommon(units: Iterable[Unit]) -> int:
    """How many values in the units with two answers aren't the commonest one."""
    total = sum(paired(units), Counter[Answer]())
    return total.total() - max(total.values(), default=0)
