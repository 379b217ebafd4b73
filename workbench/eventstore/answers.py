"""What the store or an engine answers: hits by month, candidates, and which of them are drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from workbench.case import Candidate, Problem, Search, SearchedData

from .months import month_of


@dataclass(frozen=True)
class Sample:
    """How many rows of each month are drawn, and what the draw follows from."""

    per_month: int
    seed: int


@dataclass(frozen=True)
class Hits:
    """How much of the store fits, before any of it is in an inbox."""

    months: Mapping[str, int]
    """How many rows of each month, `2003-03`; of those without a date under the empty text."""
    data: tuple[SearchedData, ...]
    """By data set: how many rows were searched, are of the dyad, fit."""
    query: str
    """What was asked, in SQL."""

    @property
    def fit(self) -> int:
        """How many rows fit."""
        return sum(self.months.values())


@dataclass(frozen=True)
class Answer:
    """The candidates that fit, and the record of the question."""

    candidates: tuple[Candidate, ...]
    hits: Hits
    search: Search
    remarks: tuple[Problem, ...] = ()
    """What a person must hear of the rows of the dyad."""


def drawn(candidates: Iterable[Candidate], sample: Sample) -> list[Candidate]:
    """Those that a sample draws: of each month the first by a hash of seed and id.

    The store draws the same in SQL.
    """
    by_month = defaultdict[str, dict[str, Candidate]](dict)
    for candidate in candidates:
        by_month[month_of(candidate.date)].setdefault(candidate.id, candidate)
    found = []
    for month in sorted(by_month):
        keyed = sorted(
            by_month[month].values(),
            key=lambda c: (sha256(f"{sample.seed}:{c.id}".encode()).hexdigest(), c.id),
        )
        found += keyed[: sample.per_month]
    return found
